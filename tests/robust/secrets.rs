//! Passphrases and keys: where they must never show.

use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
};

use super::program::{require, snapshot, xmppcert};

const PASSPHRASE: &str = "Zebra-7431-quagga";
const OTHER: &str = "Okapi-2209-gnu";

/// A directory with a passphrase in a file, and an encrypted key.
fn with_encrypted_key() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("pass"), format!("{PASSPHRASE}\n")).unwrap();
    fs::write(dir.path().join("wrong"), format!("{OTHER}\n")).unwrap();
    let run = "key --encrypt --passphrase-file pass --out sealed.key";
    require(&with_passphrase(dir.path(), run).output().unwrap(), 0);
    dir
}

fn with_passphrase(dir: &Path, run: &str) -> Command {
    let mut command = xmppcert(dir, run);
    command.env("XMPP_PASS", PASSPHRASE).env("XMPP_WRONG", OTHER);
    command
}

fn printed(output: &Output) -> String {
    let (out, err) = (&output.stdout, &output.stderr);
    String::from_utf8_lossy(&[&out[..], &err[..]].concat()).into_owned()
}

#[test]
fn a_passphrase_is_in_nothing_that_is_printed_nor_in_a_file() {
    let dir = with_encrypted_key();
    for (run, status) in [
        ("key --encrypt --passphrase-file pass --out a.key", 0),
        ("key --encrypt --passphrase-env XMPP_PASS --out b.key --format json", 0),
        ("key --encrypt --passphrase-env XMPP_PASS -v", 0),
        ("csr example.org --encrypt --passphrase-env XMPP_PASS --format json", 0),
        ("csr example.com --key sealed.key --passphrase-file pass -v", 0),
        ("csr example.net --key sealed.key --passphrase-env XMPP_PASS --format json", 0),
        ("key convert sealed.key --to pkcs8 --passphrase-file wrong", 3),
        ("key convert sealed.key --to pkcs8 --passphrase-env XMPP_WRONG", 3),
        ("csr example.net --key sealed.key --passphrase-env XMPP_WRONG --format json", 3),
        ("key convert sealed.key --to pkcs8", 2),
        ("key --help", 0),
        ("csr --help", 0),
        ("key convert --help", 0),
        ("--help", 0),
        ("man", 0),
    ] {
        let output = with_passphrase(dir.path(), run).output().unwrap();
        assert_eq!(output.status.code(), Some(status), "{run}: {}", printed(&output));
        let all = printed(&output);
        assert!(!all.contains(PASSPHRASE) && !all.contains(OTHER), "{run}: {all}");
    }
    for (name, file) in snapshot(dir.path()) {
        let holds = file.bytes.windows(PASSPHRASE.len()).any(|part| part == PASSPHRASE.as_bytes());
        assert!(!holds || name == "pass", "{name} holds the passphrase");
    }
}

#[test]
fn a_passphrase_as_an_argument_is_refused_and_not_repeated() {
    let dir = with_encrypted_key();
    for run in [
        format!("key --encrypt --passphrase={PASSPHRASE}"),
        format!("key --encrypt --passphrase {PASSPHRASE}"),
        format!("csr example.org --encrypt --pass={PASSPHRASE}"),
    ] {
        let output = xmppcert(dir.path(), &run).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{}", printed(&output));
        assert!(!printed(&output).contains(PASSPHRASE), "{run}: {}", printed(&output));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn the_arguments_that_the_system_shows_are_those_that_were_given() {
    let dir = with_encrypted_key();
    let run = "key --type rsa4096 --encrypt --passphrase-env XMPP_PASS --out slow.key";
    let mut child = with_passphrase(dir.path(), run).stdout(Stdio::null()).spawn().unwrap();
    let path = format!("/proc/{}/cmdline", child.id());
    let mut looks = 0;
    while child.try_wait().unwrap().is_none() {
        let shown = fs::read(&path).unwrap_or_default();
        assert!(!String::from_utf8_lossy(&shown).contains(PASSPHRASE));
        // the shell before it, and the dead after it, are somebody else
        looks += u32::from(shown.ends_with(b"--out\0slow.key\0"));
    }
    assert!(child.wait().unwrap().success());
    assert!(looks > 10, "{looks} looks");
}

#[test]
fn json_never_holds_a_key() {
    let dir = tempfile::tempdir().unwrap();
    for run in [
        "key --out a.key --format json",
        "key --type rsa2048 --out b.key --format json -v",
        "key convert a.key --to sec1 --out c.key --format json",
        "csr example.org --format json -v",
        "csr example.com --key a.key --format json",
    ] {
        let output = xmppcert(dir.path(), run).output().unwrap();
        assert!(require(&output, 0).is_empty(), "{run}");
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let text = json.to_string();
        assert!(!text.contains("PRIVATE KEY"), "{text}");
        for (name, file) in snapshot(dir.path()).iter().filter(|(name, _)| name.ends_with(".key")) {
            for line in String::from_utf8_lossy(&file.bytes).lines().filter(|line| line.len() > 30)
            {
                assert!(!text.contains(line), "{run} shows {name}");
            }
        }
    }
    for run in [
        "key --format json",
        "key convert a.key --to sec1 --format json",
        "csr example.net --key-out - --format json",
    ] {
        let output = xmppcert(dir.path(), run).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{run}");
        assert!(!printed(&output).contains("-----BEGIN"), "{run}");
    }
}
