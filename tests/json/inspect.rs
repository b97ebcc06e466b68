//! What inspect prints of files of every kind, held to the schema.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rcgen::{CertificateParams, CertificateRevocationListParams, Issuer, KeyIdMethod, KeyPair};
use serde_json::Value;
use time::OffsetDateTime;

use super::Promise;
use super::support::{corpora, files_in, read, run, scratch, write};

/// The kinds of cli.md's certificates: what stands there stays.
const PROMISED: &[&str] = &[
    "/kind",
    "/subject",
    "/issuer",
    "/serial",
    "/not_before",
    "/not_after",
    "/names/dns",
    "/names/srv",
    "/names/xmpp",
    "/names/ip",
    "/names/email",
    "/names/uri",
    "/names/other",
    "/names/malformed",
    "/cn",
    "/key/type",
    "/key/bits",
    "/signature",
    "/key_usage",
    "/extended_key_usage",
    "/is_ca",
    "/path_length",
    "/aki",
    "/ski",
    "/aia/ocsp",
    "/aia/issuers",
    "/crls",
    "/sct_count",
    "/fingerprints/sha256",
    "/fingerprints/sha1",
    "/spki_sha256",
    "/self_signed",
];

/// A directory with a file of every kind.
fn every_kind() -> tempfile::TempDir {
    let directory = scratch();
    let path = directory.path();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/inspect");
    for folder in ["certificate.in", "chain.in", "kinds.in", "refused.in", "stores.in"] {
        for file in files_in(&examples.join(folder)) {
            write(path.join(&file), read(examples.join(folder).join(&file)));
        }
    }
    for kind in ["p256", "p384", "p521", "ed25519", "rsa2048"] {
        assert_eq!(run(path, &["key", "--type", kind, "--out", kind]).0, 0);
        let public = format!("{kind}.pub");
        let words = ["key", "convert", kind, "--to", "public", "--out", &public];
        assert_eq!(run(path, &words).0, 0);
    }
    for form in ["pkcs1", "sec1", "der"] {
        let key = if form == "pkcs1" { "rsa2048" } else { "p256" };
        assert_eq!(run(path, &["key", "convert", key, "--to", form, "--out", form]).0, 0);
    }
    let block = |label: &str, der: &[u8]| pem::encode(&pem::Pem::new(label, der));
    write(path.join("openssh"), block("OPENSSH PRIVATE KEY", b"openssh-key-v1\0"));
    write(path.join("curve"), block("EC PARAMETERS", &[6, 5, 0x2b, 0x81, 4, 0, 0x22]));
    write(path.join("prime"), block("DH PARAMETERS", &[0x30, 6, 2, 1, 0x7f, 2, 1, 2]));
    write(path.join("foreign"), block("SOMETHING", b"else"));
    write(path.join("empty"), "");
    write(path.join("crl"), crl());
    let certificate = pem::parse(read(path.join("server.crt"))).unwrap().into_contents();
    for (file, magic) in [("store.jks", 0xfeed_feed_u32), ("store.jceks", 0xcece_cece)] {
        write(path.join(file), java_store(magic, &certificate));
    }
    write(path.join("store.bks"), [&[0, 0, 0, 2, 0, 0, 0, 20][..], &[7; 60]].concat());
    directory
}

/// A list with an entry that has a reason and one that has none.
fn crl() -> Vec<u8> {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::default();
    params.key_usages = vec![rcgen::KeyUsagePurpose::CrlSign];
    let at = |seconds: i64| OffsetDateTime::from_unix_timestamp(1_770_000_000 + seconds).unwrap();
    let revoked = |serial: u64, reason_code| rcgen::RevokedCertParams {
        serial_number: serial.into(),
        revocation_time: at(0),
        reason_code,
        invalidity_date: None,
    };
    let list = CertificateRevocationListParams {
        this_update: at(1),
        next_update: at(100_000),
        crl_number: 7.into(),
        issuing_distribution_point: None,
        revoked_certs: vec![
            revoked(1, Some(rcgen::RevocationReason::KeyCompromise)),
            revoked(2, None),
        ],
        key_identifier_method: KeyIdMethod::Sha256,
    };
    list.signed_by(&Issuer::new(params, key)).unwrap().der().to_vec()
}

/// One trusted certificate; the digest at the end is that of no password.
fn java_store(magic: u32, certificate: &[u8]) -> Vec<u8> {
    let text = |text: &str| [&(text.len() as u16).to_be_bytes(), text.as_bytes()].concat();
    let number = |number: u32| number.to_be_bytes().to_vec();
    [
        number(magic),
        number(2),
        number(1),
        number(2),
        text("alias"),
        1_770_000_000_000_u64.to_be_bytes().to_vec(),
        text("X.509"),
        number(certificate.len() as u32),
        certificate.to_vec(),
        vec![0; 20],
    ]
    .concat()
}

/// Inspects in both formats and holds both to the schema; the kinds of facts that were seen.
fn seen(promise: &Promise, directory: &Path, words: &[&str]) -> BTreeSet<String> {
    let (_, lines, _) = run(directory, &[&["inspect", "--format", "jsonl"], words].concat());
    let mut kinds = BTreeSet::new();
    let mut count = 0;
    for line in lines.lines() {
        let report: Value = serde_json::from_str(line).unwrap();
        promise.keeps_line(&report).unwrap_or_else(|error| panic!("{error}\n{line:.4000}"));
        kinds.insert(report["facts"]["kind"].as_str().unwrap().to_owned());
        let facts = &report["facts"];
        if facts["kind"] == "certificate" {
            let missing = PROMISED.iter().find(|place| facts.pointer(place).is_none());
            assert_eq!(missing, None, "{line:.4000}");
        }
        count += 1;
    }
    let (_, document, _) = run(directory, &[&["inspect", "--format", "json"], words].concat());
    let document: Value = serde_json::from_str(&document).unwrap();
    promise.keeps_document(&document).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(document["reports"].as_array().unwrap().len(), count);
    kinds
}

#[test]
fn every_kind_of_file_is_told_of_as_the_schema_has_it() {
    let promise = Promise::load();
    let directory = every_kind();
    let closed = seen(&promise, directory.path(), &["."]);
    let kinds = [
        "certificate",
        "crl",
        "parameters",
        "private-key",
        "public-key",
        "request",
        "store",
        "tree",
        "unreadable",
    ];
    assert_eq!(closed, kinds.map(str::to_owned).into());
    for secret in ["secret", "wrong"] {
        seen(&promise, directory.path(), &[".", "--passphrase-file", secret]);
    }
}

#[test]
fn the_files_of_others_are_told_of_as_the_schema_has_it() {
    let Some(corpora) = corpora() else { return };
    let promise = Promise::load();
    let mut parser: Vec<PathBuf> = Vec::new();
    files_below(&corpora.join("parser"), &mut parser);
    assert!(parser.len() > 3000, "{} files", parser.len());
    parser.sort();
    let some: Vec<&str> = parser.iter().step_by(20).map(|path| path.to_str().unwrap()).collect();
    seen(&promise, &corpora, &some);
    for folder in ["xmpp", "keystores"] {
        seen(&promise, &corpora, &[folder]);
        let words = [folder, "--passphrase-env", "PATH"];
        seen(&promise, &corpora, &words);
    }
}

fn files_below(directory: &Path, found: &mut Vec<PathBuf>) {
    for name in files_in(directory) {
        let path = directory.join(name);
        if path.is_dir() { files_below(&path, found) } else { found.push(path) }
    }
}
