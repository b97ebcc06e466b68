//! What a certificate must look like by itself (RFC 5280 §4.1, §4.2).

use std::net::IpAddr;

use super::super::breach::{Found, Severity};
use super::super::rule::Rule;
use super::Position;
use super::words::{hex, instant};
use crate::pki::general_name::GeneralName;
use crate::pki::link::{Known, Link};

pub(in super::super) fn check(link: &Link, position: Position, found: &mut Found) {
    fields(link, position, found);
    names(link, position, found);
    extensions(link, position, found);
    identifiers(link, position, found);
    if link.not_after < link.not_before {
        let (first, last) = (instant(link.not_before), instant(link.not_after));
        found.push(Rule::NeverValid, format!("it ends on {last}, before it begins on {first}"));
    }
}

/// RFC 5280 §6.1.3 (a)(2); both ends are inside.
pub(in super::super) fn validity(link: &Link, now: i64, found: &mut Found) {
    if now < link.not_before {
        let (first, now) = (instant(link.not_before), instant(now));
        found.push(Rule::NotYetValid, format!("it is valid from {first}, and now it is {now}"));
    }
    if now > link.not_after {
        let (last, now) = (instant(link.not_after), instant(now));
        found.push(Rule::Expired, format!("it was valid until {last}, and now it is {now}"));
    }
}

fn fields(link: &Link, position: Position, found: &mut Found) {
    if link.version != 3 {
        let detail = format!("it is a certificate of version {}, not 3", link.version);
        // RFC 5280 §6.1.4 (k): old roots are trusted by other means than extensions
        match position {
            Position::Anchor => found.push_as(Severity::Soft, Rule::Version, detail),
            _ => found.push(Rule::Version, detail),
        }
    }
    serial(&link.serial, position, found);
    if link.has_unique_ids {
        found.push(Rule::UniqueIds, "it has unique identifiers, which RFC 5280 forbids");
    }
    if !link.schemes_agree {
        let detail = "the signature algorithm outside is not the one that is signed inside";
        found.push(Rule::AlgorithmsDiffer, detail);
    }
}

fn serial(serial: &[u8], position: Position, found: &mut Found) {
    let negative = serial.first().is_some_and(|octet| octet & 0x80 != 0);
    let detail = if serial.iter().all(|octet| *octet == 0) {
        "its serial number is zero, and must be greater".to_owned()
    } else if negative {
        format!("its serial number {} is negative", hex(serial))
    } else if serial.len() > 20 {
        format!("its serial number has {} octets, more than 20", serial.len())
    } else {
        return;
    };
    match position {
        // roots in everybody's store have the number 0
        Position::Anchor => found.push_as(Severity::Soft, Rule::Serial, detail),
        _ => found.push(Rule::Serial, detail),
    }
}

fn names(link: &Link, position: Position, found: &mut Found) {
    let critical = link.extensions.criticality(Known::SubjectAltName);
    if link.issuer.is_empty() {
        found.push(Rule::EmptyIssuer, "its issuer has no name");
    }
    match (link.subject.is_empty(), critical) {
        (true, _) if position.is_issuer() => {
            found.push(Rule::EmptySubject, "it is a CA without a name");
        }
        // RFC 5280 §4.2.1.6
        (true, None) => found.push(Rule::EmptySubject, "it has no subject and no subjectAltName"),
        (true, Some(false)) => {
            let detail = "its subject is empty, and its subjectAltName is not critical";
            found.push(Rule::EmptySubject, detail);
        }
        (false, Some(true)) if !position.is_issuer() => {
            let detail = "its subjectAltName is critical, though its subject is not empty";
            found.push(Rule::CriticalNames, detail);
        }
        _ => {}
    }
    if !position.is_issuer() && !link.extensions.names.is_empty() {
        common_name(link, found);
    }
}

/// So many commonNames are looked at.
const NAMES: usize = 8;

/// A commonName that is a host or an address repeats a subjectAltName, and an address is written as
/// RFC 3986 §3.2.2 and RFC 5952 §4 have it.
fn common_name(link: &Link, found: &mut Found) {
    for name in link.subject.common_names().into_iter().take(NAMES) {
        if looks_like_an_address(&name) && !is_canonical(&name) {
            let detail = format!("its commonName {name} is no address in the usual writing");
            found.push(Rule::CommonName, detail);
            continue;
        }
        let is_host = name.contains(['.', ':']) && !name.contains([' ', '@']);
        let repeats = link.extensions.names.iter().any(|known| match known {
            GeneralName::Dns(text) => text.eq_ignore_ascii_case(&name),
            GeneralName::Ip(_) => known.to_string().strip_prefix("IP ") == Some(&name),
            _ => false,
        });
        if is_host && !repeats {
            // much software writes any host there, and none reads it
            let detail = format!("its commonName {name} is in no subjectAltName");
            found.push_as(Severity::Soft, Rule::CommonName, detail);
        }
    }
}

fn looks_like_an_address(name: &str) -> bool {
    let v4 = name.contains('.') && name.bytes().all(|b| b == b'.' || b.is_ascii_digit());
    let v6 = name.contains(':') && name.bytes().all(|b| b == b':' || b.is_ascii_hexdigit());
    v4 || v6
}

fn is_canonical(address: &str) -> bool {
    address.parse::<IpAddr>().is_ok_and(|read| read.to_string() == address)
}

fn extensions(link: &Link, position: Position, found: &mut Found) {
    let extensions = &link.extensions;
    for oid in &extensions.duplicate {
        found.push(Rule::DuplicateExtension, format!("its extension {oid} occurs twice"));
    }
    for known in &extensions.unreadable {
        let detail = format!("its {known} cannot be read");
        let rule = match known.decides() {
            true => Rule::UnreadableExtension,
            false => Rule::UnreadableMinorExtension,
        };
        found.push(rule, detail);
    }
    for oid in &extensions.unknown_critical {
        let (rule, detail) = match oid.as_str() {
            "1.3.6.1.4.1.11129.2.4.3" => {
                let detail = "it is a precertificate, made for a CT log only";
                (Rule::Precertificate, detail.to_owned())
            }
            "1.3.6.1.5.5.7.1.31" => {
                let detail = "it is an answer to an ACME challenge (RFC 8737)";
                (Rule::AcmeValidation, detail.to_owned())
            }
            _ => {
                let detail = format!("its critical extension {oid} is unknown");
                (Rule::UnknownCriticalExtension, detail)
            }
        };
        found.push(rule, detail);
    }
    for (known, critical) in &extensions.seen {
        if *critical && known.must_not_be_critical() {
            found.push(Rule::NeverCritical, format!("its {known} is critical, and must not be"));
        }
        let always = matches!(
            known,
            Known::NameConstraints | Known::PolicyConstraints | Known::InhibitAnyPolicy
        ) || *known == Known::BasicConstraints && position.is_issuer();
        if !critical && always {
            found.push(Rule::AlwaysCritical, format!("its {known} is not critical, and must be"));
        }
    }
}

/// Key identifiers (RFC 5280 §4.2.1.1, §4.2.1.2).
fn identifiers(link: &Link, position: Position, found: &mut Found) {
    let authority = link.extensions.authority_key.as_ref();
    let key = authority.and_then(|authority| authority.key.as_ref());
    if key.is_none() && !link.is_self_issued() {
        let detail = "it does not name its issuer's key (authorityKeyIdentifier)";
        found.push(Rule::MissingAuthorityKey, detail);
    }
    let subject = link.extensions.subject_key.as_ref();
    if subject.is_none() && position.is_issuer() {
        let detail = "it is a CA and does not name its key (subjectKeyIdentifier)";
        found.push(Rule::MissingSubjectKey, detail);
    }
    let (Some(authority), Position::Anchor, true) = (authority, position, link.is_self_issued())
    else {
        return;
    };
    if key.is_none() || !authority.issuer.is_empty() || authority.serial.is_some() {
        let detail = "its authorityKeyIdentifier has not just the identifier of its key";
        found.push(Rule::RootAuthorityForm, detail);
    } else if subject.is_some() && key != subject {
        let detail = "it is a root, and names another key as its issuer's than its own";
        found.push(Rule::RootAuthorityForm, detail);
    }
}
