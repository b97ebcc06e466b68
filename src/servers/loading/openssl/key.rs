//! The private key of a file (`SSL_CTX_use_PrivateKey_file`), and whether it is the leaf's.

use super::armour::{Section, sections};
use super::certificates::Chain;
use crate::pki::key::{EncryptedKey, Foreign, Found, KeyAlgorithm, KeyError, PrivateKey};
use crate::pki::pem::Block;
use crate::pki::signature::KeyKind;

/// A key that was loaded.
pub(in crate::servers::loading) struct Key {
    /// Its algorithm and size, for people.
    pub(in crate::servers::loading) shown: String,
    /// Where it begins.
    pub(in crate::servers::loading) line: usize,
    kind: &'static str,
    /// `None` for a kind that OpenSSL loads and we do not read.
    known: Option<PrivateKey>,
}

/// Why none was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::servers::loading) enum Keyless {
    /// No block announces a private key.
    Absent,
    /// One does, and is none that OpenSSL reads.
    Broken {
        /// What it is called.
        label: String,
        /// Where it begins.
        line: usize,
    },
    /// It is encrypted, and no passphrase is configured.
    Locked {
        /// Where it begins.
        line: usize,
    },
    /// It is encrypted, and the passphrase does not open it.
    WrongPassphrase {
        /// Where it begins.
        line: usize,
    },
}

/// What a key is to a leaf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::servers::loading) enum Fit {
    /// The leaf's.
    Own,
    /// Another key of the same algorithm: `SSL_CTX_use_PrivateKey` says "key values mismatch".
    Mismatch,
    /// A key of another algorithm. It gets a place of its own, beside the leaf's, and only
    /// `SSL_CTX_check_private_key` notices that: "no certificate assigned".
    OtherKind,
}

/// Loads the key of a file, as OpenSSL 3 does: the first block that is one, whatever stands around it.
///
/// # Errors
/// Why there is none. An encrypted key that stays closed ends the search.
pub(in crate::servers::loading) fn key(
    octets: &[u8],
    passphrase: Option<&str>,
) -> Result<Key, Keyless> {
    let mut why = Keyless::Absent;
    for section in sections(octets).filter(|section| section.label.ends_with("PRIVATE KEY")) {
        match section.block.as_ref().ok().and_then(|block| read(&section, block)) {
            Some(Read::Plain(key)) => return Ok(key),
            Some(Read::Encrypted(key)) => return open(&key, section.line, passphrase),
            None if why == Keyless::Absent => {
                why = Keyless::Broken { label: section.label, line: section.line };
            }
            None => {}
        }
    }
    Err(why)
}

enum Read {
    Plain(Key),
    Encrypted(Box<EncryptedKey>),
}

fn read(section: &Section, block: &Block) -> Option<Read> {
    let line = section.line;
    match PrivateKey::in_block(block) {
        Ok(Found::Encrypted(key)) => Some(Read::Encrypted(Box::new(key))),
        Ok(Found::Plain(key)) => {
            let key = known(key, line);
            agrees(&section.label, &block.der, key.kind).then_some(Read::Plain(key))
        }
        Err(KeyError::Foreign(foreign)) => {
            let kind = foreign_kind(&foreign)?;
            let shown = format!("{kind} ({foreign})");
            Some(Read::Plain(Key { shown, line, kind, known: None }))
        }
        Err(KeyError::RsaSize { bits }) => {
            Some(Read::Plain(Key { shown: format!("RSA {bits}"), line, kind: "RSA", known: None }))
        }
        Err(_) => None,
    }
}

fn known(key: PrivateKey, line: usize) -> Key {
    let kind = match key.algorithm() {
        KeyAlgorithm::Rsa { .. } => "RSA",
        KeyAlgorithm::EcP256 | KeyAlgorithm::EcP384 | KeyAlgorithm::EcP521 => "EC",
        KeyAlgorithm::Ed25519 => "Ed25519",
    };
    Key { shown: key.algorithm().to_string(), line, kind, known: Some(key) }
}

fn open(key: &EncryptedKey, line: usize, passphrase: Option<&str>) -> Result<Key, Keyless> {
    let passphrase = passphrase.ok_or(Keyless::Locked { line })?;
    let opened = key.open(passphrase);
    opened.map(|key| known(key, line)).map_err(|_| Keyless::WrongPassphrase { line })
}

/// Whether the label announces what the DER is: the old labels stand for their own form or PKCS#8, and
/// `PRIVATE KEY` for PKCS#8 alone (RFC 7468 §10).
fn agrees(label: &str, der: &[u8], kind: &str) -> bool {
    let pkcs8 = after_version(der) == Some(0x30);
    match label {
        "PRIVATE KEY" => pkcs8,
        "RSA PRIVATE KEY" => kind == "RSA",
        "EC PRIVATE KEY" => kind == "EC",
        _ => false,
    }
}

/// The tag behind the version: a SEQUENCE in PKCS#8, an INTEGER in PKCS#1, an OCTET STRING in SEC1.
fn after_version(der: &[u8]) -> Option<u8> {
    let length = usize::from(*der.get(1)?);
    let header = if length < 0x80 { 2 } else { 2 + (length & 0x7f) };
    let version = der.get(header..)?;
    version.strip_prefix(&[2, 1])?.get(1).copied()
}

/// The algorithm of a key that OpenSSL loads and we do not read.
fn foreign_kind(foreign: &Foreign) -> Option<&'static str> {
    match foreign {
        Foreign::Curve(_) | Foreign::SpelledOutCurve => Some("EC"),
        Foreign::MultiPrime => Some("RSA"),
        Foreign::Algorithm(name) => ["Ed448", "DSA"]
            .into_iter()
            .find(|known| name.starts_with(known))
            .or(name.starts_with("RSA for PSS").then_some("RSA-PSS")),
        _ => None,
    }
}

impl Chain {
    /// What a key is to the leaf. Of a key that we do not read it is believed that it is the leaf's where
    /// the algorithm is the same.
    pub(in crate::servers::loading) fn fit(&self, key: &Key) -> Fit {
        let leaf = self.links.first().map(|leaf| leaf.key.kind());
        let kind = match leaf {
            Some(KeyKind::Rsa { .. }) => "RSA",
            Some(KeyKind::RsaPss { .. }) => "RSA-PSS",
            Some(KeyKind::Ec(_)) => "EC",
            Some(KeyKind::Ed25519) => "Ed25519",
            Some(KeyKind::Other(name)) => name,
            None => "",
        };
        match &key.known {
            _ if key.kind != kind => Fit::OtherKind,
            Some(key) if !self.spkis.first().is_some_and(|spki| key.matches_spki(spki)) => {
                Fit::Mismatch
            }
            _ => Fit::Own,
        }
    }

    /// The number, counted from 1, of the certificate whose key it is; only the keys that we read can tell.
    pub(in crate::servers::loading) fn owner(&self, key: &Key) -> Option<usize> {
        let key = key.known.as_ref()?;
        let mut spkis = self.spkis.iter();
        spkis.position(|spki| key.matches_spki(spki)).map(|index| index + 1)
    }
}
