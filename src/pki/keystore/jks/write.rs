//! JKS of version 2 as it is written.

use zeroize::Zeroizing;

use super::{CERTIFICATE, KEY, integrity, protection, writer::Writer};
use crate::pki::{
    keystore::{NewAnchor, NewEntry, WriteError, random::random},
    moment::Moment,
};

const MAGIC: u32 = 0xfeed_feed;
const VERSION: u32 = 2;

/// A store of entries and anchors that were checked.
pub(in crate::pki::keystore) fn write(
    entries: &[NewEntry<'_>],
    anchors: &[NewAnchor<'_>],
    password: &str,
    created: Moment,
) -> Result<Zeroizing<Vec<u8>>, WriteError> {
    let mut store = Store { out: Writer::default(), created };
    store.out.int(MAGIC);
    store.out.int(VERSION);
    store.out.int(count("entries", entries.len() + anchors.len())?);
    entries.iter().try_for_each(|entry| store.key(entry, password))?;
    anchors.iter().try_for_each(|anchor| store.anchor(anchor))?;
    let mut bytes = store.out.done();
    bytes.extend_from_slice(&integrity(password, &bytes));
    Ok(Zeroizing::new(bytes))
}

struct Store {
    out: Writer,
    created: Moment,
}

impl Store {
    fn key(&mut self, entry: &NewEntry<'_>, password: &str) -> Result<(), WriteError> {
        self.head(KEY, entry.alias)?;
        let sealed = protection::seal(password, &random()?, entry.key.pkcs8_der());
        self.out.bytes("a key", &sealed)?;
        self.out.int(count("a chain", entry.chain.len())?);
        entry.chain.iter().try_for_each(|der| self.certificate(der))
    }

    fn anchor(&mut self, anchor: &NewAnchor<'_>) -> Result<(), WriteError> {
        self.head(CERTIFICATE, anchor.alias)?;
        self.certificate(anchor.der)
    }

    /// The kind of the entry, its name and its date.
    fn head(&mut self, kind: u32, alias: &str) -> Result<(), WriteError> {
        self.out.int(kind);
        // Java asks for names in lower case only, and finds no other ones
        self.out.text("an alias", &alias.to_lowercase())?;
        self.out.instant(self.created.unix().saturating_mul(1000));
        Ok(())
    }

    fn certificate(&mut self, der: &[u8]) -> Result<(), WriteError> {
        self.out.text("a type", "X.509")?;
        self.out.bytes("a certificate", der)
    }
}

fn count(what: &'static str, number: usize) -> Result<u32, WriteError> {
    let too_long = |_| WriteError::TooLong { what, actual: number, most: i32::MAX as usize };
    u32::try_from(number).map_err(too_long)
}
