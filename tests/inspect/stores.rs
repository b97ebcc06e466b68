//! Keystores of other projects: they open with their passwords, and a wrong password is told from a
//! broken store.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use super::support::{corpora, peer, read, scratch, write, xmppcert};

/// The first report on a file, and the exit status; the passphrase comes from the environment.
fn store(folder: &Path, file: &str, passphrase: Option<&str>) -> (i32, Value) {
    let mut command = xmppcert(folder);
    command.args(["inspect", "--format", "json", file]);
    if let Some(passphrase) = passphrase {
        command.args(["--passphrase-env", "STORE_PASSWORD"]).env("STORE_PASSWORD", passphrase);
    }
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let closed = said.contains("the passphrase does not open");
    assert!(said.is_empty() || (passphrase.is_some() && closed), "{file}: {said}");
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    let reports = document["reports"].as_array().unwrap();
    let store = reports.iter().find(|report| report["facts"]["kind"] == "store");
    let store = store.unwrap_or_else(|| panic!("{file} is no store: {document}"));
    (output.status.code().unwrap(), store.clone())
}

fn codes(report: &Value) -> Vec<&str> {
    let findings = report["findings"].as_array().unwrap();
    findings.iter().map(|finding| finding["code"].as_str().unwrap()).collect()
}

fn is_bouncy(entry: &Value) -> bool {
    let kind = entry["type"].as_str().unwrap();
    kind.starts_with("bks") || kind == "uber"
}

fn manifest(folder: &Path) -> Vec<Value> {
    serde_json::from_slice(&read(folder.join("manifest.json"))).unwrap()
}

#[test]
fn stores_open_with_their_passwords_and_show_their_entries() {
    let Some(folder) = corpora().map(|corpora| corpora.join("keystores")) else { return };
    let mut opened = 0;
    for entry in manifest(&folder) {
        let file = entry["file"].as_str().unwrap();
        let Some(password) = entry["password"].as_str() else { continue };
        let (_, report) = store(&folder, file, Some(password));
        if is_bouncy(&entry) {
            let format = report["facts"]["format"].as_str().unwrap();
            assert!(format.starts_with("BKS") || format.starts_with("UBER"), "{file}: {format}");
            assert_eq!(codes(&report), ["locked"], "{file}");
            continue;
        }
        assert!(report["facts"]["unopened"].is_null(), "{file}: {report}");
        opened += 1;
        let entries = report["facts"]["entries"].as_array().unwrap();
        let ours: BTreeSet<String> =
            entries.iter().filter_map(|e| Some(e["alias"].as_str()?.to_lowercase())).collect();
        // keytool numbers the entries that have no alias
        let is_number = |alias: &&str| alias.parse::<usize>().is_ok();
        let theirs = entry["aliases"].as_array().into_iter().flatten().map(|a| a.as_str().unwrap());
        for alias in theirs.filter(|alias| !is_number(alias)) {
            assert!(ours.contains(&alias.to_lowercase()), "{file}: no {alias} in {ours:?}");
        }
        let listed = entry["keytool_entries"].as_u64().unwrap_or_default();
        assert!(entries.len() as u64 >= listed, "{file}: {} of {listed}", entries.len());
    }
    assert!(opened > 35, "{opened} stores");
}

#[test]
fn a_wrong_password_is_told_from_a_broken_store() {
    let Some(folder) = corpora().map(|corpora| corpora.join("keystores")) else { return };
    let place = tempfile::tempdir().unwrap();
    let (mut wrong, mut broken) = (0, 0);
    for entry in manifest(&folder) {
        let file = entry["file"].as_str().unwrap();
        let password = entry["password"].as_str().filter(|password| !password.is_empty());
        let Some(password) = password.filter(|_| !is_bouncy(&entry)) else { continue };
        let (status, report) = store(&folder, file, Some("this is not it"));
        // what is empty or in the clear has nothing that a password would open
        if let Some(unopened) = report["facts"]["unopened"].as_str() {
            assert!(unopened.contains("password"), "{file}: {unopened}");
            assert_eq!((codes(&report), status), (vec!["locked"], 3), "{file}");
            wrong += 1;
        }
        let octets = read(folder.join(file));
        super::support::write(place.path().join("cut"), &octets[..octets.len() / 2]);
        let (status, report) = store(place.path(), "cut", Some(password));
        let codes = codes(&report);
        assert!(codes.contains(&"unreadable") && !codes.contains(&"locked"), "{file}: {report}");
        assert_eq!(status, 1, "{file}");
        broken += 1;
    }
    assert!(wrong > 30 && broken > 30, "{wrong} wrong, {broken} broken");
}

#[test]
fn an_empty_password_is_tried_whatever_is_given_and_said() {
    let Some(openssl) = peer("openssl") else { return };
    let place = scratch();
    let made = openssl.run("req -x509 -newkey ed25519 -nodes -subj /CN=a -keyout -", b"").unwrap();
    let export = |options: &str| {
        let command = format!("pkcs12 -export -name me -passout pass: {options}");
        openssl.run(&command, &made).unwrap()
    };
    for (file, options) in [("mac.p12", ""), ("no-mac.p12", "-nomac"), ("old.p12", "-legacy")] {
        write(place.path().join(file), export(options));
        for given in [None, Some(""), Some("this is not it")] {
            let (status, report) = store(place.path(), file, given);
            assert_eq!(status, 0, "{file} {given:?}: {report}");
            let said = report["facts"]["protection"].as_array().unwrap();
            assert!(said.iter().any(|words| words == "the password is empty"), "{file}: {report}");
            assert_eq!(report["facts"]["entries"][0]["what"], "Ed25519 key with 1 certificate");
        }
    }
    // in a file as well, with and without an end of the line
    for line in ["", "\n"] {
        write(place.path().join("secret"), line);
        let words = ["--short", "--passphrase-file", "secret", "mac.p12"];
        let (status, out, err) = super::inspected(place.path(), &words);
        assert_eq!((status, err.as_str()), (0, ""), "{out}");
    }
    // an empty passphrase is one: it can be wrong
    let words = "pkcs8 -topk8 -passout pass:secret -in /dev/stdin";
    write(place.path().join("sealed.key"), openssl.run(words, &made).unwrap());
    let words = ["--short", "--passphrase-file", "secret", "sealed.key"];
    let (status, _, err) = super::inspected(place.path(), &words);
    assert_eq!(status, 3);
    assert!(err.contains("the passphrase does not open sealed.key"), "{err}");
}
