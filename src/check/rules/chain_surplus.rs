//! The file holds certificates that have nothing to do with the leaf.

use std::collections::HashSet;

use super::leaf_not_first;
use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::check::words::row;
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

fn check(case: &Case<'_>, raised: &mut Raised) {
    let (doubles, useful) = (case.doubles(), on_a_path(case));
    let surplus = case.others.iter().enumerate().filter(|(place, other)| {
        // expired ones, roots and doubles have rules of their own
        let told = case.now > other.not_after || other.self_signed || doubles.contains(place);
        !told && !useful.contains(other.der.as_slice())
    });
    let surplus: Vec<&str> = surplus.map(|(_, other)| other.holder.subject.short()).collect();
    if surplus.is_empty() || leaf_not_first::applies(case) {
        return;
    }
    let explanation = format!("On no path of {}: {}.", case.title(), row(&surplus));
    raised.with_cure(case.title(), explanation, leaf_not_first::cure(case));
}

/// Whatever stands on any path that was looked at.
fn on_a_path<'a>(case: &Case<'a>) -> HashSet<&'a [u8]> {
    let paths = std::iter::once(&case.judgement.best).chain(&case.judgement.others);
    paths.flat_map(|path| path.certificates.iter().map(|link| link.der())).collect()
}
