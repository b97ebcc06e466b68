//! A certificate of the path is not valid yet.

use crate::check::case::Case;
use crate::check::path;
use crate::check::rule::{Raised, Rule};
use crate::check::words::sentence;
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "not-yet-valid",
        severity: Severity::Error,
        title: "a certificate of the path is not valid yet",
        cite: "RFC 5280 §6.1.3 (a)(2)",
        why: "Peers refuse a certificate before its first second. A clock that runs behind is the usual cause, \
              here or at the CA.",
        fix: "check the clocks, or wait until it begins",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    for breach in case.breaches(path::Rule::NotYetValid) {
        raised.about(case.title_at(breach.at), sentence(&breach.detail));
    }
}
