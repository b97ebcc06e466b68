//! Codes of keys and signatures.

use crate::report::{Code, Severity};

/// A kind of key that peers do not take.
pub(super) static KEY_KIND_REFUSED: Code = Code {
    id: "key-kind-refused",
    severity: Severity::Error,
    title: "a key of the path is of a kind that peers refuse",
    cite: "CA/B Forum Baseline Requirements 6.1.5; RFC 8422 §5.1.1",
    why: "TLS peers take RSA keys, EC keys on P-256, P-384 and P-521, and mostly Ed25519. With another \
          curve or a DSA key no handshake succeeds.",
    fix: "make a key of the default kind: xmppcert key",
};

/// A kind of key that few peers take.
pub(super) static KEY_KIND_RARE: Code = Code {
    id: "key-kind-rare",
    severity: Severity::Warning,
    title: "a key of the path is of a kind that few peers know",
    cite: "RFC 8410; RFC 9881",
    why: "Ed448 and ML-DSA are sound, but few TLS libraries can check them.",
    fix: "make a key of the default kind: xmppcert key",
};

/// An odd RSA size.
pub(super) static ODD_KEY_SIZE: Code = Code {
    id: "odd-key-size",
    severity: Severity::Note,
    title: "the size of an RSA key is not a multiple of 8",
    cite: "CA/B Forum Baseline Requirements 6.1.5",
    why: "Public CAs refuse such a key; software has no trouble with it.",
    fix: "make a key of a usual size: xmppcert key --type rsa3072",
};

/// A signature that is not the issuer's.
pub(super) static BAD_SIGNATURE: Code = Code {
    id: "bad-signature",
    severity: Severity::Error,
    title: "a signature is not that of the issuer",
    cite: "RFC 5280 §6.1.3 (a)(1)",
    why: "The certificate was changed, or the issuer at hand has the same name and another key. After a CA \
          has renewed its key the new intermediate belongs to new certificates only.",
    fix: "get the intermediate that belongs to it: xmppcert chain FILE --fetch",
};

/// A signature that cannot be checked.
pub(super) static SIGNATURE_UNCHECKABLE: Code = Code {
    id: "signature-uncheckable",
    severity: Severity::Error,
    title: "a signature cannot be checked",
    cite: "RFC 5280 §6.1.3 (a)(1); RFC 6120 §13.7.1.1",
    why: "It is of an algorithm that TLS software does not know, or does not go with the issuer's key. \
          Peers refuse it.",
    fix: "use a CA that signs with RSA or ECDSA over SHA-256",
};
