//! One thing of a file as a report.

use crate::pki::content::{Locked, Piece, Thing, Unreadable};
use crate::pki::der;
use crate::pki::digest::sha256_hex;
use crate::pki::key::{EncryptedKey, Foreign, PrivateKey};
use crate::pki::moment::Moment;
use crate::pki::parameters::Parameters;
use crate::report::{Facts, Finding, ParametersFacts, PrivateKeyFacts, Report, UnreadableFacts};

use super::findings::{self, KEY_UNUSABLE, LOCKED, NOT_RECOGNISED, UNREADABLE};
use super::{certificate, defects, store};

/// What there is to say of a thing, seen at an instant.
pub fn report(subject: String, piece: &Piece, now: Moment) -> Report {
    let mut findings = Vec::new();
    let facts = match &piece.thing {
        Thing::Certificate(seen) => {
            defects::of_certificate(seen, &mut findings);
            Facts::Certificate(Box::new(certificate::certificate(seen, now)))
        }
        Thing::Request(seen) => {
            defects::of_request(seen, &mut findings);
            Facts::RequestSeen(Box::new(certificate::request(seen)))
        }
        Thing::Crl(seen) => {
            defects::of_encoding(&der::defects(&seen.der), "the CRL", &mut findings);
            Facts::Crl(Box::new(certificate::crl(seen, now)))
        }
        Thing::PrivateKey(key, format) => Facts::PrivateKey(plain(key, format)),
        Thing::EncryptedKey(key, opened) => {
            let opened = opened.as_deref().map_err(|locked| *locked);
            Facts::PrivateKey(encrypted(key, opened, &mut findings))
        }
        Thing::ForeignKey(foreign) => Facts::PrivateKey(unusable(foreign, &mut findings)),
        Thing::PublicKey(key) => Facts::PublicKey(certificate::public_key(key)),
        Thing::Bag { certificates, crls } => Facts::Store(store::bag(*certificates, *crls)),
        Thing::Store(seen) => Facts::Store(store::open(seen, &mut findings)),
        Thing::ClosedStore(format, error) => {
            Facts::Store(store::closed(*format, error, &mut findings))
        }
        Thing::Parameters(seen) => Facts::Parameters(parameters(seen)),
        Thing::Unreadable(seen) => Facts::Unreadable(unreadable(seen, &mut findings)),
    };
    if piece.trailing > 0 {
        let explanation = format!("{} octets stand behind the end.", piece.trailing);
        findings.push(Finding::new(&findings::TRAILING_BYTES, subject.clone(), explanation));
    }
    Report { subject, facts, findings }
}

fn plain(key: &PrivateKey, format: &str) -> PrivateKeyFacts {
    PrivateKeyFacts {
        algorithm: Some(key.algorithm().to_string()),
        format: format.to_owned(),
        encryption: None,
        opened: false,
        spki_sha256: Some(sha256_hex(key.spki_der())),
        unusable: None,
    }
}

fn encrypted(
    key: &EncryptedKey,
    opened: Result<&PrivateKey, Locked>,
    findings: &mut Vec<Finding>,
) -> PrivateKeyFacts {
    let scheme = key.scheme();
    let explanation = match opened {
        Ok(_) => None,
        Err(Locked::NoPassphrase) => Some("The key is encrypted, and no passphrase was given."),
        Err(Locked::WrongPassphrase) => {
            Some("The key is encrypted, and the passphrase given does not open it.")
        }
        Err(Locked::Broken) => Some("The passphrase fits, but what is inside is no key."),
    };
    findings.extend(explanation.map(|text| Finding::new(&LOCKED, scheme.clone(), text)));
    PrivateKeyFacts {
        algorithm: opened.ok().map(|key| key.algorithm().to_string()),
        format: if scheme.starts_with("traditional") { "traditional PEM" } else { "PKCS#8" }
            .to_owned(),
        encryption: Some(scheme),
        opened: opened.is_ok(),
        spki_sha256: opened.ok().map(|key| sha256_hex(key.spki_der())),
        unusable: None,
    }
}

fn unusable(foreign: &Foreign, findings: &mut Vec<Finding>) -> PrivateKeyFacts {
    let what = foreign.to_string();
    let finding = Finding::new(&KEY_UNUSABLE, what.clone(), format!("It is {what}."));
    findings.push(match foreign.cure() {
        Some(cure) => finding.cured_by(cure),
        None => finding,
    });
    PrivateKeyFacts { format: what.clone(), unusable: Some(what), ..PrivateKeyFacts::default() }
}

fn parameters(seen: &Parameters) -> ParametersFacts {
    let good_for = match seen.label.as_str() {
        "EC PARAMETERS" => "nothing: the key beside them names its curve itself",
        "DSA PARAMETERS" => "making DSA keys, which no XMPP server loads",
        _ => "a server's Diffie-Hellman key exchange, which TLS 1.3 needs no file for",
    };
    ParametersFacts {
        label: seen.label.clone(),
        curve: seen.curve.clone(),
        bits: seen.bits,
        good_for: good_for.to_owned(),
    }
}

/// What x509-parser refuses, read as far as it goes.
fn unreadable(seen: &Unreadable, findings: &mut Vec<Finding>) -> UnreadableFacts {
    let known = matches!(seen.looks_like.as_str(), "certificate" | "request" | "CRL");
    let mut facts = UnreadableFacts {
        looks_like: seen.looks_like.clone(),
        why: seen.why.clone(),
        read: Vec::new(),
    };
    if known {
        let (outline, mut found) = der::examine(&seen.der);
        facts.read = store::outlined(&outline);
        if let Some(place) = outline.breaks_at() {
            facts.why = format!("it breaks at octet {}: {}", place.offset, place.why);
            // all else that is wrong behind a break is wrong because of it
            found.retain(|defect| defects::is_about_content(&defect.kind));
        }
        defects::of_encoding(&found, &seen.looks_like, findings);
    }
    let nothing = matches!(seen.looks_like.as_str(), "unknown" | "DER of an unknown kind");
    let (code, explanation) = match nothing {
        true => (&NOT_RECOGNISED, format!("It is nothing that is known here: {}.", facts.why)),
        false => (
            &UNREADABLE,
            format!("It looks like a {}, but cannot be read: {}.", seen.looks_like, facts.why),
        ),
    };
    findings.insert(0, Finding::new(code, seen.looks_like.clone(), explanation));
    facts
}
