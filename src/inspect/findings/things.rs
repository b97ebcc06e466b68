//! Codes about whole files and things in them.

use crate::report::{Code, Severity};

/// A thing of a known kind that cannot be read.
pub const UNREADABLE: Code = Code {
    id: "unreadable",
    severity: Severity::Error,
    title: "it is of a known kind but cannot be read",
    cite: "RFC 5280 §4.1; RFC 7468",
    why: "The octets break off or contradict themselves. The report says where, and shows what could be read.",
    fix: "get it again from where it came",
};

/// Nothing known.
pub const NOT_RECOGNISED: Code = Code {
    id: "not-recognised",
    severity: Severity::Error,
    title: "there is no certificate, request, key, CRL or keystore in it",
    cite: "RFC 7468; X.690",
    why: "The content is neither PEM nor DER of a kind that XMPP servers use, nor a keystore.",
    fix: "check that it is the right file",
};

/// A key that cannot be used here.
pub const KEY_UNUSABLE: Code = Code {
    id: "key-unusable",
    severity: Severity::Warning,
    title: "the key is of a kind that XMPP servers cannot use",
    cite: "RFC 6120 §13.7.1.1; RFC 8422",
    why: "Servers load RSA keys and EC keys on P-256, P-384 and P-521; some also Ed25519.",
    fix: "make a new key: xmppcert key --out NEW",
};

/// A passphrase is missing.
pub const LOCKED: Code = Code {
    id: "locked",
    severity: Severity::Note,
    title: "it is encrypted and was not opened",
    cite: "RFC 8018; RFC 7292",
    why: "What is inside can be shown with the passphrase alone.",
    fix: "give the passphrase with --passphrase-file FILE or --passphrase-env VAR",
};

/// A request that its key did not sign.
pub const REQUEST_UNPROVEN: Code = Code {
    id: "request-unproven",
    severity: Severity::Error,
    title: "the request is not signed with its own key",
    cite: "RFC 2986 §3",
    why: "The signature proves that the requester has the key; every CA refuses a request without that proof.",
    fix: "make the request again: xmppcert csr --from OLD --key KEY",
};
