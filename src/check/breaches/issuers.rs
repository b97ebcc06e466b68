//! Codes of issuers and of the links between certificates.

use crate::report::{Code, Severity};

/// Another key identifier.
pub(super) static ISSUER_KEY_ID_DIFFERS: Code = Code {
    id: "issuer-key-id-differs",
    severity: Severity::Error,
    title: "the issuer has another key than the certificate names",
    cite: "RFC 5280 §4.2.1.1",
    why: "The issuer has the right name, but its key identifier is not the one in the certificate: it is an \
          older or newer certificate of the same CA, or one with the same name. OpenSSL passes such an \
          issuer by.",
    fix: "get the intermediate that belongs to it: xmppcert chain FILE --fetch",
};

/// Another issuer or serial number.
pub(super) static ISSUER_SERIAL_DIFFERS: Code = Code {
    id: "issuer-serial-differs",
    severity: Severity::Error,
    title: "the issuer is not the certificate that is named as such",
    cite: "RFC 5280 §4.2.1.1",
    why: "The authorityKeyIdentifier names one certificate of the issuer by issuer and serial number, and \
          this is another one. OpenSSL passes it by.",
    fix: "get the intermediate that belongs to it: xmppcert chain FILE INTERMEDIATES",
};

/// No authorityKeyIdentifier.
pub(super) static AUTHORITY_KEY_ID_MISSING: Code = Code {
    id: "authority-key-id-missing",
    severity: Severity::Note,
    title: "a certificate does not name the key of its issuer",
    cite: "RFC 5280 §4.2.1.1",
    why: "Without authorityKeyIdentifier paths are found by name alone. No peer refuses it, but with \
          several CAs of one name they may try the wrong one first.",
    fix: "nothing to do; CAs write it by rule",
};

/// No subjectKeyIdentifier.
pub(super) static SUBJECT_KEY_ID_MISSING: Code = Code {
    id: "subject-key-id-missing",
    severity: Severity::Note,
    title: "a CA does not name its key",
    cite: "RFC 5280 §4.2.1.2",
    why: "Without subjectKeyIdentifier certificates below it cannot say which key they mean. No peer \
          refuses it.",
    fix: "nothing to do; CAs write it by rule",
};

/// A root that names more than its own key.
pub(super) static ROOT_AUTHORITY_KEY: Code = Code {
    id: "root-authority-key",
    severity: Severity::Note,
    title: "a root's authorityKeyIdentifier has more than its own key",
    cite: "CA/B Forum Baseline Requirements 7.1.2.1.3",
    why: "The rules of public CAs want the key identifier alone there. No peer minds.",
    fix: "nothing to do",
};

/// An issuer that is no CA.
pub(super) static ISSUER_NOT_CA: Code = Code {
    id: "issuer-not-ca",
    severity: Severity::Error,
    title: "an issuer is no CA",
    cite: "RFC 5280 §4.2.1.9, §6.1.4 (k)",
    why: "Only a certificate with basicConstraints cA may issue others. A server certificate that signed \
          another one proves nothing.",
    fix: "use the certificate of the CA, or have the leaf signed by one",
};

/// An issuer without keyCertSign.
pub(super) static ISSUER_MAY_NOT_SIGN: Code = Code {
    id: "issuer-may-not-sign",
    severity: Severity::Error,
    title: "the key of an issuer may not sign certificates",
    cite: "RFC 5280 §4.2.1.3, §6.1.4 (n)",
    why: "Where a CA has keyUsage, keyCertSign must be in it. rustls-webpki overlooks that, OpenSSL, GnuTLS \
          and Java do not.",
    fix: "have the certificate of the CA issued again with keyCertSign",
};

/// More CAs than one allows.
pub(super) static PATH_TOO_LONG: Code = Code {
    id: "path-too-long",
    severity: Severity::Error,
    title: "more CAs stand below one than it allows",
    cite: "RFC 5280 §4.2.1.9, §6.1.4 (l), (m)",
    why: "A CA with pathLenConstraint 0 may issue to servers and users alone, not to further CAs.",
    fix: "have it issued by the CA itself, not by one below it",
};

/// A path longer than asked for.
pub(super) static CHAIN_TOO_DEEP: Code = Code {
    id: "chain-too-deep",
    severity: Severity::Error,
    title: "the path is longer than is allowed here",
    cite: "RFC 5280 §6.1; --max-depth",
    why: "Peers follow a chain only so far: OpenSSL 100 CAs, GnuTLS 16, Java 5 by default.",
    fix: "have it issued by a CA nearer to the root, or raise --max-depth",
};

/// A CA that is not for the purpose.
pub(super) static ISSUER_PURPOSE: Code = Code {
    id: "issuer-purpose",
    severity: Severity::Error,
    title: "a CA is not for this purpose",
    cite: "RFC 5280 §4.2.1.12; CA/B Forum Baseline Requirements 7.1.2.10.6",
    why: "An extended key usage in a CA binds all certificates below it, in OpenSSL, rustls-webpki and \
          Windows. A CA for e-mail certifies no servers.",
    fix: "use a CA whose certificate has the purpose",
};
