//! What keytool makes of them.

use std::collections::BTreeMap;

use xmppcert::pki::keystore::{
    EntryContent, KeyState, Keystore, Strength, write_jks, write_pkcs12,
};

use super::identity::{anchors, identities};
use super::{PASSWORD, created};
use crate::support::{Place, peer, words};

/// The blocks of `keytool -list -rfc`: what stands before the first certificate of an entry, and its
/// certificates in their order.
fn listed(text: &str) -> BTreeMap<String, (String, Vec<Vec<u8>>)> {
    let entries = text.split("Alias name: ").skip(1).map(|entry| {
        let (alias, rest) = entry.split_once('\n').unwrap();
        let certificates = pem::parse_many(rest).unwrap();
        let (head, _) = rest.split_once("-----BEGIN").unwrap();
        let certificates = certificates.into_iter().map(pem::Pem::into_contents).collect();
        (alias.to_owned(), (head.to_owned(), certificates))
    });
    entries.collect()
}

#[test]
fn keytool_lists_keys_and_anchors_and_takes_them_over() {
    if peer("keytool").is_none() {
        return;
    }
    let place = Place::default();
    place.put("password", PASSWORD);
    let identity = &identities()[0];
    let chain = identity.chain();
    let (entries, root) = ([identity.entry("Example.org", &chain)], &anchors()[..1]);
    let pkcs12 = |strength| write_pkcs12(&entries, root, PASSWORD, strength, created());
    let jks = write_jks(&entries, root, PASSWORD, created());
    let stores = [
        ("modern", "PKCS12", pkcs12(Strength::Modern)),
        ("legacy", "PKCS12", pkcs12(Strength::Legacy)),
        ("jks", "JKS", jks),
    ];
    for (name, kind, store) in stores {
        place.put(name, &*store.unwrap());
        let keytool = |command: String| {
            let fixed = "-J-XX:TieredStopAtLevel=1 -J-Duser.language=en -J-Duser.timezone=UTC";
            place.run("keytool", &words(&format!("{fixed} {command}"))).sound().text()
        };
        let list = keytool(format!(
            "-list -rfc -keystore {name} -storetype {kind} -storepass:file password"
        ));
        let listed = listed(&list);
        assert_eq!(listed.keys().collect::<Vec<_>>(), ["example.org", "root"], "{list}");
        let (head, certificates) = &listed["example.org"];
        assert!(head.contains("Entry type: PrivateKeyEntry"), "{name}: {head}");
        assert!(head.contains("Creation date: Nov 22, 2026"), "{name}: {head}");
        // Java completes the chains of PKCS#12 by the anchor
        assert_eq!(certificates[..2], chain, "{name}");
        let (head, certificates) = &listed["root"];
        assert!(head.contains("Entry type: trustedCertEntry"), "{name}: {head}");
        assert_eq!(certificates[..], [root[0].der], "{name}");

        let taken = format!("{name}-taken");
        keytool(format!(
            "-importkeystore -srckeystore {name} -srcstoretype {kind} -srcstorepass:file password \
             -destkeystore {taken} -deststoretype PKCS12 -deststorepass:file password"
        ));
        let store = Keystore::open(&place.read(&taken), Some(PASSWORD), &[]).unwrap();
        let EntryContent::Key { key: KeyState::Open(key), .. } = &store.entries[0].content else {
            panic!("{name}: {store:?}");
        };
        assert_eq!(key.pkcs8_der(), identity.key.pkcs8_der(), "{name}");
        assert_eq!(store.entries.len(), 2, "{name}: {store:?}");
    }
}
