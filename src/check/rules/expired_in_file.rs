//! The file holds an expired certificate that the path does not need.

use super::leaf_not_first;
use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "expired-in-file",
        severity: Severity::Warning,
        title: "the file holds an expired certificate beside the path",
        cite: "RFC 5280 §6.1.3 (a)(2); the end of DST Root CA X3 on 2021-09-30",
        why: "The path holds without it, but older libraries (OpenSSL 1.0, GnuTLS before 3.6.14) follow the \
              chain as it is sent, meet the expired certificate and refuse all of it.",
        fix: "leave it out: xmppcert chain FILE --out fullchain.pem",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    let best = &case.judgement.best;
    let is_needed = |der: &[u8]| best.certificates.iter().any(|link| link.der() == der);
    let doubles = case.doubles();
    for (place, other) in case.others.iter().enumerate() {
        if case.now <= other.not_after || is_needed(&other.der) || doubles.contains(&place) {
            continue;
        }
        let name = other.holder.subject.short();
        let end = other.not_after.relative_to(case.now);
        let rest = if best.sound { "; the path holds without it" } else { "" };
        raised.with_cure(name, format!("{name} ended {end}{rest}."), leaf_not_first::cure(case));
    }
}
