//! Certificates that XMPP software, standards and servers really had, one by one.

use std::{collections::BTreeMap, fs, path::Path};

use xmppcert::enroll::{Former, renew};
use xmppcert::pki::certificate::{Certificate, Request};

use super::found;
use super::support::{Place, corpora, der, names, words};

/// What each file becomes. Read by eye: is this what its owner would ask for today?
const TABLE: &str = include_str!("corpus.table");

/// One line: file, destination or refusal, new key, names, names lost.
fn table() -> BTreeMap<&'static str, Vec<&'static str>> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    let row = |line: &'static str| {
        line.split_once('\t').map(|(file, rest)| (file, rest.split('\t').collect()))
    };
    lines.map(|line| row(line).expect(line)).collect()
}

#[test]
fn every_certificate_of_the_corpus_becomes_what_its_owner_wants_today() {
    let Some(corpora) = corpora() else { return };
    let place = Place::default();
    // the names matter here; RSA keys by the dozen would only take time
    place.xmppcert(&["key", "--out", "new.key"]).sound();
    let table = table();
    let mut seen = 0;
    for folder in ["certs", "csr", "minted"] {
        for file in fs::read_dir(corpora.join("xmpp").join(folder)).unwrap() {
            let file = file.unwrap().path();
            let name = format!("{folder}/{}", file.file_name().unwrap().display());
            let expected = table.get(name.as_str()).unwrap_or_else(|| panic!("{name} is new"));
            assert_eq!(&outcome(&place, &file), expected, "{name}");
            seen += 1;
        }
    }
    assert_eq!(seen, table.len(), "the corpus lost a certificate");
}

fn outcome(place: &Place, file: &Path) -> Vec<String> {
    let path = file.display().to_string();
    let typed = format!("csr --format json --force --out new.csr --key new.key --from {path}");
    let renewed = place.xmppcert(&words(&typed));
    if renewed.status != Some(0) {
        assert_eq!(renewed.status, Some(3), "{}", renewed.err);
        let reason = if renewed.err.contains("certificate of a CA") { "a CA's" } else { "no name" };
        return vec![format!("refused: {reason}")];
    }
    let report = renewed.report();
    let destination = report["facts"]["for"].as_str().unwrap().to_owned();
    let lost = found(&report, "name-not-kept");
    let lost = if lost.is_empty() { vec![] } else { vec![lost.join(" ")] };
    [vec![destination, new_key(file), names(&report).join(" ")], lost].concat()
}

/// The kind of key that a renewal makes, without making one.
fn new_key(file: &Path) -> String {
    #[expect(clippy::disallowed_methods, reason = "the corpus stands on the disk")]
    let octets = fs::read(file).unwrap();
    let octets = if octets.starts_with(b"-----") { der(&octets) } else { octets };
    let former = match Certificate::from_der(&octets) {
        Ok(certificate) => Former::Certificate(Box::new(certificate)),
        Err(_) => Former::Request(Box::new(Request::from_der(&octets).unwrap())),
    };
    renew(&former, None).unwrap().key.name().to_owned()
}
