//! JKS and JCEKS, the key stores of Java before version 9.
//!
//! No standard describes them; `sun.security.provider.JavaKeyStore` and
//! `com.sun.crypto.provider.JceKeyStore` of OpenJDK are what there is. The two differ in the magic
//! number, in how keys are protected, and in the secret keys that only JCEKS has.

mod protection;
pub(super) mod reader;
mod serialized;
mod write;
mod writer;

pub(super) use write::write;

use sha1::{Digest, Sha1};

use self::{
    protection::{DIGEST_BYTES, Protection},
    reader::Reader,
};
use super::{Entry, EntryContent, KeyState, Keystore, StoreError, StoreFormat, budget::Budget};

/// The entries of one store.
const MOST_ENTRIES: u32 = 100_000;

/// The certificates of one chain.
const MOST_LINKS: u32 = 1000;

/// Opens a store of either format.
pub(super) fn open(
    format: StoreFormat,
    bytes: &[u8],
    password: Option<&str>,
    entry_passwords: &[&str],
) -> Result<Keystore, StoreError> {
    let passwords = password.iter().chain(entry_passwords).copied().collect();
    let mut store = Store { passwords, budget: Budget::new(), protection: Vec::new() };
    let (body, digest) = bytes
        .len()
        .checked_sub(DIGEST_BYTES)
        .and_then(|length| bytes.split_at_checked(length))
        .ok_or_else(|| StoreError::broken("it is cut short"))?;
    let (entries, complete) = store.entries(&mut Reader::new(body))?;
    match password {
        None => store.protected("not verified: no password was given".into()),
        Some(password) if integrity(password, body) != digest => {
            return Err(altered_or_wrong(&entries, complete));
        }
        Some(_) => store.protected("SHA-1 over password and contents".into()),
    }
    Ok(Keystore { format, entries, protection: store.protection })
}

/// The digest that ends a store: a word for good luck goes into it.
fn integrity(password: &str, body: &[u8]) -> [u8; DIGEST_BYTES] {
    let digest = Sha1::new().chain_update(&*protection::wide(password));
    digest.chain_update("Mighty Aphrodite").chain_update(body).finalize().into()
}

/// A password that opens a key is not wrong, whatever the digest says.
fn altered_or_wrong(entries: &[Entry], complete: bool) -> StoreError {
    let open =
        |entry: &Entry| matches!(entry.content, EntryContent::Key { key: KeyState::Open(_), .. });
    if entries.iter().any(open) {
        return StoreError::broken(
            "it was altered: the password opens a key, and the digest at the end does not fit",
        );
    }
    if complete {
        return StoreError::WrongPassword;
    }
    StoreError::broken("a sealed key in it is cut short, or of an unknown form")
}

/// A store while it is read.
struct Store<'p> {
    passwords: Vec<&'p str>,
    budget: Budget,
    protection: Vec<String>,
}

/// What the number before an entry says.
const KEY: u32 = 1;
const CERTIFICATE: u32 = 2;
const SECRET: u32 = 3;

impl Store<'_> {
    /// The entries, and whether they are all.
    fn entries(&mut self, reader: &mut Reader<'_>) -> Result<(Vec<Entry>, bool), StoreError> {
        reader.int()?;
        let version = reader.int()?;
        let count = reader.int()?;
        if count > MOST_ENTRIES {
            let (demanded, limit) = (count.into(), MOST_ENTRIES.into());
            return Err(StoreError::Cost { demanded, limit, unit: "entries" });
        }
        let mut entries = Vec::new();
        for _ in 0..count {
            let (entry, complete) = self.entry(reader, version)?;
            entries.push(entry);
            if !complete {
                return Ok((entries, false));
            }
        }
        match reader.rest() {
            [] => Ok((entries, true)),
            _ => Err(StoreError::broken("something follows its last entry")),
        }
    }

    /// One entry, and whether the next one can be found.
    fn entry(
        &mut self,
        reader: &mut Reader<'_>,
        version: u32,
    ) -> Result<(Entry, bool), StoreError> {
        let tag = reader.int()?;
        let alias = Some(reader.text()?);
        let created = Some(reader.instant()?);
        let mut complete = true;
        let content = match tag {
            KEY => self.key(reader, version)?,
            CERTIFICATE => {
                EntryContent::Certificate { der: certificate(reader, version)?, trusted: true }
            }
            SECRET => secret(reader).unwrap_or_else(|error| {
                complete = false;
                let why = format!("{error}; what follows it cannot be found");
                EntryContent::Unreadable { why }
            }),
            _ => return Err(StoreError::broken(format!("an entry is of the unknown type {tag}"))),
        };
        Ok((Entry { alias, created, seen_by_java: true, content }, complete))
    }

    fn key(&mut self, reader: &mut Reader<'_>, version: u32) -> Result<EntryContent, StoreError> {
        let sealed = reader.bytes()?;
        let count = reader.int()?;
        StoreError::within(u128::from(count) + 1, MOST_LINKS.into(), "certificates of a chain")?;
        let mut chain = Vec::new();
        for _ in 0..count {
            chain.push(certificate(reader, version)?);
        }
        let key = match Protection::read(sealed) {
            Ok(protection) => {
                self.protected(protection.words());
                protection.open(&self.passwords, &mut self.budget)
            }
            Err(malformed) => KeyState::Unsupported(malformed.to_string()),
        };
        Ok(EntryContent::Key { key, chain })
    }

    fn protected(&mut self, words: String) {
        if !self.protection.contains(&words) {
            self.protection.push(words);
        }
    }
}

/// A certificate, in version 2 after its type, which is `X.509`.
fn certificate(reader: &mut Reader<'_>, version: u32) -> Result<Vec<u8>, StoreError> {
    if version == 2 {
        reader.text()?;
    }
    Ok(reader.bytes()?.to_vec())
}

fn secret(reader: &mut Reader<'_>) -> Result<EntryContent, StoreError> {
    const SEALED: [&str; 2] =
        ["com.sun.crypto.provider.SealedObjectForKeyProtector", "javax.crypto.SealedObject"];

    let object = serialized::object(reader)?;
    if !SEALED.contains(&&*object.class) {
        let why = format!("an object of the class {}, and no sealed key", object.class);
        return Ok(EntryContent::Unreadable { why });
    }
    let seal = object.string("sealAlg").unwrap_or("an unknown algorithm");
    Ok(EntryContent::Secret { algorithm: format!("sealed by {seal}") })
}
