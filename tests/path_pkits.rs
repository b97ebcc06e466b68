//! The path engine on NIST's PKITS and OpenSSL's verify tests, 235 cases of the folder in
//! `XMPPCERT_CORPORA`, with revocation required as PKITS asks.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/corpora.rs"]
mod corpora;
#[path = "support/limbo.rs"]
mod limbo;

/// Where the judge disagrees, and why.
const DISAGREEMENTS: &[(&str, &str)] = &[
    (
        "openssl-verify::c064",
        "OpenSSL takes the trusted CA for clients only and goes no further; another certificate of that CA leads to a trusted root and bars nothing",
    ),
    ("pkits::s01.Valid-DSA-Signatures-Test4", "DSA is checked by nobody here"),
    ("pkits::s01.Valid-DSA-Parameter-Inheritance-Test5", "DSA is checked by nobody here"),
];

#[test]
fn pkits() {
    let Some(file) = corpora::corpus("pkits/pkits-limbo.json") else { return };
    let cases = limbo::cases(&file);
    assert_eq!(cases.len(), 235);
    let mut offences = Vec::new();
    let mut disagreed = 0;
    for case in &cases {
        let outcome = case.judge(false);
        let known = DISAGREEMENTS.iter().any(|(id, _)| *id == case.id);
        match (outcome.holds == case.must_hold, known) {
            (true, true) => offences.push(format!("{} agrees by now", case.id)),
            (false, false) => offences.push(format!("{}: {}", case.id, outcome.why)),
            (false, true) => disagreed += 1,
            (true, false) => {}
        }
    }
    assert!(offences.is_empty(), "\n{}", offences.join("\n"));
    assert_eq!(disagreed, DISAGREEMENTS.len(), "a case is missing");
}
