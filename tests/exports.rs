//! What is written for each server: the octets of every file, before they are files.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking"
)]

#[path = "support/mint.rs"]
mod mint;

use std::collections::BTreeMap;

use xmppcert::export::{FORMATS, Format, Order, Plan, PlanError};
use xmppcert::name::Domain;
use xmppcert::pki::bundle::{Bundle, BundleError, Chain};
use xmppcert::pki::key::{Found, PrivateKey};
use xmppcert::pki::keystore::{EntryContent, KeyState, Keystore, Strength};
use xmppcert::pki::moment::Moment;
use xmppcert::pki::{pem, pkcs7};
use xmppcert::servers::{Layout, Server, all};

/// A leaf below two issuers and a root, with its key.
struct Set {
    leaf: Vec<u8>,
    low: Vec<u8>,
    high: Vec<u8>,
    root: Vec<u8>,
    key: PrivateKey,
}

impl Set {
    fn new() -> Set {
        let root = mint::root(mint::ca("Root"));
        let high = root.issue(mint::ca("High"));
        let low = high.issue(mint::ca("Low"));
        let leaf = low.issue(mint::leaf("example.org"));
        let key = private(&leaf);
        let [leaf, low, high, root] = [leaf, low, high, root].map(|m| m.link.der().to_vec());
        Set { leaf, low, high, root, key }
    }

    fn bundle(&self, with_root: bool) -> Bundle {
        let mut chain = vec![self.leaf.clone(), self.low.clone(), self.high.clone()];
        chain.extend(with_root.then(|| self.root.clone()));
        Bundle::new(self.key.clone(), Chain::new(chain).unwrap()).unwrap()
    }

    /// The blocks of a PEM file by name, in their order.
    fn blocks(&self, text: &[u8]) -> Vec<&'static str> {
        let name = |block: pem::Block| match block.der.as_slice() {
            der if der == self.leaf => "leaf",
            der if der == self.low => "low",
            der if der == self.high => "high",
            der if der == self.root => "root",
            _ if block.label == "PRIVATE KEY" => "key",
            _ => panic!("a block {} that is of nobody", block.label),
        };
        pem::blocks(text).into_iter().map(|block| name(block.unwrap())).collect()
    }
}

fn private(minted: &mint::Minted) -> PrivateKey {
    match PrivateKey::find(&minted.key.serialize_der()).unwrap() {
        Found::Plain(key) => key,
        _ => panic!("rcgen writes keys in plain"),
    }
}

fn domain(text: &str) -> Domain {
    Domain::try_from(text).unwrap()
}

fn order<'a>(layout: &'static Layout, domain: &'a Domain, bundle: &'a Bundle) -> Order<'a> {
    let created = Moment::from_unix(mint::NOW).unwrap();
    let (with_root, password, strength) = (false, Some("password"), Strength::Modern);
    let may_lack_root = false;
    Order { layout, domain, bundle, with_root, may_lack_root, password, strength, created }
}

fn files(order: &Order<'_>) -> BTreeMap<String, Vec<u8>> {
    let plan = Plan::make(order).unwrap();
    let artifacts = plan.into_artifacts().into_iter();
    artifacts.map(|a| (a.name.to_str().unwrap().to_owned(), a.bytes().to_vec())).collect()
}

fn layout(name: &str) -> &'static Layout {
    Server::find(name).map_or_else(|| &Format::find(name).unwrap().layout, |server| server.layout)
}

/// Every PEM file of every server: which blocks, in which order.
#[test]
fn each_server_gets_its_blocks_in_its_order() {
    const PAIR: &[(&str, &str)] =
        &[("example.org.crt", "leaf low high"), ("example.org.key", "key")];
    const COMBINED: &[(&str, &str)] = &[("example.org.pem", "leaf low high key")];
    let expected: &[(&str, &[(&str, &str)])] = &[
        ("prosody", PAIR),
        ("ejabberd", COMBINED),
        ("mongooseim", PAIR),
        ("tigase", &[("example.org.pem", "leaf key low high root")]),
        ("snikket", &[("fullchain.pem", "leaf low high"), ("privkey.pem", "key")]),
        ("metronome", PAIR),
        ("jabberd2", COMBINED),
        ("jabberd14", COMBINED),
        ("xmpp-proxy", &[("fullchain.cer", "leaf low high"), ("le.key", "key")]),
        (
            "cisco-imp",
            &[
                ("example.org-issuer-1.pem", "low"),
                ("example.org-issuer-2.pem", "high"),
                ("example.org-issuer-3.pem", "root"),
                ("example.org.pem", "leaf"),
            ],
        ),
        ("coturn", PAIR),
        ("nginx", PAIR),
        ("haproxy", COMBINED),
        ("pem", PAIR),
        ("pem-combined", COMBINED),
    ];
    let (set, domain) = (Set::new(), domain("example.org"));
    let bundle = set.bundle(true);
    for (name, files_of) in expected {
        let found = files(&order(layout(name), &domain, &bundle));
        let found: Vec<_> =
            found.iter().map(|(file, text)| (file.as_str(), set.blocks(text).join(" "))).collect();
        let wanted: Vec<_> =
            files_of.iter().map(|(file, text)| (*file, (*text).to_owned())).collect();
        assert_eq!(found, wanted, "{name}");
    }
    let stores = ["openfire", "mlink", "spectrum2", "pkcs12", "jks", "p7b", "der"];
    let told = expected.iter().map(|(name, _)| *name).chain(stores);
    let known = all().map(|server| server.name).chain(FORMATS.iter().map(|format| format.name));
    let sorted = |names: &mut dyn Iterator<Item = &'static str>| {
        let mut names: Vec<_> = names.collect();
        names.sort_unstable();
        names
    };
    assert_eq!(sorted(&mut told.into_iter()), sorted(&mut known.into_iter()), "one is not told of");
}

#[test]
fn a_root_goes_where_it_is_asked_for_and_once() {
    let (set, domain) = (Set::new(), domain("example.org"));
    let bundle = set.bundle(true);
    let blocks = |name: &str, file: &str| {
        let order = Order { with_root: true, ..order(layout(name), &domain, &bundle) };
        set.blocks(&files(&order)[file])
    };
    assert_eq!(blocks("pem", "example.org.crt"), ["leaf", "low", "high", "root"]);
    assert_eq!(blocks("pem-combined", "example.org.pem"), ["leaf", "low", "high", "root", "key"]);
    assert_eq!(blocks("tigase", "example.org.pem"), ["leaf", "key", "low", "high", "root"]);
    for (with_root, count) in [(false, 3), (true, 4)] {
        let order = Order { with_root, ..order(layout("p7b"), &domain, &bundle) };
        let bag = pkcs7::certificates_and_crls(&files(&order)["example.org.p7b"]).unwrap();
        assert_eq!(bag.certificates.len(), count);
    }
}

#[test]
fn tigase_gets_nothing_without_the_root_unless_the_leaf_is_it() {
    let (set, domain) = (Set::new(), domain("example.org"));
    let short = set.bundle(false);
    let refused = Plan::make(&order(layout("tigase"), &domain, &short));
    assert_eq!(refused.map(|_| ()), Err(PlanError::NoRoot));
    let own = mint::root(mint::leaf("example.org"));
    let chain = Chain::new(vec![own.link.der().to_vec()]).unwrap();
    let bundle = Bundle::new(private(&own), chain).unwrap();
    let text = &files(&order(layout("tigase"), &domain, &bundle))["example.org.pem"];
    let labels: Vec<_> = pem::blocks(text).into_iter().map(|b| b.unwrap().label).collect();
    assert_eq!(labels, ["CERTIFICATE", "PRIVATE KEY"]);
}

#[test]
fn stores_open_with_their_password_and_hold_key_and_chain() {
    let (set, domain) = (Set::new(), domain("bücher.example"));
    let bundle = set.bundle(true);
    let expected = [
        ("openfire", "keystore", "changeit"),
        ("openfire", "keystore", "secret"),
        ("mlink", "xn--bcher-kva.example.p12", "secret"),
        ("spectrum2", "xn--bcher-kva.example.p12", "secret"),
        ("pkcs12", "xn--bcher-kva.example.p12", "secret"),
        ("jks", "xn--bcher-kva.example.jks", "secret"),
    ];
    for (name, file, password) in expected {
        // what the server tries of itself is not given
        let given = Some(password).filter(|password| *password != "changeit");
        let order = Order { password: given, ..order(layout(name), &domain, &bundle) };
        let files = files(&order);
        assert_eq!(files.len(), 1, "{name}");
        let store = Keystore::open(&files[file], Some(password), &[]).unwrap();
        assert_eq!(store.entries.len(), 1, "{name}");
        assert_eq!(store.entries[0].alias.as_deref(), Some("xn--bcher-kva.example"), "{name}");
        let EntryContent::Key { key: KeyState::Open(key), chain, .. } = &store.entries[0].content
        else {
            panic!("{name} has no key in its store")
        };
        assert_eq!(key.pkcs8_der(), set.key.pkcs8_der(), "{name}");
        assert_eq!(*chain, [&*set.leaf, &set.low, &set.high], "{name}");
    }
    let without = Order { password: None, ..order(layout("mlink"), &domain, &bundle) };
    assert_eq!(Plan::make(&without).map(|_| ()), Err(PlanError::NoPassword));
}

#[test]
fn what_holds_no_key_needs_none_and_is_no_secret() {
    let (set, domain) = (Set::new(), domain("example.org"));
    let chain = vec![set.leaf.clone(), set.low.clone(), set.high.clone(), set.root.clone()];
    let bundle = Bundle::without_key(Chain::new(chain).unwrap());
    let known = all().map(|server| (server.name, server.layout));
    for (name, layout) in known.chain(FORMATS.iter().map(|format| (format.name, &format.layout))) {
        let made = Plan::make(&order(layout, &domain, &bundle));
        match layout.wants_key() {
            true => assert_eq!(made.map(|_| ()), Err(PlanError::NoKey), "{name}"),
            false => {
                let mut files = made.unwrap().files.into_iter();
                assert!(files.all(|planned| !planned.artifact.is_secret()), "{name}");
            }
        }
    }
    assert_eq!(files(&order(layout("der"), &domain, &bundle))["example.org.der"], set.leaf);
}

/// A secret is mode 0600 from its first byte, whatever group may read it in the end.
#[test]
fn every_file_with_a_key_is_a_secret_and_keys_are_pkcs8() {
    let (set, domain) = (Set::new(), domain("example.org"));
    let bundle = set.bundle(true);
    let mut keys = 0;
    for server in all() {
        for planned in Plan::make(&order(server.layout, &domain, &bundle)).unwrap().files {
            let text = planned.artifact.bytes();
            let has_key = text.windows(11).any(|words| words == b"PRIVATE KEY");
            if has_key {
                let der = set.key.pkcs8_der();
                let blocks = pem::blocks(text).into_iter().map(Result::unwrap);
                assert!(blocks.into_iter().any(|block| *block.der == *der), "{}", server.name);
                keys += 1;
            }
            let is_store = planned.file.store().is_some();
            assert_eq!(planned.artifact.is_secret(), has_key || is_store, "{}", server.name);
            assert_eq!(planned.artifact.is_secret(), planned.file.is_secret(), "{}", server.name);
        }
    }
    assert_eq!(keys, 12);
}

#[test]
fn a_key_of_another_certificate_makes_no_bundle() {
    let (set, other) = (Set::new(), Set::new());
    let chain = Chain::new(vec![set.leaf.clone(), set.low.clone()]).unwrap();
    let error = Bundle::new(other.key, chain.clone()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the private key (P-256) is not that of the certificate of example.org"
    );
    assert!(Bundle::new(set.key, chain).is_ok());
    assert_eq!(Chain::new(Vec::new()), Err(BundleError::Empty));
    assert_eq!(
        Chain::new(vec![set.leaf, b"no certificate".to_vec()]),
        Err(BundleError::Unreadable(2))
    );
}

#[test]
fn the_root_is_the_last_that_issued_itself_and_never_the_leaf() {
    let set = Set::new();
    let with = Chain::new(vec![set.leaf.clone(), set.root.clone()]).unwrap();
    assert_eq!((with.issuers().count(), with.root()), (0, Some(&*set.root)));
    let without = Chain::new(vec![set.leaf, set.low]).unwrap();
    assert_eq!(
        (without.issuers().count(), without.root(), without.reaches_root()),
        (1, None, false)
    );
    let alone = Chain::new(vec![set.root]).unwrap();
    assert_eq!((alone.root(), alone.reaches_root()), (None, true));
}

/// Names of files come of domains alone, and no domain leads out of a directory.
#[test]
fn no_name_of_a_file_is_a_way_out() {
    for trick in
        ["../etc", "a/b", "..", ".", "", "a\0b", "/etc", "a\\b", "*.example.org", "{n}", "a b"]
    {
        assert!(Domain::try_from(trick).is_err(), "{trick}");
    }
    let (set, domain) = (Set::new(), domain("Bücher.Example."));
    let bundle = set.bundle(true);
    for server in all() {
        for (name, _) in files(&order(server.layout, &domain, &bundle)) {
            assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c)), "{name}");
            assert!(!name.starts_with('.') && !name.contains("{"), "{name}");
        }
    }
}

#[test]
fn formats_have_names_of_their_own() {
    for (index, format) in FORMATS.iter().enumerate() {
        assert!(FORMATS[..index].iter().all(|other| other.name != format.name));
        assert!(Server::find(format.name).is_none(), "{}", format.name);
        assert!(Format::find(format.name).is_some() && !format.title.is_empty());
    }
}
