//! A store while it is opened: what was found, and what that says of the password.

use super::{
    Pfx, Safe,
    bags::{self, Bag, Kind, Labels},
    names,
    pairing::{Certificates, Key},
    password::Password,
    pbe::Scheme,
};
use crate::pki::keystore::{
    Entry, EntryContent, KeyState, StoreError,
    ber::{Element, Malformed, Parts},
    budget::Budget,
};

/// The bags of one store.
const MOST_BAGS: usize = 100_000;

/// The keys of one store that are read: the arithmetic of each takes its time.
const MOST_KEYS: usize = 1000;

/// The work that goes into telling a wrong password from an altered store.
const ROUNDS_FOR_A_SECOND_OPINION: u64 = 3_000_000;

/// What the MAC says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verified {
    /// It is that of the contents and of the password.
    Yes,
    /// It is not.
    No,
    /// There is none, or none that is had here.
    Unknown,
}

/// What was found up to now.
pub(super) struct Opening {
    passwords: Vec<Password>,
    budget: Budget,
    /// How many encrypted parts a password opened, and how many none did.
    opened: usize,
    locked: usize,
    /// Of these, the parts that are more than one key.
    locked_safes: usize,
    /// The first cost that was not granted.
    refused: Option<StoreError>,
    bags: usize,
    keys: Vec<Key>,
    certificates: Certificates,
    others: Vec<Entry>,
    protection: Vec<String>,
}

impl Opening {
    pub(super) fn new(passwords: Vec<Password>, budget: Budget) -> Self {
        Self {
            passwords,
            budget,
            opened: 0,
            locked: 0,
            locked_safes: 0,
            refused: None,
            bags: 0,
            keys: Vec::new(),
            certificates: Certificates::default(),
            others: Vec::new(),
            protection: Vec::new(),
        }
    }

    /// Verifies the MAC by the readings of the store's own password.
    pub(super) fn verify(
        &mut self,
        pfx: &Pfx<'_>,
        readings: &[Password],
    ) -> Result<Verified, StoreError> {
        let Some(mac) = &pfx.mac else {
            self.protected("no MAC");
            return Ok(Verified::Unknown);
        };
        self.protected(&mac.to_string());
        if !mac.is_known() {
            return Ok(Verified::Unknown);
        }
        match mac.verified(&pfx.contents, readings, &mut self.budget)? {
            Some(reading) => {
                // what made the MAC has most probably encrypted the rest
                self.passwords.insert(0, reading.clone());
                Ok(Verified::Yes)
            }
            None => {
                self.budget.cut(ROUNDS_FOR_A_SECOND_OPINION);
                Ok(Verified::No)
            }
        }
    }

    /// Says that the password is wrong or missing, or that the store was altered.
    ///
    /// A password that opens any part of a store whose MAC does not fit is not the one that is wrong.
    pub(super) fn judge(&self, verified: Verified, given: bool) -> Result<(), StoreError> {
        let nothing_opens = self.opened == 0 && self.locked > 0;
        let refused = if given { StoreError::WrongPassword } else { StoreError::PasswordNeeded };
        match verified {
            Verified::No if self.opened > 0 => Err(StoreError::broken(
                "it was altered: the password opens it, and its MAC does not fit",
            )),
            Verified::No => Err(refused),
            Verified::Yes | Verified::Unknown if self.opened == 0 && self.refused.is_some() => {
                self.refused.clone().map_or(Ok(()), Err)
            }
            Verified::Unknown if nothing_opens && (given || self.locked_safes > 0) => Err(refused),
            Verified::Yes | Verified::Unknown => Ok(()),
        }
    }

    /// Says that the password is empty, where it is one: it made the MAC or opened something.
    pub(super) fn say_that_it_is_empty(&mut self, verified: Verified) {
        if verified == Verified::Yes || self.opened > 0 {
            self.protected("the password is empty");
        }
    }

    /// Takes in one `ContentInfo` of the store.
    ///
    /// # Errors
    /// When it is malformed; what of it was sound is kept.
    pub(super) fn safe(&mut self, content: Parts<'_>) -> Result<(), Malformed> {
        match Safe::read(content)? {
            Safe::Plain(safe) => bags::read(&safe, &mut |bag| self.bag(bag)),
            Safe::Encrypted { scheme, encrypted } => match self.unlock(&scheme, &encrypted) {
                Unlocked::Open(safe) => bags::read(&safe, &mut |bag| self.bag(bag)),
                Unlocked::Locked => {
                    self.locked_safes += 1;
                    self.entry(Entry::unreadable("a part that another password encrypts"));
                    Ok(())
                }
                Unlocked::Unsupported(why) => {
                    self.entry(Entry::unreadable(why));
                    Ok(())
                }
            },
            Safe::Foreign(name) => {
                self.entry(Entry::unreadable(format!("{name} cannot be opened here")));
                Ok(())
            }
        }
    }

    fn bag(&mut self, bag: Bag<'_>) {
        self.bags += 1;
        if self.bags > MOST_BAGS {
            return;
        }
        let labels = bag.labels;
        let is_key = matches!(bag.kind, Kind::Key(_) | Kind::ShroudedKey(_));
        if is_key && self.keys.len() >= MOST_KEYS {
            let why = format!("a key beyond the {MOST_KEYS} that are read of one store");
            return self.labelled(EntryContent::Unreadable { why }, labels, false);
        }
        match bag.kind {
            Kind::Certificate(der) => self.certificates.add(der.into_owned(), labels),
            Kind::Key(der) => {
                self.protected("a key that is not encrypted");
                let state = KeyState::from_pkcs8(der);
                self.keys.push(Key { state, labels, encrypted: false });
            }
            Kind::ShroudedKey(parts) => {
                let state = self.key(parts);
                self.keys.push(Key { state, labels, encrypted: true });
            }
            Kind::Secret(parts) => {
                let content = self.secret(parts);
                self.labelled(content, labels, true);
            }
            Kind::Crl(der) => self.labelled(EntryContent::Crl(der.into_owned()), labels, false),
            Kind::Unreadable(why) => {
                self.labelled(EntryContent::Unreadable { why }, labels, false);
            }
        }
    }

    fn key(&mut self, parts: Parts<'_>) -> KeyState {
        match self.encrypted_key(parts) {
            Ok(Unlocked::Open(der)) => KeyState::from_pkcs8(&der),
            Ok(Unlocked::Locked) => KeyState::Locked,
            Ok(Unlocked::Unsupported(why)) => KeyState::Unsupported(why),
            Err(malformed) => KeyState::Unsupported(malformed.to_string()),
        }
    }

    fn secret(&mut self, parts: Parts<'_>) -> EntryContent {
        let why = match self.encrypted_key(parts) {
            Ok(Unlocked::Open(der)) => match algorithm(&der) {
                Ok(algorithm) => return EntryContent::Secret { algorithm },
                Err(malformed) => malformed.to_string(),
            },
            Ok(Unlocked::Locked) => "a secret that another password encrypts".into(),
            Ok(Unlocked::Unsupported(why)) => why,
            Err(malformed) => malformed.to_string(),
        };
        EntryContent::Unreadable { why }
    }

    /// `EncryptedPrivateKeyInfo` (RFC 5958 §3).
    fn encrypted_key(&mut self, mut parts: Parts<'_>) -> Result<Unlocked, Malformed> {
        let scheme = Scheme::read(parts.sequence()?)?;
        Ok(self.unlock(&scheme, &parts.required()?.octets()?))
    }

    fn unlock(&mut self, scheme: &Scheme, encrypted: &[u8]) -> Unlocked {
        self.protected(&scheme.to_string());
        match scheme.open(encrypted, &self.passwords, &mut self.budget) {
            Ok(Some(plain)) => {
                self.opened += 1;
                Unlocked::Open(plain)
            }
            Ok(None) => {
                self.locked += 1;
                Unlocked::Locked
            }
            Err(error) => {
                let why = error.to_string();
                if matches!(error, StoreError::Cost { .. }) {
                    self.refused.get_or_insert(error);
                }
                Unlocked::Unsupported(why)
            }
        }
    }

    fn labelled(&mut self, content: EntryContent, labels: Labels, seen_by_java: bool) {
        let created = super::pairing::created(&labels);
        self.entry(Entry { alias: labels.name, created, seen_by_java, content });
    }

    /// Whether nothing was found.
    pub(super) fn is_empty(&self) -> bool {
        self.bags == 0 && self.others.is_empty()
    }

    pub(super) fn entry(&mut self, entry: Entry) {
        self.others.push(entry);
    }

    fn protected(&mut self, words: &str) {
        if !self.protection.iter().any(|known| known == words) {
            self.protection.push(words.into());
        }
    }

    /// The entries, keys first, and the words for the protection.
    ///
    /// # Errors
    /// When there is more than is granted.
    pub(super) fn done(self) -> Result<(Vec<Entry>, Vec<String>), StoreError> {
        let bags = u128::try_from(self.bags).unwrap_or(u128::MAX);
        if self.bags > MOST_BAGS {
            return Err(StoreError::Cost { demanded: bags, limit: 100_000, unit: "bags" });
        }
        let mut entries = self.certificates.pair(self.keys)?;
        entries.extend(self.others);
        Ok((entries, self.protection))
    }
}

/// What came of something encrypted.
enum Unlocked {
    Open(zeroize::Zeroizing<Vec<u8>>),
    Locked,
    Unsupported(String),
}

/// The algorithm of a secret key, which Java dresses as a `PrivateKeyInfo`.
fn algorithm(der: &[u8]) -> Result<String, Malformed> {
    let mut info = Element::first(der)?.0.sequence()?;
    info.required()?.number()?;
    Ok(names::of_secret(info.sequence()?.required()?.oid()?))
}
