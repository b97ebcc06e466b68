//! Keys, CRLs, stores, and what could not be read.

use anstyle::Style;

use super::super::super::palette;
use super::super::page::Page;
use super::certificate::{key_words, validity};
use crate::report::{
    Branch, CrlFacts, ParametersFacts, PrivateKeyFacts, PublicKeyFacts, StoreFacts, UnreadableFacts,
};

const PLAIN: Style = Style::new();
/// Entries of a CRL that fit on a screen.
const ENTRIES: usize = 10;

pub(in super::super) fn private_key(subject: &str, facts: &PrivateKeyFacts, page: &mut Page) {
    page.headline(subject, "private key");
    if let Some(algorithm) = &facts.algorithm {
        page.row("Key", PLAIN, algorithm);
    }
    page.row("Format", PLAIN, &facts.format);
    match (&facts.encryption, facts.opened) {
        (Some(scheme), true) => {
            page.row("Encrypted", PLAIN, &format!("{scheme}, opened with the passphrase given"))
        }
        (Some(scheme), false) => page.row("Encrypted", palette::WARN, scheme),
        (None, _) if facts.unusable.is_none() => page.row("Encrypted", PLAIN, "no"),
        (None, _) => {}
    }
    if let Some(pin) = &facts.spki_sha256 {
        page.row("SPKI", palette::FAINT, &format!("sha256:{pin}"));
    }
}

pub(in super::super) fn public_key(subject: &str, facts: &PublicKeyFacts, page: &mut Page) {
    page.headline(subject, "public key");
    page.row("Key", PLAIN, &key_words(facts));
    page.row("SPKI", palette::FAINT, &format!("sha256:{}", facts.spki_sha256));
}

pub(in super::super) fn parameters(subject: &str, facts: &ParametersFacts, page: &mut Page) {
    page.headline(subject, &facts.label);
    if let Some(curve) = &facts.curve {
        page.row("Curve", PLAIN, curve);
    }
    if let Some(bits) = facts.bits {
        page.row("Prime", PLAIN, &format!("{bits} bits"));
    }
    page.paragraph("Good for", PLAIN, &facts.good_for);
}

pub(in super::super) fn crl(subject: &str, facts: &CrlFacts, page: &mut Page) {
    page.headline(subject, "certificate revocation list");
    page.row("Issuer", PLAIN, &facts.issuer);
    validity("Valid", &facts.validity, page);
    if let Some(number) = &facts.number {
        page.row("Number", PLAIN, number);
    }
    page.row("Signature", PLAIN, &facts.signature);
    page.row("Revokes", PLAIN, &format!("{} certificates", facts.revoked));
    for (serial, date, reason) in facts.entries.iter().take(ENTRIES) {
        let reason = reason.as_deref().unwrap_or("no reason given");
        let date = date.split('T').next().unwrap_or_default();
        page.columns("", serial, 0, palette::FAINT, &format!("{date}, {reason}"));
    }
    if facts.revoked > ENTRIES {
        page.row("", palette::FAINT, &format!("and {} more", facts.revoked - ENTRIES));
    }
}

pub(in super::super) fn store(subject: &str, facts: &StoreFacts, page: &mut Page) {
    page.headline(subject, &facts.format);
    page.list("Holds", PLAIN, facts.protection.iter().cloned());
    for entry in &facts.entries {
        let alias = entry.alias.as_deref().unwrap_or("(no name)");
        page.columns("Entry", alias, 0, palette::FAINT, &entry.what);
        if let Some(subject) = &entry.subject {
            page.row("", palette::FAINT, subject);
        }
    }
    if let Some(why) = &facts.unopened {
        page.row("Closed", palette::WARN, why);
    } else if facts.entries.is_empty() && facts.format != "PKCS#7" {
        page.row("Entries", palette::WARN, "none");
    }
}

pub(in super::super) fn unreadable(subject: &str, facts: &UnreadableFacts, page: &mut Page) {
    page.headline(subject, &facts.looks_like);
    page.paragraph("Unread", palette::WARN, &facts.why);
    for (label, value) in &facts.read {
        page.row(label, PLAIN, value);
    }
}

/// Issuers above what they issued.
pub(in super::super) fn tree(subject: &str, branches: &[Branch], page: &mut Page) {
    page.headline(subject, &format!("{} certificates", branches.len()));
    for branch in branches {
        let stem = match branch.depth {
            0 => String::new(),
            depth => format!("{}└─ ", "   ".repeat(depth - 1)),
        };
        let note = branch.note.as_deref().unwrap_or_default();
        page.columns("", &format!("{stem}{}", branch.subject), 0, palette::FAINT, note);
    }
}
