//! A public certificate lives longer than the rules of its day allow.

use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "overlong-validity",
        severity: Severity::Warning,
        title: "a public certificate is valid for longer than was allowed when it was issued",
        cite: "CA/B Forum Baseline Requirements 6.3.2; ballots 193, SC031, SC081v3",
        why: "Public CAs may issue for 825 days from March 2018, 398 from September 2020, 200 from 2026-03-15, \
              100 from 2027-03-15 and 47 from 2029-03-15. The verifiers of Apple and Chrome refuse what lives \
              longer than they allow.",
        fix: "have it issued again, and let an ACME client renew it",
    },
    check,
};

const DAY: i64 = 86_400;

/// From when, in seconds since 1970-01-01T00:00:00Z, how many days are allowed.
const LIMITS: [(i64, i64); 5] = [
    (1_519_862_400, 825),
    (1_598_918_400, 398),
    (1_773_532_800, 200),
    (1_805_068_800, 100),
    (1_868_227_200, 47),
];

fn check(case: &Case<'_>, raised: &mut Raised) {
    let (first, last) = (case.leaf.not_before, case.leaf.not_after);
    let limit = LIMITS.iter().rev().find(|(from, _)| first.unix() >= *from).map(|(_, days)| *days);
    let is_public_leaf = case.leaf.has_web_pki_marks() && !case.leaf.is_ca();
    let Some(limit) = limit.filter(|_| is_public_leaf) else { return };
    // Baseline Requirements 1.6.1: both ends are inside, and a begun day is a day
    let days = (last.unix() - first.unix() + 1 + DAY - 1) / DAY;
    if days > limit {
        let explanation = format!(
            "It is valid for {days} days, and {limit} were allowed on {}, when it was issued.",
            first.date()
        );
        raised.about(case.title(), explanation);
    }
}
