//! Private keys: made, read in every form that is about, written in the forms that servers load.
//!
//! Whatever a key was read from, it is held as PKCS#8 version 1 (RFC 5208), re-encoded: OpenSSL
//! before 3.5 cannot read version 2 (RFC 5958), which other libraries write for Ed25519.

use std::{fmt, ops::Range};

use zeroize::Zeroizing;

mod curve;
mod decode;
mod encrypt;
mod encrypted;
mod error;
mod foreign;
mod generate;
mod kind;
mod read;
mod rsa;
mod shape;
mod sign;
mod traditional;
mod write;

pub use encrypted::EncryptedKey;
pub use error::KeyError;
pub use foreign::Foreign;
pub use kind::{KeyAlgorithm, KeyKind, UnknownKind};
pub use read::Found;

/// A private key whose parts are known to belong together.
#[derive(Clone)]
pub struct PrivateKey {
    algorithm: KeyAlgorithm,
    pkcs8: Zeroizing<Vec<u8>>,
    spki: Vec<u8>,
    /// Where in `spki` the bits of the public key stand.
    public: Range<usize>,
}

impl PrivateKey {
    /// The algorithm and size.
    pub fn algorithm(&self) -> KeyAlgorithm {
        self.algorithm
    }

    /// The key as PKCS#8 version 1, `PrivateKeyInfo` (RFC 5208 §5), in DER.
    pub fn pkcs8_der(&self) -> &[u8] {
        &self.pkcs8
    }

    /// The public half as `SubjectPublicKeyInfo` (RFC 5280 §4.1.2.7) in DER.
    pub fn spki_der(&self) -> &[u8] {
        &self.spki
    }

    /// Whether a `SubjectPublicKeyInfo`, of a certificate for instance, is that of this key.
    ///
    /// Compressed points (RFC 5480 §2.2) and RSA parameters other than NULL make no difference.
    pub fn matches_spki(&self, spki: &[u8]) -> bool {
        self.spki == spki || self.has_public_key_of(spki)
    }
}

/// Says of which algorithm the key is, and nothing else.
impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PrivateKey({})", self.algorithm)
    }
}
