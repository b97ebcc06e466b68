//! Certificates of other people, with what the tests of their projects say of them.

use super::presented::general_name;
use serde_json::Value;
use std::path::{Path, PathBuf};
use x509_parser::extensions::ParsedExtension;
use x509_parser::prelude::{FromDer, X509Certificate};
use xmppcert::name::{Identity, Profile, Reference, Service};

/// Checks on which the source and RFC 9525 differ, with the profile that agrees with the source.
const DISPUTED: [(&str, Profile, &str); 1] = [(
    "swift::cn-without-san",
    Profile::LegacyCommonName,
    "Swift takes a commonName beside no subjectAltName, RFC 9525 §2 never does",
)];

#[expect(clippy::disallowed_methods, reason = "the tests have no session to ask")]
fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("XMPPCERT_CORPORA").map(|at| Path::new(&at).join("xmpp"));
    if folder.is_none() {
        let required = std::env::var_os("XMPPCERT_REQUIRE_PEERS").is_some_and(|value| value == "1");
        assert!(!required, "XMPPCERT_CORPORA is not set");
        eprintln!("skipped: XMPPCERT_CORPORA is not set");
    }
    folder
}

#[expect(clippy::disallowed_methods, reason = "a test reads the corpus as it is")]
fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

/// The commonNames and the subjectAltName of a certificate in PEM.
fn names(pem: &[u8]) -> Vec<Identity> {
    let (_, block) = x509_parser::pem::parse_x509_pem(pem).unwrap();
    let (_, certificate) = X509Certificate::from_der(&block.contents).unwrap();
    let common = certificate.subject().iter_common_name().filter_map(|cn| cn.as_str().ok());
    let mut names: Vec<Identity> = common.map(|cn| Identity::CommonName(cn.into())).collect();
    for extension in certificate.extensions() {
        if let ParsedExtension::SubjectAlternativeName(san) = extension.parsed_extension() {
            names.extend(san.general_names.iter().map(general_name));
        }
    }
    names
}

#[test]
fn other_peoples_certificates_are_judged_as_they_judge_them() {
    let Some(folder) = folder() else { return };
    let checks: Vec<Value> = serde_json::from_slice(&read(&folder.join("identity.json"))).unwrap();
    let (mut agreed, mut disputed) = (0, 0);
    for check in &checks {
        let text = |key: &str| check[key].as_str().unwrap();
        let (id, expected) = (text("id"), check["expected"].as_bool().unwrap());
        let Some(service) = Service::named(text("service")) else {
            eprintln!(
                "{id} is not asked: it is about the service {}, none of XMPP's",
                text("service")
            );
            continue;
        };
        let reference = Reference::parse(text("domain"), Some(service)).unwrap();
        let names = names(&read(&folder.join(text("cert"))));
        let verdict = reference.matches(&names);
        if let Some((_, profile, why)) = DISPUTED.iter().find(|(disputed, ..)| *disputed == id) {
            assert_ne!(verdict.is_match(), expected, "{id} is disputed no more");
            assert_eq!(reference.under(*profile).matches(&names).is_match(), expected, "{id}");
            eprintln!("disputed: {id}: {why}");
            disputed += 1;
        } else {
            assert_eq!(verdict.is_match(), expected, "{id}: {verdict:?}");
            agreed += 1;
        }
    }
    assert!(agreed >= 22 && disputed == DISPUTED.len(), "{agreed} agreed, {disputed} disputed");
}
