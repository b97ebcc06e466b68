//! Private keys, as far as pkix compares them with those of certificates.

use super::blocks::Why;
use crate::pki::der::{Reader, Tlv};
use crate::pki::link::Link;
use crate::pki::signature::{Key, KeyKind};

/// The public half of a private key.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Material {
    /// Modulus and public exponent, without leading zeros.
    Rsa(Vec<u8>, Vec<u8>),
    /// The point as the key has it; `None` where the key does not say it, and pkix does not compute it.
    Ec(Option<Vec<u8>>),
    /// A key that pkix reads and that fits no certificate of which it can say anything.
    Other,
}

/// The kinds of certificate among which ejabberd chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// It prefers these.
    Ec,
    Rsa,
}

/// X.680 §8.4.
const SEQUENCE: u32 = 16;
const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1];
const RSA_PSS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 10];
const EC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1];
const DSA: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x38, 4, 1];
/// 1.3.101: X25519, X448, Ed25519 and Ed448 (RFC 8410 §3).
const EDWARDS: &[u8] = &[0x2b, 0x65];

/// The key of a block with that label.
///
/// # Errors
/// With pkix's reason.
pub(super) fn key_of(label: &str, der: &[u8]) -> Result<Material, Why> {
    let found = match label {
        "RSA PRIVATE KEY" => rsa(der),
        "EC PRIVATE KEY" => ec(der),
        "DSA PRIVATE KEY" => sequence(der).map(|_| Material::Other),
        _ => return pkcs8(der),
    };
    found.ok_or(Why::Der)
}

/// PrivateKeyInfo (RFC 5208 §5) and OneAsymmetricKey (RFC 5958 §2).
fn pkcs8(der: &[u8]) -> Result<Material, Why> {
    let mut fields = sequence(der).ok_or(Why::Der)?;
    let (version, algorithm, key) = (fields.next(), fields.next(), fields.next());
    let (Some(version), Some(algorithm), Some(key)) = (version, algorithm, key) else {
        return Err(Why::Der);
    };
    let oid = algorithm.children().next().map(|oid| oid.content).ok_or(Why::Der)?;
    let is_first = version.content == [0];
    match oid {
        RSA if is_first => rsa(key.content).ok_or(Why::Der),
        EC if is_first => ec(key.content).ok_or(Why::Der),
        DSA if is_first => Ok(Material::Other),
        [0x2b, 0x65, _] if oid.starts_with(EDWARDS) => Ok(Material::Other),
        RSA_PSS => Err(Why::KeyAlgorithm),
        _ if is_first => Err(Why::KeyAlgorithm),
        _ => Err(Why::KeyType),
    }
}

/// RSAPrivateKey (RFC 8017 §A.1.2).
fn rsa(der: &[u8]) -> Option<Material> {
    let mut numbers = sequence(der)?;
    let (_, modulus, exponent) = (numbers.next()?, numbers.next()?, numbers.next()?);
    (numbers.count() >= 6).then(|| Material::Rsa(number(&modulus), number(&exponent)))
}

/// ECPrivateKey (RFC 5915 §3).
fn ec(der: &[u8]) -> Option<Material> {
    let mut fields = sequence(der)?;
    let (_, _) = (fields.next()?, fields.next()?);
    let public = fields.find(|field| field.tag.context() == Some(1));
    let bits = public.and_then(|field| field.children().next());
    // the first octet counts unused bits
    Some(Material::Ec(bits.and_then(|bits| bits.content.get(1..)).map(<[u8]>::to_vec)))
}

fn sequence(der: &[u8]) -> Option<Reader<'_>> {
    let whole = Reader::new(der).next()?;
    (whole.tag.universal() == Some(SEQUENCE) && !whole.is_incomplete()).then(|| whole.children())
}

fn number(encoded: &Tlv<'_>) -> Vec<u8> {
    encoded.content.iter().copied().skip_while(|octet| *octet == 0).collect()
}

/// Of which kind the certificate's key is; `None` where pkix has no words for it, and goes down.
pub(super) fn kind_of(link: &Link) -> Option<Kind> {
    match link.key.kind() {
        KeyKind::Rsa { .. } => Some(Kind::Rsa),
        KeyKind::Ec(_) => Some(Kind::Ec),
        _ => None,
    }
}

/// What a private key has to be to be that of the certificate: octets are compared, so a compressed point
/// (RFC 5480 §2.2) is another than the same point written out.
pub(super) fn wanted(public: &Key) -> Option<Material> {
    match public.kind() {
        KeyKind::Ec(_) => Some(Material::Ec(Some(public.bits().to_vec()))),
        KeyKind::Rsa { .. } => {
            let mut numbers = sequence(public.bits())?;
            Some(Material::Rsa(number(&numbers.next()?), number(&numbers.next()?)))
        }
        _ => None,
    }
}
