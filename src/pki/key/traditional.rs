//! OpenSSL's encrypted PEM of old, `Proc-Type: 4,ENCRYPTED`; reading only.
//!
//! RFC 1421 gives the headers. The key is derived by OpenSSL's `EVP_BytesToKey` with MD5 and a
//! single round, which no standard describes: too cheap to guess for the format to be written now.

use cbc::cipher::{
    BlockCipherDecrypt, BlockModeDecrypt, KeyInit, KeyIvInit,
    block_padding::{NoPadding, Padding, Pkcs7},
};
use md5::{Digest, Md5};
use zeroize::Zeroizing;

use super::{Foreign, KeyError, encrypted::Opened};

/// An encrypted block with what its `DEK-Info` says.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Traditional {
    cipher: Cipher,
    iv: Vec<u8>,
    encrypted: Vec<u8>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Cipher {
    Aes128,
    Aes192,
    Aes256,
    TripleDes,
    Des,
}

impl Traditional {
    pub(super) fn read(dek: &str, encrypted: &[u8]) -> Result<Self, KeyError> {
        let (name, iv) = dek.split_once(',').unwrap_or((dek, ""));
        let name = name.trim().to_ascii_uppercase();
        let cipher = Cipher::named(&name).ok_or_else(|| Foreign::Encryption(shown(&name)))?;
        let iv = unhex(iv.trim()).filter(|iv| iv.len() == cipher.block_bytes());
        let iv =
            iv.ok_or(KeyError::Broken("its DEK-Info header has no usable initialisation vector"))?;
        if encrypted.is_empty() || !encrypted.len().is_multiple_of(cipher.block_bytes()) {
            return Err(KeyError::Broken("its encrypted part is cut short"));
        }
        Ok(Self { cipher, iv, encrypted: encrypted.to_vec() })
    }

    pub(super) fn scheme(&self) -> String {
        format!("traditional PEM, {}", self.cipher.name())
    }

    pub(super) fn decrypt(&self, passphrase: &str) -> Opened {
        let key = derive(passphrase, &self.iv, self.cipher.key_bytes());
        if let Some(der) = self.decrypt_with::<Pkcs7>(&key) {
            return Ok(der);
        }
        // the padding, at the end, is wrong; the beginning may still be that of a key
        self.decrypt_with::<NoPadding>(&key).ok_or(KeyError::WrongPassphrase)
    }

    fn decrypt_with<P: Padding>(&self, key: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        match self.cipher {
            Cipher::Aes128 => cbc_decrypt::<aes::Aes128, P>(key, self),
            Cipher::Aes192 => cbc_decrypt::<aes::Aes192, P>(key, self),
            Cipher::Aes256 => cbc_decrypt::<aes::Aes256, P>(key, self),
            Cipher::TripleDes => cbc_decrypt::<des::TdesEde3, P>(key, self),
            Cipher::Des => cbc_decrypt::<des::Des, P>(key, self),
        }
    }
}

fn cbc_decrypt<C, P>(key: &[u8], sealed: &Traditional) -> Option<Zeroizing<Vec<u8>>>
where
    C: BlockCipherDecrypt + KeyInit,
    P: Padding,
{
    let decryptor = cbc::Decryptor::<C>::new_from_slices(key, &sealed.iv).ok()?;
    let mut buffer = Zeroizing::new(sealed.encrypted.clone());
    let length = decryptor.decrypt_padded::<P>(&mut buffer).ok()?.len();
    buffer.truncate(length);
    Some(buffer)
}

/// `EVP_BytesToKey` with MD5, one round, and the first eight bytes of the vector as the salt.
fn derive(passphrase: &str, iv: &[u8], length: usize) -> Zeroizing<Vec<u8>> {
    // room for the last digest: growing would leave a copy of the key behind
    let mut key = Zeroizing::new(Vec::with_capacity(length + 16));
    let mut last = Zeroizing::new(Vec::with_capacity(16));
    while key.len() < length {
        let digest = Md5::new().chain_update(&*last).chain_update(passphrase);
        let digest = digest.chain_update(iv.get(..8).unwrap_or(iv)).finalize();
        last.clear();
        last.extend_from_slice(&digest);
        key.extend_from_slice(&digest);
    }
    key.truncate(length);
    key
}

impl Cipher {
    const ALL: [Self; 5] = [Self::Aes128, Self::Aes192, Self::Aes256, Self::TripleDes, Self::Des];

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cipher| cipher.name() == name)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Aes128 => "AES-128-CBC",
            Self::Aes192 => "AES-192-CBC",
            Self::Aes256 => "AES-256-CBC",
            Self::TripleDes => "DES-EDE3-CBC",
            Self::Des => "DES-CBC",
        }
    }

    fn key_bytes(self) -> usize {
        match self {
            Self::Aes128 => 16,
            Self::Aes192 | Self::TripleDes => 24,
            Self::Aes256 => 32,
            Self::Des => 8,
        }
    }

    fn block_bytes(self) -> usize {
        match self {
            Self::Aes128 | Self::Aes192 | Self::Aes256 => 16,
            Self::TripleDes | Self::Des => 8,
        }
    }
}

/// A name from the file, fit to be shown.
fn shown(name: &str) -> String {
    name.chars().filter(char::is_ascii_graphic).take(32).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pairs = text.as_bytes().chunks(2).map(|pair| match pair {
        [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
        _ => None,
    });
    pairs.collect()
}
