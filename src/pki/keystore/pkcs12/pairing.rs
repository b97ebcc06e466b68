//! Keys and the certificates that belong to them.

use std::collections::{HashMap, HashSet};

use x509_parser::{certificate::X509Certificate, prelude::FromDer};

use super::bags::Labels;
use crate::pki::keystore::{Entry, EntryContent, KeyState, StoreError};

/// The certificates of one chain.
const MOST_LINKS: usize = 32;

/// The bytes of all chains: keys may share certificates, and each has a chain of its own.
const MOST_CHAIN_BYTES: usize = 32 << 20;

/// The certificates of one localKeyId that are held against a key.
const MOST_OF_ONE_ID: usize = 64;

/// A key without its certificates.
pub(super) struct Key {
    pub(super) state: KeyState,
    pub(super) labels: Labels,
    /// Java passes over keys that are not.
    pub(super) encrypted: bool,
}

/// The certificates of a store.
#[derive(Default)]
pub(super) struct Certificates {
    all: Vec<Certificate>,
    by_subject: HashMap<Vec<u8>, Vec<usize>>,
    by_key: HashMap<Vec<u8>, usize>,
    by_id: HashMap<Vec<u8>, Vec<usize>>,
    in_chains: HashSet<usize>,
    chain_bytes: usize,
}

struct Certificate {
    der: Vec<u8>,
    labels: Labels,
    /// The names as they are encoded; none where the certificate cannot be read.
    names: Option<Names>,
}

struct Names {
    issuer: Vec<u8>,
    subject: Vec<u8>,
    spki: Vec<u8>,
}

impl Certificates {
    pub(super) fn add(&mut self, der: Vec<u8>, labels: Labels) {
        let (index, names) = (self.all.len(), names(&der));
        if let Some(names) = &names {
            self.by_subject.entry(names.subject.clone()).or_default().push(index);
            self.by_key.entry(names.spki.clone()).or_insert(index);
        }
        if let Some(id) = &labels.local_id {
            self.by_id.entry(id.clone()).or_default().push(index);
        }
        self.all.push(Certificate { der, labels, names });
    }

    /// The entries of keys with their chains, then those of the certificates that are in none, or
    /// that are marked as trusted by themselves.
    ///
    /// # Errors
    /// When the chains together become too large.
    pub(super) fn pair(mut self, keys: Vec<Key>) -> Result<Vec<Entry>, StoreError> {
        let mut entries = Vec::with_capacity(keys.len());
        for key in keys {
            let chain = self.chain(&key)?;
            entries.push(Entry {
                created: created(&key.labels),
                alias: key.labels.name,
                seen_by_java: key.encrypted,
                content: EntryContent::Key { key: key.state, chain },
            });
        }
        let single = self.single();
        let single = self.all.into_iter().zip(single).filter(|(_, single)| *single);
        entries.extend(single.map(|(certificate, _)| certificate.into_entry()));
        Ok(entries)
    }

    /// Of each certificate whether it is an entry by itself. keytool writes an anchor that ends a chain
    /// once more, for the chain.
    fn single(&self) -> Vec<bool> {
        let of_chains = self.in_chains.iter().filter_map(|index| self.all.get(*index));
        let of_chains: HashSet<&[u8]> = of_chains.map(|known| known.der.as_slice()).collect();
        let single = self.all.iter().map(|certificate| {
            certificate.labels.trusted || !of_chains.contains(certificate.der.as_slice())
        });
        single.collect()
    }

    fn chain(&mut self, key: &Key) -> Result<Vec<Vec<u8>>, StoreError> {
        let mut links: Vec<usize> = Vec::new();
        let mut next = self.leaf(key);
        while let Some(index) = next.filter(|_| links.len() < MOST_LINKS) {
            links.push(index);
            next = self.issuer(index, &links);
        }
        let chain: Vec<&Certificate> =
            links.iter().filter_map(|index| self.all.get(*index)).collect();
        self.chain_bytes += chain.iter().map(|certificate| certificate.der.len()).sum::<usize>();
        if self.chain_bytes > MOST_CHAIN_BYTES {
            return Err(StoreError::Cost {
                demanded: u128::try_from(self.chain_bytes).unwrap_or(u128::MAX),
                limit: 32 << 20,
                unit: "bytes of certificate chains",
            });
        }
        let chain = chain.into_iter().map(|certificate| certificate.der.clone()).collect();
        self.in_chains.extend(links);
        Ok(chain)
    }

    /// By the localKeyId (RFC 2985 §5.5.2), or by the public key where that says nothing.
    fn leaf(&self, key: &Key) -> Option<usize> {
        let id = key.labels.local_id.as_ref();
        let of_id = id.and_then(|id| self.by_id.get(id)).map_or(&[][..], Vec::as_slice);
        let KeyState::Open(opened) = &key.state else { return of_id.first().copied() };
        let fits = |index: &&usize| {
            let names = self.all.get(**index).and_then(|certificate| certificate.names.as_ref());
            names.is_some_and(|names| opened.matches_spki(&names.spki))
        };
        // a whole chain may bear the id of the key
        let both = of_id.iter().take(MOST_OF_ONE_ID).find(fits);
        both.or_else(|| of_id.first()).or_else(|| self.by_key.get(opened.spki_der())).copied()
    }

    fn issuer(&self, index: usize, links: &[usize]) -> Option<usize> {
        let names = self.all.get(index)?.names.as_ref()?;
        if names.issuer == names.subject {
            return None;
        }
        let candidates = self.by_subject.get(&names.issuer)?;
        candidates.iter().find(|candidate| !links.contains(candidate)).copied()
    }
}

impl Certificate {
    fn into_entry(self) -> Entry {
        let Self { der, labels, .. } = self;
        let trusted = labels.trusted;
        Entry {
            created: created(&labels),
            alias: labels.name,
            seen_by_java: trusted,
            content: EntryContent::Certificate { der, trusted },
        }
    }
}

/// Java's localKeyId is a text, `Time 1700000000000`, in milliseconds since 1970.
pub(super) fn created(labels: &Labels) -> Option<i64> {
    let text = std::str::from_utf8(labels.local_id.as_deref()?).ok()?;
    let milliseconds: i64 = text.strip_prefix("Time ")?.parse().ok()?;
    Some(milliseconds.div_euclid(1000))
}

fn names(der: &[u8]) -> Option<Names> {
    let (_, certificate) = X509Certificate::from_der(der).ok()?;
    Some(Names {
        issuer: certificate.issuer().as_raw().to_vec(),
        subject: certificate.subject().as_raw().to_vec(),
        spki: certificate.public_key().raw.to_vec(),
    })
}
