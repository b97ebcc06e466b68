//! The leaf is a CA.

use super::leaf_not_first;
use crate::check::case::Case;
use crate::check::path;
use crate::check::rule::{Raised, Rule};
use crate::check::words::sentence;
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "ca-as-leaf",
        severity: Severity::Error,
        title: "the certificate is a CA's",
        cite: "RFC 6120 §13.7.1.1; RFC 5280 §4.2.1.9",
        why: "RFC 6120 forbids a CA's certificate for a server or user, and rustls-webpki and others refuse it. \
              openssl req -x509 makes such certificates unless told otherwise.",
        fix: "ask for one without basicConstraints cA: xmppcert csr DOMAIN",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    if leaf_not_first::applies(case) {
        return;
    }
    for breach in case.breaches(path::Rule::CaAsLeaf).filter(|breach| breach.is_hard()) {
        raised.with_cure(case.title(), sentence(&breach.detail), case.request_command());
    }
}
