//! Codes of what a certificate must look like by itself.

use crate::report::{Code, Severity};

/// A version other than 3.
pub(super) static NOT_VERSION_3: Code = Code {
    id: "not-version-3",
    severity: Severity::Error,
    title: "a certificate is not of version 3",
    cite: "RFC 5280 §4.1.2.1, §6.1.4 (k)",
    why: "Certificates of version 1 and 2 have no extensions, so no names and no limits. Peers take such a \
          one for neither a server nor a CA.",
    fix: "have it issued again: xmppcert csr --from FILE",
};

/// A serial number outside the rules.
pub(super) static SERIAL_OUTSIDE_RULES: Code = Code {
    id: "serial-outside-rules",
    severity: Severity::Warning,
    title: "an issuer's serial number breaks the rules",
    cite: "RFC 5280 §4.1.2.2",
    why: "A serial number is positive and has at most 20 octets. Some software refuses others, and a \
          revocation list may not find them.",
    fix: "tell the CA, or use another one",
};

/// Unique identifiers.
pub(super) static UNIQUE_IDENTIFIERS: Code = Code {
    id: "unique-identifiers",
    severity: Severity::Note,
    title: "a certificate has unique identifiers",
    cite: "RFC 5280 §4.1.2.8",
    why: "RFC 5280 forbids CAs to write them; peers pass them over.",
    fix: "tell the CA, or use another one",
};

/// Two signature algorithms.
pub(super) static SIGNATURE_ALGORITHMS_DIFFER: Code = Code {
    id: "signature-algorithms-differ",
    severity: Severity::Error,
    title: "the two places that name the signature algorithm differ",
    cite: "RFC 5280 §4.1.1.2",
    why: "The algorithm outside is not signed and must repeat the one inside. Where they differ somebody \
          may have changed it, and peers refuse the certificate.",
    fix: "get it again from where it came",
};

/// No issuer.
pub(super) static ISSUER_NAMELESS: Code = Code {
    id: "issuer-nameless",
    severity: Severity::Error,
    title: "the issuer has no name",
    cite: "RFC 5280 §4.1.2.4",
    why: "Paths are built by names, so nothing leads up from there.",
    fix: "have it issued again: xmppcert csr --from FILE",
};

/// No subject.
pub(super) static SUBJECT_NAMELESS: Code = Code {
    id: "subject-nameless",
    severity: Severity::Error,
    title: "a certificate names nobody",
    cite: "RFC 5280 §4.1.2.6, §4.2.1.6",
    why: "A CA must have a subject, and any other certificate a subject or a critical subjectAltName.",
    fix: "have it issued again: xmppcert csr --from FILE",
};

/// An extension twice.
pub(super) static EXTENSION_TWICE: Code = Code {
    id: "extension-twice",
    severity: Severity::Error,
    title: "an extension occurs twice",
    cite: "RFC 5280 §4.2",
    why: "Software reads the first, the last or both, so the certificate means different things to \
          different peers; many refuse it.",
    fix: "have it issued again: xmppcert csr --from FILE",
};

/// An extension that decides something cannot be read.
pub(super) static EXTENSION_UNREADABLE: Code = Code {
    id: "extension-unreadable",
    severity: Severity::Error,
    title: "an extension that matters cannot be read",
    cite: "RFC 5280 §4.2",
    why: "Whether the certificate may be used hangs on what cannot be read, so peers refuse it.",
    fix: "have it issued again: xmppcert csr --from FILE",
};

/// Another extension cannot be read.
pub(super) static MINOR_EXTENSION_UNREADABLE: Code = Code {
    id: "minor-extension-unreadable",
    severity: Severity::Warning,
    title: "an extension cannot be read",
    cite: "RFC 5280 §4.2",
    why: "Nothing is decided by it, but strict readers refuse the whole certificate.",
    fix: "have it issued again: xmppcert csr --from FILE",
};

/// A critical extension that nobody knows.
pub(super) static CRITICAL_EXTENSION_UNKNOWN: Code = Code {
    id: "critical-extension-unknown",
    severity: Severity::Error,
    title: "a critical extension is unknown",
    cite: "RFC 5280 §4.2, §6.1.4 (o)",
    why: "Critical means that whoever does not know the extension must refuse the certificate, and peers \
          do.",
    fix: "have it issued again without the extension, or with it not critical",
};

/// An extension is critical that must not be.
pub(super) static EXTENSION_CRITICAL: Code = Code {
    id: "extension-critical",
    severity: Severity::Error,
    title: "an extension is critical that must not be",
    cite: "RFC 5280 §4.2.1.1, §4.2.1.2, §4.2.2.1",
    why: "Key identifiers and access information only help to build paths. Some peers refuse certificates \
          where they are critical.",
    fix: "have it issued again: xmppcert csr --from FILE",
};

/// An extension is not critical that must be.
pub(super) static EXTENSION_NOT_CRITICAL: Code = Code {
    id: "extension-not-critical",
    severity: Severity::Note,
    title: "an extension is not critical that should be",
    cite: "RFC 5280 §4.2.1.9, §4.2.1.10, §4.2.1.11, §4.2.1.14",
    why: "Software that does not know the extension passes it over, and with it a limit that the CA has \
          set. Current libraries know it and obey.",
    fix: "tell the CA, or use another one",
};

/// A critical subjectAltName beside a subject.
pub(super) static SAN_CRITICAL: Code = Code {
    id: "san-critical",
    severity: Severity::Note,
    title: "the subjectAltName is critical, though there is a subject",
    cite: "RFC 5280 §4.2.1.6; CA/B Forum Baseline Requirements 7.1.2.7.12",
    why: "It should be critical only where the subject is empty. Every library in use knows the extension, \
          so nothing is refused for it.",
    fix: "nothing to do; at the next renewal the CA should write it otherwise",
};

/// A commonName that no subjectAltName repeats.
pub(super) static COMMON_NAME_NOT_IN_SAN: Code = Code {
    id: "common-name-not-in-san",
    severity: Severity::Note,
    title: "the commonName is a host that no subjectAltName repeats",
    cite: "CA/B Forum Baseline Requirements 7.1.4.3; RFC 9525 §2",
    why: "Current software does not read it. ejabberd still counts it as a name, so the certificate is for \
          one host more there than elsewhere.",
    fix: "ask for the host as a name as well, or leave it out of the subject: xmppcert csr DOMAIN",
};

/// The validity ends before it begins.
pub(super) static NEVER_VALID: Code = Code {
    id: "never-valid",
    severity: Severity::Error,
    title: "the validity ends before it begins",
    cite: "RFC 5280 §4.1.2.5",
    why: "There is no instant at which the certificate is valid.",
    fix: "have it issued again: xmppcert csr --from FILE",
};

/// A trusted leaf is a CA.
pub(super) static TRUSTED_CA_AS_LEAF: Code = Code {
    id: "trusted-ca-as-leaf",
    severity: Severity::Warning,
    title: "the certificate is a CA, and trusted by itself",
    cite: "RFC 6120 §13.7.1.1; RFC 5280 §4.2.1.9",
    why: "Peers that trust this very certificate accept it, though RFC 6120 forbids a CA here and \
          rustls-webpki refuses one. Whoever has its key can issue for any name to all who trust it.",
    fix: "ask for one without basicConstraints cA: xmppcert csr DOMAIN",
};

/// A leaf with keyCertSign.
pub(super) static LEAF_MAY_SIGN: Code = Code {
    id: "leaf-may-sign",
    severity: Severity::Note,
    title: "the key may sign certificates, though it is no CA",
    cite: "RFC 5280 §4.2.1.3, §4.2.1.9",
    why: "keyCertSign is for CAs alone. Without basicConstraints cA no peer takes anything that it signs.",
    fix: "have it issued again: xmppcert csr --from FILE",
};

/// A path length without CA.
pub(super) static STRAY_PATH_LENGTH: Code = Code {
    id: "stray-path-length",
    severity: Severity::Note,
    title: "a limit of CAs stands where there is no CA",
    cite: "RFC 5280 §4.2.1.9",
    why: "pathLenConstraint means something in a CA alone. Peers pass it over.",
    fix: "have it issued again: xmppcert csr --from FILE",
};

/// The key usage bars TLS.
pub(super) static KEY_USAGE_NOT_TLS: Code = Code {
    id: "key-usage-not-tls",
    severity: Severity::Error,
    title: "the key usage does not allow TLS",
    cite: "RFC 5280 §4.2.1.3; RFC 8446 §4.4.2.2",
    why: "TLS 1.3 and the current cipher suites of TLS 1.2 sign with the key of the certificate, for which \
          keyUsage needs digitalSignature.",
    fix: "have it issued again with keyUsage digitalSignature: xmppcert csr --from FILE",
};

/// anyExtendedKeyUsage beside the purpose.
pub(super) static ANY_PURPOSE_BESIDE: Code = Code {
    id: "any-purpose-beside",
    severity: Severity::Note,
    title: "anyExtendedKeyUsage stands beside the purpose",
    cite: "CA/B Forum Baseline Requirements 7.1.2.7.10; RFC 5280 §4.2.1.12",
    why: "It adds nothing for TLS, and lets the certificate pass for any other use. Public CAs may not \
          issue it.",
    fix: "at the next renewal ask for serverAuth and clientAuth alone",
};

/// Purposes where they do not belong.
pub(super) static PURPOSE_MISPLACED: Code = Code {
    id: "purpose-misplaced",
    severity: Severity::Note,
    title: "an extended key usage is critical, or stands in a root",
    cite: "CA/B Forum Baseline Requirements 7.1.2.1, 7.1.2.7",
    why: "Peers look at it all the same; the rules of public CAs forbid it.",
    fix: "tell the CA, or use another one",
};

/// Name constraints without CA.
pub(super) static CONSTRAINTS_ON_LEAF: Code = Code {
    id: "name-constraints-on-leaf",
    severity: Severity::Note,
    title: "name constraints stand where there is no CA",
    cite: "RFC 5280 §4.2.1.10",
    why: "They bind names of certificates below, of which there are none.",
    fix: "have it issued again: xmppcert csr --from FILE",
};
