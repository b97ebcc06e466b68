//! The extended key usage does not allow a server.

use super::eku_foreign::purposes;
use super::leaf_not_first;
use crate::check::case::Case;
use crate::check::path;
use crate::check::rule::{Raised, Rule};
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "eku-not-server",
        severity: Severity::Error,
        title: "the extended key usage does not allow a server",
        cite: "RFC 5280 §4.2.1.12; XEP-0178 §3 (xsf/xeps pull request 1501); observed with Prosody 0.12 and \
              13.0, ejabberd 26.07",
        why: "Where there is an extended key usage, serverAuth must be in it: clients check it, and so do \
              servers of each other, whichever side connects. ejabberd before 25.08 accepts clientAuth alone \
              between servers, Prosody never did.",
        fix: "have it issued again with serverAuth, or without any extended key usage",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    if leaf_not_first::applies(case)
        || case.is_for_account()
        || !case.breaches(path::Rule::WrongPurpose).any(|b| b.at == 0)
    {
        return;
    }
    let found = purposes(case);
    let explanation = format!("Its extended key usage has {found}, and serverAuth is wanted.");
    raised.about(case.title(), explanation);
}
