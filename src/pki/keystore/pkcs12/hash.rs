//! The hash functions of PKCS#12, and what is built of them by libraries.

use hmac::{EagerHash, Hmac, KeyInit, Mac};
use pkcs8::ObjectIdentifier;
use pkcs12::kdf::{Pkcs12KeyType, derive_key};
use sha1::Sha1;
use sha2::digest::{Digest, FixedOutputReset, block_api::BlockSizeUser};
use sha2::{Sha224, Sha256, Sha384, Sha512};
use zeroize::Zeroizing;

/// A hash function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hash {
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
}

/// Each with its name, its output in bytes, its own identifier (RFC 8017 appendix B.1) and that of
/// HMAC with it (RFC 8018 appendix B.1.2).
const HASHES: [(Hash, &str, usize, &str, &str); 5] = [
    (Hash::Sha1, "SHA-1", 20, "1.3.14.3.2.26", "1.2.840.113549.2.7"),
    (Hash::Sha224, "SHA-224", 28, "2.16.840.1.101.3.4.2.4", "1.2.840.113549.2.8"),
    (Hash::Sha256, "SHA-256", 32, "2.16.840.1.101.3.4.2.1", "1.2.840.113549.2.9"),
    (Hash::Sha384, "SHA-384", 48, "2.16.840.1.101.3.4.2.2", "1.2.840.113549.2.10"),
    (Hash::Sha512, "SHA-512", 64, "2.16.840.1.101.3.4.2.3", "1.2.840.113549.2.11"),
];

/// Runs a generic function with the hash function that is meant.
macro_rules! with_hash {
    ($hash:expr, $function:ident ( $($argument:expr),* )) => {
        match $hash {
            Hash::Sha1 => $function::<Sha1>($($argument),*),
            Hash::Sha224 => $function::<Sha224>($($argument),*),
            Hash::Sha256 => $function::<Sha256>($($argument),*),
            Hash::Sha384 => $function::<Sha384>($($argument),*),
            Hash::Sha512 => $function::<Sha512>($($argument),*),
        }
    };
}

impl Hash {
    /// The hash function of that identifier.
    pub(super) fn named(oid: ObjectIdentifier) -> Option<Self> {
        let oid = oid.to_string();
        HASHES.iter().find(|(_, _, _, own, _)| *own == oid).map(|(hash, ..)| *hash)
    }

    /// The hash function within the HMAC of that identifier.
    pub(super) fn of_hmac(oid: ObjectIdentifier) -> Option<Self> {
        let oid = oid.to_string();
        HASHES.iter().find(|(_, _, _, _, hmac)| *hmac == oid).map(|(hash, ..)| *hash)
    }

    pub(super) fn name(self) -> &'static str {
        HASHES.iter().find(|(hash, ..)| *hash == self).map_or("", |(_, name, ..)| name)
    }

    pub(super) fn output_bytes(self) -> usize {
        HASHES.iter().find(|(hash, ..)| *hash == self).map_or(64, |(_, _, bytes, ..)| *bytes)
    }

    /// How many times the work of SHA-256 a block takes on processors that have SHA-256 in hardware,
    /// as nearly all have.
    pub(super) fn work(self) -> usize {
        match self {
            Self::Sha1 | Self::Sha224 | Self::Sha256 => 1,
            Self::Sha384 | Self::Sha512 => 6,
        }
    }

    /// Derives a key as RFC 7292 appendix B.2 does.
    pub(super) fn pkcs12(
        self,
        password: &[u8],
        salt: &[u8],
        purpose: Purpose,
        rounds: i32,
        length: usize,
    ) -> Zeroizing<Vec<u8>> {
        with_hash!(self, pkcs12(password, salt, purpose, rounds, length))
    }

    /// Derives a key by PBKDF2 (RFC 8018 §5.2).
    pub(super) fn pbkdf2(
        self,
        password: &[u8],
        salt: &[u8],
        rounds: u32,
        length: usize,
    ) -> Zeroizing<Vec<u8>> {
        let mut key = Zeroizing::new(vec![0; length]);
        with_hash!(self, pbkdf2(password, salt, rounds, &mut key));
        key
    }

    /// The HMAC (RFC 2104) of the message by the key.
    pub(super) fn authenticate(self, key: &[u8], message: &[u8]) -> Option<Vec<u8>> {
        with_hash!(self, authenticate(key, message))
    }

    /// Whether the HMAC (RFC 2104) of the message by the key is that; in constant time.
    pub(super) fn authenticates(self, key: &[u8], message: &[u8], mac: &[u8]) -> bool {
        with_hash!(self, authenticates(key, message, mac))
    }
}

/// What a key is derived for (RFC 7292 appendix B.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Encryption,
    Vector,
    Mac,
}

fn pkcs12<D: Digest + FixedOutputReset + BlockSizeUser>(
    password: &[u8],
    salt: &[u8],
    purpose: Purpose,
    rounds: i32,
    length: usize,
) -> Zeroizing<Vec<u8>> {
    let purpose = match purpose {
        Purpose::Encryption => Pkcs12KeyType::EncryptionKey,
        Purpose::Vector => Pkcs12KeyType::Iv,
        Purpose::Mac => Pkcs12KeyType::Mac,
    };
    Zeroizing::new(derive_key::<D>(password, salt, purpose, rounds, length))
}

fn pbkdf2<D>(password: &[u8], salt: &[u8], rounds: u32, key: &mut [u8])
where
    D: EagerHash,
    Hmac<D>: KeyInit,
{
    pbkdf2::pbkdf2_hmac::<D>(password, salt, rounds, key);
}

fn authenticates<D>(key: &[u8], message: &[u8], mac: &[u8]) -> bool
where
    D: EagerHash,
    Hmac<D>: KeyInit + Mac,
{
    let keyed = <Hmac<D> as KeyInit>::new_from_slice(key);
    keyed.is_ok_and(|hmac| hmac.chain_update(message).verify_slice(mac).is_ok())
}

/// There is a code for a key of any length.
fn authenticate<D>(key: &[u8], message: &[u8]) -> Option<Vec<u8>>
where
    D: EagerHash,
    Hmac<D>: KeyInit + Mac,
{
    let keyed = <Hmac<D> as KeyInit>::new_from_slice(key).ok()?;
    Some(keyed.chain_update(message).finalize().into_bytes().to_vec())
}
