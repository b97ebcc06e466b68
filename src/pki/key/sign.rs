//! Signatures, each algorithm with the one hash that fits its strength; all made by aws-lc-rs.

use aws_lc_rs::{
    error::{KeyRejected, Unspecified},
    rand::SystemRandom,
    rsa::KeyPair as RsaKeyPair,
    signature::{
        ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P384_SHA384_ASN1_SIGNING,
        ECDSA_P521_SHA512_ASN1_SIGNING, EcdsaKeyPair, EcdsaSigningAlgorithm, Ed25519KeyPair,
        RSA_PKCS1_SHA256,
    },
};

use super::{KeyAlgorithm, KeyError, PrivateKey};

/// The RSA sizes that aws-lc-rs signs with.
const SIGNING_BITS: std::ops::RangeInclusive<u32> = 2048..=8192;

impl PrivateKey {
    /// Signs a message: ECDSA with SHA-256 on P-256, SHA-384 on P-384 and SHA-512 on P-521
    /// (RFC 5758), Ed25519 (RFC 8410), or RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017 §8.2).
    ///
    /// # Errors
    /// [`KeyError::SigningSize`] for RSA keys below 2048 and above 8192 bits.
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        let signature = match self.algorithm() {
            KeyAlgorithm::EcP256 => ecdsa(&ECDSA_P256_SHA256_ASN1_SIGNING, self, message),
            KeyAlgorithm::EcP384 => ecdsa(&ECDSA_P384_SHA384_ASN1_SIGNING, self, message),
            KeyAlgorithm::EcP521 => ecdsa(&ECDSA_P521_SHA512_ASN1_SIGNING, self, message),
            KeyAlgorithm::Ed25519 => ed25519(self, message),
            KeyAlgorithm::Rsa { bits } if !SIGNING_BITS.contains(&bits) => {
                return Err(KeyError::SigningSize { bits });
            }
            KeyAlgorithm::Rsa { .. } => rsa(self, message),
        };
        signature.map_err(|Refused| KeyError::Library("sign with the key"))
    }
}

impl rcgen::PublicKeyData for PrivateKey {
    fn der_bytes(&self) -> &[u8] {
        self.spki.get(self.public.clone()).unwrap_or_default()
    }

    fn algorithm(&self) -> &'static rcgen::SignatureAlgorithm {
        match PrivateKey::algorithm(self) {
            KeyAlgorithm::EcP256 => &rcgen::PKCS_ECDSA_P256_SHA256,
            KeyAlgorithm::EcP384 => &rcgen::PKCS_ECDSA_P384_SHA384,
            KeyAlgorithm::EcP521 => &rcgen::PKCS_ECDSA_P521_SHA512,
            KeyAlgorithm::Ed25519 => &rcgen::PKCS_ED25519,
            KeyAlgorithm::Rsa { .. } => &rcgen::PKCS_RSA_SHA256,
        }
    }
}

impl rcgen::SigningKey for PrivateKey {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, rcgen::Error> {
        // of rcgen's errors the only one for keys that carries a text
        PrivateKey::sign(self, message)
            .map_err(|error| rcgen::Error::RingKeyRejected(error.to_string()))
    }
}

/// Why the library refuses, it does not say.
struct Refused;

impl From<KeyRejected> for Refused {
    fn from(_: KeyRejected) -> Self {
        Self
    }
}

impl From<Unspecified> for Refused {
    fn from(_: Unspecified) -> Self {
        Self
    }
}

fn ecdsa(
    algorithm: &'static EcdsaSigningAlgorithm,
    key: &PrivateKey,
    message: &[u8],
) -> Result<Vec<u8>, Refused> {
    let pair = EcdsaKeyPair::from_pkcs8(algorithm, key.pkcs8_der())?;
    Ok(pair.sign(&SystemRandom::new(), message)?.as_ref().to_vec())
}

fn ed25519(key: &PrivateKey, message: &[u8]) -> Result<Vec<u8>, Refused> {
    let pair = Ed25519KeyPair::from_pkcs8(key.pkcs8_der())?;
    Ok(pair.try_sign(message)?.as_ref().to_vec())
}

fn rsa(key: &PrivateKey, message: &[u8]) -> Result<Vec<u8>, Refused> {
    let pair = RsaKeyPair::from_pkcs8(key.pkcs8_der())?;
    let mut signature = vec![0; pair.public_modulus_len()];
    pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature)?;
    Ok(signature)
}
