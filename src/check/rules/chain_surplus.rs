//! The file holds certificates that have nothing to do with the leaf.

use super::leaf_not_first;
use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::check::words::row;
use crate::pki::certificate::Certificate;
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "chain-surplus",
        severity: Severity::Note,
        title: "the file holds certificates that are on no path of the leaf",
        cite: "RFC 5246 §7.4.2",
        why: "The server sends them with every handshake, and no peer has any use for them. TLS 1.2 forbids \
              them; current libraries look past them.",
        fix: "leave them out: xmppcert chain FILE --out fullchain.pem",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised<'_>) {
    let surplus = case.others.iter().enumerate().filter(|(place, other)| {
        // expired ones, roots and doubles have rules of their own
        let told = case.now > other.not_after || other.self_signed || case.is_double(*place);
        !told && !is_on_a_path(case, other)
    });
    let surplus: Vec<&str> = surplus.map(|(_, other)| other.holder.subject.short()).collect();
    if surplus.is_empty() || leaf_not_first::applies(case) {
        return;
    }
    let explanation = format!("On no path of {} stand {}.", case.title(), row(&surplus));
    raised.with_cure(case.title(), explanation, leaf_not_first::cure(case));
}

fn is_on_a_path(case: &Case<'_>, other: &Certificate) -> bool {
    let judgement = case.judgement;
    let mut paths = std::iter::once(&judgement.best).chain(&judgement.others);
    paths.any(|path| path.certificates.iter().any(|link| link.der() == other.der))
}
