//! From unencrypted DER, of any shape, to a key.

use aws_lc_rs::{
    encoding::{AsDer, PublicKeyX509Der},
    signature::{Ed25519KeyPair, KeyPair},
};
use pkcs8::{
    ObjectIdentifier, PrivateKeyInfoRef, SubjectPublicKeyInfoRef,
    der::{Decode, Tag, TagNumber, Tagged, asn1::AnyRef, asn1::OctetStringRef},
};
use zeroize::Zeroizing;

use super::{
    Foreign, KeyAlgorithm, KeyError, PrivateKey,
    curve::Curve,
    rsa,
    shape::{Shape, children, curve, shape, unusual_algorithm},
};

const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");

impl PrivateKey {
    /// Reads a key that is not encrypted.
    ///
    /// # Errors
    /// When it is something else, unsupported, or damaged.
    pub(super) fn from_der(der: &[u8]) -> Result<Self, KeyError> {
        match shape(der)? {
            Shape::Pkcs8 => from_pkcs8(der),
            Shape::Pkcs1 => rsa::read(der),
            Shape::Sec1 => curve_of(der)?.read(der),
            Shape::EncryptedPkcs8 => Err(KeyError::Broken("it is encrypted twice")),
        }
    }

    /// Puts a key together from parts that belong together.
    pub(super) fn new(
        algorithm: KeyAlgorithm,
        pkcs8: Zeroizing<Vec<u8>>,
        spki: Vec<u8>,
    ) -> Result<Self, KeyError> {
        let broken = KeyError::Library("write the public key");
        let bits = public_bits(&spki).ok_or(broken)?.1.len();
        // the bits are the last element of the structure
        let public = spki.len() - bits..spki.len();
        Ok(Self { algorithm, pkcs8, spki, public })
    }

    /// Compares public keys by their bits where the encodings differ.
    pub(super) fn has_public_key_of(&self, spki: &[u8]) -> bool {
        let (Some((ours, our_bits)), Some((theirs, their_bits))) =
            (public_bits(&self.spki), public_bits(spki))
        else {
            return false;
        };
        match self.algorithm {
            KeyAlgorithm::Ed25519 | KeyAlgorithm::Rsa { .. } => {
                ours.oid == theirs.oid && our_bits == their_bits
            }
            KeyAlgorithm::EcP256 | KeyAlgorithm::EcP384 | KeyAlgorithm::EcP521 => {
                ours == theirs && compressed(our_bits) == compressed(their_bits)
            }
        }
    }
}

/// RFC 5958 §2, both versions.
fn from_pkcs8(der: &[u8]) -> Result<PrivateKey, KeyError> {
    let info = PrivateKeyInfoRef::from_der(der).map_err(|_| match unusual_algorithm(der, 1) {
        Some(oid) => Foreign::Algorithm(oid).into(),
        None => KeyError::Broken("its PKCS#8 structure is malformed"),
    })?;
    let inner = info.private_key.as_bytes();
    match info.algorithm.oid {
        RSA => rsa::read(inner),
        EC => {
            let parameters = info.algorithm.parameters;
            let name = curve(parameters.ok_or(KeyError::Broken("its curve has no name"))?)?;
            Curve::named(name)?.read(inner)
        }
        ED25519 => from_ed25519(inner, info.public_key.and_then(|bits| bits.as_bytes())),
        other => Err(Foreign::algorithm(other).into()),
    }
}

/// RFC 8410 §7: the seed is an `OCTET STRING` within the `OCTET STRING`.
fn from_ed25519(inner: &[u8], public: Option<&[u8]>) -> Result<PrivateKey, KeyError> {
    let malformed = KeyError::Broken("its Ed25519 seed is malformed");
    let seed = <&OctetStringRef>::from_der(inner).map_err(|_| malformed.clone())?.as_bytes();
    if seed.len() != 32 {
        return Err(malformed);
    }
    let pair = Ed25519KeyPair::from_seed_unchecked(seed).map_err(|_| malformed)?;
    if public.is_some_and(|public| public != pair.public_key().as_ref()) {
        return Err(KeyError::Broken("its public key is not that of its Ed25519 seed"));
    }
    let unwritable = |_| KeyError::Library("write the key");
    let pkcs8 = Zeroizing::new(pair.to_pkcs8v1().map_err(unwritable)?.as_ref().to_vec());
    let spki: PublicKeyX509Der<'_> = pair.public_key().as_der().map_err(unwritable)?;
    PrivateKey::new(KeyAlgorithm::Ed25519, pkcs8, spki.as_ref().to_vec())
}

/// The curve of an `ECPrivateKey`: by its parameters, or else by the length of its scalar.
fn curve_of(sec1: &[u8]) -> Result<Curve, KeyError> {
    let parts = children(sec1);
    let parameters = Tag::ContextSpecific { constructed: true, number: TagNumber(0) };
    if let Some(part) = parts.iter().find(|part| part.tag() == parameters) {
        let named = AnyRef::from_der(part.value());
        return Curve::named(curve(named.map_err(|_| KeyError::Broken("its curve has no name"))?)?);
    }
    Curve::with_scalar_of(parts.get(1).map_or(0, |scalar| scalar.value().len()))
}

type Public<'a> = (pkcs8::AlgorithmIdentifierRef<'a>, &'a [u8]);

fn public_bits(spki: &[u8]) -> Option<Public<'_>> {
    let info = SubjectPublicKeyInfoRef::from_der(spki).ok()?;
    Some((info.algorithm, info.subject_public_key.as_bytes()?))
}

/// A point in its compressed form (SEC 1 §2.3.3), whichever form it came in.
fn compressed(point: &[u8]) -> Vec<u8> {
    match point {
        [4, coordinates @ ..] => {
            let (x, y) = coordinates.split_at(coordinates.len() / 2);
            let sign = 2 + (y.last().unwrap_or(&0) & 1);
            [&[sign], x].concat()
        }
        compressed => compressed.to_vec(),
    }
}
