//! Heaps that are made to keep a judge busy, and heaps that are merely large.

use std::sync::Arc;
use std::time::{Duration, Instant};

use xmppcert::check::path::{Judge, Judgement, Question, Rule};
use xmppcert::pki::link::Link;

use super::super::mint::{Minted, NOW, ca, extension, key, leaf, root};

/// Two seconds where the code is optimized.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 2 });

fn judge(anchors: &[&Minted], heap: Vec<Arc<Link>>, leaf: &Minted) -> Judgement {
    let judge = Judge::new(anchors.iter().map(|anchor| anchor.link.clone()), heap, []);
    let start = Instant::now();
    let judgement = judge.judge(&leaf.link, &[], &Question::server(NOW));
    assert!(start.elapsed() < LONGEST, "{:?}", start.elapsed());
    judgement
}

fn has(judgement: &Judgement, rule: Rule) -> bool {
    let all = std::iter::once(&judgement.best).chain(&judgement.others);
    all.flat_map(|verdict| &verdict.breaches).any(|breach| breach.rule == rule)
}

/// Layers of CAs, each signed by every one of the layer above: `width ^ depth` paths.
fn layers(top: &[Minted], width: usize, depth: usize) -> (Vec<Arc<Link>>, Vec<Minted>) {
    let mut heap = Vec::new();
    let mut above: Vec<Minted> = Vec::new();
    for layer in 0..depth {
        let mut next = Vec::new();
        for number in 0..width {
            let key = key();
            let issuers = if layer == 0 { top } else { &above };
            for issuer in issuers {
                next.push(issuer.issue_for(ca(&format!("ca {layer}.{number}")), key.clone()));
            }
        }
        heap.extend(next.iter().map(|ca| ca.link.clone()));
        // one of each key signs the next layer
        above = next.into_iter().step_by(issuers_of(layer, top.len(), width)).collect();
    }
    (heap, above)
}

fn issuers_of(layer: usize, top: usize, width: usize) -> usize {
    if layer == 0 { top } else { width }
}

#[test]
fn exponentially_many_paths_without_an_anchor_end() {
    let (heap, bottom) = layers(&[root(ca("stranger"))], 3, 8);
    let leaf = bottom[0].issue(leaf("example.org"));
    let anchor = root(ca("anchor"));
    let judgement = judge(&[&anchor], heap, &leaf);
    assert!(!judgement.is_sound() && has(&judgement, Rule::IssuerMissing), "{judgement:#?}");
}

#[test]
fn exponentially_many_paths_to_an_anchor_that_none_may_reach_end() {
    let mut short = ca("anchor");
    short.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Constrained(0));
    let anchor = root(short);
    let (heap, bottom) = layers(std::slice::from_ref(&anchor), 3, 8);
    let leaf = bottom[0].issue(leaf("example.org"));
    let judgement = judge(&[&anchor], heap, &leaf);
    assert!(
        !judgement.is_sound() && has(&judgement, Rule::PathLength),
        "{:?}",
        judgement.budget_spent
    );
}

#[test]
fn a_path_is_found_among_exponentially_many() {
    let anchor = root(ca("anchor"));
    let (mut heap, bottom) = layers(&[root(ca("stranger"))], 3, 6);
    // the second CA of the third layer is also the anchor's
    let cross = anchor.issue_for(ca("ca 5.1"), bottom[1].key.clone());
    heap.push(cross.link.clone());
    let leaf = bottom[1].issue(leaf("example.org"));
    let judgement = judge(&[&anchor], heap, &leaf);
    assert!(judgement.is_sound(), "{judgement:#?}");
    assert_eq!(judgement.best.certificates.len(), 3);
}

#[test]
fn ten_thousand_of_one_name_end() {
    let anchor = root(ca("anchor"));
    let mut heap = Vec::new();
    for _ in 0..10_000 {
        let mut twin = ca("twin");
        twin.serial_number = Some(heap.len().to_be_bytes().to_vec().into());
        heap.push(anchor.issue_for(twin, anchor.key.clone()).link);
    }
    let stranger = root(ca("twin"));
    let mut without_key_id = leaf("example.org");
    without_key_id.use_authority_key_identifier_extension = false;
    let lost = stranger.issue(without_key_id);
    let judgement = judge(&[&anchor], heap.clone(), &lost);
    assert!(!judgement.is_sound() && judgement.budget_spent.signatures <= 200);
    assert!(has(&judgement, Rule::BadSignature) || has(&judgement, Rule::GaveUp));
    // with a key identifier the one that is meant is found at once
    let meant = anchor.issue(ca("twin"));
    let leaf = meant.issue(leaf("example.org"));
    heap.push(meant.link.clone());
    let judgement = judge(&[&anchor], heap, &leaf);
    assert!(judgement.is_sound() && judgement.budget_spent.signatures <= 4, "{judgement:#?}");
}

#[test]
fn circles_end() {
    let (a, b) = (root(ca("a")), root(ca("b")));
    let a_by_b = b.issue_for(ca("a"), a.key.clone());
    let b_by_a = a.issue_for(ca("b"), b.key.clone());
    let leaf = a.issue(leaf("example.org"));
    let anchor = root(ca("anchor"));
    let heap = vec![a_by_b.link.clone(), b_by_a.link.clone()];
    let judgement = judge(&[&anchor], heap.clone(), &leaf);
    assert!(!judgement.is_sound());
    assert!(has(&judgement, Rule::IssuerMissing), "{judgement:#?}");
    // and b trusted, the circle is left in time
    assert!(judge(&[&b], heap, &leaf).is_sound());
}

/// Tag, shortest length, content (X.690 §10.1).
fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = match u16::try_from(content.len()).unwrap().to_be_bytes() {
        [0, short @ 0..=0x7f] => vec![short],
        [0, one] => vec![0x81, one],
        two => [&[0x82], &two[..]].concat(),
    };
    [&[tag], &length[..], content].concat()
}

/// nameConstraints of many DNS names, permitted and excluded.
fn many_constraints(count: usize) -> Vec<u8> {
    let list = |prefix: &str| -> Vec<u8> {
        let subtree = |number| tlv(0x30, &tlv(0x82, format!("{prefix}{number}.test").as_bytes()));
        (0..count).flat_map(subtree).collect()
    };
    tlv(0x30, &[tlv(0xa0, &list("t")), tlv(0xa1, &list("x"))].concat())
}

#[test]
fn huge_name_constraints_end_with_a_finding() {
    let mut constrained = ca("constrained");
    constrained.custom_extensions.push(extension(&[2, 5, 29, 30], true, many_constraints(1_000)));
    let anchor = root(constrained);
    let mut many = leaf("t0.test");
    let name = |number| rcgen::SanType::DnsName(format!("t{number}.test").try_into().unwrap());
    many.subject_alt_names = (0..1_000).map(name).collect();
    let many = anchor.issue(many);
    let judgement = judge(&[&anchor], Vec::new(), &many);
    assert!(!judgement.is_sound() && has(&judgement, Rule::TooManyNames));
    // a few names under as many constraints are no trouble
    assert!(judge(&[&anchor], Vec::new(), &anchor.issue(leaf("t7.test"))).is_sound());
}

/// RFC 9618: every CA maps every policy to every other.
#[test]
fn huge_policy_trees_end() {
    let oid = |number: u8| vec![0x06, 3, 0x2a, 3, number];
    let policies: Vec<u8> = (0..64).flat_map(|number| tlv(0x30, &oid(number))).collect();
    let pairs = (0..64).flat_map(|from| (0..8).map(move |to| (from, to)));
    let mappings: Vec<u8> =
        pairs.flat_map(|(from, to)| tlv(0x30, &[oid(from), oid(to)].concat())).collect();
    let anchor = root(ca("anchor"));
    let mut chain = vec![anchor];
    for layer in 0..9 {
        let mut middle = ca(&format!("ca {layer}"));
        middle.custom_extensions = vec![
            extension(&[2, 5, 29, 32], false, tlv(0x30, &policies)),
            extension(&[2, 5, 29, 33], false, tlv(0x30, &mappings)),
            extension(&[2, 5, 29, 36], true, vec![0x30, 3, 0x80, 1, 0]),
        ];
        let next = chain[layer].issue(middle);
        chain.push(next);
    }
    let mut bottom = leaf("example.org");
    bottom.custom_extensions.push(extension(&[2, 5, 29, 32], false, tlv(0x30, &policies)));
    let bottom = chain[9].issue(bottom);
    let heap = chain.iter().skip(1).map(|ca| ca.link.clone()).collect();
    let judgement = judge(&[&chain[0]], heap, &bottom);
    assert!(judgement.is_sound(), "{judgement:#?}");
}
