//! The content of primitive types that ASN.1 itself has.

use super::defect::DefectKind;
use super::flaw::{BitStringFlaw, OidFlaw};
use super::found::Found;
use super::tag::{
    self, BIT_STRING, BOOLEAN, ENUMERATED, GENERALIZED_TIME, INTEGER, NULL, OID, UTC_TIME,
};
use super::tlv::Tlv;
use super::{strings, times};

/// Looks at the content of a primitive encoding; other tags than universal ones say nothing of it.
pub(super) fn check(tlv: &Tlv<'_>, found: &mut Found) {
    let Some(universal) = tlv.tag.universal() else { return };
    if let Some(kind) = flaw(universal, tlv.content) {
        found.add(tlv.offset, kind);
    }
}

fn flaw(universal: u32, content: &[u8]) -> Option<DefectKind> {
    match universal {
        BOOLEAN => boolean(content),
        INTEGER | ENUMERATED => integer(content),
        BIT_STRING => bit_string(content).map(DefectKind::BadBitString),
        NULL => (!content.is_empty()).then_some(DefectKind::WrongLength {
            of: "NULL",
            octets: content.len(),
            right: 0,
        }),
        OID => object_identifier(content).map(DefectKind::BadOid),
        UTC_TIME | GENERALIZED_TIME => {
            times::flaw(universal, content).map(|why| DefectKind::time(universal, content, why))
        }
        _ if strings::is_string(universal) => string(universal, content),
        _ => None,
    }
}

/// X.690 §11.1: true is 0xFF.
fn boolean(content: &[u8]) -> Option<DefectKind> {
    match content {
        [0 | 0xff] => None,
        [value] => Some(DefectKind::BooleanNotCanonical { value: *value }),
        _ => Some(DefectKind::WrongLength { of: "BOOLEAN", octets: content.len(), right: 1 }),
    }
}

/// X.690 §8.3.2: the first nine bits are not all the same.
fn integer(content: &[u8]) -> Option<DefectKind> {
    match content {
        [] => Some(DefectKind::IntegerEmpty),
        [0, 0..0x80, ..] | [0xff, 0x80..=0xff, ..] => Some(DefectKind::IntegerNotMinimal),
        _ => None,
    }
}

fn bit_string(content: &[u8]) -> Option<BitStringFlaw> {
    let Some((unused, bits)) = content.split_first() else { return Some(BitStringFlaw::Empty) };
    match (unused, bits.last()) {
        (0, _) => None,
        (8.., _) => Some(BitStringFlaw::Unused(*unused)),
        (_, None) => Some(BitStringFlaw::UnusedOfNone(*unused)),
        (_, Some(last)) => {
            (last.trailing_zeros() < u32::from(*unused)).then_some(BitStringFlaw::Padding(*unused))
        }
    }
}

fn object_identifier(content: &[u8]) -> Option<OidFlaw> {
    let last = content
        .last()
        .map_or(Some(OidFlaw::Empty), |last| (last & 0x80 != 0).then_some(OidFlaw::CutShort));
    let begins_arc = |pair: &[u8]| matches!(pair, [..0x80, 0x80]);
    let leading = content.first() == Some(&0x80) || content.windows(2).any(begins_arc);
    last.or(leading.then_some(OidFlaw::LeadingZero))
}

pub(super) fn string(universal: u32, content: &[u8]) -> Option<DefectKind> {
    let why = strings::flaw(universal, content)?;
    Some(DefectKind::BadString { of: tag::name(universal).unwrap_or("string"), why })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn booleans_and_integers_have_one_form() {
        assert_eq!(flaw(BOOLEAN, &[0xff]), None);
        assert_eq!(flaw(BOOLEAN, &[1]), Some(DefectKind::BooleanNotCanonical { value: 1 }));
        assert!(flaw(BOOLEAN, &[]).is_some());
        assert_eq!(flaw(INTEGER, &[0]), None);
        assert_eq!(flaw(INTEGER, &[0, 0x80]), None);
        assert_eq!(flaw(INTEGER, &[0, 0x7f]), Some(DefectKind::IntegerNotMinimal));
        assert_eq!(flaw(INTEGER, &[0xff, 0x80]), Some(DefectKind::IntegerNotMinimal));
        assert_eq!(flaw(INTEGER, &[]), Some(DefectKind::IntegerEmpty));
        assert!(flaw(NULL, &[0]).is_some());
    }

    #[test]
    fn bit_strings_have_at_most_seven_unused_bits_all_zero() {
        assert_eq!(bit_string(&[0]), None);
        assert_eq!(bit_string(&[5, 0xa0]), None);
        assert_eq!(bit_string(&[]), Some(BitStringFlaw::Empty));
        assert_eq!(bit_string(&[8, 0]), Some(BitStringFlaw::Unused(8)));
        assert_eq!(bit_string(&[3]), Some(BitStringFlaw::UnusedOfNone(3)));
        assert_eq!(bit_string(&[5, 0xb0]), Some(BitStringFlaw::Padding(5)));
    }

    #[test]
    fn arcs_end_and_have_no_leading_zero() {
        assert_eq!(object_identifier(&[0x2a, 0x86, 0x80, 0x01]), None);
        assert_eq!(object_identifier(&[]), Some(OidFlaw::Empty));
        assert_eq!(object_identifier(&[0x2a, 0x86]), Some(OidFlaw::CutShort));
        assert_eq!(object_identifier(&[0x2a, 0x80, 1]), Some(OidFlaw::LeadingZero));
    }
}
