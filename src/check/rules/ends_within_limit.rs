//! A certificate of the path ends within the time that was set as a limit.

use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::check::rules::expires_soon::ending;
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "ends-within-limit",
        severity: Severity::Error,
        title: "a certificate of the path ends within the limit that was set",
        cite: "RFC 6120 §13.7.2.3",
        why: "It is still valid, but a run with --crit fails from that time before the end on, so that somebody \
              is called while there is time.",
        fix: "renew it and reload the server: xmppcert csr --from FILE",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    for (at, end) in ending(case, case.critical_in) {
        raised.about(case.title_at(at), format!("It ends {}.", end.relative_to(case.now)));
    }
}
