//! The certificate matches by its commonName, because that was asked for.

use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::name::MatchedBy;
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "cn-relied",
        severity: Severity::Warning,
        title: "the certificate is for the domain by its commonName alone",
        cite: "RFC 9525 §2; RFC 6125 §6.4.4; observed with Prosody 0.12 and 13.0, ejabberd 23.01 and 26.07; \
              Openfire 5.1.0 (OF-3122)",
        why: "It matches only because --legacy-cn lets commonNames count, as RFC 6125 did. Prosody from 13.0 \
              and Openfire from 5.1 refuse it; Prosody 0.12 and ejabberd accept it.",
        fix: "ask for a certificate with the domain as dNSName: xmppcert csr DOMAIN",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    let Some(standing) = case.standing.filter(|s| s.by == Some(MatchedBy::CommonName)) else {
        return;
    };
    let presented = standing.presented.as_deref().unwrap_or_default();
    let explanation = format!(
        "Only the commonName {presented} names the domain. Prosody from 13.0 and Openfire from \
         5.1 do not read it."
    );
    raised.with_cure(case.title(), explanation, case.request_command());
}
