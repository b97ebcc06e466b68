//! Stores that OpenSSL makes here and now.

use super::*;
use crate::support::{Peer, peer};

/// The options of `openssl pkcs12 -export`; what the protection must say; whether Java sees the key.
const MADE: [(&str, &[&str], bool); 10] = [
    ("", &["MAC SHA-256, 2048 rounds", "PBES2, PBKDF2-SHA256 2048 rounds, AES-256-CBC"], true),
    ("-macalg sha512 -iter 1", &["MAC SHA-512, 1 round"], true),
    ("-macalg sha224", &["MAC SHA-224, 2048 rounds"], true),
    ("-certpbe aes-128-cbc -keypbe aes-192-cbc", &["AES-128-CBC", "AES-192-CBC"], true),
    ("-certpbe des-ede3-cbc", &["PBES2, PBKDF2-SHA256 2048 rounds, Triple DES"], true),
    ("-legacy", &["MAC SHA-1, 2048 rounds", "40-bit RC2", "Triple DES"], true),
    ("-legacy -certpbe PBE-SHA1-RC2-128 -keypbe PBE-SHA1-2DES", &["128-bit RC2", "two-key"], true),
    ("-keypbe NONE", &["a key that is not encrypted"], false),
    ("-keypbe NONE -certpbe NONE", &["MAC SHA-256", "a key that is not encrypted"], false),
    ("-certpbe NONE -nomac", &["no MAC"], true),
];

fn export(openssl: Peer, options: &str, password: &str) -> Vec<u8> {
    let command = format!("pkcs12 -export -name xmpp {options} -passout pass:{password}");
    openssl.run(&command, IDENTITY.pem().as_bytes()).unwrap()
}

#[test]
fn what_openssl_exports_is_read_and_its_chain_ordered() {
    let Some(openssl) = peer("openssl") else { return };
    for (options, words, java) in MADE {
        for password in [PASSWORD, "", "\u{3c3}\u{3cd}\u{3bd}\u{1f511}"] {
            let made = export(openssl, options, password);
            assert_eq!(sniff(&made), Some(StoreFormat::Pkcs12));
            let store = Keystore::open(&made, Some(password), &[])
                .unwrap_or_else(|error| panic!("{options} {password}: {error}"));
            let protection = store.protection.join("; ");
            for word in words {
                assert!(protection.contains(word), "{options}: {word} is not in {protection}");
            }
            let [entry] = store.entries.as_slice() else { panic!("{options}: {store:?}") };
            assert_eq!(entry.alias.as_deref(), Some("xmpp"), "{options}");
            assert_eq!(entry.seen_by_java, java, "{options}");
            let EntryContent::Key { key: KeyState::Open(key), chain } = &entry.content else {
                panic!("{options}: {entry:?}");
            };
            assert_eq!(key.pkcs8_der(), IDENTITY.key.pkcs8_der(), "{options}");
            assert_eq!(chain.as_slice(), IDENTITY.chain.as_slice(), "{options}");
        }
    }
}

#[test]
fn a_password_is_needed_wrong_or_right() {
    let Some(openssl) = peer("openssl") else { return };
    for (options, _, _) in MADE {
        let made = export(openssl, options, PASSWORD);
        let wrong = Keystore::open(&made, Some("changeme"), &["nor this"]).unwrap_err();
        assert_eq!(wrong, StoreError::WrongPassword, "{options}");
        let none = Keystore::open(&made, None, &[]);
        if options == "-certpbe NONE -nomac" {
            let store = none.unwrap();
            assert!(matches!(keys(&store)[..], [(KeyState::Locked, [_, _, _])]), "{store:?}");
        } else {
            assert_eq!(none.unwrap_err(), StoreError::PasswordNeeded, "{options}");
        }
        let empty = export(openssl, options, "");
        for given in [None, Some(""), Some("changeme")] {
            let store = Keystore::open(&empty, given, &[]).unwrap();
            assert!(matches!(keys(&store)[..], [(KeyState::Open(_), [_, _, _])]), "{options}");
            assert!(store.protection.contains(&EMPTY.to_owned()), "{options}: {store:?}");
        }
        let store = Keystore::open(&made, Some(PASSWORD), &[]).unwrap();
        assert!(!store.protection.contains(&EMPTY.to_owned()), "{options}: {store:?}");
    }
}

#[test]
fn a_certificate_without_a_key_is_there_and_not_for_java() {
    let Some(openssl) = peer("openssl") else { return };
    for options in ["-nokeys", "-nokeys -legacy", "-nokeys -certpbe NONE -nomac"] {
        let command = format!("pkcs12 -export {options} -passout pass:{PASSWORD}");
        let made = openssl.run(&command, IDENTITY.pem().as_bytes()).unwrap();
        let store = Keystore::open(&made, Some(PASSWORD), &[]).unwrap();
        assert_eq!(store.entries.len(), 3, "{options}");
        assert_eq!(certificates(&store), IDENTITY.chain.iter().map(Vec::as_slice).collect());
        for entry in &store.entries {
            assert!(matches!(entry.content, EntryContent::Certificate { trusted: false, .. }));
            assert!(!entry.seen_by_java, "{options}");
        }
    }
}

#[test]
fn a_store_that_was_altered_is_told_from_a_wrong_password() {
    let Some(openssl) = peer("openssl") else { return };
    for options in ["-macalg sha256", "-legacy"] {
        let made = export(openssl, options, PASSWORD);
        let mut altered = made.clone();
        // deep within the first encrypted part, the certificates
        altered[300] ^= 1;
        let error = Keystore::open(&altered, Some(PASSWORD), &[]).unwrap_err();
        assert!(
            matches!(&error, StoreError::Broken { what } if what.contains("altered")),
            "{error}"
        );
        let error = Keystore::open(&altered, Some("changeme"), &[]).unwrap_err();
        assert_eq!(error, StoreError::WrongPassword);
        for length in (40..made.len()).step_by(37) {
            for password in [None, Some(PASSWORD), Some("changeme")] {
                let error = Keystore::open(&made[..length], password, &[]).unwrap_err();
                assert!(matches!(error, StoreError::Broken { .. }), "{length}: {error}");
            }
        }
    }
}

#[test]
fn a_key_with_a_password_of_its_own_opens_with_that_one() {
    let Some(openssl) = peer("openssl") else { return };
    let [certificates, _] = safes(&export(openssl, "", PASSWORD));
    let [_, key] = safes(&export(openssl, "", "another"));
    let both = hostile::pfx(&[&certificates, &key], &[]);
    let store = Keystore::open(&both, Some(PASSWORD), &[]).unwrap();
    assert!(matches!(keys(&store)[..], [(KeyState::Locked, [_, _, _])]), "{store:?}");
    let store = Keystore::open(&both, Some(PASSWORD), &["nor this", "another"]).unwrap();
    assert!(matches!(keys(&store)[..], [(KeyState::Open(_), [_, _, _])]), "{store:?}");
    // the other way round there is a key, and a part that stays closed
    let store = Keystore::open(&both, Some("another"), &[]).unwrap();
    assert!(matches!(keys(&store)[..], [(KeyState::Open(_), [])]), "{store:?}");
    let EntryContent::Unreadable { why } = &store.entries[1].content else { panic!("{store:?}") };
    assert_eq!(why, "a part that another password encrypts");
}

/// The two parts of a store: certificates, and a key.
fn safes(store: &[u8]) -> [Vec<u8>; 2] {
    use x509_parser::asn1_rs::{Any, FromBer};

    let within = |bytes: &[u8], skip: usize| {
        let mut rest = Any::from_ber(bytes).unwrap().1.data.to_vec();
        for _ in 0..skip {
            rest = Any::from_ber(&rest).unwrap().0.to_vec();
        }
        rest
    };
    // version and contents; type and value; [0], an octet string, a sequence
    let contents = within(&within(&within(&within(&within(store, 1), 1), 0), 0), 0);
    let (key, _) = Any::from_ber(&contents).unwrap();
    [contents[..contents.len() - key.len()].to_vec(), key.to_vec()]
}
