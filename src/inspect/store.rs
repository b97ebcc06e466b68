//! The facts of keystores and bags.

use crate::pki::certificate::Certificate;
use crate::pki::der::Outline;
use crate::pki::keystore::{Entry, EntryContent, KeyState, Keystore, StoreError, StoreFormat};
use crate::pki::moment::Moment;
use crate::report::{Finding, StoreEntry, StoreFacts};

use super::findings::{KEY_UNUSABLE, LOCKED, UNREADABLE};
use super::named;

pub(super) fn bag(certificates: usize, crls: usize) -> StoreFacts {
    let mut protection = vec![format!("{certificates} certificates")];
    if crls > 0 {
        protection.push(format!("{crls} CRLs"));
    }
    StoreFacts { format: "PKCS#7".to_owned(), protection, ..StoreFacts::default() }
}

pub(super) fn open(store: &Keystore, findings: &mut Vec<Finding>) -> StoreFacts {
    for entry in &store.entries {
        let subject = entry.alias.clone().unwrap_or_default();
        match &entry.content {
            EntryContent::Key { key: KeyState::Locked, .. } => {
                let text =
                    format!("The key of entry {subject} has another password than the store.");
                findings.push(Finding::new(&LOCKED, subject, text));
            }
            EntryContent::Key { key: KeyState::Unsupported(what), .. } => {
                let text = format!("The key of entry {subject} is not usable here: {what}.");
                findings.push(Finding::new(&KEY_UNUSABLE, subject, text));
            }
            EntryContent::Unreadable { why } => {
                let text = format!("Entry {subject} cannot be read: {why}.");
                findings.push(Finding::new(&UNREADABLE, subject, text));
            }
            EntryContent::Key { .. }
            | EntryContent::Certificate { .. }
            | EntryContent::Crl(_)
            | EntryContent::Secret { .. } => {}
        }
    }
    StoreFacts {
        format: store.format.to_string(),
        protection: store.protection.clone(),
        entries: store.entries.iter().map(entry).collect(),
        unopened: None,
    }
}

pub(super) fn closed(
    format: StoreFormat,
    error: &StoreError,
    findings: &mut Vec<Finding>,
) -> StoreFacts {
    let why = error.to_string();
    let code = match error {
        StoreError::PasswordNeeded | StoreError::WrongPassword | StoreError::Unsupported { .. } => {
            &LOCKED
        }
        StoreError::Broken { .. } | StoreError::Cost { .. } | StoreError::Unrecognised => {
            &UNREADABLE
        }
    };
    let text = format!("The {format} store cannot be opened: {why}.");
    findings.push(Finding::new(code, format.to_string(), text));
    StoreFacts { format: format.to_string(), unopened: Some(why), ..StoreFacts::default() }
}

fn entry(entry: &Entry) -> StoreEntry {
    let (what, first) = match &entry.content {
        EntryContent::Key { key, chain } => {
            let key = match key {
                KeyState::Open(key) => format!("{} key", key.algorithm()),
                KeyState::Locked => "key with another password".to_owned(),
                KeyState::Unsupported(what) => format!("key ({what})"),
            };
            (format!("{key} with {}", counted(chain.len(), "certificate")), chain.first())
        }
        EntryContent::Certificate { der, trusted: true } => {
            ("trusted certificate".to_owned(), Some(der))
        }
        EntryContent::Certificate { der, trusted: false } => {
            ("certificate that Java does not see as trusted".to_owned(), Some(der))
        }
        EntryContent::Crl(_) => ("CRL".to_owned(), None),
        EntryContent::Secret { algorithm } => (format!("secret key ({algorithm})"), None),
        EntryContent::Unreadable { why } => (format!("unreadable: {why}"), None),
    };
    let subject =
        first.and_then(|der| Certificate::from_der(der).ok()).map(|c| c.holder.subject.text);
    let created = entry.created.map(|seconds| Moment::clamped(seconds).to_string());
    StoreEntry { alias: entry.alias.clone(), what, created, subject }
}

fn counted(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    }
}

/// What a tolerant reader could make out, label and value.
pub(super) fn outlined(outline: &Outline<'_>) -> Vec<(String, String)> {
    let text = |octets: &[u8]| String::from_utf8_lossy(octets).into_owned();
    let fields = [
        ("Subject", outline.subject_text()),
        ("Issuer", outline.issuer_text()),
        ("Serial", outline.serial_hex()),
        ("From", outline.not_before.map(|time| text(time.content))),
        ("Until", outline.not_after.map(|time| text(time.content))),
        ("Key", outline.key_oid().map(|oid| named(&oid))),
        ("Signature", outline.signature_oid().map(|oid| named(&oid))),
    ];
    let fields = fields.into_iter().filter_map(|(label, value)| Some((label.to_owned(), value?)));
    let extensions = outline.extensions.iter().map(|extension| {
        let critical = if extension.critical { ", critical" } else { "" };
        ("Extension".to_owned(), format!("{}{critical}", named(&extension.oid)))
    });
    fields.chain(extensions).collect()
}
