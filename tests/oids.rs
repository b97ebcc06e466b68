//! The table of object identifiers against its source.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use serde_json::Value;
use xmppcert::pki::oid;

#[test]
fn the_table_is_that_of_the_vectors() {
    let vectors: Value = serde_json::from_str(include_str!("vectors/oids.json")).unwrap();
    let vectors = vectors["oids"].as_array().unwrap();
    for vector in vectors {
        let known = oid::known(vector["oid"].as_str().unwrap());
        let known = known.unwrap_or_else(|| panic!("{vector} is not in the table"));
        assert_eq!((known.name, known.label), (text(vector, "name"), text(vector, "label")));
    }
    assert_eq!(vectors.len(), oid::all().len());
}

#[test]
fn the_table_is_sorted_and_has_nothing_twice() {
    let mut pairs = oid::all().windows(2);
    assert!(pairs.all(|pair| pair[0].dotted < pair[1].dotted));
}

#[test]
fn every_oid_is_found_by_its_octets() {
    for known in oid::all() {
        let octets = content(known.dotted);
        assert_eq!(oid::known_der(&octets), Some(known), "{}", known.dotted);
        assert_eq!(oid::dotted(&octets).as_deref(), Some(known.dotted));
    }
}

fn text<'a>(vector: &'a Value, member: &str) -> &'a str {
    vector[member].as_str().unwrap()
}

/// X.690 §8.19, written once more.
fn content(dotted: &str) -> Vec<u8> {
    let arcs: Vec<u32> = dotted.split('.').map(|arc| arc.parse().unwrap()).collect();
    let mut octets = vec![u8::try_from(arcs[0] * 40 + arcs[1]).unwrap()];
    for arc in &arcs[2..] {
        let groups: Vec<u8> = (0..5).rev().map(|n| (arc >> (7 * n) & 0x7f) as u8).collect();
        let first = groups.iter().position(|group| *group != 0).unwrap_or(4);
        octets.extend(groups[first..4].iter().map(|group| group | 0x80));
        octets.push(groups[4]);
    }
    octets
}
