//! Heaps of every kind.

use std::sync::Arc;

use rcgen::KeyPair;
use time::Duration;
use xmppcert::pki::pem::encode;

use super::mint::{Minted, NOW, ca, key, leaf, root};
use super::support::{Place, exists};
use super::{chain, codes, ders, openssl_agrees, pem, pems, reasons};

/// A root, two CAs below each other, and a leaf.
fn line() -> [Minted; 4] {
    let root = root(ca("Root"));
    let policy = root.issue(ca("Policy CA"));
    let issuing = policy.issue(ca("Issuing CA"));
    let leaf = issuing.issue(leaf("example.org"));
    [root, policy, issuing, leaf]
}

fn put_key(place: &Place, name: &str, key: &Arc<KeyPair>) {
    place.put(name, encode("PRIVATE KEY", key.serialized_der()).as_bytes());
}

#[test]
fn order_does_not_depend_on_that_of_the_heap() {
    let [root, policy, issuing, leaf] = line();
    let others = [&policy, &issuing, &root];
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let place = Place::default();
        place.put("anchors.pem", pem(&root));
        place.put("leaf.pem", pem(&leaf));
        place.put("heap.pem", pems(order.map(|at| others[at])));
        let (found, report, status) =
            chain(&place, NOW, &["leaf.pem", "heap.pem", "--anchors", "anchors.pem"]);
        assert_eq!(found, ders([&leaf, &issuing, &policy]), "{order:?}");
        assert_eq!((status, codes(&report)), (0, vec![]));
        assert_eq!(reasons(&report, "Root"), ["root"]);
        openssl_agrees(&place, NOW);
    }
}

#[test]
fn the_root_is_the_last_where_it_is_wanted() {
    let [root, policy, issuing, leaf] = line();
    let place = Place::default();
    place.put("anchors.pem", pem(&root));
    place.put("all.pem", pems([&root, &policy, &leaf, &issuing]));
    let (found, ..) = chain(&place, NOW, &["all.pem", "--anchors", "anchors.pem", "--with-root"]);
    assert_eq!(found, ders([&leaf, &issuing, &policy, &root]));
}

#[test]
fn the_real_issuer_is_found_among_hundreds_of_its_name() {
    let [root, policy, issuing, leaf] = line();
    let stranger = super::mint::root(ca("Root"));
    let shared = key();
    let mut heap: Vec<Minted> = Vec::new();
    for number in 0..300 {
        // a key of its own for some, so that key identifiers tell them apart, and one for the others
        let name = ["Issuing CA", "Policy CA", "Decoy CA"][number % 3];
        heap.push(stranger.issue_for(ca(name), shared.clone()));
        if number % 10 == 0 {
            heap.push(stranger.issue(ca(name)));
        }
    }
    let place = Place::default();
    place.put("anchors.pem", pem(&root));
    place.put("leaf.pem", pem(&leaf));
    for (turn, at) in [0, 150, 330].into_iter().enumerate() {
        let (before, after) = heap.split_at(at.min(heap.len()));
        let real = if turn == 1 { [&policy, &issuing] } else { [&issuing, &policy] };
        place.put("heap.pem", pems(before.iter().chain(real).chain(after)));
        let (found, report, status) =
            chain(&place, NOW, &["leaf.pem", "heap.pem", "--anchors", "anchors.pem"]);
        assert_eq!((found, status), (ders([&leaf, &issuing, &policy]), 0), "{report:#}");
        assert!(reasons(&report, "Issuing CA").iter().all(|reason| reason == "namesake"));
        assert!(reasons(&report, "Decoy CA").iter().all(|reason| reason == "unrelated"));
        openssl_agrees(&place, NOW);
    }
}

#[test]
fn an_expired_cross_sign_is_avoided() {
    let (old, new) = (root(ca("Old Root")), root(ca("New Root")));
    let mut short = ca("New Root");
    short.not_after = short.not_before + Duration::days(1);
    let expired = old.issue_for(short, new.key.clone());
    let issuing = new.issue(ca("Issuing CA"));
    let leaf = issuing.issue(leaf("example.org"));
    let place = Place::default();
    place.put("anchors.pem", pems([&old, &new]));
    place.put("leaf.pem", pems([&leaf, &expired, &issuing, &leaf]));
    let (found, report, status) = chain(&place, NOW, &["leaf.pem", "--anchors", "anchors.pem"]);
    assert_eq!((found, status), (ders([&leaf, &issuing]), 0));
    assert_eq!(reasons(&report, "New Root"), ["expired-cross-sign"]);
    assert_eq!(reasons(&report, "example.org"), ["duplicate"]);
    assert!(report["facts"]["alternatives"].as_array().unwrap().is_empty());
}

#[test]
fn a_root_of_the_heap_is_no_anchor() {
    let [root, policy, issuing, leaf] = line();
    let place = Place::default();
    place.put("anchors.pem", pem(&super::mint::root(ca("Another"))));
    place.put("all.pem", pems([&policy, &leaf, &root, &issuing]));
    let (found, report, status) = chain(&place, NOW, &["all.pem", "--anchors", "anchors.pem"]);
    assert_eq!((found, status), (ders([&leaf, &issuing, &policy]), 1));
    assert_eq!(codes(&report), ["untrusted-root"]);
    assert_eq!(report["facts"]["complete"], false);
    assert_eq!(reasons(&report, "Root"), ["untrusted-root"]);
}

#[test]
fn what_is_there_is_printed_where_an_issuer_is_missing() {
    let [root, policy, issuing, leaf] = line();
    let place = Place::default();
    place.put("anchors.pem", pem(&root));
    place.put("leaf.pem", pems([&leaf, &issuing]));
    let (found, report, status) = chain(&place, NOW, &["leaf.pem", "--anchors", "anchors.pem"]);
    assert_eq!((found, status), (ders([&leaf, &issuing]), 1));
    assert_eq!(codes(&report), ["chain-incomplete"]);
    let explanation = report["findings"][0]["explanation"].as_str().unwrap();
    let meant = issuing.link.extensions.authority_key.as_ref().unwrap().key.clone().unwrap();
    let meant: Vec<String> = meant.iter().map(|octet| format!("{octet:02x}")).collect();
    assert!(explanation.contains(&meant.join(":")), "{explanation}");
    // a CA that merely has the name does not fill the gap
    let impostor = super::mint::root(ca("Policy CA"));
    for (impostor, trusted) in [(&impostor, &root), (&root, &impostor)] {
        place.put("anchors.pem", pem(trusted));
        place.put("heap.pem", pem(impostor));
        let (found, report, status) =
            chain(&place, NOW, &["leaf.pem", "heap.pem", "--anchors", "anchors.pem"]);
        assert_eq!((found, status), (ders([&leaf, &issuing]), 1), "{report:#}");
        assert_eq!(codes(&report), ["chain-incomplete"], "{report:#}");
    }
    drop(policy);
}

#[test]
fn of_several_leaves_the_key_decides_then_the_domain_then_the_order() {
    let [root, policy, issuing, first] = line();
    let second = issuing.issue(leaf("example.net"));
    let third = issuing.issue(leaf("example.com"));
    let place = Place::default();
    place.put("anchors.pem", pem(&root));
    place.put("all.pem", pems([&policy, &first, &second, &issuing, &third]));
    put_key(&place, "third.key", &third.key);
    put_key(&place, "stranger.key", &key());
    let run = |more: &[&str]| {
        let (found, report, status) =
            chain(&place, NOW, &[&["all.pem", "--anchors", "anchors.pem"], more].concat());
        assert_eq!(found[1..], ders([&issuing, &policy]));
        let choice = report["facts"]["choice"].as_str().unwrap().to_owned();
        (found[0].clone(), choice, codes(&report).join(" "), status)
    };
    let of = |minted: &Minted| minted.link.der().to_vec();
    let (found, choice, ..) = run(&[]);
    assert_eq!(found, of(&first));
    assert!(choice.contains("the first"), "{choice}");
    assert_eq!(run(&["--domain", "example.net"]).0, of(&second));
    let (found, _, found_codes, status) = run(&["--key", "third.key", "--domain", "example.net"]);
    assert_eq!((found, found_codes.as_str(), status), (of(&third), "identity-mismatch", 1));
    let (found, _, found_codes, status) = run(&["--key", "stranger.key"]);
    assert_eq!((found, found_codes.as_str(), status), (of(&first), "key-mismatch", 1));
}

#[test]
fn an_old_file_stays_unless_it_may_be_replaced() {
    let [root, _, issuing, leaf] = line();
    let place = Place::default();
    place.put("anchors.pem", pem(&root));
    place.put("leaf.pem", pems([&leaf, &issuing]));
    place.put("out.pem", "precious");
    let words = ["chain", "leaf.pem", "--anchors", "anchors.pem", "--out", "out.pem"];
    assert_eq!(place.xmppcert(&words).status, Some(3));
    assert_eq!(place.read("out.pem"), b"precious");
    let ran = place.xmppcert(&["chain", "absent.pem", "--out", "new.pem"]);
    assert_eq!(ran.status, Some(3));
    assert!(!exists(&place.path("new.pem")));
}
