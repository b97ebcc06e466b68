//! The values of the extensions that are known (RFC 5280 §4.2).

use super::defect::DefectKind;
use super::form::Form;
use super::found::Found;
use super::outline::Extension;
use super::profile::not_empty;
use super::strings::StringFlaw;
use super::tag::{
    self, BIT_STRING, BOOLEAN, ENUMERATED, IA5_STRING, INTEGER, NULL, OCTET_STRING, OID, SEQUENCE,
};
use super::tlv::{Reader, Tlv};
use super::{value, walk};

/// The type of an extension's value.
struct Known {
    oid: &'static str,
    of: u32,
    /// A SEQUENCE that has an element or more.
    filled: bool,
}

pub(super) const SUBJECT_ALT_NAME: &str = "2.5.29.17";
pub(super) const ISSUER_ALT_NAME: &str = "2.5.29.18";
const BASIC_CONSTRAINTS: &str = "2.5.29.19";
const KEY_USAGE: &str = "2.5.29.15";
const DISTRIBUTION_POINTS: [&str; 2] = ["2.5.29.31", "2.5.29.46"];
const INFORMATION_ACCESS: [&str; 2] = ["1.3.6.1.5.5.7.1.1", "1.3.6.1.5.5.7.1.11"];

/// Those of RFC 5280 §4.2 and §5.2, and the common ones beside.
const KNOWN: &[Known] = &[
    filled("2.5.29.9"),
    known("2.5.29.14", OCTET_STRING),
    known(KEY_USAGE, BIT_STRING),
    known("2.5.29.16", SEQUENCE),
    filled(SUBJECT_ALT_NAME),
    filled(ISSUER_ALT_NAME),
    known(BASIC_CONSTRAINTS, SEQUENCE),
    known("2.5.29.20", INTEGER),
    known("2.5.29.21", ENUMERATED),
    known("2.5.29.27", INTEGER),
    filled("2.5.29.28"),
    filled("2.5.29.30"),
    filled("2.5.29.31"),
    filled("2.5.29.32"),
    filled("2.5.29.33"),
    known("2.5.29.35", SEQUENCE),
    filled("2.5.29.36"),
    filled("2.5.29.37"),
    filled("2.5.29.46"),
    known("2.5.29.54", INTEGER),
    filled("1.3.6.1.5.5.7.1.1"),
    known("1.3.6.1.5.5.7.1.3", SEQUENCE),
    filled("1.3.6.1.5.5.7.1.11"),
    known("1.3.6.1.5.5.7.1.24", SEQUENCE),
    known("1.3.6.1.5.5.7.1.31", OCTET_STRING),
    known("1.3.6.1.5.5.7.48.1.5", NULL),
    known("1.3.6.1.4.1.11129.2.4.2", OCTET_STRING),
    known("1.3.6.1.4.1.11129.2.4.3", NULL),
    known("2.16.840.1.113730.1.1", BIT_STRING),
    known("2.16.840.1.113730.1.13", IA5_STRING),
];

const fn known(oid: &'static str, of: u32) -> Known {
    Known { oid, of, filled: false }
}

const fn filled(oid: &'static str) -> Known {
    Known { oid, of: SEQUENCE, filled: true }
}

/// Adds what is wrong with the value, if its type is known.
pub(super) fn check(extension: &Extension<'_>, found: &mut Found) {
    let Some(known) = KNOWN.iter().find(|known| known.oid == extension.oid) else { return };
    let Some(outer) = extension.value.filter(|outer| !outer.tag.constructed) else { return };
    if outer.is_incomplete() {
        return;
    }
    let mut reader = Reader::at(outer.content_offset(), outer.content);
    let Some(inner) = reader.next() else {
        let why = format!("its value is empty, not {}", Form::Type(known.of));
        return found.add(outer.offset, DefectKind::Structure { why });
    };
    if inner.tag.universal() != Some(known.of) || inner.flaws.cut_short {
        let why = format!("its value should be {}, and is {}", Form::Type(known.of), inner.tag);
        return found.add(inner.offset, DefectKind::Structure { why });
    }
    if !reader.rest().is_empty() {
        let count = reader.rest().len();
        found.add(reader.offset(), DefectKind::TrailingBytes { count });
    }
    walk::walk(Reader::at(inner.offset, inner.der), found);
    if known.filled {
        not_empty(&inner, found);
    }
    special(known.oid, &inner, found);
}

fn special(oid: &str, value: &Tlv<'_>, found: &mut Found) {
    match oid {
        SUBJECT_ALT_NAME | ISSUER_ALT_NAME => {
            value.children().for_each(|name| general_name(&name, found));
        }
        KEY_USAGE => flags(value, found),
        BASIC_CONSTRAINTS => basic_constraints(value, found),
        _ if DISTRIBUTION_POINTS.contains(&oid) => {
            // distributionPoint [0] EXPLICIT CHOICE { fullName [0] GeneralNames, … }
            let names = value.children().filter_map(nested_in).filter_map(nested_in);
            names.for_each(|names| names.children().for_each(|name| general_name(&name, found)));
        }
        _ if INFORMATION_ACCESS.contains(&oid) => {
            let locations = value.children().filter_map(|access| access.children().nth(1));
            locations.for_each(|name| general_name(&name, found));
        }
        _ => {}
    }
}

fn nested_in(tlv: Tlv<'_>) -> Option<Tlv<'_>> {
    tlv.children().find(|part| part.tag.context() == Some(0))
}

/// X.690 §11.2.2: a BIT STRING of named bits ends with a one.
fn flags(value: &Tlv<'_>, found: &mut Found) {
    if let [unused @ 0..8, .., last] = value.content
        && last >> unused & 1 == 0
    {
        found.add(value.offset, DefectKind::FlagsNotMinimal);
    }
}

/// RFC 5280 §4.2.1.9: `SEQUENCE { cA BOOLEAN DEFAULT FALSE, pathLenConstraint INTEGER OPTIONAL }`.
fn basic_constraints(value: &Tlv<'_>, found: &mut Found) {
    let first = value.children().next();
    if let Some(ca) = first.filter(|ca| ca.tag.universal() == Some(BOOLEAN) && ca.content == [0]) {
        found.add(ca.offset, DefectKind::ExplicitDefault { of: "cA", value: "FALSE" });
    }
}

/// RFC 5280 §4.2.1.6. Its strings are not seen by a walk, which does not know their types.
fn general_name(name: &Tlv<'_>, found: &mut Found) {
    if name.is_incomplete() {
        return;
    }
    let mut wrong = |why: String| found.add(name.offset, DefectKind::Structure { why });
    match name.tag.context() {
        Some(1 | 2 | 6) if name.tag.constructed => {
            wrong(format!("{} is made of parts, not one IA5String", name.tag));
        }
        Some(1 | 2 | 6) => general_string(name, found),
        Some(7) if !matches!(name.content.len(), 4 | 16) => {
            wrong(format!("an iPAddress has {} octets, not 4 or 16", name.content.len()));
        }
        Some(0) if !is_other_name(name) => {
            wrong("an otherName is not a type and one value in [0]".to_owned());
        }
        Some(4) if !name.children().next().is_some_and(|inner| Form::Name.fits(&inner)) => {
            wrong("a directoryName is not a SEQUENCE of SETs in [4]".to_owned());
        }
        Some(0..=8) => {}
        _ => wrong(format!("{} is no kind of name", name.tag)),
    }
}

fn general_string(name: &Tlv<'_>, found: &mut Found) {
    if name.content.is_empty() {
        let of = tag::name(IA5_STRING).unwrap_or_default();
        found.add(name.offset, DefectKind::BadString { of, why: StringFlaw::Empty });
    }
    if let Some(kind) = value::string(IA5_STRING, name.content) {
        found.add(name.offset, kind);
    }
}

/// `SEQUENCE { type-id OBJECT IDENTIFIER, value [0] EXPLICIT ANY }`.
fn is_other_name(name: &Tlv<'_>) -> bool {
    let mut parts = name.children();
    let (kind, value, more) = (parts.next(), parts.next(), parts.next());
    kind.is_some_and(|kind| kind.tag.universal() == Some(OID))
        && value.is_some_and(|value| {
            value.tag.context() == Some(0) && value.tag.constructed && value.children().count() == 1
        })
        && more.is_none()
}
