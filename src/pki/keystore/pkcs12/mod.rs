//! PKCS#12 (RFC 7292), a reader and a writer of its own over `asn1-rs` for the elements, and over the crates of
//! RustCrypto for derivations and ciphers.
//!
//! A library that opens a store gives all of it or nothing. A diagnosis wants the sound entries of a
//! store that is half foreign, the words for its protection, a wrong password told from a damaged
//! file, files in BER, and a limit to the work.

mod bags;
mod hash;
mod kdf;
mod mac;
mod names;
mod opening;
mod pairing;
mod password;
mod pbe;
mod sealing;
mod write;

pub(super) use write::write;

use std::borrow::Cow;

use pkcs8::ObjectIdentifier;
use zeroize::Zeroizing;

use self::{mac::Mac, opening::Opening, password::Password, pbe::Scheme};
use super::{
    Entry, Keystore, StoreError, StoreFormat,
    ber::{Element, Malformed, Parts},
    budget::Budget,
};

const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
const ENCRYPTED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.6");

/// The work that goes into the empty password after another was wrong.
const ROUNDS_FOR_THE_EMPTY_ONE: u64 = 3_000_000;

/// Opens a store; one with an empty password whatever the password is.
pub(super) fn open(
    bytes: &[u8],
    password: Option<&str>,
    entry_passwords: &[&str],
) -> Result<Keystore, StoreError> {
    let pfx = Pfx::read(bytes)?;
    let opened = open_with(&pfx, password, entry_passwords, Budget::new());
    match (opened, password) {
        (Err(StoreError::WrongPassword), Some(given)) if !given.is_empty() => {
            let mut budget = Budget::new();
            budget.cut(ROUNDS_FOR_THE_EMPTY_ONE);
            let empty = open_with(&pfx, Some(""), entry_passwords, budget);
            empty.map_err(|_| StoreError::WrongPassword)
        }
        (opened, _) => opened,
    }
}

fn open_with(
    pfx: &Pfx<'_>,
    password: Option<&str>,
    entry_passwords: &[&str],
    budget: Budget,
) -> Result<Keystore, StoreError> {
    let readings = Password::readings(password);
    let others = entry_passwords.iter().flat_map(|text| Password::readings(Some(text)));
    let mut passwords = readings.clone();
    passwords.extend(others);

    let mut opening = Opening::new(passwords, budget);
    let verified = opening.verify(pfx, &readings)?;
    let mut malformed = false;
    for safe in Element::first(&pfx.contents)?.0.sequence()? {
        malformed |= safe.and_then(|safe| opening.safe(safe.sequence()?)).is_err();
    }
    opening.judge(verified, password.is_some())?;
    if password.unwrap_or_default().is_empty() && entry_passwords.is_empty() {
        opening.say_that_it_is_empty(verified);
    }
    if malformed && opening.is_empty() {
        return Err(Malformed.into());
    }
    if malformed {
        opening.entry(Entry::unreadable("a part of the store is malformed"));
    }
    let (entries, protection) = opening.done()?;
    Ok(Keystore { format: StoreFormat::Pkcs12, entries, protection })
}

/// The outermost structure (RFC 7292 §4).
struct Pfx<'a> {
    /// `AuthenticatedSafe`, as the MAC covers it.
    contents: Cow<'a, [u8]>,
    mac: Option<Mac>,
}

impl<'a> Pfx<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self, StoreError> {
        let mut parts = Element::first(bytes)?.0.sequence()?;
        parts.required()?.number()?;
        let mut content = parts.sequence()?;
        if content.required()?.oid()? != DATA {
            let what = "a PKCS#12 store that is signed by a key".into();
            return Err(StoreError::Unsupported { what });
        }
        let contents = content.explicit()?.parts().required()?.octets()?;
        let mac = parts.next().transpose()?.map(|mac| Mac::read(mac.sequence()?)).transpose()?;
        Ok(Self { contents, mac })
    }
}

/// One `ContentInfo` of the store (RFC 5652 §3).
enum Safe<'a> {
    Plain(Cow<'a, [u8]>),
    Encrypted { scheme: Scheme, encrypted: Cow<'a, [u8]> },
    Foreign(String),
}

impl<'a> Safe<'a> {
    fn read(mut content: Parts<'a>) -> Result<Self, Malformed> {
        match content.required()?.oid()? {
            DATA => Ok(Self::Plain(content.explicit()?.parts().required()?.octets()?)),
            ENCRYPTED_DATA => Self::encrypted(content.explicit()?.parts().sequence()?),
            other => Ok(Self::Foreign(names::of(other))),
        }
    }

    /// `EncryptedData` (RFC 5652 §8), which has a version, the contents and no recipient.
    fn encrypted(mut data: Parts<'a>) -> Result<Self, Malformed> {
        data.required()?.number()?;
        let mut info = data.sequence()?;
        info.required()?.oid()?;
        let scheme = Scheme::read(info.sequence()?)?;
        Ok(Self::Encrypted { scheme, encrypted: info.explicit()?.octets()? })
    }
}

/// A number of rounds, in words.
fn rounds(number: u64) -> String {
    match number {
        1 => "1 round".into(),
        more => format!("{more} rounds"),
    }
}

/// What a password opens has to be one whole `SEQUENCE`: of the paddings that a wrong one gives,
/// one in 256 is sound.
fn is_one_sequence(plain: &Zeroizing<Vec<u8>>) -> bool {
    Element::is_one_sequence(plain)
}
