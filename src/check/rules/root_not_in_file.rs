//! Tigase finds no root in the file.

use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::report::{Code, Severity, shell_quoted};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "root-not-in-file",
        severity: Severity::Error,
        title: "the server wants the root in the file",
        cite: "Tigase source, CertificateUtil (sort)",
        why: "Tigase sorts the chain down from a self-signed certificate. Where it finds none it gives up and \
              serves a self-signed certificate of its own instead.",
        fix: "add the root: xmppcert chain FILE --with-root --out fullchain.pem",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    let has_root = case.leaf.self_signed || case.others.iter().any(|other| other.self_signed);
    if !case.is_for("tigase") || has_root {
        return;
    }
    let explanation =
        format!("{} holds no self-signed certificate, and Tigase needs one at the top.", case.file);
    let file = shell_quoted(case.file);
    let cure = format!("xmppcert chain {file} --with-root --out fullchain.pem");
    raised.with_cure(case.title(), explanation, cure);
}
