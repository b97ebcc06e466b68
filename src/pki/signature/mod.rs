//! Signatures of certificates and revocation lists, checked by aws-lc-rs alone.

mod key;

use std::fmt;

use aws_lc_rs::signature::{
    ECDSA_P256_SHA1_ASN1, ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA384_ASN1, ECDSA_P256_SHA512_ASN1,
    ECDSA_P384_SHA256_ASN1, ECDSA_P384_SHA384_ASN1, ECDSA_P384_SHA512_ASN1, ECDSA_P521_SHA224_ASN1,
    ECDSA_P521_SHA256_ASN1, ECDSA_P521_SHA384_ASN1, ECDSA_P521_SHA512_ASN1, ED25519,
    RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY, RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY,
    RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY, RSA_PKCS1_2048_8192_SHA384,
    RSA_PSS_2048_8192_SHA256, RSA_PSS_2048_8192_SHA384, RSA_PSS_2048_8192_SHA512,
    UnparsedPublicKey, VerificationAlgorithm,
};
use x509_parser::signature_algorithm::RsaSsaPssParams;
use x509_parser::x509::AlgorithmIdentifier;

use super::oid::in_dots;

pub use key::{Curve, Key, KeyKind};

/// A hash function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Digest {
    /// MD2, MD4 or MD5.
    Md5,
    /// SHA-1.
    Sha1,
    /// SHA-224.
    Sha224,
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

/// How something is signed (RFC 5280 §4.1.1.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// RSASSA-PKCS1-v1_5 (RFC 4055 §5).
    RsaPkcs1(Digest),
    /// RSASSA-PSS (RFC 4055 §3), with MGF1 over the same hash and a salt as long as the hash.
    RsaPss(Digest),
    /// ECDSA (RFC 5758 §3.2).
    Ecdsa(Digest),
    /// Ed25519 (RFC 8410).
    Ed25519,
    /// Any other, by name or by OID in dots.
    Other(String),
}

/// Why a signature was not found good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is not that key's over those octets.
    Wrong,
    /// Nobody here knows the algorithm, or the key is of another one or too small for it.
    Uncheckable,
}

impl Scheme {
    pub(in crate::pki) fn read(identifier: &AlgorithmIdentifier<'_>) -> Scheme {
        let oid = in_dots(&identifier.algorithm);
        match oid.as_str() {
            "1.2.840.113549.1.1.2" | "1.2.840.113549.1.1.3" | "1.2.840.113549.1.1.4" => {
                Scheme::RsaPkcs1(Digest::Md5)
            }
            // the second is ISO's (OIW) old name for the same
            "1.2.840.113549.1.1.5" | "1.3.14.3.2.29" => Scheme::RsaPkcs1(Digest::Sha1),
            "1.2.840.113549.1.1.14" => Scheme::RsaPkcs1(Digest::Sha224),
            "1.2.840.113549.1.1.11" => Scheme::RsaPkcs1(Digest::Sha256),
            "1.2.840.113549.1.1.12" => Scheme::RsaPkcs1(Digest::Sha384),
            "1.2.840.113549.1.1.13" => Scheme::RsaPkcs1(Digest::Sha512),
            "1.2.840.113549.1.1.10" => pss(identifier),
            "1.2.840.10045.4.1" => Scheme::Ecdsa(Digest::Sha1),
            "1.2.840.10045.4.3.1" => Scheme::Ecdsa(Digest::Sha224),
            "1.2.840.10045.4.3.2" => Scheme::Ecdsa(Digest::Sha256),
            "1.2.840.10045.4.3.3" => Scheme::Ecdsa(Digest::Sha384),
            "1.2.840.10045.4.3.4" => Scheme::Ecdsa(Digest::Sha512),
            "1.3.101.112" => Scheme::Ed25519,
            "1.3.101.113" => Scheme::Other("Ed448".to_owned()),
            "1.2.840.10040.4.3" => Scheme::Other("DSA with SHA-1".to_owned()),
            "2.16.840.1.101.3.4.3.2" => Scheme::Other("DSA with SHA-256".to_owned()),
            _ => Scheme::Other(oid),
        }
    }

    /// Whether it rests on MD5, SHA-1 or older, which can be forged (RFC 6120 §13.7.1.1, RFC 9155).
    pub fn is_weak(&self) -> bool {
        match self {
            Scheme::RsaPkcs1(digest) | Scheme::RsaPss(digest) | Scheme::Ecdsa(digest) => {
                matches!(digest, Digest::Md5 | Digest::Sha1)
            }
            Scheme::Other(name) => name == "DSA with SHA-1",
            Scheme::Ed25519 => false,
        }
    }

    /// Checks a signature over `message`.
    ///
    /// # Errors
    /// When it is wrong, or cannot be checked.
    pub fn verify(&self, key: &Key, message: &[u8], signature: &[u8]) -> Result<(), Refusal> {
        let algorithm = self.algorithm(key).ok_or(Refusal::Uncheckable)?;
        let key = UnparsedPublicKey::new(algorithm, key.bits());
        key.verify(message, signature).map_err(|_| Refusal::Wrong)
    }

    fn algorithm(&self, key: &Key) -> Option<&'static dyn VerificationAlgorithm> {
        match (self, key.kind()) {
            (Scheme::RsaPkcs1(digest), KeyKind::Rsa { bits, .. }) => rsa_pkcs1(*digest, *bits),
            (Scheme::RsaPss(digest), KeyKind::Rsa { bits, .. } | KeyKind::RsaPss { bits }) => {
                rsa_pss(*digest).filter(|_| (2048..=8192).contains(bits))
            }
            (Scheme::Ecdsa(digest), KeyKind::Ec(curve)) => ecdsa(*digest, curve),
            (Scheme::Ed25519, KeyKind::Ed25519) => Some(&ED25519),
            _ => None,
        }
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Scheme::RsaPkcs1(digest) => write!(f, "RSA with {digest}"),
            Scheme::RsaPss(digest) => write!(f, "RSA-PSS with {digest}"),
            Scheme::Ecdsa(digest) => write!(f, "ECDSA with {digest}"),
            Scheme::Ed25519 => f.write_str("Ed25519"),
            Scheme::Other(name) => f.write_str(name),
        }
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Digest::Md5 => "MD5",
            Digest::Sha1 => "SHA-1",
            Digest::Sha224 => "SHA-224",
            Digest::Sha256 => "SHA-256",
            Digest::Sha384 => "SHA-384",
            Digest::Sha512 => "SHA-512",
        })
    }
}

/// RFC 4055 §3.1: the defaults are SHA-1, MGF1 with SHA-1 and a salt of 20 octets.
fn pss(identifier: &AlgorithmIdentifier<'_>) -> Scheme {
    let unusual = || Scheme::Other("RSA-PSS with unusual parameters".to_owned());
    let parameters = identifier.parameters.as_ref();
    let Some(read) = parameters.and_then(|any| RsaSsaPssParams::try_from(any).ok()) else {
        return unusual();
    };
    let (digest, octets) = match in_dots(read.hash_algorithm_oid()).as_str() {
        "1.3.14.3.2.26" => (Digest::Sha1, 20),
        "2.16.840.1.101.3.4.2.1" => (Digest::Sha256, 32),
        "2.16.840.1.101.3.4.2.2" => (Digest::Sha384, 48),
        "2.16.840.1.101.3.4.2.3" => (Digest::Sha512, 64),
        _ => return unusual(),
    };
    let mask = read.mask_gen_algorithm().ok().map(|mask| in_dots(&mask.hash));
    let same = mask.as_deref() == Some(&in_dots(read.hash_algorithm_oid()));
    if same && read.salt_length() == octets { Scheme::RsaPss(digest) } else { unusual() }
}

/// 1024 bits are checked for the diagnosis; that the key is weak is another rule's business.
fn rsa_pkcs1(digest: Digest, bits: usize) -> Option<&'static dyn VerificationAlgorithm> {
    match (digest, bits) {
        (Digest::Sha1, 1024..=8192) => Some(&RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY),
        (Digest::Sha256, 1024..=8192) => Some(&RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY),
        (Digest::Sha384, 2048..=8192) => Some(&RSA_PKCS1_2048_8192_SHA384),
        (Digest::Sha512, 1024..=8192) => Some(&RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY),
        _ => None,
    }
}

fn rsa_pss(digest: Digest) -> Option<&'static dyn VerificationAlgorithm> {
    match digest {
        Digest::Sha256 => Some(&RSA_PSS_2048_8192_SHA256),
        Digest::Sha384 => Some(&RSA_PSS_2048_8192_SHA384),
        Digest::Sha512 => Some(&RSA_PSS_2048_8192_SHA512),
        _ => None,
    }
}

fn ecdsa(digest: Digest, curve: &Curve) -> Option<&'static dyn VerificationAlgorithm> {
    Some(match (curve, digest) {
        (Curve::P256, Digest::Sha1) => &ECDSA_P256_SHA1_ASN1,
        (Curve::P256, Digest::Sha256) => &ECDSA_P256_SHA256_ASN1,
        (Curve::P256, Digest::Sha384) => &ECDSA_P256_SHA384_ASN1,
        (Curve::P256, Digest::Sha512) => &ECDSA_P256_SHA512_ASN1,
        (Curve::P384, Digest::Sha256) => &ECDSA_P384_SHA256_ASN1,
        (Curve::P384, Digest::Sha384) => &ECDSA_P384_SHA384_ASN1,
        (Curve::P384, Digest::Sha512) => &ECDSA_P384_SHA512_ASN1,
        (Curve::P521, Digest::Sha224) => &ECDSA_P521_SHA224_ASN1,
        (Curve::P521, Digest::Sha256) => &ECDSA_P521_SHA256_ASN1,
        (Curve::P521, Digest::Sha384) => &ECDSA_P521_SHA384_ASN1,
        (Curve::P521, Digest::Sha512) => &ECDSA_P521_SHA512_ASN1,
        _ => return None,
    })
}
