//! The root stands in the file.

use super::leaf_not_first;
use crate::check::case::Case;
use crate::check::path;
use crate::check::rule::{Raised, Rule};
use crate::check::words::row;
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "root-in-file",
        severity: Severity::Note,
        title: "the file holds a root certificate",
        cite: "RFC 5246 §7.4.2; RFC 8446 §4.4.2",
        why: "Peers trust the root of their own store or none, so it is sent for nothing. Tigase alone wants it \
              in the file.",
        fix: "leave it out: xmppcert chain FILE --out fullchain.pem",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    let roots = case.others.iter().filter(|other| other.self_signed && case.now <= other.not_after);
    let roots: Vec<&str> = roots.map(|root| root.holder.subject.short()).collect();
    let is_trusted = case.breaches(path::Rule::UntrustedRoot).next().is_none();
    if roots.is_empty() || !is_trusted || case.is_for("tigase") {
        return;
    }
    let explanation =
        format!("The file holds {}, which peers take from their own stores.", row(&roots));
    raised.with_cure(case.title(), explanation, leaf_not_first::cure(case));
}
