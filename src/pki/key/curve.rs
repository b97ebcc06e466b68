//! Elliptic curve keys between SEC1 and PKCS#8, the same for each of the three curves.

use p256::elliptic_curve::{
    AffinePoint, CurveArithmetic, FieldBytesSize, SecretKey,
    sec1::{FromSec1Point, ModulusSize, ToSec1Point},
};
use pkcs8::{AssociatedOid, DecodePrivateKey, EncodePrivateKey, EncodePublicKey, ObjectIdentifier};
use zeroize::Zeroizing;

use super::{Foreign, KeyAlgorithm, KeyError, PrivateKey};

/// One of our curves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Curve {
    P256,
    P384,
    P521,
}

impl Curve {
    const ALL: [Self; 3] = [Self::P256, Self::P384, Self::P521];

    /// The curve of that name (RFC 5480 §2.1.1.1).
    pub(super) fn named(oid: ObjectIdentifier) -> Result<Self, KeyError> {
        let mut curves = Self::ALL.into_iter();
        curves.find(|curve| curve.oid() == oid).ok_or_else(|| Foreign::curve(oid).into())
    }

    /// The curve whose scalars have that many bytes.
    pub(super) fn with_scalar_of(bytes: usize) -> Result<Self, KeyError> {
        let mut curves = Self::ALL.into_iter();
        let found = curves.find(|curve| curve.scalar_bytes() == bytes);
        found.ok_or_else(|| Foreign::UnnamedCurve(bytes).into())
    }

    /// Reads `ECPrivateKey` (RFC 5915 §3).
    ///
    /// # Errors
    /// When it is malformed, names another curve, or its public key is not that of the scalar.
    pub(super) fn read(self, sec1: &[u8]) -> Result<PrivateKey, KeyError> {
        match self {
            Self::P256 => read::<p256::NistP256>(sec1, KeyAlgorithm::EcP256),
            Self::P384 => read::<p384::NistP384>(sec1, KeyAlgorithm::EcP384),
            Self::P521 => read::<p521::NistP521>(sec1, KeyAlgorithm::EcP521),
        }
    }

    /// Writes `ECPrivateKey` with the name of the curve and the public key in it.
    pub(super) fn sec1(self, pkcs8: &[u8]) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        match self {
            Self::P256 => sec1::<p256::NistP256>(pkcs8),
            Self::P384 => sec1::<p384::NistP384>(pkcs8),
            Self::P521 => sec1::<p521::NistP521>(pkcs8),
        }
    }

    fn oid(self) -> ObjectIdentifier {
        match self {
            Self::P256 => p256::NistP256::OID,
            Self::P384 => p384::NistP384::OID,
            Self::P521 => p521::NistP521::OID,
        }
    }

    fn scalar_bytes(self) -> usize {
        match self {
            Self::P256 => 32,
            Self::P384 => 48,
            Self::P521 => 66,
        }
    }
}

fn read<C>(sec1: &[u8], algorithm: KeyAlgorithm) -> Result<PrivateKey, KeyError>
where
    C: AssociatedOid + CurveArithmetic,
    AffinePoint<C>: FromSec1Point<C> + ToSec1Point<C>,
    FieldBytesSize<C>: ModulusSize,
{
    let secret = SecretKey::<C>::from_sec1_der(sec1)
        .map_err(|_| KeyError::Broken("its point, its scalar and its curve do not fit together"))?;
    let pkcs8 = secret.to_pkcs8_der().map_err(|_| KeyError::Library("write the key"))?;
    let spki = secret.public_key().to_public_key_der();
    let spki = spki.map_err(|_| KeyError::Library("write the public key"))?;
    PrivateKey::new(algorithm, Zeroizing::new(pkcs8.as_bytes().to_vec()), spki.into_vec())
}

fn sec1<C>(pkcs8: &[u8]) -> Result<Zeroizing<Vec<u8>>, KeyError>
where
    C: AssociatedOid + CurveArithmetic,
    AffinePoint<C>: FromSec1Point<C> + ToSec1Point<C>,
    FieldBytesSize<C>: ModulusSize,
{
    let unreadable = |_| KeyError::Library("write the key as SEC1");
    let secret = SecretKey::<C>::from_pkcs8_der(pkcs8).map_err(unreadable)?;
    secret.to_sec1_der().map_err(|_| KeyError::Library("write the key as SEC1"))
}
