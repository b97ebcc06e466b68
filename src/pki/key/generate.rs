//! New keys, made by aws-lc-rs from the randomness of the operating system.

use aws_lc_rs::{
    encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der},
    rsa::{KeyPair as RsaKeyPair, KeySize},
    signature::{
        ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P384_SHA384_ASN1_SIGNING,
        ECDSA_P521_SHA512_ASN1_SIGNING, EcdsaKeyPair, EcdsaSigningAlgorithm, Ed25519KeyPair,
        KeyPair,
    },
};
use zeroize::Zeroizing;

use super::{KeyError, KeyKind, PrivateKey};

impl PrivateKey {
    /// Makes a key.
    ///
    /// # Errors
    /// When the library fails, as it does when the system has no randomness for it.
    pub fn generate(kind: KeyKind) -> Result<Self, KeyError> {
        let parts = match kind {
            KeyKind::EcP256 => ecdsa(&ECDSA_P256_SHA256_ASN1_SIGNING),
            KeyKind::EcP384 => ecdsa(&ECDSA_P384_SHA384_ASN1_SIGNING),
            KeyKind::EcP521 => ecdsa(&ECDSA_P521_SHA512_ASN1_SIGNING),
            KeyKind::Ed25519 => ed25519(),
            KeyKind::Rsa2048 => rsa(KeySize::Rsa2048),
            KeyKind::Rsa3072 => rsa(KeySize::Rsa3072),
            KeyKind::Rsa4096 => rsa(KeySize::Rsa4096),
        };
        let (pkcs8, spki) = parts.map_err(|_| KeyError::Library("make a key"))?;
        // taken as it comes: the library has checked what it made
        Self::new(kind.algorithm(), pkcs8, spki)
    }
}

type Parts = Result<(Zeroizing<Vec<u8>>, Vec<u8>), aws_lc_rs::error::Unspecified>;

fn ecdsa(algorithm: &'static EcdsaSigningAlgorithm) -> Parts {
    let pair = EcdsaKeyPair::generate(algorithm)?;
    let pkcs8 = Zeroizing::new(pair.to_pkcs8v1()?.as_ref().to_vec());
    Ok((pkcs8, spki(pair.public_key())?))
}

fn ed25519() -> Parts {
    let pair = Ed25519KeyPair::generate()?;
    let pkcs8 = Zeroizing::new(pair.to_pkcs8v1()?.as_ref().to_vec());
    Ok((pkcs8, spki(pair.public_key())?))
}

fn rsa(size: KeySize) -> Parts {
    let pair = RsaKeyPair::generate(size)?;
    let pkcs8: Pkcs8V1Der<'_> = pair.as_der()?;
    Ok((Zeroizing::new(pkcs8.as_ref().to_vec()), spki(pair.public_key())?))
}

fn spki(
    key: &impl AsDer<PublicKeyX509Der<'static>>,
) -> Result<Vec<u8>, aws_lc_rs::error::Unspecified> {
    Ok(key.as_der()?.as_ref().to_vec())
}
