//! A certificate of the path is signed by a broken algorithm.

use crate::check::case::Case;
use crate::check::path;
use crate::check::rule::{Raised, Rule};
use crate::check::words::sentence;
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "weak-signature",
        severity: Severity::Error,
        title: "a certificate of the path is signed by a broken algorithm",
        cite: "RFC 6120 §13.7.1.1; CA/B Forum Baseline Requirements 7.1.3.2; RFC 9155",
        why: "RFC 6120 wants SHA-256 at least. Signatures over MD5 or SHA-1 can be forged, and current \
              libraries refuse them.",
        fix: "have it issued again by a CA that signs with SHA-256: xmppcert csr DOMAIN",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    for breach in case.breaches(path::Rule::WeakSignature) {
        raised.about(case.title_at(breach.at), sentence(&breach.detail));
    }
}
