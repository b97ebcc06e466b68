//! There is no extended key usage.

use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "eku-absent",
        severity: Severity::Note,
        title: "there is no extended key usage",
        cite: "RFC 5280 §4.2.1.12; XEP-0178 (xsf/xeps pull request 1501); observed with Prosody, ejabberd, \
              jabberd2, OTP and Java",
        why: "Without the extension every use is allowed, and every server that was run accepts it. A change \
              proposed for XEP-0178 would have servers insist on serverAuth.",
        fix: "nothing to do; at the next renewal ask for serverAuth and clientAuth",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    let is_absent = case.leaf.holder.extensions.extended_key_usage.is_none();
    if is_absent && !case.leaf.is_ca() && case.standing.is_some() {
        raised.about(case.title(), "It has no extended key usage, so it may be used for anything.");
    }
}
