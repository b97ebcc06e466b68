//! The chain is out of order.

use super::leaf_not_first;
use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::check::words::row;
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "chain-order",
        severity: Severity::Warning,
        title: "the certificates of the file are out of order",
        cite: "RFC 5246 §7.4.2; RFC 8446 §4.4.2",
        why: "TLS 1.2 wants each certificate behind the one that it certifies. Servers send them as they stand \
              in the file; current libraries sort them, older and small ones refuse them. ejabberd and Openfire \
              sort them before they send.",
        fix: "put them in order: xmppcert chain FILE --out fullchain.pem",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    let path = case.judgement.best.certificates.iter().enumerate().skip(1);
    let place = |der: &[u8]| case.others.iter().position(|other| other.der == der);
    let found: Vec<(usize, usize)> =
        path.filter_map(|(at, link)| place(link.der()).map(|place| (place, at))).collect();
    let sorted = found.is_sorted();
    if sorted || leaf_not_first::applies(case) || case.is_for("ejabberd") || case.is_for("openfire")
    {
        return;
    }
    let wanted = row(found.iter().map(|(_, at)| case.title_at(*at)));
    let explanation = format!("Behind the leaf should stand {wanted}, in this order.");
    raised.with_cure(case.title(), explanation, leaf_not_first::cure(case));
}
