//! The domain is none of the public DNS.

use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "private-name",
        severity: Severity::Note,
        title: "the domain is not one of the public DNS",
        cite: "RFC 6761; RFC 6762; RFC 9476; CA/B Forum Baseline Requirements 4.2.2",
        why: "Servers elsewhere cannot look it up, and no public CA certifies it. Inside one network with a CA \
              of its own that is as it should be.",
        fix: "nothing to do within one network; for the public federation use a registered domain",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    if let Some(domain) = case.wanted_domain().filter(|domain| !domain.is_of_public_dns()) {
        let explanation = format!(
            "{domain} is never delegated in the public DNS, so other servers cannot reach it."
        );
        raised.about(domain.to_string(), explanation);
    }
}
