//! A wildcard for a name with more labels than its star stands for.

use crate::check::case::Case;
use crate::check::identity::Asked;
use crate::check::rule::{Raised, Rule};
use crate::name::reference::Mismatch;
use crate::report::{Code, Severity, shell_quoted};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "wildcard-depth",
        severity: Severity::Warning,
        title: "a wildcard does not reach so deep",
        cite: "RFC 9525 §6.3; Openfire source (CertificateManager)",
        why: "The star stands for exactly one label: *.example.org covers chat.example.org, not \
              a.chat.example.org. Openfire takes it for any depth, so links to it work while other peers \
              refuse the certificate.",
        fix: "name the host itself: xmppcert csr DOMAIN --component HOST",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    let Some(Asked::Server { wanted, .. }) = case.asked() else { return };
    let depth = case.mismatches().find_map(|why| match why {
        Mismatch::Depth { under, wanted, labels } => Some((under, wanted, labels)),
        _ => None,
    });
    let Some((under, name, labels)) = depth else { return };
    let explanation = format!(
        "Openfire takes *.{under} for {labels} labels as well, so links with it work, and other \
         peers refuse the certificate."
    );
    let cure = format!("xmppcert csr {}", shell_quoted(name));
    raised.with_cure(wanted.to_string(), explanation, cure);
}
