//! What is told of files; what is served is held against Prosody itself in `tests/loading/prosody.rs`.

use rcgen::{CertificateParams, DnType, KeyPair, SanType};

use super::*;
use crate::pki::key::{Found as FoundKey, PrivateKey};
use crate::pki::pem;
use crate::servers::loading::given::{Barred, Found};

/// 2030-01-01T00:00:00Z.
const NOW: i64 = 1_893_456_000;
const DAY: i64 = 86_400;

struct Made {
    certificate: String,
    key: String,
}

/// For a name, until so many days from now.
fn made(name: &str, days: i64) -> Made {
    let pair = KeyPair::generate().unwrap();
    let mut params = CertificateParams::default();
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::OrganizationName, "Example");
    params.subject_alt_names = vec![SanType::DnsName(name.try_into().unwrap())];
    let at = |instant| time::OffsetDateTime::from_unix_timestamp(instant).unwrap();
    (params.not_before, params.not_after) = (at(NOW - 90 * DAY), at(NOW + days * DAY));
    let certificate = params.self_signed(&pair).unwrap();
    let key = match PrivateKey::find(&pair.serialize_der()).unwrap() {
        FoundKey::Plain(key) => key.to_pkcs8_pem().to_string(),
        FoundKey::Encrypted(_) => panic!("encrypted"),
    };
    Made { certificate: pem::encode("CERTIFICATE", certificate.der()).to_string(), key }
}

fn found<'a>(path: &str, octets: &'a str) -> Found<'a> {
    let path = format!("/etc/prosody/certs/{path}");
    Found { path, base: "/etc/prosody/certs".len(), octets: Ok(octets.as_bytes()), modified: None }
}

fn closed(path: &str, at: &str) -> Found<'static> {
    let at = format!("/etc/prosody/certs{at}");
    let barred = Barred { user: "prosody".into(), at, how: "mode 0700, owner 0, group 0".into() };
    Found { octets: Err(barred), ..found(path, "") }
}

fn loaded(found: Vec<Found<'_>>) -> Loading {
    let domains = ["a.example".parse().unwrap()];
    load(&Given { domains: &domains, found, now: NOW, passphrase: None })
}

/// The codes of the findings, and how many certificates are served.
fn told(found: Vec<Found<'_>>) -> (Vec<&'static str>, usize) {
    let loading = loaded(found);
    let codes = loading.findings.iter().map(|finding| finding.code.id).collect();
    (codes, loading.served[0].chain.len())
}

#[test]
fn a_file_that_is_passed_over_is_told_where_it_would_do_better() {
    let (old, new, other) = (made("a.example", 5), made("a.example", 60), made("b.example", 60));
    let beside = |name, certificate| {
        told(vec![
            found("a.example.crt", &old.certificate),
            found("a.example.key", &old.key),
            found(name, certificate),
        ])
    };
    assert_eq!(beside("new.cer", &new.certificate), (vec!["file-ignored"], 1));
    // certbot's cert.pem beside its fullchain.pem is as it should be
    assert_eq!(beside("cert.pem", &old.certificate), (vec![], 1));
    assert_eq!(beside("other.cer", &other.certificate), (vec![], 1));
    assert_eq!(beside("README", "certificates stand here"), (vec![], 1));
    let alone = told(vec![found("a.example.cer", &new.certificate)]);
    assert_eq!(alone, (vec!["nothing-served", "file-ignored"], 0));
    let expired = made("a.example", -1);
    let passed = told(vec![found("b.crt", &expired.certificate), found("b.key", &expired.key)]);
    assert_eq!(passed, (vec!["nothing-served", "file-ignored"], 0));
}

#[test]
fn each_fault_has_its_code() {
    let (right, other) = (made("a.example", 60), made("a.example", 50));
    let table: &[(Vec<Found<'_>>, &[&str])] = &[
        (vec![], &["nothing-served"]),
        (
            vec![found("a.example.crt", &right.certificate), found("a.example.key", &other.key)],
            &["key-not-of-leaf"],
        ),
        (vec![found("a.example.pem", &right.certificate)], &["key-not-loaded"]),
        (
            vec![found("x.crt", "-----BEGIN CERTIFICATE-----\nAAAA\n"), found("x.key", "")],
            &["start-aborted"],
        ),
        (
            vec![
                found("x.crt", &right.certificate),
                found("x.key", &right.key),
                found("y.crt", &other.certificate),
                found("y.key", &other.key),
            ],
            &["several-candidates"],
        ),
        (
            vec![
                found("a.example.crt", &right.certificate),
                closed("a.example.key", "/a.example.key"),
            ],
            &["files-unreadable"],
        ),
        (
            vec![closed("a.example.crt", ""), closed("a.example.key", "")],
            &["nothing-served", "files-unreadable"],
        ),
    ];
    for (found, codes) in table {
        assert_eq!(told(found.clone()).0, *codes, "{found:?}");
    }
}

#[test]
fn files_that_were_named_themselves_stand_in_a_directory_of_their_own() {
    let right = made("a.example", 60);
    let named = |path: &str, octets| Found { base: 0, path: path.into(), ..found("", octets) };
    for (chain, key) in [
        ("/x/a.example.crt", "/x/a.example.key"),
        ("/x/any.crt", "/x/any.key"),
        ("fullchain.pem", "privkey.pem"),
        // nothing finds these, so the configuration has to name them
        ("/x/cert.pem", "/y/key.pem"),
    ] {
        let (codes, served) = told(vec![named(chain, &right.certificate), named(key, &right.key)]);
        assert_eq!((codes, served), (vec![], 1), "{chain}");
    }
}

#[test]
fn every_file_has_a_fate() {
    let right = made("a.example", 60);
    let loading = loaded(vec![
        found("a.crt", &right.certificate),
        found("a.key", &right.key),
        found("a/b/c/a.crt", &right.certificate),
        found("notes.txt", ""),
    ]);
    let fates: Vec<Fate> = loading.files.iter().map(|file| file.fate).collect();
    assert_eq!(fates, [Fate::Served, Fate::Served, Fate::Ignored, Fate::Ignored]);
    assert!(loading.files[2].why.contains("3 directories"), "{:?}", loading.files[2]);
}
