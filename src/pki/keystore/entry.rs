//! What is in a key store.

use pkcs8::{PrivateKeyInfoRef, der::Decode};

use crate::pki::key::{Found, KeyError, PrivateKey};

/// One entry, as `keytool -list` would show one.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its name: the alias of Java, the friendlyName of PKCS#12 (RFC 2985 §5.5.1), as written.
    pub alias: Option<String>,
    /// When it was put in, in seconds since 1970; of PKCS#12 stores only Java's say.
    pub created: Option<i64>,
    /// Whether Java lists the entry. It passes over certificates of a PKCS#12 store that belong to
    /// no key and do not bear its mark of trust, over keys that are not encrypted, and over
    /// revocation lists: a trust store made by `openssl pkcs12 -nokeys` is empty to Java.
    pub seen_by_java: bool,
    /// What it holds.
    pub content: EntryContent,
}

/// What an entry holds.
#[derive(Debug, Clone)]
pub enum EntryContent {
    /// A private key with the certificates that belong to it.
    Key {
        /// The key, if it could be opened.
        key: KeyState,
        /// Certificates in DER, the holder's first; empty where none fits the key.
        chain: Vec<Vec<u8>>,
    },
    /// A certificate on its own.
    Certificate {
        /// The certificate in DER, unread.
        der: Vec<u8>,
        /// Whether Java takes it for a trust anchor: always in a JKS, in PKCS#12 only with the
        /// attribute trustedKeyUsage (2.16.840.1.113894.746875.1.1).
        trusted: bool,
    },
    /// A secret key, which is never shown.
    Secret {
        /// Its algorithm, such as `AES`; of a sealed one that of the seal.
        algorithm: String,
    },
    /// A revocation list in DER, unread.
    Crl(Vec<u8>),
    /// Something that could not be read, while other entries may be sound.
    Unreadable {
        /// The reason, in lower case.
        why: String,
    },
}

/// A private key in a key store.
#[derive(Debug, Clone)]
pub enum KeyState {
    /// Decrypted, or never encrypted.
    Open(PrivateKey),
    /// Encrypted by a password that was not given.
    Locked,
    /// Of a kind, or encrypted in a way, that is not read here; or damaged. The text says which.
    Unsupported(String),
}

impl KeyState {
    /// Reads a decrypted key (RFC 5958 §2).
    pub(super) fn from_pkcs8(der: &[u8]) -> Self {
        // it has to be this and nothing else: `find` would go on to PEM and to encrypted keys
        if PrivateKeyInfoRef::from_der(der).is_err() {
            return Self::Unsupported("its PKCS#8 structure is malformed".into());
        }
        match PrivateKey::find(der) {
            Ok(Found::Plain(key)) => Self::Open(key),
            Ok(Found::Encrypted(_)) => Self::Unsupported("the key is encrypted twice".into()),
            Err(KeyError::Foreign(foreign)) => Self::Unsupported(foreign.to_string()),
            Err(error) => Self::Unsupported(error.to_string()),
        }
    }
}

impl Entry {
    /// An entry that cannot be read, without a name.
    pub(super) fn unreadable(why: impl Into<String>) -> Self {
        let content = EntryContent::Unreadable { why: why.into() };
        Self { alias: None, created: None, seen_by_java: false, content }
    }
}
