//! Public keys, named and measured.

use x509_parser::asn1_rs::Tag;
use x509_parser::prelude::FromDer;
use x509_parser::public_key;
use x509_parser::x509::SubjectPublicKeyInfo;

use super::super::oid::in_dots;
use super::ReadError;

/// A subjectPublicKeyInfo (RFC 5280 §4.1.2.7).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublicKey {
    /// The algorithm: `RSA`, `EC`, `Ed25519`, `DSA` …, or its OID in dots.
    pub algorithm: String,
    /// The curve of an EC key, such as `P-256`, or its OID in dots.
    pub curve: Option<String>,
    /// The size in bits, where the algorithm has sizes.
    pub bits: Option<usize>,
    /// The subjectPublicKeyInfo in DER.
    pub spki: Vec<u8>,
}

impl PublicKey {
    /// Reads a subjectPublicKeyInfo.
    ///
    /// # Errors
    /// When the DER does not hold one.
    pub fn from_der(der: &[u8]) -> Result<PublicKey, ReadError> {
        let (_, info) = SubjectPublicKeyInfo::from_der(der)
            .map_err(|error| ReadError::PublicKey(error.to_string()))?;
        Ok(PublicKey::read(&info))
    }

    pub(super) fn read(info: &SubjectPublicKeyInfo<'_>) -> PublicKey {
        let oid = in_dots(&info.algorithm.algorithm);
        let curve = (oid == EC).then(|| {
            // RFC 5480 §2.1.1 wants a named curve; some have a SEQUENCE of its parameters instead
            let named = info.algorithm.parameters.as_ref().filter(|any| any.tag() == Tag::Oid);
            named.and_then(|any| any.as_oid().ok()).map(|oid| curve_name(&in_dots(&oid)))
        });
        PublicKey {
            algorithm: algorithm(&oid).map_or(oid, str::to_owned),
            bits: curve.as_ref().and_then(|c| curve_bits(c.as_deref())).or_else(|| size(info)),
            curve: curve.map(|curve| curve.unwrap_or_else(|| "a curve of its own".to_owned())),
            spki: info.raw.to_vec(),
        }
    }
}

/// As people say it: `RSA 2048`, `P-256`, `EC (secp256k1)`, `Ed25519`.
impl std::fmt::Display for PublicKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (&self.curve, self.bits) {
            (Some(curve), _) if curve.starts_with("P-") => f.write_str(curve),
            (Some(curve), _) => write!(f, "{} ({curve})", self.algorithm),
            (None, Some(bits)) => write!(f, "{} {bits}", self.algorithm),
            (None, None) => f.write_str(&self.algorithm),
        }
    }
}

const EC: &str = "1.2.840.10045.2.1";

fn algorithm(oid: &str) -> Option<&'static str> {
    Some(match oid {
        "1.2.840.113549.1.1.1" => "RSA",
        "1.2.840.113549.1.1.10" => "RSA-PSS",
        EC => "EC",
        "1.2.840.10040.4.1" => "DSA",
        "1.2.840.10046.2.1" => "DH",
        "1.3.101.110" => "X25519",
        "1.3.101.111" => "X448",
        "1.3.101.112" => "Ed25519",
        "1.3.101.113" => "Ed448",
        "2.16.840.1.101.3.4.3.17" => "ML-DSA-44",
        "2.16.840.1.101.3.4.3.18" => "ML-DSA-65",
        "2.16.840.1.101.3.4.3.19" => "ML-DSA-87",
        "1.2.643.7.1.1.1.1" | "1.2.643.7.1.1.1.2" | "1.2.643.2.2.19" => "GOST",
        _ => return None,
    })
}

/// The usual name of a curve, or its OID in dots as it is given.
pub(in crate::pki) fn curve_name(oid: &str) -> String {
    match oid {
        "1.2.840.10045.3.1.1" => "P-192",
        "1.3.132.0.33" => "P-224",
        "1.2.840.10045.3.1.7" => "P-256",
        "1.3.132.0.34" => "P-384",
        "1.3.132.0.35" => "P-521",
        "1.3.132.0.10" => "secp256k1",
        "1.2.156.10197.1.301" => "SM2",
        "1.3.36.3.3.2.8.1.1.7" => "brainpoolP256r1",
        "1.3.36.3.3.2.8.1.1.11" => "brainpoolP384r1",
        "1.3.36.3.3.2.8.1.1.13" => "brainpoolP512r1",
        other => other,
    }
    .to_owned()
}

fn curve_bits(curve: Option<&str>) -> Option<usize> {
    let digits = curve?.trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    if curve?.contains('.') { None } else { digits[..end].parse().ok() }
}

/// The modulus of an RSA key without its leading zeros; the point of a key on a curve of its own.
fn size(info: &SubjectPublicKeyInfo<'_>) -> Option<usize> {
    match info.parsed().ok()? {
        public_key::PublicKey::RSA(rsa) => {
            let modulus = rsa.modulus.iter().skip_while(|octet| **octet == 0);
            let (first, rest) = (modulus.clone().next()?, modulus.count() - 1);
            Some(rest * 8 + (8 - first.leading_zeros() as usize))
        }
        public_key::PublicKey::EC(point) => Some(point.key_size()),
        public_key::PublicKey::DSA(_) => None,
        _ => None,
    }
}
