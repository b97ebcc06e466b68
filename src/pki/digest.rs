//! Digests of public things, for people to compare.

use std::fmt::Write;

use aws_lc_rs::digest::{SHA256, digest};

/// SHA-256 in lower-case hexadecimal; of a subjectPublicKeyInfo, the content of a TLSA record
/// `3 1 1` (RFC 6698 §2.1).
pub fn sha256_hex(octets: &[u8]) -> String {
    digest(&SHA256, octets).as_ref().iter().fold(String::with_capacity(64), |mut hex, octet| {
        // writing to a String cannot fail
        let _ = write!(hex, "{octet:02x}");
        hex
    })
}
