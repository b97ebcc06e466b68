//! What an issuer must be for the certificate below it (RFC 5280 §6.1.4).

use super::super::breach::Found;
use super::super::question::{Purpose, Question};
use super::super::rule::Rule;
use super::super::step::{HARD, Step};
use super::Position;
use super::words::hex;
use crate::pki::general_name::GeneralName;
use crate::pki::link::Link;

pub(in super::super) fn check(
    issuer: &Link,
    position: Position,
    below: &Step,
    question: &Question,
    found: &mut Found,
) {
    is_ca(issuer, position, found);
    path_length(issuer, below, found);
    if position == Position::Intermediate {
        let own = usize::from(!issuer.is_self_issued());
        let (depth, most) = (below.depth() + own, question.max_depth);
        if depth > most {
            let detail = format!("it is CA number {depth} above the leaf, and {most} are allowed");
            found.push(Rule::TooDeep, detail);
        }
    }
    purposes(issuer, position, question.purpose, found);
}

fn is_ca(issuer: &Link, position: Position, found: &mut Found) {
    let extensions = &issuer.extensions;
    match extensions.basic {
        // RFC 5280 §6.1.4 (k): of a version 1 root it is known by other means
        None if position == Position::Anchor && issuer.version < 3 => {}
        None => found.push(Rule::NotCa, "it issued a certificate and has no basicConstraints"),
        Some((false, _)) => {
            found.push(Rule::NotCa, "it issued a certificate and is no CA (cA is false)");
        }
        Some((true, _)) => {}
    }
    if extensions.key_usage.is_some_and(|usage| !usage.cert_sign) {
        let detail = "it issued a certificate, and its keyUsage lacks keyCertSign";
        found.push(Rule::CertSign, detail);
    }
}

/// RFC 5280 §4.2.1.9; anchors' limits count as well, as with OpenSSL.
fn path_length(issuer: &Link, below: &Step, found: &mut Found) {
    let Some((true, Some(most))) = issuer.extensions.basic else { return };
    let count = below.depth();
    if u32::try_from(count).map_or(true, |count| count > most) {
        let detail = format!("{count} CAs stand below it, and its pathLenConstraint allows {most}");
        found.push(Rule::PathLength, detail);
    }
}

/// A CA's purposes bind those below it, as OpenSSL, webpki and Windows have it.
fn purposes(issuer: &Link, position: Position, purpose: Purpose, found: &mut Found) {
    let Some(purposes) = &issuer.extensions.purposes else { return };
    let (named, word) = match purpose {
        Purpose::Server => (purposes.server, "TLS servers (serverAuth)"),
        Purpose::Client => (purposes.client, "TLS clients (clientAuth)"),
        Purpose::Any => (true, "anything"),
    };
    if !named && !purposes.any {
        found.push(Rule::WrongPurpose, format!("it is a CA, and its extKeyUsage bars {word}"));
    }
    if position == Position::Anchor && issuer.is_self_issued() {
        found.push(Rule::MisplacedPurpose, "it is a root and has an extKeyUsage");
    }
}

/// Whether the certificate below means this issuer (RFC 5280 §4.2.1.1); the breach is the lower
/// certificate's. OpenSSL passes such an issuer by.
pub(in super::super) fn identifiers(below: &Link, issuer: &Link, found: &mut Found) {
    let Some(authority) = &below.extensions.authority_key else { return };
    if let (Some(meant), Some(key)) = (&authority.key, &issuer.extensions.subject_key)
        && meant != key
    {
        let (meant, key) = (hex(meant), hex(key));
        let detail = format!("it names key {meant} as its issuer's, whose key is {key}");
        found.push(Rule::KeyIdMismatch, detail);
    }
    if let Some(serial) = &authority.serial
        && *serial != issuer.serial
    {
        let (meant, serial) = (hex(serial), hex(&issuer.serial));
        let detail = format!("it names serial number {meant} as its issuer's, which has {serial}");
        found.push(Rule::AuthorityMismatch, detail);
    }
    let is_name = |name: &&GeneralName| matches!(name, GeneralName::Directory(_));
    let mut names = authority.issuer.iter().filter(is_name).peekable();
    let own = GeneralName::Directory(issuer.issuer.clone());
    if let Some(meant) = names.peek().copied()
        && !names.any(|name| *name == own)
    {
        let detail = format!("it names {meant} as its issuer's issuer, which is {}", issuer.issuer);
        found.push(Rule::AuthorityMismatch, detail);
    }
}

/// What is against a certificate as the issuer of another, before any signature is checked, as the
/// cost of a path has it.
pub(in super::super) fn misfit(below: &Link, issuer: &Link, now: i64) -> u32 {
    let authority = below.extensions.authority_key.as_ref();
    let meant = authority.and_then(|authority| authority.key.as_ref());
    let key = match (meant, &issuer.extensions.subject_key) {
        (Some(meant), Some(key)) if meant == key => 0,
        (Some(_), Some(_)) => HARD,
        _ => 1,
    };
    let valid = (issuer.not_before..=issuer.not_after).contains(&now);
    let may_sign = issuer.extensions.key_usage.is_none_or(|usage| usage.cert_sign);
    let is_ca = issuer.is_ca() || issuer.version < 3;
    let faults = [!valid, !may_sign, !is_ca];
    key + faults.into_iter().filter(|fault| *fault).count() as u32 * HARD
}
