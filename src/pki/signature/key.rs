//! The public key of a certificate, as far as signatures and rules about strength need it.

use std::fmt;

use x509_parser::public_key::{PublicKey, RSAPublicKey};
use x509_parser::x509::SubjectPublicKeyInfo;

use super::super::oid::in_dots;

/// A subject's public key (RFC 5280 §4.1.2.7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    kind: KeyKind,
    bits: Vec<u8>,
}

/// The algorithm of a key, and its size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// RSA for any use.
    Rsa {
        /// Bits of the modulus.
        bits: usize,
        /// Whether the exponent is odd and greater than 1 (RFC 8017 §3.1).
        sound_exponent: bool,
    },
    /// RSA for RSA-PSS only (RFC 4055 §1.2).
    RsaPss {
        /// Bits of the modulus.
        bits: usize,
    },
    /// An elliptic curve.
    Ec(Curve),
    /// Ed25519.
    Ed25519,
    /// Any other, by name or by OID in dots.
    Other(String),
}

/// An elliptic curve (RFC 5480 §2.1.1.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Curve {
    /// secp256r1.
    P256,
    /// secp384r1.
    P384,
    /// secp521r1.
    P521,
    /// Any other, by name or by OID in dots.
    Other(String),
    /// Written out instead of named, which RFC 5480 §2.1.1 forbids.
    Explicit,
}

impl Key {
    pub(in crate::pki) fn read(info: &SubjectPublicKeyInfo<'_>) -> Key {
        let bits = info.subject_public_key.data.to_vec();
        let kind = match in_dots(&info.algorithm.algorithm).as_str() {
            "1.2.840.113549.1.1.1" => rsa(info),
            "1.2.840.113549.1.1.10" => rsa_pss(&bits),
            "1.2.840.10045.2.1" => KeyKind::Ec(curve(info)),
            "1.3.101.112" => KeyKind::Ed25519,
            "1.3.101.113" => KeyKind::Other("Ed448".to_owned()),
            "1.2.840.10040.4.1" => KeyKind::Other("DSA".to_owned()),
            other => KeyKind::Other(other.to_owned()),
        };
        Key { kind, bits }
    }

    /// The algorithm and size.
    pub fn kind(&self) -> &KeyKind {
        &self.kind
    }

    /// The content of the subjectPublicKey.
    pub fn bits(&self) -> &[u8] {
        &self.bits
    }
}

/// As people say it: `RSA 2048`, `EC P-256`, `Ed25519`.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            KeyKind::Rsa { bits, .. } => write!(f, "RSA {bits}"),
            KeyKind::RsaPss { bits } => write!(f, "RSA-PSS {bits}"),
            KeyKind::Ec(Curve::P256) => f.write_str("EC P-256"),
            KeyKind::Ec(Curve::P384) => f.write_str("EC P-384"),
            KeyKind::Ec(Curve::P521) => f.write_str("EC P-521"),
            KeyKind::Ec(Curve::Other(name)) => write!(f, "EC {name}"),
            KeyKind::Ec(Curve::Explicit) => f.write_str("EC with a curve written out"),
            KeyKind::Ed25519 => f.write_str("Ed25519"),
            KeyKind::Other(name) => f.write_str(name),
        }
    }
}

fn rsa(info: &SubjectPublicKeyInfo<'_>) -> KeyKind {
    match info.parsed() {
        Ok(PublicKey::RSA(key)) => {
            KeyKind::Rsa { bits: modulus_bits(key.modulus), sound_exponent: sound(key.exponent) }
        }
        _ => KeyKind::Other("unreadable RSA".to_owned()),
    }
}

fn rsa_pss(bits: &[u8]) -> KeyKind {
    use x509_parser::prelude::FromDer;
    match RSAPublicKey::from_der(bits) {
        Ok((_, key)) => KeyKind::RsaPss { bits: modulus_bits(key.modulus) },
        Err(_) => KeyKind::Other("unreadable RSA-PSS".to_owned()),
    }
}

fn modulus_bits(modulus: &[u8]) -> usize {
    let start = modulus.iter().take_while(|octet| **octet == 0).count();
    let zeros = modulus.iter().find(|octet| **octet != 0).map_or(0, |octet| octet.leading_zeros());
    ((modulus.len() - start) * 8).saturating_sub(zeros as usize)
}

fn sound(exponent: &[u8]) -> bool {
    let odd = exponent.last().is_some_and(|octet| octet & 1 == 1);
    odd && exponent.iter().skip_while(|octet| **octet == 0).ne(&[1])
}

fn curve(info: &SubjectPublicKeyInfo<'_>) -> Curve {
    let parameters = info.algorithm.parameters.as_ref();
    let Some(oid) = parameters.and_then(|any| any.as_oid().ok()) else { return Curve::Explicit };
    match in_dots(&oid).as_str() {
        "1.2.840.10045.3.1.7" => Curve::P256,
        "1.3.132.0.34" => Curve::P384,
        "1.3.132.0.35" => Curve::P521,
        "1.2.840.10045.3.1.1" => Curve::Other("P-192".to_owned()),
        "1.3.132.0.33" => Curve::Other("P-224".to_owned()),
        "1.3.132.0.10" => Curve::Other("secp256k1".to_owned()),
        "1.3.36.3.3.2.8.1.1.7" => Curve::Other("brainpoolP256r1".to_owned()),
        "1.3.36.3.3.2.8.1.1.11" => Curve::Other("brainpoolP384r1".to_owned()),
        "1.3.36.3.3.2.8.1.1.13" => Curve::Other("brainpoolP512r1".to_owned()),
        other => Curve::Other(other.to_owned()),
    }
}
