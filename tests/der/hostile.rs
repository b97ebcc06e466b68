//! Input that is made to hurt, and chance.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use xmppcert::pki::der::{DefectKind, MOST_DEFECTS, examine, shape};

use super::build::{Parts, name, san};

/// Everything that may be asked of octets.
fn ask(der: &[u8]) -> Vec<DefectKind> {
    let start = Instant::now();
    shape(der);
    let (outline, defects) = examine(der);
    let _ = (outline.issuer_text(), outline.subject_text(), outline.serial_hex());
    let _ = (outline.signature_oid(), outline.key_oid(), outline.key_bits());
    let shown =
        defects.iter().map(ToString::to_string).chain(outline.breaks.iter().map(|b| b.why.clone()));
    assert!(shown.map(|text| text.len()).all(|length| length < 1000));
    assert!(defects.len() <= MOST_DEFECTS);
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
    defects.into_iter().map(|defect| defect.kind).collect()
}

/// `levels` SEQUENCEs, one in the other.
fn nested(levels: usize) -> Vec<u8> {
    let mut reversed: Vec<u8> = Vec::new();
    for _ in 0..levels {
        let length = u32::try_from(reversed.len()).unwrap();
        reversed.extend(length.to_le_bytes());
        reversed.extend([0x84, 0x30]);
    }
    reversed.reverse();
    reversed
}

#[test]
fn ten_thousand_levels_are_too_deep() {
    assert!(ask(&nested(10_000)).contains(&DefectKind::TooDeep));
    assert!(ask(&[0x30, 0x80].repeat(10_000)).contains(&DefectKind::Unterminated));
    let ended = [[0x30, 0x80].repeat(10_000), vec![0; 20_000]].concat();
    assert!(!ask(&ended).is_empty());
    let ended = [[0x30, 0x80].repeat(12), vec![0; 24]].concat();
    assert!(ask(&ended).contains(&DefectKind::IndefiniteLength));
}

#[test]
fn a_large_file_of_indefinite_lengths_takes_linear_time() {
    let body = [0x30, 0x80, 0, 0].repeat(20_000);
    let der = [[0x30, 0x80].repeat(12), body, vec![0; 24]].concat();
    assert_eq!(ask(&der).len(), MOST_DEFECTS);
}

#[test]
fn lengths_beyond_reason_take_no_memory() {
    let claims: [&[u8]; 4] = [
        &[0x30, 0x88, 0x80, 0, 0, 0, 0, 0, 0, 0],
        &[0x30, 0x84, 0x06, 0x40, 0, 0],
        &[0x30, 0x88, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        &[0x30, 0x89, 1, 0, 0, 0, 0, 0, 0, 0, 0],
    ];
    for claim in claims {
        let der = [claim, &Parts::default().to_der()].concat();
        let beyond = |kind: &DefectKind| matches!(kind, DefectKind::LengthBeyondEnd { .. });
        assert!(ask(&der).iter().any(beyond), "{claim:x?}");
        ask(claim);
    }
}

#[test]
fn zeros_and_ones_say_little() {
    assert!(ask(&vec![0; 1 << 20]).len() < 5);
    assert!(ask(&vec![0xff; 1 << 20]).len() < 5);
    assert!(ask(&vec![0x30; 1 << 20]).len() <= MOST_DEFECTS);
    assert_eq!(ask(b""), [DefectKind::NotDer]);
    assert_eq!(ask(b"-----BEGIN CERTIFICATE-----"), [DefectKind::NotDer]);
    assert_eq!(ask(b"0123456789 is text, and 0 is 30 in hexadecimal")[0], DefectKind::NotDer);
}

fn seed() -> Vec<u8> {
    let extensions = [san(&[b"\x82\x0bexample.org", b"\x86\x03a:b"])];
    Parts { subject: name(0x1e, b"\0a\0b"), ..Parts::with_extensions(&extensions) }.to_der()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn random_octets_do_no_harm(der in proptest::collection::vec(any::<u8>(), 0..600)) {
        ask(&der);
    }

    #[test]
    fn random_structures_do_no_harm(
        pieces in proptest::collection::vec(
            (prop_oneof![Just(0x30u8), Just(0x31), Just(0xa0), Just(0xa3), any::<u8>()], 0u8..40),
            0..200,
        )
    ) {
        ask(&pieces.iter().flat_map(|(tag, length)| [*tag, *length]).collect::<Vec<_>>());
    }

    #[test]
    fn a_mutated_certificate_does_no_harm(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in proptest::option::of(any::<prop::sample::Index>()),
    ) {
        let mut der = seed();
        for (place, octet) in changes {
            let place = place.index(der.len());
            der[place] = octet;
        }
        der.truncate(cut.map_or(der.len(), |cut| cut.index(der.len())));
        ask(&der);
    }
}
