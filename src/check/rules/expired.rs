//! A certificate of the path has ended.

use crate::check::case::Case;
use crate::check::path;
use crate::check::rule::{Raised, Rule};
use crate::check::words::sentence;
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "expired",
        severity: Severity::Error,
        title: "a certificate of the path has expired",
        cite: "RFC 5280 §6.1.3 (a)(2)",
        why: "Every peer refuses a path with an expired certificate. When the leaf was renewed and this still shows, \
              the server serves the old file.",
        fix: "renew it, put the new file in place and reload the server: xmppcert csr --from FILE",
    },
    check,
};

/// The cure for the certificate of a CA.
const OF_A_CA: &str =
    "put the current certificate of the CA in its place: xmppcert chain FILE INTERMEDIATES";

fn check(case: &Case<'_>, raised: &mut Raised) {
    for breach in case.breaches(path::Rule::Expired) {
        let (title, explanation) = (case.title_at(breach.at), sentence(&breach.detail));
        match breach.at {
            0 => raised.about(title, explanation),
            _ => raised.with_cure(title, explanation, OF_A_CA),
        }
    }
}
