//! The path engine on x509-limbo, 6,481 cases of the folder in `XMPPCERT_CORPORA`.
//!
//! Limbo tests the certificates of issuers as well as those who rely on them, so the whole suite is judged
//! strictly; what peers would let pass is then compared with it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/corpora.rs"]
mod corpora;
#[path = "support/limbo.rs"]
mod limbo;

use std::time::{Duration, Instant};

use xmppcert::check::{self, path::Judgement};
use xmppcert::name::Identity;
use xmppcert::pki::{certificate::Certificate, moment::Moment};
use xmppcert::report::{Finding, Severity};

/// Where the strict judge disagrees with limbo, and why.
const DISAGREEMENTS: &[(&str, &str)] = &[
    (
        "rfc5280::ca-as-leaf",
        "RFC 5280 leaves a CA as a leaf open; RFC 6120 §13.7.1.1 forbids it, and so does limbo's webpki::ca-as-leaf",
    ),
    (
        "webpki::cn::punycode-not-in-san",
        "a commonName that is no subjectAltName is named, but softly: RFC 9525 has nobody read it",
    ),
    (
        "webpki::san::public-suffix-private-namespace-wildcard-san",
        "needs the Public Suffix List, which RFC 9525 §7.1 leaves out",
    ),
];

/// No path of these may be taken for sound.
const NEVER_ACCEPT: [&str; 6] = ["crl", "cve", "pathlen", "pathological", "invalid", "online"];

/// Where a judge that holds certificates only to what peers enforce disagrees as well: rules for issuers.
const ISSUANCE: usize = 24;

fn namespace(id: &str) -> &str {
    id.split("::").next().unwrap()
}

#[test]
fn limbo_strictly() {
    let Some(file) = corpora::corpus("limbo/limbo.json") else { return };
    let cases = limbo::cases(&file);
    assert!(cases.len() > 6_000);
    let mut offences = Vec::new();
    let mut disagreed = Vec::new();
    for case in &cases {
        let start = Instant::now();
        let outcome = case.judge(true);
        if start.elapsed() > Duration::from_secs(2) {
            offences.push(format!("{} took {:?}", case.id, start.elapsed()));
        }
        let known = DISAGREEMENTS.iter().any(|(id, _)| *id == case.id);
        match (outcome.holds == case.must_hold, known) {
            (true, true) => offences.push(format!("{} agrees by now", case.id)),
            (false, false) => offences.push(format!("{}: {}", case.id, outcome.why)),
            (false, true) => disagreed.push(case.id.as_str()),
            (true, false) => {}
        }
    }
    assert!(offences.is_empty(), "\n{}", offences.join("\n"));
    assert_eq!(disagreed.len(), DISAGREEMENTS.len(), "a case is missing");
    assert!(disagreed.iter().all(|id| namespace(id) != "bettertls"));
}

/// As peers judge: what they let pass and limbo does not is a rule for issuers, and is still named.
#[test]
fn limbo_as_peers_do() {
    let Some(file) = corpora::corpus("limbo/limbo.json") else { return };
    let mut let_pass = Vec::new();
    for case in limbo::cases(&file) {
        let outcome = case.judge(false);
        if outcome.holds == case.must_hold || DISAGREEMENTS.iter().any(|(id, _)| *id == case.id) {
            continue;
        }
        assert!(outcome.holds, "{}: {}", case.id, outcome.why);
        assert!(!NEVER_ACCEPT.contains(&namespace(&case.id)), "{}", case.id);
        assert_ne!(namespace(&case.id), "bettertls", "{}", case.id);
        assert!(!outcome.why.is_empty(), "{} passes without a word", case.id);
        let_pass.push(case.id);
    }
    assert_eq!(let_pass.len(), ISSUANCE, "{let_pass:#?}");
}

/// What the rules make of a judgement: no path is refused without a finding that is an error.
#[test]
fn every_refusal_is_an_error() {
    let Some(file) = corpora::corpus("limbo/limbo.json") else { return };
    let mut untold = Vec::new();
    let mut refused = 0;
    for case in limbo::cases(&file) {
        let Some(judgement) = case.judge(false).judgement.filter(|found| !found.is_sound()) else {
            continue;
        };
        let Ok(leaf) = Certificate::from_der(&case.leaf) else { continue };
        refused += 1;
        // inspect tells of a subjectAltName that must be critical
        let san = leaf.holder.extensions.san_critical == Some(false);
        let told_by_inspect = leaf.holder.subject.is_empty() && san;
        let findings = findings(&leaf, &judgement, case.now);
        let is_told = findings.iter().any(|finding| finding.code.severity == Severity::Error);
        if !is_told && !told_by_inspect {
            untold.push(case.id);
        }
    }
    assert!(untold.is_empty() && refused > 1_000, "{refused}: {untold:?}");
}

fn findings(leaf: &Certificate, judgement: &Judgement, now: i64) -> Vec<Finding> {
    let Some(link) = judgement.best.certificates.first() else { return Vec::new() };
    let names: Vec<Identity> = leaf.holder.extensions.names.iter().map(Identity::from).collect();
    check::findings(&check::Case {
        file: "leaf.pem",
        leaf,
        link,
        names: &names,
        others: &[],
        position: 0,
        key: None,
        standing: None,
        judgement,
        now: Moment::clamped(now),
        expires_in: None,
        critical_in: None,
        components: &[],
        server: None,
        fetched: &[],
    })
}
