//! The kind of a public key that others made, known to us or not.

use std::fmt;

use x509_parser::asn1_rs::Tag;
use x509_parser::public_key::{PublicKey, RSAPublicKey};
use x509_parser::x509::SubjectPublicKeyInfo;

/// What kind of key a certificate or a request holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeldKey {
    /// RSA, with the length of its modulus in bits.
    Rsa(usize),
    /// An elliptic curve, by its name; by its identifier in dots where we know no name.
    Curve(String),
    /// Ed25519 (RFC 8410).
    Ed25519,
    /// Anything else, by a name or by the identifier of its algorithm in dots.
    Other(String),
}

/// Shows it as people name it: `RSA 2048`, `P-256`, `EC (secp256k1)`.
impl fmt::Display for HeldKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HeldKey::Rsa(bits) => write!(f, "RSA {bits}"),
            HeldKey::Curve(name) if name.starts_with("P-") => f.write_str(name),
            HeldKey::Curve(name) => write!(f, "EC ({name})"),
            HeldKey::Ed25519 => f.write_str("Ed25519"),
            HeldKey::Other(name) => f.write_str(name),
        }
    }
}

/// Curves that old certificates may have (RFC 5480 §2.1.1.1, SEC 2, RFC 5639).
const CURVES: [(&str, &str); 10] = [
    ("1.2.840.10045.3.1.7", "P-256"),
    ("1.3.132.0.34", "P-384"),
    ("1.3.132.0.35", "P-521"),
    ("1.2.840.10045.3.1.1", "P-192"),
    ("1.3.132.0.33", "P-224"),
    ("1.3.132.0.10", "secp256k1"),
    ("1.2.156.10197.1.301", "SM2"),
    ("1.3.36.3.3.2.8.1.1.7", "brainpoolP256r1"),
    ("1.3.36.3.3.2.8.1.1.11", "brainpoolP384r1"),
    ("1.3.36.3.3.2.8.1.1.13", "brainpoolP512r1"),
];

impl HeldKey {
    pub(super) fn of(key: &SubjectPublicKeyInfo<'_>) -> HeldKey {
        match key.parsed() {
            Ok(PublicKey::RSA(rsa)) => HeldKey::Rsa(bits(&rsa)),
            Ok(PublicKey::EC(_)) => HeldKey::Curve(curve(key)),
            Ok(PublicKey::DSA(_)) => HeldKey::Other("DSA".to_owned()),
            _ => match key.algorithm.algorithm.to_id_string().as_str() {
                "1.3.101.112" => HeldKey::Ed25519,
                "1.3.101.113" => HeldKey::Other("Ed448".to_owned()),
                "1.2.840.113549.1.1.10" => HeldKey::Other("RSASSA-PSS".to_owned()),
                other => HeldKey::Other(format!("of the algorithm {other}")),
            },
        }
    }
}

/// The length says nothing of the curve: secp256k1 has 256 bits as well.
fn curve(key: &SubjectPublicKeyInfo<'_>) -> String {
    // RFC 5480 §2.1.1 wants a named curve; some have a SEQUENCE of its parameters instead
    let named = key.algorithm.parameters.as_ref().filter(|any| any.tag() == Tag::Oid);
    let Some(oid) = named.and_then(|any| any.as_oid().ok()).map(|oid| oid.to_id_string()) else {
        return "a curve of its own".to_owned();
    };
    let known = CURVES.iter().find(|(known, _)| *known == oid);
    known.map_or(oid, |(_, name)| (*name).to_owned())
}

fn bits(rsa: &RSAPublicKey<'_>) -> usize {
    let mut octets = rsa.modulus.iter().skip_while(|octet| **octet == 0);
    match octets.next() {
        Some(first) => 8 * octets.count() + 8 - first.leading_zeros() as usize,
        None => 0,
    }
}
