//! A certificate stands twice in the file.

use super::leaf_not_first;
use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::check::words::row;
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "duplicate-in-file",
        severity: Severity::Warning,
        title: "a certificate stands in the file twice",
        cite: "RFC 5246 §7.4.2; Openfire issue OF-1100",
        why: "The usual cause is a file made by appending a full chain to a leaf. Openfire refuses to import \
              such a chain, and other servers send the certificate twice.",
        fix: "keep one of each: xmppcert chain FILE --out fullchain.pem",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    let places = case.doubles();
    let doubles = case.others.iter().enumerate().filter(|(place, _)| places.contains(place));
    let doubles: Vec<&str> = doubles.map(|(_, other)| other.holder.subject.short()).collect();
    if !doubles.is_empty() {
        let explanation = format!("More than once in {}: {}.", case.file, row(&doubles));
        raised.with_cure(case.title(), explanation, leaf_not_first::cure(case));
    }
}
