//! Key stores: PKCS#12, and what Java keeps keys and certificates in.
//!
//! A store that is read is untrusted input: sizes, depths and the work of key derivation are limited,
//! and an entry that cannot be read does not hide the others. What is written is what servers and
//! their administrators' tools load: PKCS#12 of two strengths, and JKS.

pub(in crate::pki) mod ber;
mod bouncy;
mod budget;
mod cipher;
mod entry;
mod error;
mod format;
mod jks;
mod new;
mod pkcs12;
mod random;
mod write;
mod write_error;

pub use entry::{Entry, EntryContent, KeyState};
pub use error::StoreError;
pub use format::{StoreFormat, sniff};
pub use new::{NewAnchor, NewEntry, Strength};
pub use write::{write_jks, write_pkcs12};
pub use write_error::WriteError;

/// An opened key store.
#[derive(Debug, Clone)]
pub struct Keystore {
    /// Its format.
    pub format: StoreFormat,
    /// Its entries: those of PKCS#12 with the keys first, others in the order of the file.
    pub entries: Vec<Entry>,
    /// How it is protected, in words: `PBES2, PBKDF2-SHA256 2048 rounds, AES-256-CBC`,
    /// `MAC SHA-256, 2048 rounds`, `no MAC`.
    pub protection: Vec<String>,
}

impl Keystore {
    /// Opens a key store of any format that [`sniff`] knows.
    ///
    /// Keys are tried with the password of the store, then with those of entries; a key that none
    /// opens is [`KeyState::Locked`]. Without a password, or where it is wrong, PKCS#12 is tried
    /// with none and an empty one; without any JKS shows everything but keys, not verified. The
    /// caller limits the size of the file.
    ///
    /// # Errors
    /// When the bytes are no key store, when the password is missing or wrong, when the structure is
    /// damaged, or when opening it demands more than is granted.
    pub fn open(
        bytes: &[u8],
        password: Option<&str>,
        entry_passwords: &[&str],
    ) -> Result<Self, StoreError> {
        match sniff(bytes).ok_or(StoreError::Unrecognised)? {
            StoreFormat::Pkcs12 => pkcs12::open(bytes, password, entry_passwords),
            format @ (StoreFormat::Jks | StoreFormat::Jceks) => {
                jks::open(format, bytes, password, entry_passwords)
            }
            format @ (StoreFormat::Bks { .. } | StoreFormat::Uber { .. }) => {
                Err(StoreError::Unsupported { what: format!("{format} of Bouncy Castle") })
            }
        }
    }
}
