//! The subject is empty.

use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "empty-subject",
        severity: Severity::Note,
        title: "the subject is empty",
        cite: "RFC 6120 §13.7.1.1; RFC 5280 §4.2.1.6",
        why: "RFC 6120 asks for a subject, RFC 5280 allows an empty one beside a critical subjectAltName. Let's \
              Encrypt's tlsserver and shortlived profiles have none. Every server that was run accepts it.",
        fix: "nothing to do; a CA of your own can write a subject",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    let extensions = &case.leaf.holder.extensions;
    // a subjectAltName that is not critical is an error, of which inspect tells
    if case.leaf.holder.subject.is_empty() && extensions.san_critical == Some(true) {
        raised.about(
            case.title(),
            "Its subject is empty, and its names stand in a critical subjectAltName.",
        );
    }
}
