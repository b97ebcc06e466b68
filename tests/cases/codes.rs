//! The codes of all rooms.

use std::collections::BTreeSet;

use xmppcert::check::breaches::code_of;
use xmppcert::check::path::{Rule, Severity as Weight};
use xmppcert::report::{Code, Severity};
use xmppcert::{check, enroll, inspect};

fn all() -> Vec<&'static Code> {
    let others = enroll::findings::CODES.iter().chain(inspect::findings::CODES).copied();
    others.chain(check::codes()).collect()
}

#[test]
fn no_two_codes_have_one_name() {
    let mut seen = BTreeSet::new();
    for code in all() {
        assert!(seen.insert(code.id), "{}", code.id);
    }
}

#[test]
fn codes_are_complete() {
    for code in check::codes() {
        let is_kebab = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        assert!(code.id.bytes().all(is_kebab), "{}", code.id);
        assert!(!code.title.ends_with('.') && code.why.ends_with('.'), "{}", code.id);
        assert!(
            !code.cite.is_empty() && !code.fix.is_empty() && !code.fix.ends_with('.'),
            "{}",
            code.id
        );
        assert!(!code.fix.contains("openssl"), "{}", code.id);
    }
}

#[test]
fn every_rule_of_paths_has_a_listed_code_of_its_weight() {
    for rule in Rule::ALL {
        let code = code_of(rule);
        assert!(check::codes().any(|listed| std::ptr::eq(listed, code)), "{rule:?}");
        let is_hard = rule.severity(false) == Weight::Hard;
        // anyExtendedKeyUsage alone has a rule, which is a warning
        assert_eq!(code.severity == Severity::Error, is_hard, "{rule:?}: {}", code.id);
    }
    let kinds: BTreeSet<_> = Rule::ALL.iter().map(|rule| rule.id()).collect();
    assert_eq!(kinds.len(), Rule::ALL.len());
}
