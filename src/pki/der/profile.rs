//! What RFC 5280 and RFC 2986 ask of fields beyond being DER.

use std::collections::BTreeSet;

use super::defect::DefectKind;
use super::form::Form;
use super::found::Found;
use super::outline::{Outline, algorithm_oid};
use super::shape::Shape;
use super::tlv::Tlv;
use super::{strings, times};
use crate::pki::oid;

/// Adds what is wrong with the fields, and the extensions as such.
pub(super) fn check(outline: &Outline<'_>, found: &mut Found) {
    version(outline, found);
    serial(outline, found);
    algorithms(outline, found);
    dates(outline, found);
    names(outline, found);
    for id in outline.unique_ids.iter().flatten() {
        found.add(id.offset, DefectKind::UniqueIdentifiers);
    }
    extensions(outline, found);
}

/// RFC 5280 §4.1.2.1 and §5.1.2.1, RFC 2986 §4.1.
fn version(outline: &Outline<'_>, found: &mut Found) {
    let Some(version) = outline.version.filter(|version| !version.content.is_empty()) else {
        return;
    };
    let n = outline.version_number();
    let (right, known) = match outline.shape {
        Shape::Request => ("0", n == 0),
        Shape::RevocationList => ("1", n == 1),
        _ => ("0, 1 or 2", n <= 2),
    };
    if !known {
        found.add(version.offset, DefectKind::VersionUnknown { n, right });
    } else if n == 0 && outline.shape == Shape::Certificate {
        let kind = DefectKind::ExplicitDefault { of: "the version", value: "1" };
        found.add(version.offset, kind);
    }
}

/// RFC 5280 §4.1.2.2.
fn serial(outline: &Outline<'_>, found: &mut Found) {
    let Some(serial) = &outline.serial else { return };
    let octets = serial.content.len();
    if octets > 20 {
        found.add(serial.offset, DefectKind::SerialTooLong { octets });
    }
    match serial.content {
        [0x80..=0xff, ..] => found.add(serial.offset, DefectKind::NegativeSerial),
        octets if !octets.is_empty() && octets.iter().all(|octet| *octet == 0) => {
            found.add(serial.offset, DefectKind::ZeroSerial);
        }
        _ => {}
    }
}

/// RFC 5280 §4.1.1.2 and §5.1.1.2.
fn algorithms(outline: &Outline<'_>, found: &mut Found) {
    let (Some(inner), Some(outer)) = (outline.inner_algorithm, outline.algorithm) else { return };
    if inner.content == outer.content || inner.is_incomplete() || outer.is_incomplete() {
        return;
    }
    if let (Some(within), Some(beside)) = (algorithm_oid(&inner), algorithm_oid(&outer)) {
        let kind = DefectKind::SignatureAlgorithmMismatch { inner: within, outer: beside };
        found.add(outer.offset, kind);
    }
}

/// RFC 5280 §4.1.2.5, §5.1.2.4 to §5.1.2.6.
fn dates(outline: &Outline<'_>, found: &mut Found) {
    outline.not_before.iter().for_each(|date| time(date, found));
    outline.not_after.iter().for_each(|date| time(date, found));
    let Some(revoked) = &outline.revoked else { return };
    not_empty(revoked, found);
    for entry in revoked.children() {
        if let Some(date) = entry.children().nth(1).filter(|date| Form::Time.fits(date)) {
            time(&date, found);
        }
    }
}

fn time(date: &Tlv<'_>, found: &mut Found) {
    let Some(universal) = date.tag.universal().filter(|_| !date.is_incomplete()) else { return };
    if times::flaw(universal, date.content).is_some() {
        return;
    }
    if let Some(why) = times::profile_flaw(universal, date.content) {
        found.add(date.offset, DefectKind::time(universal, date.content, why));
    }
}

/// RFC 5280 §4.1.2.4: an issuer has a name, and an element of a name an attribute.
fn names(outline: &Outline<'_>, found: &mut Found) {
    outline.issuer.iter().for_each(|issuer| not_empty(issuer, found));
    for name in [outline.issuer, outline.subject].iter().flatten() {
        for element in name.children() {
            not_empty(&element, found);
            element.children().for_each(|attribute| value(&attribute, found));
        }
    }
}

/// X.520: the attributes that are known have character strings, but for one.
fn value(attribute: &Tlv<'_>, found: &mut Found) {
    let mut parts = attribute.children();
    let (Some(kind), Some(value)) = (parts.next(), parts.next()) else { return };
    let Some(known) = oid::known_der(kind.content) else { return };
    // VideotexString, GraphicString and GeneralString are character strings as well
    let is_text = |universal| strings::is_string(universal) || matches!(universal, 21 | 25 | 27);
    let text = value.tag.universal().is_some_and(is_text);
    if !text && known.name != "x500UniqueIdentifier" && !value.flaws.cut_short {
        let why = format!("its value is {}, not a character string", value.tag);
        found.add(value.offset, DefectKind::Structure { why });
    }
}

/// A SIZE (1..MAX).
pub(super) fn not_empty(tlv: &Tlv<'_>, found: &mut Found) {
    if tlv.content.is_empty() && !tlv.is_incomplete() {
        found.add(tlv.offset, DefectKind::EmptySequence);
    }
}

/// RFC 5280 §4.1.2.9, §4.2 and §5.1.2.7.
fn extensions(outline: &Outline<'_>, found: &mut Found) {
    let Some(list) = &outline.extension_list else { return };
    let n = outline.version_number();
    let too_old = match outline.shape {
        Shape::Request => false,
        Shape::RevocationList => n < 1,
        _ => n < 2,
    };
    if too_old {
        found.add(list.offset, DefectKind::ExtensionsInV1 { version: n + 1 });
    }
    not_empty(list, found);
    let mut seen = BTreeSet::new();
    for extension in &outline.extensions {
        let place = extension.whole.offset;
        if !seen.insert(extension.oid.as_str()) {
            found.add(place, DefectKind::DuplicateExtension { oid: extension.oid.clone() });
        }
        if extension.critical_at.is_some_and(|flag| flag.content == [0]) {
            let kind = DefectKind::ExplicitDefault { of: "critical", value: "FALSE" };
            found.add(place, kind);
        }
    }
}
