//! What is wanted is nothing that a certificate could name.

use crate::check::case::Case;
use crate::check::identity::Asked;
use crate::check::rule::{Raised, Rule};
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "invalid-reference",
        severity: Severity::Error,
        title: "what is wanted is no domain and no address",
        cite: "RFC 6120 §13.7.2.1; RFC 7622 §3.2; RFC 9525 §6.1",
        why: "Names of certificates are compared with a domain or an address, written without user, resource, \
              port or wildcard. Nothing matches anything else, so the names could not be judged.",
        fix: "give the domain of the JIDs alone: --domain example.org",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    if let Some(Asked::Invalid { typed, why }) = case.asked() {
        raised.about(typed.as_str(), format!("{why}."));
    }
}
