//! PEM for Openfire's admin console, the expected read off `CertificateUtils.order`, `IdentityStore` and
//! `CertificateManager.parsePrivateKey`.

use xmppcert::servers::loading::Fate;

use crate::pem_files::{Made, Pki, ca, chain, codes, fates, leaf, load, load_with, own};

fn of(content: &str, made: &[&Made]) -> Result<Vec<String>, String> {
    let loading = load("openfire", &[("pasted.pem", content.to_owned())], &["example.org"]);
    let served = chain(&loading, 0, made);
    if !served.is_empty() {
        return Ok(served);
    }
    let why = if codes(&loading)[0] == "chain-refused" { &loading.files[0].why } else { "" };
    Err(format!("{}{why}", codes(&loading)[0]))
}

#[test]
fn certificates_are_put_in_order_and_nothing_may_be_left() {
    let Pki { root, middle, leaf } = Pki::default();
    let (r, m, l, key) = (root.pem(), middle.pem(), leaf.pem(), leaf.key_pem());
    let made = [&root, &middle, &leaf];
    let parts = |parts: &[&str]| of(&[&parts.concat(), key.as_str()].concat(), &made);
    let names = |names: &[&str]| Ok(names.iter().map(|name| (*name).to_owned()).collect());
    assert_eq!(parts(&[&l]), names(&["leaf"]));
    assert_eq!(parts(&[&l, &m]), names(&["leaf", "middle"]));
    for order in [[&l, &m, &r], [&r, &m, &l], [&m, &r, &l]] {
        assert_eq!(parts(&order.map(String::as_str)), names(&["leaf", "middle", "root"]));
    }
    let refused = |why: &str| Err(format!("chain-refused{why}"));
    let strangers = "neither example.org nor Root has issued another certificate, so they are of different chains";
    // an issuer is missing between them; which of the two is named first hangs on their order
    assert_eq!(parts(&[&l, &r]), refused(strangers));
    let one_issuer = refused("two certificates have the issuer Intermediate");
    assert_eq!(parts(&[&l, &m, &l]), one_issuer);
    assert_eq!(parts(&[&l, &m, &m]), refused("two certificates have the issuer Root"));
    let other = own("other", ca("Other"));
    assert_eq!(
        parts(&[&l, &m, &r, &other.pem()]),
        refused("there is more than one root, Root and Other")
    );
    assert_eq!(parts(&[]), refused("there is no certificate in it"));
    // two leaves of one issuer, RSA and EC for instance
    let twin = middle.issue("twin", crate::pem_files::leaf("example.org"));
    assert_eq!(parts(&[&l, &twin.pem(), &m]), one_issuer);
    let cross = other.issue("middle", ca("Intermediate"));
    assert_eq!(
        parts(&[&l, &m, &cross.pem()]),
        refused("two certificates have the subject Intermediate")
    );
    // two that have issued each other, and a leaf of neither
    let (a, b) = (own("a", ca("A")), own("b", ca("B")));
    let (of_a, of_b) = (a.issue("x", ca("B")), b.issue("y", ca("A")));
    assert_eq!(
        parts(&[&l, &of_a.pem(), &of_b.pem()]),
        refused("1 of the 3 certificates are a chain")
    );
    assert_eq!(
        parts(&[&of_a.pem(), &of_b.pem()]),
        refused("each certificate has issued another one")
    );
}

#[test]
fn the_leaf_has_to_cover_the_domain_and_the_key_to_be_read() {
    let Pki { root, middle, leaf: own_leaf } = Pki::default();
    let other = middle.issue("other", leaf("example.net"));
    let whole = |leaf: &Made, key: &str| [&leaf.pem(), &middle.pem(), key].concat();
    let made = [&root, &middle, &own_leaf];
    assert_eq!(of(&whole(&other, &other.key_pem()), &made), Err("other-served".into()));
    assert_eq!(of(&whole(&own_leaf, ""), &made), Err("key-not-loaded".into()));
    assert_eq!(of(&whole(&own_leaf, &other.key_pem()), &made), Err("key-not-of-leaf".into()));
    let sec1 = own_leaf.key.to_sec1_pem().unwrap();
    assert!(of(&whole(&own_leaf, &sec1), &made).is_ok());
    let parameters =
        "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
    let with = whole(&own_leaf, &[parameters, sec1.as_str()].concat());
    assert_eq!(of(&with, &made), Err("key-not-loaded".into()));
}

#[test]
fn an_encrypted_key_needs_its_passphrase() {
    let Pki { leaf, .. } = Pki::default();
    let Some(sealed) = leaf.sealed_key() else { return };
    let file = [("pasted.pem", [leaf.pem(), sealed].concat())];
    for (passphrase, expected) in [(None, 0), (Some("wrong"), 0), (Some("secret"), 1)] {
        let loading = load_with("openfire", &file, &["example.org"], passphrase);
        assert_eq!(loading.served[0].chain.len(), expected, "{passphrase:?}");
        let fate = if expected == 0 { Fate::Refused } else { Fate::Served };
        assert_eq!(fates(&loading), [fate]);
    }
}

#[test]
fn a_directory_has_three_stores_and_pem_is_no_store() {
    let Pki { leaf, .. } = Pki::default();
    let file = |name| (name, leaf.pem());
    let loading = load(
        "openfire",
        &[file("certs/keystore"), file("certs/cert.pem"), file("certs/truststore")],
        &["example.org"],
    );
    assert_eq!(fates(&loading), [Fate::Refused, Fate::Ignored, Fate::Refused]);
    assert!(loading.files[1].why.ends_with("of this directory"), "{}", loading.files[1].why);
    assert_eq!(codes(&loading), ["store-not-loaded", "store-not-loaded", "nothing-served"]);
    assert!(loading.findings[1].explanation.contains("no peer's certificate is trusted"));
    assert!(
        loading.findings[2]
            .fix
            .starts_with("xmppcert export --server openfire --domain example.org")
    );
}
