//! What OpenSSL makes of them.

use xmppcert::pki::keystore::{Strength, write_pkcs12};
use xmppcert::pki::pem;

use super::identity::{anchors, authorities, identities};
use super::{PASSWORD, STRENGTHS, created};
use crate::support::{Place, peer};

/// The password stands in a file, as it always should.
fn pkcs12(place: &Place, store: &[u8], password: &str, options: &[&str]) -> String {
    place.put("store", store);
    place.put("password", format!("{password}\n"));
    let fixed = ["pkcs12", "-in", "store", "-passin", "file:password"];
    let ran = place.run("openssl", &[&fixed, options].concat()).sound();
    format!("{}{}", ran.err, ran.text())
}

fn blocks(text: &str, label: &str) -> Vec<Vec<u8>> {
    let blocks = pem::blocks(text.as_bytes()).into_iter().map(Result::unwrap);
    blocks.filter(|block| block.label == label).map(|block| block.der.to_vec()).collect()
}

#[test]
fn openssl_finds_key_chain_and_name() {
    if peer("openssl").is_none() {
        return;
    }
    let place = Place::default();
    let passwords = [PASSWORD, "", "\u{3c3}\u{3cd}\u{3bd}\u{1f511}"];
    for (identity, password) in identities().iter().zip(passwords.into_iter().cycle()) {
        for strength in STRENGTHS {
            let chain = identity.chain();
            let entry = identity.entry("Example.org", &chain);
            let made = write_pkcs12(&[entry], &[], password, strength, created()).unwrap();
            // without -legacy, which is what Triple DES is for
            let said = pkcs12(&place, &made, password, &["-nodes"]);
            assert_eq!(blocks(&said, "PRIVATE KEY"), [identity.key.pkcs8_der()], "{said}");
            assert_eq!(blocks(&said, "CERTIFICATE"), chain, "{said}");
            assert_eq!(said.matches("friendlyName: Example.org").count(), 2, "{said}");
            assert_eq!(said.matches("localKeyID: ").count(), 2, "{said}");
        }
    }
}

#[test]
fn openssl_says_what_the_protection_is() {
    if peer("openssl").is_none() {
        return;
    }
    let place = Place::default();
    let identity = &identities()[0];
    let chain = identity.chain();
    let says = |strength| {
        let entry = identity.entry("a", &chain);
        let made = write_pkcs12(&[entry], &[], PASSWORD, strength, created()).unwrap();
        pkcs12(&place, &made, PASSWORD, &["-info", "-noout"])
    };
    let modern = says(Strength::Modern);
    assert!(modern.contains("MAC: sha256, Iteration 10000"), "{modern}");
    let scheme = "PBES2, PBKDF2, AES-256-CBC, Iteration 10000, PRF hmacWithSHA256";
    assert_eq!(modern.matches(scheme).count(), 2, "{modern}");
    let legacy = says(Strength::Legacy);
    assert!(legacy.contains("MAC: sha1, Iteration 2048"), "{legacy}");
    let scheme = "pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 2048";
    assert_eq!(legacy.matches(scheme).count(), 2, "{legacy}");
}

#[test]
fn openssl_finds_the_anchors_of_trust_stores_and_of_others() {
    if peer("openssl").is_none() {
        return;
    }
    let place = Place::default();
    let identity = &identities()[1];
    let [leaf, intermediate] = identity.chain();
    let chain = [leaf, intermediate];
    for strength in STRENGTHS {
        let made = write_pkcs12(&[], &anchors(), PASSWORD, strength, created()).unwrap();
        let said = pkcs12(&place, &made, PASSWORD, &["-nodes"]);
        let root = authorities().root.as_slice();
        assert_eq!(blocks(&said, "CERTIFICATE"), [root, intermediate], "{said}");
        assert!(said.contains("friendlyName: Root"), "{said}");

        let entry = identity.entry("a", &chain);
        let made = write_pkcs12(&[entry], &anchors()[..1], PASSWORD, strength, created()).unwrap();
        let said = pkcs12(&place, &made, PASSWORD, &["-nodes"]);
        assert_eq!(blocks(&said, "CERTIFICATE"), [leaf, intermediate, root], "{said}");
    }
}
