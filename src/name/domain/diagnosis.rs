//! What is wrong with a text that is no domain: first its shape, then its labels.

use super::{DomainFault, idna2008};
use crate::name::typed::{DOTS, split_port, split_scheme};
use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};
use std::net::IpAddr;

/// Refuses what has the shape of something else: an address, a URI, a list, a wildcard.
pub(super) fn screen(text: &str) -> Result<(), DomainFault> {
    if text.is_empty() {
        return Err(DomainFault::Empty);
    }
    if text.len() > crate::name::LONGEST_INPUT {
        return Err(DomainFault::Oversized(text.len()));
    }
    if let Some(control) = text.chars().find(|c| c.is_control()) {
        return Err(DomainFault::Control(control));
    }
    if text.contains(char::is_whitespace) {
        return Err(DomainFault::Whitespace);
    }
    if let Some(address) = ip_address(text) {
        return Err(DomainFault::IpAddress(address));
    }
    screen_punctuation(text)
}

/// Reads an IP address, with or without brackets and final dot.
pub(in crate::name) fn ip_address(text: &str) -> Option<IpAddr> {
    if let Some(inner) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return inner.parse().ok().map(IpAddr::V6);
    }
    text.strip_suffix('.').unwrap_or(text).parse().ok()
}

/// Refuses a last label of digits only, in ASCII form: RFC 1123 §2.1 keeps it for addresses.
pub(super) fn refuse_numbers(ascii: &str) -> Result<(), DomainFault> {
    // full-width digits are an address only after mapping
    if let Some(address) = ip_address(ascii) {
        return Err(DomainFault::IpAddress(address));
    }
    match ascii.rsplit('.').next() {
        Some(last) if last.bytes().all(|b| b.is_ascii_digit()) => {
            Err(DomainFault::NumericLast(last.to_owned()))
        }
        _ => Ok(()),
    }
}

/// Says why UTS #46 refused a name whose shape is right.
pub(super) fn diagnose(name: &str) -> DomainFault {
    let uts46 = Uts46::new();
    let mut octets = 0;
    for label in name.split(DOTS) {
        match uts46.to_ascii(
            label.as_bytes(),
            AsciiDenyList::STD3,
            Hyphens::Allow,
            DnsLength::Ignore,
        ) {
            Ok(ascii) => {
                octets += ascii.len() + 1;
                if let Some(fault) = label_fault(label, &ascii) {
                    return fault;
                }
            }
            Err(_) => return unmappable(label),
        }
    }
    match octets.saturating_sub(1) {
        octets if octets > 253 => DomainFault::LongName { octets },
        // each label stands alone, together they do not: only the Bidi rule looks at the whole
        _ => DomainFault::Bidi,
    }
}

fn screen_punctuation(text: &str) -> Result<(), DomainFault> {
    if let Some((scheme, _)) = split_scheme(text) {
        return Err(DomainFault::Scheme(scheme.to_owned()));
    }
    for character in text.chars() {
        match character {
            '@' => return Err(DomainFault::AtSign),
            ',' | ';' => return Err(DomainFault::List),
            '/' => return Err(DomainFault::Slash),
            '*' => return Err(DomainFault::Wildcard),
            '_' => return Err(DomainFault::Underscore),
            _ => {}
        }
    }
    match split_port(text) {
        Some((_, port)) => Err(DomainFault::Port(port.to_owned())),
        None => Ok(()),
    }
}

/// The fault of a label that maps well by itself.
fn label_fault(label: &str, ascii: &str) -> Option<DomainFault> {
    let unicode = Uts46::new().to_unicode(ascii.as_bytes(), AsciiDenyList::STD3, Hyphens::Allow).0;
    if ascii.split('.').any(str::is_empty) {
        Some(DomainFault::EmptyLabel)
    } else if unicode.starts_with('-') || unicode.ends_with('-') {
        Some(DomainFault::EdgeHyphen(label.to_owned()))
    } else if unicode.chars().skip(2).take(2).eq("--".chars()) {
        Some(DomainFault::HyphenPair(label.to_owned()))
    } else if ascii.len() > 63 {
        Some(DomainFault::LongLabel { octets: ascii.len() })
    } else {
        idna2008::offender(&unicode).map(DomainFault::Character)
    }
}

/// The fault of a label that has no A-label at all.
fn unmappable(label: &str) -> DomainFault {
    let is_a_label = label.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("xn--"));
    let disallowed = |c: &char| !c.is_alphanumeric() && *c != '-' && idna2008::is_disallowed(*c);
    if is_a_label {
        DomainFault::FalseALabel(label.to_owned())
    } else if let Some(character) = label.chars().find(disallowed) {
        DomainFault::Character(character)
    } else if let Some(joiner) = label.chars().find(|c| matches!(c, '\u{200C}' | '\u{200D}')) {
        DomainFault::Character(joiner)
    } else if label.chars().any(idna2008::is_right_to_left) {
        DomainFault::Bidi
    } else if label.chars().count() > 63 {
        DomainFault::LongLabel { octets: label.len() }
    } else {
        DomainFault::Unmappable
    }
}
