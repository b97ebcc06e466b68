//! The path ends at a root that nobody trusts.

use crate::check::case::Case;
use crate::check::path;
use crate::check::rule::{Raised, Rule};
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "untrusted-root",
        severity: Severity::Error,
        title: "the path ends at a root that is not trusted",
        cite: "RFC 5280 §6.1.1 (d); RFC 6120 §13.7.2",
        why: "Peers trust the roots of their own stores. A certificate of a private CA is worth something only \
              to those who have its root; others fall back to dialback or refuse.",
        fix: "name the root where it is trusted (--anchors ROOT), or use a CA whose root peers have: xmppcert \
              csr DOMAIN --for public-ca",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    for breach in case.breaches(path::Rule::UntrustedRoot).filter(|breach| breach.at > 0) {
        let Some(root) = case.judgement.best.certificates.get(breach.at) else { continue };
        let explanation =
            format!("The path ends at {}, which is none of the trust anchors.", root.subject);
        raised.about(case.title_at(breach.at), explanation);
    }
}
