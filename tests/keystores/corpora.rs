//! The key stores of other projects, read in place, as keytool and OpenSSL list them.

use std::path::PathBuf;

use serde_json::Value;

use super::*;
use crate::support::peer;

/// Passwords that the manifest does not know, from the tests of GnuTLS and OpenSSL; with the
/// certificates, keys and revocation lists that `openssl pkcs12` finds.
const KNOWN: [(&str, &str, usize, usize, usize); 26] = [
    ("gnutls/aes-128.p12", "Red Hat Enterprise Linux 7.4", 0, 1, 0),
    ("gnutls/cert-with-crl.p12", "password", 1, 1, 1),
    ("gnutls/client.p12", "foobar", 1, 1, 0),
    ("gnutls/key-corpus-rc2-2.p12", "Red Hat Enterprise Linux 7.4", 1, 1, 0),
    ("gnutls/key-corpus-rc2-3.p12", "Red Hat Enterprise Linux 7.4", 1, 1, 0),
    ("gnutls/key-utf8-1.p12", "ένα-δύο", 2, 1, 0),
    ("gnutls/no-salt.p12", "Red Hat Enterprise Linux 7.4", 1, 1, 0),
    ("gnutls/openssl.p12", "CaudFocwijRupogDoicsApfiHadManUgNa", 2, 1, 0),
    ("gnutls/pbes1-no-salt.p12", "Red Hat Enterprise Linux 7.4", 1, 1, 0),
    ("gnutls/pbmac1_256_256.good.p12", "1234", 1, 1, 0),
    ("gnutls/pkcs12_2certs.p12", "", 2, 1, 0),
    ("gnutls/sha256.p12", "1234", 0, 1, 0),
    ("gnutls/test-null.p12", "", 1, 1, 0),
    ("gnutls/unclient.p12", "", 1, 1, 0),
    ("openssl/shibboleth.pfx", "σύνθημα γνώρισμα", 1, 1, 0),
    ("openssl/test-BER.p12", "12345", 3, 1, 0),
    ("openssl/v3-certs-RC2.p12", "v3-certs", 2, 0, 0),
    ("bc-java/self-testcase-A.p12", "", 1, 1, 0),
    ("bc-java/self-testcase-E.p12", "", 1, 1, 0),
    ("bc-java/self-testcase-H.p12", "", 1, 1, 0),
    ("bc-java/self-testcase-J.p12", "", 1, 1, 0),
    ("bc-java/self-testcase-L.p12", "", 1, 1, 0),
    // found by a fuzzer: the digest of its MAC is of no known kind, its key is nonsense
    ("gnutls/mem-leak.p12", "1234", 0, 1, 0),
    // nobody here reads what GOST encrypts: the key is there, and closed
    ("gnutls/gost01.p12", "Пароль%", 0, 1, 0),
    ("gnutls/gost12.p12", "Пароль для PFX", 0, 1, 0),
    ("gnutls/gost12-2.p12", "Пароль для PFX", 0, 1, 0),
];

/// Stores that their projects keep as damaged, or that an authority refuses, with what we say.
const REFUSED: [(&str, &str, &str); 6] = [
    ("openssl/bad2.p12", "", "damaged: its structure"),
    ("openssl/bad3.p12", "", "damaged: its structure"),
    ("gnutls/pbmac1_256_256.bad-iter.p12", "1234", "was altered"),
    ("gnutls/pbmac1_256_256.bad-salt.p12", "1234", "was altered"),
    ("gnutls/pbmac1_256_256.extended-mac.p12", "1234", "was altered"),
    ("gnutls/pbmac1_256_256.short-len.p12", "1234", "not of 20 to 1024 bytes"),
];

/// The folder, where it is given; else the reason is told.
#[expect(clippy::disallowed_methods, reason = "the tests have no session to ask")]
#[expect(clippy::print_stderr, reason = "tests have nobody else to tell")]
fn folder() -> Option<PathBuf> {
    let Some(corpora) = std::env::var_os("XMPPCERT_CORPORA") else {
        let required = std::env::var_os("XMPPCERT_REQUIRE_PEERS").is_some_and(|value| value == "1");
        assert!(!required, "XMPPCERT_CORPORA is not set");
        eprintln!("skipped: XMPPCERT_CORPORA is not set");
        return None;
    };
    Some(PathBuf::from(corpora).join("keystores"))
}

#[expect(clippy::disallowed_methods, reason = "the corpora are read in place")]
fn read(folder: &std::path::Path, file: &str) -> Vec<u8> {
    std::fs::read(folder.join(file)).unwrap()
}

fn manifest(folder: &std::path::Path) -> Vec<Value> {
    match serde_json::from_slice(&read(folder, "manifest.json")).unwrap() {
        Value::Array(items) => items,
        other => panic!("{other}"),
    }
}

fn open(folder: &std::path::Path, file: &str, password: &str) -> Keystore {
    let entry_passwords = ["private_password", "secret_password"];
    let opened = Keystore::open(&read(folder, file), Some(password), &entry_passwords);
    opened.unwrap_or_else(|error| panic!("{file}: {error}"))
}

#[test]
fn stores_of_a_known_password_show_what_keytool_lists() {
    let Some(folder) = folder() else { return };
    let mut compared = 0;
    for item in manifest(&folder) {
        let (Some(password), Some(0)) = (item["password"].as_str(), item["keytool_rc"].as_u64())
        else {
            continue;
        };
        let file = item["file"].as_str().unwrap();
        let listed = listed_by_java(&open(&folder, file, password));
        let number = usize::try_from(item["keytool_entries"].as_u64().unwrap()).unwrap();
        assert_eq!(listed.len(), number, "{file}: {listed:?}");
        // the manifest has the first thirty
        let texts = |field: &str| {
            let values = item[field].as_array().unwrap().clone();
            values.into_iter().map(|value| value.as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        for (alias, kind) in texts("aliases").iter().zip(texts("entry_types")) {
            assert_eq!(listed.get(alias), Some(&&*kind), "{file}: {alias} in {listed:?}");
        }
        compared += 1;
    }
    assert_eq!(compared, 41);
}

#[test]
fn stores_of_a_known_password_hold_what_openssl_finds() {
    let Some(folder) = folder() else { return };
    let Some(openssl) = peer("openssl") else { return };
    let known = KNOWN.iter().map(|(file, password, ..)| ((*file).into(), (*password).into()));
    let from_manifest = manifest(&folder).into_iter().filter_map(|item| {
        let text = |field: &str| item[field].as_str().map(str::to_owned);
        (item["type"] == "p12").then_some((text("file")?, text("password")?))
    });
    let mut compared = 0;
    for (file, password) in from_manifest.chain(known) {
        let path = folder.join(&file);
        let command = format!("pkcs12 -legacy -nodes -passin stdin -in {}", path.display());
        let Ok(found) = openssl.run(&command, format!("{password}\n").as_bytes()) else { continue };
        let store = open(&folder, &file, &password);
        let expected = blocks(&found, "CERTIFICATE");
        let ours: BTreeSet<Vec<u8>> =
            certificates(&store).into_iter().map(<[u8]>::to_vec).collect();
        assert_eq!(ours, expected, "{file}");
        let expected = blocks(&found, "PRIVATE KEY");
        let keys = keys(&store);
        assert_eq!(keys.len(), expected.len(), "{file}");
        for (key, _) in keys {
            match key {
                KeyState::Open(key) => assert!(expected.contains(key.pkcs8_der()), "{file}"),
                KeyState::Unsupported(_) => {}
                KeyState::Locked => panic!("{file}: {key:?}"),
            }
        }
        compared += 1;
    }
    // OpenSSL before 3.4 knows no PBMAC1, and none knows GOST without an engine
    assert!(compared >= 50, "{compared}");
}

#[test]
fn stores_whose_projects_tell_the_password_open_with_it() {
    let Some(folder) = folder() else { return };
    for (file, password, certificate_count, key_count, crl_count) in KNOWN {
        let store = open(&folder, file, password);
        assert_eq!(certificates(&store).len(), certificate_count, "{file}: {store:?}");
        assert_eq!(keys(&store).len(), key_count, "{file}: {store:?}");
        let crls = store.entries.iter().filter(|e| matches!(e.content, EntryContent::Crl(_)));
        assert_eq!(crls.count(), crl_count, "{file}: {store:?}");
    }
}

#[test]
fn stores_of_bouncy_castle_are_named() {
    let Some(folder) = folder() else { return };
    for item in manifest(&folder) {
        let (file, kind) = (item["file"].as_str().unwrap(), item["type"].as_str().unwrap());
        let expected = match kind {
            "p12" => StoreFormat::Pkcs12,
            "jks" => StoreFormat::Jks,
            "jceks" => StoreFormat::Jceks,
            "bksv1" => StoreFormat::Bks { version: 1 },
            "uber" => StoreFormat::Uber { version: 1 },
            other => panic!("{file}: {other}"),
        };
        let bytes = read(&folder, file);
        assert_eq!(sniff(&bytes), Some(expected), "{file}");
        if matches!(expected, StoreFormat::Bks { .. } | StoreFormat::Uber { .. }) {
            let error = Keystore::open(&bytes, Some(""), &[]).unwrap_err();
            assert!(matches!(&error, StoreError::Unsupported { what } if what.contains("Bouncy")));
        }
    }
}

#[test]
fn a_wrong_password_is_told_from_a_damaged_store() {
    let Some(folder) = folder() else { return };
    for (file, password, words) in REFUSED {
        let error = Keystore::open(&read(&folder, file), Some(password), &[]).unwrap_err();
        assert!(error.to_string().contains(words), "{file}: {error}");
    }
    for item in manifest(&folder) {
        let file = item["file"].as_str().unwrap();
        let (Some(password), false) =
            (item["password"].as_str(), file.ends_with(".uber") || file.ends_with(".bksv1"))
        else {
            continue;
        };
        let bytes = read(&folder, file);
        let wrong = Keystore::open(&bytes, Some("not the one"), &[]);
        match password.is_empty() && file.ends_with("p12") {
            true => assert!(wrong.unwrap().protection.contains(&EMPTY.to_owned()), "{file}"),
            false => assert_eq!(wrong.unwrap_err(), StoreError::WrongPassword, "{file}"),
        }
        if !password.is_empty() && file.ends_with("p12") {
            let none = Keystore::open(&bytes, None, &[]).unwrap_err();
            assert_eq!(none, StoreError::PasswordNeeded, "{file}");
        }
        for quarter in 1..4 {
            let part = &bytes[..bytes.len() * quarter / 4];
            let error = Keystore::open(part, Some(password), &[]).unwrap_err();
            assert!(matches!(error, StoreError::Broken { .. }), "{file}: {error}");
        }
    }
}
