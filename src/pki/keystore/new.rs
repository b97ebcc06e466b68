//! What is put into a key store that is written, and how that is protected.

use crate::pki::key::PrivateKey;

/// A private key with its certificates, to be put into a store.
#[derive(Debug, Clone, Copy)]
pub struct NewEntry<'a> {
    /// Its name. Java has it in lower case whatever is written.
    pub alias: &'a str,
    /// The key.
    pub key: &'a PrivateKey,
    /// Certificates in DER: that of the key, then each one's issuer. Without the root is enough.
    pub chain: &'a [&'a [u8]],
}

/// A certificate that the reader of a store is to trust.
#[derive(Debug, Clone, Copy)]
pub struct NewAnchor<'a> {
    /// Its name. Java has it in lower case whatever is written.
    pub alias: &'a str,
    /// The certificate in DER.
    pub der: &'a [u8],
}

/// How a PKCS#12 store is protected. All of it has the same password.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Strength {
    /// As OpenSSL 3 and Java 17 do: PBES2 with PBKDF2-HMAC-SHA-256 and AES-256-CBC for keys and
    /// certificates (RFC 8018 §6.2), and a MAC with SHA-256; 10,000 rounds each, as Java has them.
    #[default]
    Modern,
    /// For Java before 8u301 and 11.0.12, Windows before Server 2019, and other programs that cannot read
    /// the modern one: pbeWithSHAAnd3-KeyTripleDES-CBC for keys and certificates (RFC 7292 appendix
    /// C), and a MAC with SHA-1; 2,048 rounds each.
    ///
    /// Certificates, too, are under Triple DES, and not under RC2 with 40 bits, as was the custom:
    /// what reads one reads the other, and OpenSSL 3 has no RC2 unless told to load old ciphers.
    Legacy,
}
