//! Block ciphers in CBC mode.

use cbc::cipher::{
    BlockCipherDecrypt, BlockCipherEncrypt, BlockModeDecrypt, BlockModeEncrypt, KeyInit, KeyIvInit,
    block_padding::Pkcs7,
};
use zeroize::Zeroizing;

/// A cipher with the length of its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cipher {
    Aes128,
    Aes192,
    Aes256,
    /// Triple DES with three keys.
    TripleDes,
    /// Triple DES with two keys.
    TwoKeyTripleDes,
    /// RC2 with a key of 128 bits (RFC 2268).
    Rc2,
    /// RC2 with a key of 40 bits: weaker than any key that it protects.
    Rc2Export,
}

impl Cipher {
    /// The length of the key in bytes.
    pub(super) fn key_bytes(self) -> usize {
        match self {
            Self::Aes128 | Self::TwoKeyTripleDes | Self::Rc2 => 16,
            Self::Aes192 | Self::TripleDes => 24,
            Self::Aes256 => 32,
            Self::Rc2Export => 5,
        }
    }

    /// The length of a block, and of the initialisation vector, in bytes.
    pub(super) fn block_bytes(self) -> usize {
        match self {
            Self::Aes128 | Self::Aes192 | Self::Aes256 => 16,
            Self::TripleDes | Self::TwoKeyTripleDes | Self::Rc2 | Self::Rc2Export => 8,
        }
    }

    /// What people call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Aes128 => "AES-128-CBC",
            Self::Aes192 => "AES-192-CBC",
            Self::Aes256 => "AES-256-CBC",
            Self::TripleDes => "Triple DES",
            Self::TwoKeyTripleDes => "two-key Triple DES",
            Self::Rc2 => "128-bit RC2",
            Self::Rc2Export => "40-bit RC2",
        }
    }

    /// Decrypts and takes the padding off (RFC 5652 §6.3); `None` when there is no sound padding.
    pub(super) fn decrypt(self, key: &[u8], iv: &[u8], encrypted: &[u8]) -> Opened {
        match self {
            Self::Aes128 => decrypt::<aes::Aes128>(key, iv, encrypted),
            Self::Aes192 => decrypt::<aes::Aes192>(key, iv, encrypted),
            Self::Aes256 => decrypt::<aes::Aes256>(key, iv, encrypted),
            Self::TripleDes => decrypt::<des::TdesEde3>(key, iv, encrypted),
            Self::TwoKeyTripleDes => decrypt::<des::TdesEde2>(key, iv, encrypted),
            Self::Rc2 | Self::Rc2Export => decrypt::<rc2::Rc2>(key, iv, encrypted),
        }
    }
}

impl Cipher {
    /// Pads (RFC 5652 §6.3) and encrypts; `None` when key or vector are of another length, or the
    /// cipher is one that nothing is written with.
    pub(super) fn encrypt(self, key: &[u8], iv: &[u8], plain: &[u8]) -> Option<Vec<u8>> {
        match self {
            Self::Aes256 => encrypt::<aes::Aes256>(key, iv, plain, self.block_bytes()),
            Self::TripleDes => encrypt::<des::TdesEde3>(key, iv, plain, self.block_bytes()),
            Self::Aes128 | Self::Aes192 | Self::TwoKeyTripleDes | Self::Rc2 | Self::Rc2Export => {
                None
            }
        }
    }
}

/// What a decryption gives, if it gives anything.
pub(super) type Opened = Option<Zeroizing<Vec<u8>>>;

fn decrypt<C: BlockCipherDecrypt + KeyInit>(key: &[u8], iv: &[u8], encrypted: &[u8]) -> Opened {
    let decryptor = cbc::Decryptor::<C>::new_from_slices(key, iv).ok()?;
    let mut buffer = Zeroizing::new(encrypted.to_vec());
    let length = decryptor.decrypt_padded::<Pkcs7>(&mut buffer).ok()?.len();
    buffer.truncate(length);
    Some(buffer)
}

fn encrypt<C>(key: &[u8], iv: &[u8], plain: &[u8], block_bytes: usize) -> Option<Vec<u8>>
where
    C: BlockCipherEncrypt + KeyInit,
{
    let encryptor = cbc::Encryptor::<C>::new_from_slices(key, iv).ok()?;
    // room for the padding as well: growing would leave a copy behind
    let mut buffer = Zeroizing::new(Vec::with_capacity(plain.len() + block_bytes));
    buffer.extend_from_slice(plain);
    buffer.resize(plain.len() + block_bytes, 0);
    let length = encryptor.encrypt_padded::<Pkcs7>(&mut buffer, plain.len()).ok()?.len();
    buffer.truncate(length);
    Some(std::mem::take(&mut *buffer))
}
