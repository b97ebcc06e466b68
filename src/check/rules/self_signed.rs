//! The certificate is signed by itself.

use crate::check::case::Case;
use crate::check::path;
use crate::check::rule::{Raised, Rule};
use crate::report::{Code, Severity, shell_quoted};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "self-signed",
        severity: Severity::Error,
        title: "the certificate is self-signed",
        cite: "RFC 6120 §13.7.2; RFC 5280 §6.1.1 (d)",
        why: "No CA stands behind it, so peers cannot check it: clients warn their users or refuse, servers \
              fall back to dialback or refuse. Often it is the one that the server made at its installation, \
              still served because the real one was not loaded.",
        fix: "ask a CA for one: xmppcert csr DOMAIN --for public-ca",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    if case.breaches(path::Rule::UntrustedRoot).any(|breach| breach.at == 0) {
        let issuer = &case.leaf.issuer.text;
        let explanation = format!(
            "Its issuer is its own subject, {issuer}, and it is none of the trust anchors."
        );
        let cure = case.wanted_domain().map_or_else(
            || RULE.code.fix.to_owned(),
            |domain| format!("xmppcert csr {} --for public-ca", shell_quoted(&domain.to_string())),
        );
        raised.with_cure(case.title(), explanation, cure);
    }
}
