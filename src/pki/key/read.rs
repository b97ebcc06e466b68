//! Finds the private key in a file, by content and not by name.

use super::{EncryptedKey, Foreign, KeyError, PrivateKey, shape};
use crate::pki::pem::{self, Block, PemError};

/// A private key as it was found.
#[derive(Debug, Clone)]
pub enum Found {
    /// Not encrypted.
    Plain(PrivateKey),
    /// Encrypted: it wants a passphrase.
    Encrypted(EncryptedKey),
}

impl PrivateKey {
    /// Finds the private key in the bytes of a file.
    ///
    /// Takes PEM, among whatever else stands in the file, and DER: PKCS#8 of both versions
    /// (RFC 5208, RFC 5958), PKCS#1 (RFC 8017), SEC1 (RFC 5915), encrypted PKCS#8 (RFC 8018) and
    /// the encrypted PEM of old (RFC 1421). The caller limits the size of the file.
    ///
    /// # Errors
    /// When there is no key, when there are several different ones, when it is damaged, or of a
    /// kind that we do not read; then [`KeyError::cure`] may have a command that converts it.
    pub fn find(bytes: &[u8]) -> Result<Found, KeyError> {
        if let Some(foreign) = by_magic(bytes) {
            return Err(foreign.into());
        }
        let as_der = shape::spans(bytes);
        if as_der.is_ok() {
            return from_der(bytes);
        }
        let blocks = pem::blocks(bytes);
        if blocks.is_empty() {
            return as_der.and(Err(KeyError::Unrecognised));
        }
        from_blocks(blocks)
    }
}

impl PrivateKey {
    /// Reads the private key of one PEM block.
    ///
    /// # Errors
    /// As [`PrivateKey::find`].
    pub fn in_block(block: &Block) -> Result<Found, KeyError> {
        from_block(block)
    }
}

impl Found {
    /// Whether the two are certainly the same key.
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Plain(one), Self::Plain(other)) => one.spki_der() == other.spki_der(),
            (Self::Encrypted(one), Self::Encrypted(other)) => one == other,
            (Self::Plain(_), Self::Encrypted(_)) | (Self::Encrypted(_), Self::Plain(_)) => false,
        }
    }
}

/// The formats that say what they are in their first bytes.
fn by_magic(bytes: &[u8]) -> Option<Foreign> {
    const PUBLIC: [&[u8]; 3] = [b"ssh-rsa ", b"ssh-ed25519 ", b"ecdsa-sha2-"];

    match bytes {
        [0xfe, 0xed, 0xfe, 0xed, ..] | [0xce, 0xce, 0xce, 0xce, ..] => Some(Foreign::JavaKeyStore),
        _ if bytes.starts_with(b"PuTTY-User-Key-File") => Some(Foreign::Putty),
        _ if PUBLIC.iter().any(|magic| bytes.starts_with(magic)) => {
            Some(Foreign::Other("a public key of OpenSSH".into()))
        }
        _ => None,
    }
}

fn from_der(der: &[u8]) -> Result<Found, KeyError> {
    match shape::shape(der)? {
        shape::Shape::EncryptedPkcs8 => Ok(Found::Encrypted(EncryptedKey::from_pkcs8(der)?)),
        _ => Ok(Found::Plain(PrivateKey::from_der(der)?)),
    }
}

fn from_blocks(blocks: Vec<Result<Block, PemError>>) -> Result<Found, KeyError> {
    let mut different: Vec<Found> = Vec::new();
    let mut instead = None;
    for block in blocks {
        match block {
            Ok(block) if announces_key(&block.label) => {
                let found = from_block(&block)?;
                if !different.iter().any(|known| known.is(&found)) {
                    different.push(found);
                }
            }
            Ok(block) => {
                instead.get_or_insert(KeyError::from(Foreign::labelled(&block.label)));
            }
            Err(error) => notice(error, &mut instead)?,
        }
    }
    match (different.pop(), different.len()) {
        (Some(found), 0) => Ok(found),
        (Some(_), others) => Err(KeyError::Several(others + 1)),
        (None, _) => Err(instead.unwrap_or(KeyError::Unrecognised)),
    }
}

/// A damaged block ends the search when it was a private key, or may have been one.
fn notice(error: PemError, instead: &mut Option<KeyError>) -> Result<(), KeyError> {
    match error.label() {
        Some(label) if label.starts_with("PGP ") => Err(Foreign::OpenPgp.into()),
        Some(label) if announces_key(label) => Err(error.into()),
        _ => {
            instead.get_or_insert(error.into());
            Ok(())
        }
    }
}

fn announces_key(label: &str) -> bool {
    label.ends_with("PRIVATE KEY")
}

fn from_block(block: &Block) -> Result<Found, KeyError> {
    match block.label.as_str() {
        "OPENSSH PRIVATE KEY" => Err(openssh(&block.der).into()),
        "RSA-PSS PRIVATE KEY" => Err(Foreign::Algorithm("RSA for PSS only".into()).into()),
        _ => match block.header("DEK-Info") {
            Some(dek) => Ok(Found::Encrypted(EncryptedKey::from_traditional(dek, &block.der)?)),
            None => from_der(&block.der).map_err(unreadable),
        },
    }
}

/// Base64 that holds no DER at all: the label has said already what it should have been.
fn unreadable(error: KeyError) -> KeyError {
    match error {
        KeyError::Unrecognised => KeyError::Broken("its PEM block does not hold DER"),
        other => other,
    }
}

fn openssh(der: &[u8]) -> Foreign {
    let kind = b"ssh-ed25519";
    if der.windows(kind.len()).any(|window| window == kind) {
        return Foreign::OpenSshEd25519;
    }
    Foreign::OpenSsh
}
