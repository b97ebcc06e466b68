//! Stores that Java's keytool makes here and now.

use std::path::Path;

use super::*;
use crate::support::{Peer, peer};

/// Runs keytool on a store; its words are separated by blanks.
fn keytool(tool: Peer, folder: &Path, kind: &str, command: &str) -> String {
    let store = folder.join(kind);
    let arguments = format!(
        "-J-XX:TieredStopAtLevel=1 {command} -keystore {} -storetype {kind} -storepass {PASSWORD}",
        store.display()
    );
    String::from_utf8(tool.run(&arguments, b"").unwrap()).unwrap()
}

/// What `keytool -list` says: `alias, Nov 22, 2026, PrivateKeyEntry, `.
fn listed(list: &str) -> BTreeMap<String, String> {
    let lines = list.lines().filter(|line| line.contains("Entry,"));
    lines
        .map(|line| {
            let words: Vec<&str> =
                line.split(", ").map(|word| word.trim_end_matches(',')).collect();
            let kind = words.iter().find(|word| word.ends_with("Entry")).unwrap();
            (words[0].to_owned(), (*kind).trim().to_owned())
        })
        .collect()
}

#[expect(clippy::disallowed_methods, reason = "keytool reads and writes files")]
fn read(folder: &Path, name: &str) -> Vec<u8> {
    std::fs::read(folder.join(name)).unwrap()
}

#[expect(clippy::disallowed_methods, reason = "keytool reads and writes files")]
fn write(folder: &Path, name: &str, contents: &[u8]) {
    std::fs::write(folder.join(name), contents).unwrap();
}

#[test]
fn what_keytool_makes_is_listed_as_keytool_lists_it() {
    let Some(tool) = peer("keytool") else { return };
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "root", &IDENTITY.chain[2]);
    let root = folder.path().join("root");
    for kind in ["PKCS12", "JKS", "JCEKS"] {
        let run = |command: &str| keytool(tool, folder.path(), kind, command);
        run("-genkeypair -alias Server -keyalg EC -groupname secp256r1 -dname CN=example.org");
        run("-genkeypair -alias Other -keyalg RSA -keysize 2048 -dname CN=example.net");
        run(&format!("-importcert -noprompt -alias Root -file {}", root.display()));
        if kind != "JKS" {
            run("-genseckey -alias Secret -keyalg AES -keysize 256");
        }
        if kind != "PKCS12" {
            run("-keypasswd -alias Other -new private");
        }
        let expected = listed(&run("-list"));
        assert_eq!(expected.len(), if kind == "JKS" { 3 } else { 4 }, "{kind}");

        let bytes = read(folder.path(), kind);
        let store = Keystore::open(&bytes, Some(PASSWORD), &[]).unwrap();
        let found = listed_by_java(&store).into_iter();
        let found: BTreeMap<_, _> = found.map(|(name, kind)| (name, kind.to_owned())).collect();
        assert_eq!(found, expected, "{kind}");
        assert!(certificates(&store).contains(IDENTITY.chain[2].as_slice()));
        for entry in &store.entries {
            let trusted = matches!(entry.content, EntryContent::Certificate { .. });
            let created = entry.created.is_some_and(|created| created > 1_700_000_000);
            assert!(created || (trusted && kind == "PKCS12"), "{kind}: {entry:?}");
        }
        let open = |store: &Keystore| {
            let states = keys(store).into_iter().map(|(state, _)| state);
            states.filter(|state| matches!(state, KeyState::Open(_))).count()
        };
        assert_eq!(open(&store), if kind == "PKCS12" { 2 } else { 1 }, "{kind}");
        let store = Keystore::open(&bytes, Some(PASSWORD), &["private"]).unwrap();
        assert_eq!(open(&store), 2, "{kind}");

        let error = Keystore::open(&bytes, Some("changeme"), &[]).unwrap_err();
        assert_eq!(error, StoreError::WrongPassword, "{kind}");
        for length in (40..bytes.len()).step_by(41) {
            let error = Keystore::open(&bytes[..length], Some(PASSWORD), &[]).unwrap_err();
            assert!(matches!(error, StoreError::Broken { .. }), "{kind}: {length}: {error}");
        }
    }
}

#[test]
fn without_a_password_java_stores_show_all_but_their_keys() {
    let Some(tool) = peer("keytool") else { return };
    let folder = tempfile::tempdir().unwrap();
    for kind in ["JKS", "JCEKS"] {
        let command = "-genkeypair -alias server -keyalg EC -groupname secp256r1 -dname CN=a";
        keytool(tool, folder.path(), kind, command);
        let bytes = read(folder.path(), kind);
        let store = Keystore::open(&bytes, None, &[]).unwrap();
        assert!(matches!(keys(&store)[..], [(KeyState::Locked, [_])]), "{store:?}");
        assert!(store.protection.iter().any(|words| words.starts_with("not verified")));

        let mut altered = bytes.clone();
        let end = altered.len() - 30;
        // within the certificate, which is the last thing before the digest
        altered[end] ^= 1;
        let error = Keystore::open(&altered, Some(PASSWORD), &[]).unwrap_err();
        assert!(
            matches!(&error, StoreError::Broken { what } if what.contains("altered")),
            "{error}"
        );
        let error = Keystore::open(&altered, Some("changeme"), &[]).unwrap_err();
        assert_eq!(error, StoreError::WrongPassword);
    }
}

#[test]
fn java_sees_what_we_say_that_it_sees_of_openssls_stores() {
    let (Some(tool), Some(openssl)) = (peer("keytool"), peer("openssl")) else { return };
    let folder = tempfile::tempdir().unwrap();
    for (number, options) in ["", "-nokeys", "-keypbe NONE", "-legacy"].into_iter().enumerate() {
        let command = format!("pkcs12 -export {options} -passout pass:{PASSWORD}");
        let made = openssl.run(&command, IDENTITY.pem().as_bytes()).unwrap();
        let name = format!("store{number}");
        write(folder.path(), &name, &made);
        let list = format!(
            "-list -keystore {} -storepass {PASSWORD}",
            folder.path().join(&name).display()
        );
        let expected = listed(&String::from_utf8(tool.run(&list, b"").unwrap()).unwrap());
        let store = Keystore::open(&made, Some(PASSWORD), &[]).unwrap();
        let found = listed_by_java(&store).into_iter();
        let found: BTreeMap<_, _> = found.map(|(name, kind)| (name, kind.to_owned())).collect();
        assert_eq!(found, expected, "{options}");
    }
}
