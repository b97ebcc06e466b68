//! Key stores: entries as their makers list them, and nothing that a file says makes us panic.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "keystores/bundles.rs"]
mod bundles;
#[path = "keystores/corpora.rs"]
mod corpora;
#[path = "keystores/hostile.rs"]
mod hostile;
#[path = "keystores/java.rs"]
mod java;
#[path = "keystores/openssl.rs"]
mod openssl;
mod support;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer};
use xmppcert::pki::{
    key::{KeyKind, PrivateKey},
    keystore::{EntryContent, KeyState, Keystore, StoreError, StoreFormat, sniff},
    pem,
};

const PASSWORD: &str = "changeit";

/// What the protection of a store with an empty password says.
const EMPTY: &str = "the password is empty";

/// Every certificate of a store, once.
fn certificates(store: &Keystore) -> BTreeSet<&[u8]> {
    let mut all = BTreeSet::new();
    for entry in &store.entries {
        match &entry.content {
            EntryContent::Key { chain, .. } => all.extend(chain.iter().map(Vec::as_slice)),
            EntryContent::Certificate { der, .. } => all.extend([der.as_slice()]),
            _ => {}
        }
    }
    all
}

/// The private keys of a store, opened or not, with their chains.
fn keys(store: &Keystore) -> Vec<(&KeyState, &[Vec<u8>])> {
    let keys = store.entries.iter().filter_map(|entry| match &entry.content {
        EntryContent::Key { key, chain } => Some((key, chain.as_slice())),
        _ => None,
    });
    keys.collect()
}

/// What `keytool -list` calls an entry, under the name that it gives it: in lower case, and a
/// number where there is none.
fn listed_by_java(store: &Keystore) -> BTreeMap<String, &'static str> {
    let mut nameless = 0;
    let seen = store.entries.iter().filter(|entry| entry.seen_by_java).map(|entry| {
        let alias = entry.alias.clone().unwrap_or_else(|| {
            nameless += 1;
            nameless.to_string()
        });
        let kind = match entry.content {
            EntryContent::Key { .. } => "PrivateKeyEntry",
            EntryContent::Certificate { .. } => "trustedCertEntry",
            EntryContent::Secret { .. } => "SecretKeyEntry",
            EntryContent::Crl(_) | EntryContent::Unreadable { .. } => "none",
        };
        (alias.to_lowercase(), kind)
    });
    seen.collect()
}

/// The contents of the PEM blocks of that label.
fn blocks(pem: &[u8], label: &str) -> BTreeSet<Vec<u8>> {
    let blocks = pem::blocks(pem).into_iter().map(Result::unwrap);
    blocks.filter(|block| block.label == label).map(|block| block.der.to_vec()).collect()
}

/// A key with its certificates, which are new in every run.
struct Identity {
    key: PrivateKey,
    /// The holder's, the intermediate's, the root's.
    chain: [Vec<u8>; 3],
}

impl Identity {
    fn pem(&self) -> String {
        // not in the order of a chain: whoever reads it has to find that
        let [leaf, intermediate, root] = &self.chain;
        let certificates = [leaf, root, intermediate];
        let pem = certificates.map(|der| pem::encode("CERTIFICATE", der).to_string()).concat();
        format!("{}{pem}", &*self.key.to_pkcs8_pem())
    }
}

static IDENTITY: LazyLock<Identity> = LazyLock::new(|| {
    let key = || PrivateKey::generate(KeyKind::EcP256).unwrap();
    let parameters = |name: &str, is_ca| {
        let mut parameters = CertificateParams::new(vec![]).unwrap();
        parameters.distinguished_name.push(rcgen::DnType::CommonName, name);
        parameters.is_ca = is_ca;
        parameters
    };
    let ca = || IsCa::Ca(BasicConstraints::Unconstrained);
    let (root_key, intermediate_key, key) = (key(), key(), key());
    let root_parameters = parameters("Root", ca());
    let root = root_parameters.self_signed(&root_key).unwrap();
    let root_issuer = Issuer::from_params(&root_parameters, &root_key);
    let middle_parameters = parameters("Intermediate", ca());
    let middle = middle_parameters.signed_by(&intermediate_key, &root_issuer).unwrap();
    let middle_issuer = Issuer::from_params(&middle_parameters, &intermediate_key);
    let leaf = parameters("example.org", IsCa::NoCa).signed_by(&key, &middle_issuer).unwrap();
    Identity { chain: [leaf, middle, root].map(|made| made.der().to_vec()), key }
});
