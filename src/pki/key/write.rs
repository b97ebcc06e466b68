//! The forms in which servers want a key.

use zeroize::Zeroizing;

use super::{KeyAlgorithm, KeyError, PrivateKey, curve::Curve, rsa};
use crate::pki::pem;

impl PrivateKey {
    /// PKCS#8 version 1 in PEM, `PRIVATE KEY` (RFC 7468 §10): what every server loads.
    pub fn to_pkcs8_pem(&self) -> Zeroizing<String> {
        pem::encode("PRIVATE KEY", self.pkcs8_der())
    }

    /// PKCS#1 in PEM, `RSA PRIVATE KEY` (RFC 8017 appendix A.1.2).
    ///
    /// # Errors
    /// [`KeyError::NoSuchForm`] for keys that are not RSA.
    pub fn to_pkcs1_pem(&self) -> Result<Zeroizing<String>, KeyError> {
        match self.algorithm() {
            KeyAlgorithm::Rsa { .. } => {
                Ok(pem::encode("RSA PRIVATE KEY", &rsa::unwrapped(self.pkcs8_der())?))
            }
            KeyAlgorithm::EcP256
            | KeyAlgorithm::EcP384
            | KeyAlgorithm::EcP521
            | KeyAlgorithm::Ed25519 => Err(self.lacks("PKCS#1")),
        }
    }

    /// SEC1 in PEM, `EC PRIVATE KEY` (RFC 5915), with the name of the curve in it.
    ///
    /// # Errors
    /// [`KeyError::NoSuchForm`] for keys that are not on one of the NIST curves.
    pub fn to_sec1_pem(&self) -> Result<Zeroizing<String>, KeyError> {
        let curve = match self.algorithm() {
            KeyAlgorithm::EcP256 => Curve::P256,
            KeyAlgorithm::EcP384 => Curve::P384,
            KeyAlgorithm::EcP521 => Curve::P521,
            KeyAlgorithm::Ed25519 | KeyAlgorithm::Rsa { .. } => return Err(self.lacks("SEC1")),
        };
        Ok(pem::encode("EC PRIVATE KEY", &curve.sec1(self.pkcs8_der())?))
    }

    /// The public half in PEM, `PUBLIC KEY` (RFC 7468 §13).
    pub fn public_pem(&self) -> String {
        pem::encode("PUBLIC KEY", self.spki_der()).to_string()
    }

    fn lacks(&self, form: &'static str) -> KeyError {
        KeyError::NoSuchForm { algorithm: self.algorithm(), form }
    }
}
