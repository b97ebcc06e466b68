//! Digests of public things, for people to compare.

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};

use super::hex::hex;

/// SHA-256 in lower-case hexadecimal; of a subjectPublicKeyInfo, the content of a TLSA record
/// `3 1 1` (RFC 6698 §2.1).
pub fn sha256_hex(octets: &[u8]) -> String {
    hex(digest(&SHA256, octets).as_ref())
}

/// SHA-1 in lower-case hexadecimal: a name by which old software knows a certificate.
pub fn sha1_hex(octets: &[u8]) -> String {
    hex(digest(&SHA1_FOR_LEGACY_USE_ONLY, octets).as_ref())
}
