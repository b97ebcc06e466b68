//! There is no subjectAltName, and nothing else that looks like a domain.

use super::cn_only::domains;
use super::leaf_not_first;
use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "san-missing",
        severity: Severity::Error,
        title: "there is no subjectAltName",
        cite: "RFC 6120 §13.7.1.2.1; RFC 9525 §2",
        why: "The names of a server stand in the subjectAltName alone. Without one the certificate names \
              nobody, whatever its subject says.",
        fix: "ask for a certificate with names: xmppcert csr DOMAIN",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    if leaf_not_first::applies(case)
        || !case.is_for_server()
        || case.has_alternative_names()
        || !domains(case).is_empty()
    {
        return;
    }
    let subject = &case.leaf.holder.subject;
    let subject = if subject.is_empty() { "empty" } else { subject.text.as_str() };
    let explanation = format!(
        "There is no name in a subjectAltName. The subject is {subject}, and peers read no \
         domain from it."
    );
    raised.with_cure(case.title(), explanation, case.request_command());
}
