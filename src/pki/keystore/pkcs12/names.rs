//! Names of what is met in stores and not had here.

use pkcs8::ObjectIdentifier;

/// The object identifier, after its name where it has one that people know.
pub(super) fn of(oid: ObjectIdentifier) -> String {
    let oid = oid.to_string();
    match NAMES.iter().find(|(number, _)| *number == oid) {
        Some((_, name)) => format!("{name} ({oid})"),
        None => oid,
    }
}

/// The name of a secret key's algorithm; the identifier where it has none.
pub(super) fn of_secret(oid: ObjectIdentifier) -> String {
    let oid = oid.to_string();
    let known = SECRETS.iter().find(|(number, _)| *number == oid);
    known.map_or(oid, |(_, name)| (*name).into())
}

const NAMES: &[(&str, &str)] = &[
    // PBES1 (RFC 8018 appendix A.3)
    ("1.2.840.113549.1.5.1", "PBES1 with MD2 and DES"),
    ("1.2.840.113549.1.5.3", "PBES1 with MD5 and DES"),
    ("1.2.840.113549.1.5.4", "PBES1 with MD2 and RC2"),
    ("1.2.840.113549.1.5.6", "PBES1 with MD5 and RC2"),
    ("1.2.840.113549.1.5.10", "PBES1 with SHA-1 and DES"),
    ("1.2.840.113549.1.5.11", "PBES1 with SHA-1 and RC2"),
    // PKCS#12 (RFC 7292 appendix C)
    ("1.2.840.113549.1.12.1.1", "PKCS#12 with 128-bit RC4"),
    ("1.2.840.113549.1.12.1.2", "PKCS#12 with 40-bit RC4"),
    // inside PBES2 and PBMAC1
    ("1.3.14.3.2.7", "DES-CBC"),
    ("1.2.840.113549.3.2", "RC2-CBC"),
    ("1.2.392.200011.61.1.1.1.2", "Camellia-128-CBC"),
    ("1.2.392.200011.61.1.1.1.4", "Camellia-256-CBC"),
    ("2.16.840.1.101.3.4.1.6", "AES-128-GCM"),
    ("2.16.840.1.101.3.4.1.46", "AES-256-GCM"),
    ("1.2.840.113549.2.12", "HMAC with SHA-512/224"),
    ("1.2.840.113549.2.13", "HMAC with SHA-512/256"),
    ("1.2.643.2.2.21", "GOST 28147-89"),
    ("1.2.643.2.2.10", "HMAC with GOST R 34.11-94"),
    ("1.2.643.7.1.1.4.1", "HMAC with GOST R 34.11-2012, 256 bits"),
    ("1.2.643.7.1.1.4.2", "HMAC with GOST R 34.11-2012, 512 bits"),
    // digests
    ("1.2.840.113549.2.5", "MD5"),
    ("2.16.840.1.101.3.4.2.5", "SHA-512/224"),
    ("2.16.840.1.101.3.4.2.6", "SHA-512/256"),
    ("2.16.840.1.101.3.4.2.8", "SHA3-256"),
    ("2.16.840.1.101.3.4.2.10", "SHA3-512"),
    ("1.2.643.2.2.9", "GOST R 34.11-94"),
    ("1.2.643.7.1.1.2.2", "GOST R 34.11-2012, 256 bits"),
    ("1.2.643.7.1.1.2.3", "GOST R 34.11-2012, 512 bits"),
    // kinds of content (RFC 5652) and of bags
    ("1.2.840.113549.1.7.2", "signed data"),
    ("1.2.840.113549.1.7.3", "data enveloped for a public key"),
    ("1.2.840.113549.1.9.22.2", "an SDSI certificate"),
];

const SECRETS: &[(&str, &str)] = &[
    ("2.16.840.1.101.3.4.1", "AES"),
    ("1.2.840.113549.3.2", "RC2"),
    ("1.2.840.113549.3.4", "RC4"),
    ("1.2.840.113549.3.7", "Triple DES"),
    ("1.3.14.3.2.7", "DES"),
    ("1.2.840.113549.2.7", "HMAC with SHA-1"),
    ("1.2.840.113549.2.9", "HMAC with SHA-256"),
    ("1.2.840.113549.2.10", "HMAC with SHA-384"),
    ("1.2.840.113549.2.11", "HMAC with SHA-512"),
    ("1.3.6.1.4.1.3029.1.1.2", "Blowfish"),
    ("1.2.392.200011.61.1.1.1.2", "Camellia"),
    ("1.2.392.200011.61.1.1.1.4", "Camellia"),
];
