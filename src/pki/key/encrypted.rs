//! A key behind a passphrase.

use std::fmt;

use zeroize::Zeroizing;

use super::{KeyError, PrivateKey, encrypt::Pbes2, shape, traditional::Traditional};

/// A private key that wants a passphrase.
#[derive(Clone, PartialEq, Eq)]
pub struct EncryptedKey(Lock);

#[derive(Clone, PartialEq, Eq)]
enum Lock {
    Pbes2(Pbes2),
    Traditional(Traditional),
}

impl EncryptedKey {
    /// How it is encrypted: `PBES2, scrypt, AES-256-CBC` or `traditional PEM, DES-EDE3-CBC`.
    pub fn scheme(&self) -> String {
        match &self.0 {
            Lock::Pbes2(lock) => lock.scheme(),
            Lock::Traditional(lock) => lock.scheme(),
        }
    }

    /// Decrypts the key and reads it.
    ///
    /// # Errors
    /// [`KeyError::WrongPassphrase`] when what comes out does not even begin as a key does;
    /// otherwise the errors of [`PrivateKey::find`]. CBC does not authenticate: a file that is
    /// damaged at its beginning cannot be told from a wrong passphrase.
    pub fn open(&self, passphrase: &str) -> Result<PrivateKey, KeyError> {
        let der = match &self.0 {
            Lock::Pbes2(lock) => lock.decrypt(passphrase)?,
            Lock::Traditional(lock) => lock.decrypt(passphrase)?,
        };
        match shape::spans(&der) {
            Ok(()) => PrivateKey::from_der(&der),
            Err(_) if shape::begins_a_key(&der) => Err(KeyError::Broken("its end is garbled")),
            Err(_) => Err(KeyError::WrongPassphrase),
        }
    }

    /// From `EncryptedPrivateKeyInfo` (RFC 5958 §3).
    pub(super) fn from_pkcs8(der: &[u8]) -> Result<Self, KeyError> {
        Ok(Self(Lock::Pbes2(Pbes2::read(der)?)))
    }

    /// From the value of `DEK-Info` (RFC 1421 §4.6.1.3) and the bytes of the block.
    pub(super) fn from_traditional(dek: &str, encrypted: &[u8]) -> Result<Self, KeyError> {
        Ok(Self(Lock::Traditional(Traditional::read(dek, encrypted)?)))
    }
}

impl fmt::Debug for EncryptedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EncryptedKey({})", self.scheme())
    }
}

/// What a decryption gives.
pub(super) type Opened = Result<Zeroizing<Vec<u8>>, KeyError>;
