//! The certificate of the server is not the first of its file.

use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::pki::certificate::Certificate;
use crate::report::{Code, Severity, shell_quoted};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "leaf-not-first",
        severity: Severity::Error,
        title: "the first certificate of the file is not that of the server",
        cite: "RFC 5246 §7.4.2; observed with Prosody 0.12, jabberd2 2.7, nginx 1.22 and HAProxy",
        why: "Prosody, jabberd2, nginx and HAProxy take the first certificate for that of the server. They \
              refuse the file because the key does not fit, or, where the keys are of different kinds, start \
              and then fail every handshake. ejabberd and Openfire sort for themselves.",
        fix: "put the leaf first: xmppcert chain FILE --out fullchain.pem",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    if !applies(case) {
        return;
    }
    let first = match case.position {
        0 => format!("The first certificate of {} is that of {}", case.file, case.title()),
        place => {
            format!("The certificate of {} is number {} in {}", case.title(), place + 1, case.file)
        }
    };
    let reason = match other_with_key(case) {
        Some(other) => format!(", and the key belongs to {}", other.holder.subject.short()),
        None if case.position == 0 => ", a CA".to_owned(),
        None => String::new(),
    };
    raised.with_cure(
        case.title(),
        format!("{first}{reason}. Servers take the first one for their own."),
        cure(case),
    );
}

/// Whether the case is one of wrong order, and what else the first certificate lacks is of no interest.
pub(in crate::check) fn applies(case: &Case<'_>) -> bool {
    let others_are_leaves = || case.others.iter().any(|other| !other.is_ca());
    case.position > 0 || case.leaf.is_ca() && others_are_leaves() || other_with_key(case).is_some()
}

/// The command that puts it right.
pub(super) fn cure(case: &Case<'_>) -> String {
    format!("xmppcert chain {} --out fullchain.pem", shell_quoted(case.file))
}

/// The certificate of the file to which the key belongs, where it is not the leaf's.
fn other_with_key<'a>(case: &Case<'a>) -> Option<&'a Certificate> {
    let key = case.key.and_then(|key| key.private)?;
    let fits = |certificate: &Certificate| key.matches_spki(&certificate.holder.key.spki);
    case.others.iter().copied().find(|other| fits(other)).filter(|_| !fits(case.leaf))
}
