//! The path is complete only with certificates from elsewhere.

use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::check::words::row;
use crate::report::{Code, Severity, shell_quoted};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "chain-not-in-file",
        severity: Severity::Warning,
        title: "the path needs a certificate that the file does not hold",
        cite: "RFC 5246 §7.4.2; RFC 8446 §4.4.2",
        why: "A server sends what its certificate file holds, and peers build the path from that and their own \
              roots. What was found in another file here is missing there.",
        fix: "put the chain into one file: xmppcert chain FILE POOL --out fullchain.pem",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    let best = &case.judgement.best;
    let Some(anchor) = best.anchor.as_ref().filter(|_| best.sound) else { return };
    let is_here = |der: &[u8]| case.others.iter().any(|other| other.der == der);
    let absent = best
        .certificates
        .iter()
        .enumerate()
        .skip(1)
        .filter(|(_, link)| link.fingerprint != anchor.fingerprint && !is_here(link.der()));
    let absent: Vec<String> = absent.map(|(at, _)| case.title_at(at)).collect();
    if absent.is_empty() {
        return;
    }
    let explanation = format!(
        "The path holds with {}, found elsewhere and not in {}. Peers see what is in the file.",
        row(&absent),
        case.file
    );
    let cure =
        format!("xmppcert chain {} INTERMEDIATES --out fullchain.pem", shell_quoted(case.file));
    raised.with_cure(case.title(), explanation, cure);
}
