//! What our own reader makes of them, and what is not written at all.

use proptest::prelude::*;
use xmppcert::pki::keystore::{
    Entry, EntryContent, KeyState, Keystore, NewAnchor, NewEntry, StoreError, Strength, WriteError,
    write_jks, write_pkcs12,
};

use super::identity::{Identity, anchors, authorities, identities};
use super::{PASSWORD, STRENGTHS, created};

fn assert_holds(entry: &Entry, alias: &str, identity: &Identity, chain: &[&[u8]]) {
    assert_eq!(entry.alias.as_deref(), Some(alias));
    assert_eq!(entry.created, Some(created().unix()), "{alias}");
    assert!(entry.seen_by_java, "{alias}");
    let EntryContent::Key { key: KeyState::Open(key), chain: found } = &entry.content else {
        panic!("{alias}: {entry:?}");
    };
    assert_eq!(key.pkcs8_der(), identity.key.pkcs8_der(), "{alias}");
    assert_eq!(found, chain, "{alias}");
}

fn assert_trusts(entry: &Entry, alias: &str, der: &[u8]) {
    assert_eq!(entry.alias.as_deref(), Some(alias));
    assert!(entry.seen_by_java, "{alias}");
    let EntryContent::Certificate { der: found, trusted: true } = &entry.content else {
        panic!("{alias}: {entry:?}");
    };
    assert_eq!(found, der, "{alias}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn what_is_written_is_read(
        which in 0..5usize, alias in "\\PC{1,12}", password in "\\PC{0,12}", legacy: bool,
    ) {
        let identity = &identities()[which];
        let chain = identity.chain();
        let entry = identity.entry(&alias, &chain);

        let strength = if legacy { Strength::Legacy } else { Strength::Modern };
        let made = write_pkcs12(&[entry], &[], &password, strength, created()).unwrap();
        let store = Keystore::open(&made, Some(&password), &[]).unwrap();
        prop_assert_eq!(store.entries.len(), 1);
        assert_holds(&store.entries[0], &alias, identity, &chain);

        let made = write_jks(&[entry], &[], &password, created()).unwrap();
        let store = Keystore::open(&made, Some(&password), &[]).unwrap();
        prop_assert_eq!(store.entries.len(), 1);
        assert_holds(&store.entries[0], &alias.to_lowercase(), identity, &chain);
    }
}

/// Every identity and every anchor in one store.
fn everything<T>(write: impl Fn(&[NewEntry<'_>], &[NewAnchor<'_>]) -> T) -> T {
    let chains: Vec<_> = identities().iter().map(Identity::chain).collect();
    let pairs = identities().iter().zip(&chains);
    let entries: Vec<_> =
        pairs.map(|(identity, chain)| identity.entry(identity.name, chain)).collect();
    write(&entries, &anchors())
}

#[test]
fn many_keys_and_anchors_share_a_store() {
    let pkcs12 = |strength| {
        everything(|keys, anchors| write_pkcs12(keys, anchors, PASSWORD, strength, created()))
    };
    let jks = everything(|keys, anchors| write_jks(keys, anchors, PASSWORD, created()));
    for made in [pkcs12(Strength::Modern), pkcs12(Strength::Legacy), jks] {
        let store = Keystore::open(&made.unwrap(), Some(PASSWORD), &[]).unwrap();
        assert_eq!(store.entries.len(), 7, "{store:?}");
        for (entry, identity) in store.entries.iter().zip(identities()) {
            let EntryContent::Key { key: KeyState::Open(key), chain } = &entry.content else {
                panic!("{entry:?}");
            };
            assert_eq!(key.spki_der(), identity.key.spki_der());
            // whoever reads PKCS#12 goes on to the anchor that fits
            assert_eq!(chain[..2], identity.chain(), "{}", identity.name);
        }
        for (entry, anchor) in store.entries[5..].iter().zip(anchors()) {
            let alias = entry.alias.as_deref().unwrap();
            assert_eq!(alias.to_lowercase(), anchor.alias.to_lowercase());
            assert_trusts(entry, alias, anchor.der);
        }
    }
}

#[test]
fn protection_is_as_strong_as_it_was_asked_for() {
    let identity = &identities()[1];
    let chain = identity.chain();
    let entries = [identity.entry("a", &chain)];
    let expected: [&[&str]; 2] = [
        &["MAC SHA-256, 10000 rounds", "PBES2, PBKDF2-SHA256 10000 rounds, AES-256-CBC"],
        &["MAC SHA-1, 2048 rounds", "PKCS#12 with SHA-1, 2048 rounds, Triple DES"],
    ];
    for (strength, words) in STRENGTHS.into_iter().zip(expected) {
        let made = write_pkcs12(&entries, &[], PASSWORD, strength, created()).unwrap();
        assert_eq!(Keystore::open(&made, Some(PASSWORD), &[]).unwrap().protection, words);
        let wrong = Keystore::open(&made, Some("changeme"), &[]).unwrap_err();
        assert_eq!(wrong, StoreError::WrongPassword);
    }
    let made = write_jks(&entries, &[], PASSWORD, created()).unwrap();
    let wrong = Keystore::open(&made, Some("changeme"), &[]).unwrap_err();
    assert_eq!(wrong, StoreError::WrongPassword);
}

#[test]
fn no_two_stores_are_the_same_and_none_shows_its_key() {
    let identity = &identities()[4];
    let chain = identity.chain();
    let entries = [identity.entry("a", &chain)];
    let secret = &identity.key.pkcs8_der()[16..];
    let write: [&dyn Fn() -> _; 3] = [
        &|| write_pkcs12(&entries, &[], "", Strength::Modern, created()),
        &|| write_pkcs12(&entries, &[], "", Strength::Legacy, created()),
        &|| write_jks(&entries, &[], "", created()),
    ];
    for write in write {
        let (one, other) = (write().unwrap(), write().unwrap());
        assert_ne!(one, other);
        assert!(!one.windows(secret.len()).any(|window| window == secret));
    }
}

/// The structures of another library, which takes DER only, down to the order of sets.
#[test]
fn pkcs12_is_der() {
    use pkcs8::der::{Decode, Encode, asn1::OctetString};
    use pkcs12::{AuthenticatedSafe, pfx::Pfx, safe_bag::SafeContents};

    let chains = [identities()[0].chain(), identities()[1].chain()];
    // the attributes are of another order when the name is long
    let names = ["a", "conference.example.org"];
    let entries = [0, 1].map(|which| identities()[which].entry(names[which], &chains[which]));
    let store = write_pkcs12(&entries, &anchors(), PASSWORD, Strength::Modern, created()).unwrap();
    let pfx = Pfx::from_der(&store).unwrap();
    assert_eq!(pfx.to_der().unwrap(), *store);
    let contents: OctetString = pfx.auth_safe.content.decode_as().unwrap();
    let safes = AuthenticatedSafe::from_der(contents.as_bytes()).unwrap();
    assert_eq!(safes.len(), 2);
    let keys: OctetString = safes[1].content.decode_as().unwrap();
    let bags = SafeContents::from_der(keys.as_bytes()).unwrap();
    assert_eq!(bags.len(), 2);
    for bag in bags {
        let attributes = bag.bag_attributes.unwrap();
        assert_eq!(attributes.len(), 2);
        // the other library puts them in order, and so have they to be
        let der = attributes.to_der().unwrap();
        assert!(keys.as_bytes().windows(der.len()).any(|window| window == der));
    }
}

fn refusal(entries: &[NewEntry<'_>], anchors: &[NewAnchor<'_>]) -> String {
    let pkcs12 = write_pkcs12(entries, anchors, PASSWORD, Strength::Modern, created());
    let jks = write_jks(entries, anchors, PASSWORD, created());
    assert_eq!(pkcs12, jks);
    jks.unwrap_err().to_string()
}

#[test]
fn what_nobody_could_use_is_refused() {
    let [rsa, ec, ..] = identities() else { panic!() };
    let (rsa_chain, ec_chain) = (rsa.chain(), ec.chain());
    let root = authorities().root.as_slice();

    assert_eq!(
        refusal(&[], &[]),
        "there is neither a key nor a certificate to put into the key store"
    );
    assert_eq!(refusal(&[ec.entry("a", &[])], &[]), "the key of a has no certificate");
    assert_eq!(
        refusal(&[ec.entry("a", &rsa_chain)], &[]),
        "the key of a is not that of its first certificate"
    );
    assert_eq!(
        refusal(&[], &[NewAnchor { alias: "", der: root }]),
        "an entry of the key store needs an alias"
    );
    let twice = [ec.entry("\u{c4}b", &ec_chain), rsa.entry("\u{e4}B", &rsa_chain)];
    let says = "the alias \u{e4}B is there twice; upper and lower case are the same to Java";
    assert_eq!(refusal(&twice, &[]), says);
    let also = [NewAnchor { alias: "\u{c4}B", der: root }];
    assert!(refusal(&twice[..1], &also).contains("twice"));

    let longer = [root, &[0]].concat();
    for broken in [&b"no certificate"[..], &root[..root.len() - 1], &longer, &[]] {
        let anchor = NewAnchor { alias: "a", der: broken };
        assert_eq!(refusal(&[], &[anchor]), "a certificate of a cannot be read");
        let chain = [ec_chain[0], broken];
        assert_eq!(refusal(&[ec.entry("a", &chain)], &[]), "a certificate of a cannot be read");
    }

    let long = "a".repeat(65_536);
    let anchor = [NewAnchor { alias: &long, der: root }];
    let (what, actual, most) = ("an alias", 65_536, 65_535);
    let refused = write_jks(&[], &anchor, PASSWORD, created());
    assert_eq!(refused, Err(WriteError::TooLong { what, actual, most }));
}
