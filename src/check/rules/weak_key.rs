//! A key of the path is too weak.

use crate::check::case::Case;
use crate::check::path;
use crate::check::rule::{Raised, Rule};
use crate::check::words::sentence;
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "weak-key",
        severity: Severity::Error,
        title: "a key of the path is too weak",
        cite: "CA/B Forum Baseline Requirements 6.1.5; RFC 7525 §4.3; NIST SP 800-131A",
        why: "RSA keys under 2048 bits are within reach of an attacker, and TLS libraries at their usual \
              security level refuse them.",
        fix: "make a new key and ask for a new certificate: xmppcert csr DOMAIN --type p256",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    for breach in case.breaches(path::Rule::WeakKey) {
        raised.about(case.title_at(breach.at), sentence(&breach.detail));
    }
}
