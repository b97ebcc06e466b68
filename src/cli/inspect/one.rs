//! One file: its things, as reports or as PEM.

use std::path::Path;

use anyhow::anyhow;

use crate::inspect::{report, tree};
use crate::pki::content::{self, Locked, Piece, Place, Thing};
use crate::pki::keystore::{Entry, EntryContent, KeyState, StoreError};
use crate::pki::pem;

use super::super::anchors::octets;
use super::super::failure::Failure;
use super::super::passphrase::ask_for;
use super::super::session::Session;
use super::super::stream::Rendered;
use super::Look;

/// What one file gives.
pub(super) struct Seen {
    /// The reports on it, or its PEM.
    pub(super) shown: Shown,
    /// Why something in it stayed closed although a passphrase was given.
    pub(super) closed: Option<Failure>,
}

/// What is shown of a file.
pub(super) enum Shown {
    Reports(Rendered),
    Pem(String),
}

pub(super) fn look_at(path: &Path, look: &Look, session: &Session) -> Result<Seen, Failure> {
    let octets = octets(path, session)?;
    let shown = path.display().to_string();
    let given = look.passphrase.as_ref().map(|passphrase| passphrase.as_str());
    let mut pieces = content::pieces(&octets, given);
    let asked = match look.ask && pieces.iter().any(|piece| is_locked(piece, look)) {
        true => ask_for(&shown)?,
        false => None,
    };
    if let Some(passphrase) = &asked {
        pieces = content::pieces(&octets, Some(passphrase));
    }
    let closed = given.or(asked.as_ref().map(|asked| asked.as_str()));
    let closed = closed.and_then(|_| closed_with_it(&shown, &pieces));
    if look.pem {
        let pem = pieces.iter().filter_map(armoured).collect();
        return Ok(Seen { shown: Shown::Pem(pem), closed });
    }
    let alone = pieces.len() == 1;
    let things =
        pieces.iter().map(|piece| report(subject(&shown, &piece.place, alone), piece, look.now));
    let reports = tree(&shown, &pieces).into_iter().chain(things);
    let rendered = Rendered::new(session, "inspect", reports);
    Ok(Seen { shown: Shown::Reports(rendered), closed })
}

/// Whether a passphrase would show more of it.
fn is_locked(piece: &Piece, look: &Look) -> bool {
    let is_locked =
        |entry: &Entry| matches!(entry.content, EntryContent::Key { key: KeyState::Locked, .. });
    match &piece.thing {
        Thing::ClosedStore(_, StoreError::PasswordNeeded) => true,
        // of these --pem prints nothing
        Thing::EncryptedKey(_, Err(Locked::NoPassphrase)) => !look.pem,
        Thing::Store(store) => !look.pem && store.entries.iter().any(is_locked),
        _ => false,
    }
}

/// What the passphrase given did not open: we could not look (exit status 3).
fn closed_with_it(path: &str, pieces: &[Piece]) -> Option<Failure> {
    let is_closed = |piece: &Piece| {
        matches!(
            &piece.thing,
            Thing::EncryptedKey(_, Err(Locked::WrongPassphrase))
                | Thing::ClosedStore(_, StoreError::WrongPassword)
        )
    };
    let first = pieces.iter().any(is_closed);
    first.then(|| Failure::input(anyhow!("the passphrase does not open {path}")))
}

fn subject(path: &str, place: &Place, alone: bool) -> String {
    match place {
        Place::Whole => path.to_owned(),
        Place::Line(_) if alone => path.to_owned(),
        Place::Line(line) => format!("{path}:{line}"),
        Place::Member(number) => format!("{path}, member {number}"),
        Place::Entry(alias) => format!("{path}, entry {alias}"),
    }
}

/// The thing as a PEM block; private keys are not printed unasked (`key convert` does that).
fn armoured(piece: &Piece) -> Option<String> {
    let (label, der) = match &piece.thing {
        Thing::Certificate(seen) => ("CERTIFICATE", &seen.der),
        Thing::Request(seen) => ("CERTIFICATE REQUEST", &seen.der),
        Thing::Crl(seen) => ("X509 CRL", &seen.der),
        Thing::PublicKey(seen) => ("PUBLIC KEY", &seen.spki),
        Thing::PrivateKey(..)
        | Thing::EncryptedKey(..)
        | Thing::ForeignKey(_)
        | Thing::Bag { .. }
        | Thing::Store(_)
        | Thing::ClosedStore(..)
        | Thing::Parameters(_)
        | Thing::Unreadable(_) => return None,
    };
    Some(pem::encode(label, der).to_string())
}
