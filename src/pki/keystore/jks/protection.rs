//! How JKS and JCEKS protect keys; neither way is in a standard.
//!
//! JKS adds a stream of SHA-1 digests to the key (`sun.security.provider.KeyProtector`). JCEKS
//! uses Triple DES with a key of MD5 digests (`com.sun.crypto.provider.PBES1Core`), which its name
//! `PBEWithMD5AndTripleDES` puts beside PBES1 of RFC 8018 although the derivation is another one.

use md5::Md5;
use pkcs8::ObjectIdentifier;
use sha1::{Digest, Sha1};
use zeroize::Zeroizing;

use crate::pki::{
    keystore::{
        KeyState, StoreError,
        ber::{Element, Malformed, Parts},
        budget::Budget,
        cipher::{Cipher, Opened},
    },
    tlv,
};

const JKS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.4.1.42.2.17.1.1");
const JCEKS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.4.1.42.2.19.1");

/// The length of a SHA-1 digest, and of the salt of JKS.
pub(super) const DIGEST_BYTES: usize = 20;

/// The key of Triple DES with its vector.
const KEY_AND_VECTOR_BYTES: usize = 24 + 8;

/// How a key is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Protection<'a> {
    Jks { salt: &'a [u8], sealed: &'a [u8], digest: &'a [u8] },
    Jceks { salt: [u8; 8], rounds: u64, sealed: &'a [u8] },
    Foreign(ObjectIdentifier),
}

impl<'a> Protection<'a> {
    /// Reads an `EncryptedPrivateKeyInfo` (RFC 5958 §3).
    pub(super) fn read(der: &'a [u8]) -> Result<Self, Malformed> {
        let mut info = Element::first(der)?.0.sequence()?;
        let mut algorithm = info.sequence()?;
        let sealed = info.required()?.content();
        match algorithm.required()?.oid()? {
            JKS => jks(sealed).ok_or(Malformed),
            JCEKS => jceks(algorithm.sequence()?, sealed),
            other => Ok(Self::Foreign(other)),
        }
    }

    /// The words for it.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Jks { .. } => "keys under JKS's own stream of SHA-1".into(),
            Self::Jceks { rounds, .. } => {
                format!("PBEWithMD5AndTripleDES, {rounds} rounds")
            }
            Self::Foreign(oid) => format!("keys encrypted by {oid}"),
        }
    }

    /// Opens the key by the first password that fits.
    pub(super) fn open(&self, passwords: &[&str], budget: &mut Budget) -> KeyState {
        for password in passwords {
            match self.decrypt(password, budget) {
                Ok(Some(der)) => return KeyState::from_pkcs8(&der),
                Ok(None) => {}
                Err(error) => return KeyState::Unsupported(error.to_string()),
            }
        }
        KeyState::Locked
    }

    fn decrypt(&self, password: &str, budget: &mut Budget) -> Result<Opened, StoreError> {
        match self {
            Self::Jks { salt, sealed, digest } => Ok(unseal(password, salt, sealed, digest)),
            Self::Jceks { salt, rounds, sealed } => {
                // two chains of MD5, which no processor has in hardware
                budget.spend(*rounds, 3)?;
                let secret = derive(password, *salt, *rounds);
                let (key, iv) = secret.split_at_checked(24).unwrap_or_default();
                let opened = Cipher::TripleDes.decrypt(key, iv, sealed);
                Ok(opened.filter(|plain| Element::is_one_sequence(plain)))
            }
            Self::Foreign(oid) => {
                Err(StoreError::Unsupported { what: format!("a key encrypted by {oid}") })
            }
        }
    }
}

/// A salt, the key, and a digest of the key.
fn jks(sealed: &[u8]) -> Option<Protection<'_>> {
    let (salt, rest) = sealed.split_at_checked(DIGEST_BYTES)?;
    let (sealed, digest) = rest.split_at_checked(rest.len().checked_sub(DIGEST_BYTES)?)?;
    Some(Protection::Jks { salt, sealed, digest })
}

fn jceks<'a>(mut parameters: Parts<'_>, sealed: &'a [u8]) -> Result<Protection<'a>, Malformed> {
    let salt = parameters.required()?.octets()?;
    let salt = <[u8; 8]>::try_from(&*salt).map_err(|_| Malformed)?;
    Ok(Protection::Jceks { salt, rounds: parameters.required()?.number()?, sealed })
}

/// The password in UTF-16, big-endian, as JKS digests it.
pub(super) fn wide(password: &str) -> Zeroizing<Vec<u8>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(2 * password.len()));
    password.encode_utf16().for_each(|unit| bytes.extend_from_slice(&unit.to_be_bytes()));
    bytes
}

fn unseal(password: &str, salt: &[u8], sealed: &[u8], digest: &[u8]) -> Opened {
    let password = wide(password);
    let mut plain = Zeroizing::new(sealed.to_vec());
    stream(&password, salt, &mut plain);
    (digest_of(&password, &plain).as_slice() == digest).then_some(plain)
}

/// Protects a key as JKS does, in an `EncryptedPrivateKeyInfo` (RFC 5958 §3).
pub(super) fn seal(password: &str, salt: &[u8; DIGEST_BYTES], plain: &[u8]) -> Vec<u8> {
    let password = wide(password);
    let digest = digest_of(&password, plain);
    let mut sealed = Zeroizing::new(plain.to_vec());
    stream(&password, salt, &mut sealed);
    let algorithm = tlv::sequence(&[&tlv::oid(JKS), &tlv::NULL]);
    let sealed = tlv::encode(tlv::OCTET_STRING, &[salt, &sealed, &*digest]);
    tlv::sequence(&[&algorithm, &sealed])
}

/// Adds the stream of digests, which is its own inverse.
fn stream(password: &[u8], salt: &[u8], bytes: &mut [u8]) {
    let mut last = Zeroizing::new(salt.to_vec());
    for block in bytes.chunks_mut(DIGEST_BYTES) {
        let next = digest_of(password, &last);
        block.iter_mut().zip(next.iter()).for_each(|(byte, key)| *byte ^= key);
        last.copy_from_slice(&*next);
    }
}

fn digest_of(password: &[u8], bytes: &[u8]) -> Zeroizing<[u8; DIGEST_BYTES]> {
    Zeroizing::new(Sha1::new().chain_update(password).chain_update(bytes).finalize().into())
}

/// Each half of the salt is digested with the password, again and again.
fn derive(password: &str, salt: [u8; 8], rounds: u64) -> Zeroizing<Vec<u8>> {
    let mut secret = Zeroizing::new(Vec::with_capacity(KEY_AND_VECTOR_BYTES));
    let [a, b, c, d, second @ ..] = salt;
    // Java means to turn equal halves apart, and turns them like this
    let first = if [a, b, c, d] == second { [d, a, b, d] } else { [a, b, c, d] };
    for half in [first, second] {
        let mut digest = Zeroizing::new(half.to_vec());
        for _ in 0..rounds {
            let next = Md5::new().chain_update(&*digest).chain_update(password).finalize();
            digest.clear();
            digest.extend_from_slice(&next);
        }
        secret.extend_from_slice(&digest);
    }
    secret
}
