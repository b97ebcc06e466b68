//! Digests of public things, for people to compare.

use std::fmt::Write;

use aws_lc_rs::digest::{Algorithm, SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};

/// SHA-256 in lower-case hexadecimal; of a subjectPublicKeyInfo, the content of a TLSA record
/// `3 1 1` (RFC 6698 §2.1).
pub fn sha256_hex(octets: &[u8]) -> String {
    hex(&SHA256, octets)
}

/// SHA-1 in lower-case hexadecimal: a name by which old software knows a certificate.
pub fn sha1_hex(octets: &[u8]) -> String {
    hex(&SHA1_FOR_LEGACY_USE_ONLY, octets)
}

fn hex(algorithm: &'static Algorithm, octets: &[u8]) -> String {
    digest(algorithm, octets).as_ref().iter().fold(String::with_capacity(64), |mut hex, octet| {
        // writing to a String cannot fail
        let _ = write!(hex, "{octet:02x}");
        hex
    })
}
