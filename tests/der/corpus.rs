//! Thousands of certificates and near-certificates of other projects' tests.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde_json::Value;
use x509_parser::prelude::{FromDer, X509Certificate};
use xmppcert::pki::der::{Shape, examine, shape};

/// One file, and what others say of it.
pub struct Specimen {
    pub file: String,
    pub der: Vec<u8>,
    /// Whether OpenSSL decodes it.
    pub openssl: bool,
    /// Whether OpenSSL, GnuTLS and pyca/cryptography read every field of it.
    pub sound: bool,
}

/// `corpora/parser`, where there is one.
#[expect(clippy::disallowed_methods, reason = "a test reads files and its environment itself")]
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn specimens() -> Option<Vec<Specimen>> {
    let Some(corpora) = std::env::var_os("XMPPCERT_CORPORA") else {
        let required = std::env::var_os("XMPPCERT_REQUIRE_PEERS").is_some_and(|value| value == "1");
        assert!(!required, "XMPPCERT_CORPORA is not set");
        eprintln!("skipped: XMPPCERT_CORPORA names no folder of certificates");
        return None;
    };
    let folder = PathBuf::from(corpora).join("parser");
    let manifest = std::fs::read(folder.join("manifest.json")).unwrap();
    let manifest: Vec<Value> = serde_json::from_slice(&manifest).unwrap();
    let read = |entry: &Value| {
        let file = entry["file"].as_str().unwrap().to_owned();
        let openssl = entry["openssl_rc"] == 0;
        let sound = openssl && entry["certtool_rc"] == 0 && entry["pyca_full"] == true;
        Specimen { der: std::fs::read(folder.join(&file)).unwrap(), file, openssl, sound }
    };
    Some(manifest.iter().map(read).collect())
}

#[test]
fn no_file_panics_or_takes_long() {
    for specimen in specimens().unwrap_or_default() {
        // the best of some, for the machine may be busy
        let quickest = (0..5).map(|_| time_of_reading(&specimen.der)).min();
        assert!(quickest < Some(Duration::from_millis(50)), "{}: {quickest:?}", specimen.file);
    }
}

fn time_of_reading(der: &[u8]) -> Duration {
    let start = Instant::now();
    let (outline, defects) = examine(der);
    let _ = (outline.issuer_text(), outline.subject_text(), outline.serial_hex());
    assert!(defects.iter().all(|defect| !defect.to_string().is_empty()));
    start.elapsed()
}

#[test]
fn what_openssl_decodes_is_a_certificate() {
    let all = specimens().unwrap_or_default();
    let others: Vec<_> = all
        .iter()
        .filter(|specimen| specimen.openssl && shape(&specimen.der) != Shape::Certificate)
        .map(|specimen| format!("{}: {}", specimen.file, shape(&specimen.der)))
        .collect();
    assert!(others.is_empty(), "{others:#?}");
}

/// Refused for what lies beyond the encoding, or is no fault at all.
const NO_REASON: &[(&str, &str)] = &[
    ("gnutls-fuzz/b39976acda7e1451d23c14b3f88827ff6340c8bd.der", PRIVATE_TAG),
    ("gnutls-fuzz/ff80bd6b9ec647c65e0487497a7338109af6a371.der", PRIVATE_TAG),
];

const PRIVATE_TAG: &str = "OpenSSL takes no value with a private tag of an attribute that nobody \
    knows, but it may be of any type (X.501 §9.2)";

#[test]
fn what_others_refuse_has_a_reason() {
    let all = specimens().unwrap_or_default();
    let refused: Vec<_> = all.iter().filter(|one| !one.openssl || !x509_parser(&one.der)).collect();
    let silent: Vec<_> = refused
        .iter()
        .filter(|one| {
            let (outline, defects) = examine(&one.der);
            // a request, list or key is refused as a certificate for what it is
            let certificate = outline.shape == Shape::Certificate;
            certificate && outline.breaks.is_empty() && defects.is_empty()
        })
        .map(|one| one.file.as_str())
        .collect();
    let known: Vec<_> = NO_REASON.iter().map(|(file, _)| *file).collect();
    let new: Vec<_> = silent.iter().filter(|file| !known.contains(file)).collect();
    assert!(new.is_empty(), "{new:#?}");
}

/// Their tests are full of faults that all three read over: the kinds, and how often. All of them
/// were compared with the octets by other means. More of them, or a new kind, is likely to be a
/// mistake of ours.
const KNOWN_DEFECTS: &[(&str, usize)] = &[
    ("BadGeneralizedTime", 29),
    ("BadString", 14),
    ("EmptySequence", 232),
    ("FlagsNotMinimal", 121),
    ("IntegerNotMinimal", 1),
    ("LengthBeyondEnd", 4),
    ("NegativeSerial", 7),
    ("SerialTooLong", 18),
    ("SignatureAlgorithmMismatch", 3),
    ("Structure", 1),
    ("UniqueIdentifiers", 9),
    ("ZeroSerial", 40),
];

#[test]
fn sound_certificates_have_no_defects_but_those_that_were_checked() {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for one in specimens().unwrap_or_default() {
        if !one.sound || one.file.contains("fuzz") {
            continue;
        }
        let (outline, defects) = examine(&one.der);
        assert!(outline.subject.is_some() && outline.key.is_some(), "{}", one.file);
        for defect in &defects {
            let kind = format!("{:?}", defect.kind);
            let kind = kind.split([' ', '(', '{']).next().unwrap().to_owned();
            *found.entry(kind).or_default() += 1;
        }
    }
    let known: BTreeMap<&str, usize> = KNOWN_DEFECTS.iter().copied().collect();
    let more = found.iter().filter(|(kind, count)| known.get(kind.as_str()) < Some(count));
    let more: Vec<_> = more.collect();
    assert!(more.is_empty(), "{more:?}");
}

fn x509_parser(der: &[u8]) -> bool {
    X509Certificate::from_der(der).is_ok()
}
