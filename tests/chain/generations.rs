//! A CA that changes roots as Let's Encrypt does in 2026: new roots that no store has yet, signed by those
//! that stores have, one of which is signed by an older one.

use super::mint::{Minted, NOW, ca, leaf, root};
use super::support::Place;
use super::{chain, ders, openssl_agrees, pem, pems, reasons};

struct Generations {
    x1: Minted,
    x2: Minted,
    x2_by_x1: Minted,
    ye: Minted,
    ye_by_x2: Minted,
    ye1: Minted,
    leaf: Minted,
}

fn generations() -> Generations {
    let (x1, x2, ye) = (root(ca("Root X1")), root(ca("Root X2")), root(ca("Root YE")));
    let x2_by_x1 = x1.issue_for(ca("Root X2"), x2.key.clone());
    let ye_by_x2 = x2.issue_for(ca("Root YE"), ye.key.clone());
    let ye1 = ye.issue(ca("YE1"));
    let leaf = ye1.issue(leaf("example.org"));
    Generations { x1, x2, x2_by_x1, ye, ye_by_x2, ye1, leaf }
}

/// What is sent where these are trusted.
fn sent(all: &Generations, trusted: &[&Minted]) -> (Vec<Vec<u8>>, serde_json::Value) {
    let place = Place::default();
    place.put("anchors.pem", pems(trusted.iter().copied()));
    place.put("leaf.pem", pem(&all.leaf));
    let heap = [&all.ye, &all.x2_by_x1, &all.x1, &all.ye1, &all.ye_by_x2, &all.x2];
    place.put("heap.pem", pems(heap));
    let (found, report, status) =
        chain(&place, NOW, &["leaf.pem", "heap.pem", "--anchors", "anchors.pem"]);
    assert_eq!(status, 0, "{report:#}");
    openssl_agrees(&place, NOW);
    (found, report)
}

#[test]
fn the_newest_root_is_not_taken_for_an_anchor_before_stores_have_it() {
    let all = generations();
    let (found, report) = sent(&all, &[&all.x1, &all.x2]);
    assert_eq!(found, ders([&all.leaf, &all.ye1, &all.ye_by_x2]));
    // its self-signed form has the same name and key, and is none of the anchors
    assert_eq!(reasons(&report, "Root YE"), ["untrusted-root"]);
    let longer = &report["facts"]["alternatives"][0];
    let names = ["CN=example.org", "CN=YE1", "CN=Root YE", "CN=Root X2", "CN=Root X1"];
    assert_eq!(longer, &serde_json::json!(names));
}

#[test]
fn the_way_goes_on_to_the_oldest_root_where_that_alone_is_trusted() {
    let all = generations();
    let (found, _) = sent(&all, &[&all.x1]);
    assert_eq!(found, ders([&all.leaf, &all.ye1, &all.ye_by_x2, &all.x2_by_x1]));
}

#[test]
fn the_shortest_way_is_taken_once_stores_have_the_newest_root() {
    let all = generations();
    let (found, report) = sent(&all, &[&all.x1, &all.x2, &all.ye]);
    assert_eq!(found, ders([&all.leaf, &all.ye1]));
    assert_eq!(reasons(&report, "Root YE"), ["root", "longer-way"]);
}
