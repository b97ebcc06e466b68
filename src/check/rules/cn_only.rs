//! The only domain stands in the commonName.

use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::check::words::row;
use crate::name::identity::Pattern;
use crate::name::{Identity, MatchedBy};
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "cn-only",
        severity: Severity::Error,
        title: "the domain stands in the commonName alone",
        cite: "RFC 9525 §2; observed with Prosody 0.12 and 13.0, ejabberd 23.01 and 26.07; Openfire 5.1.0 \
              (OF-3122)",
        why: "RFC 9525 counts no commonName. Prosody from 13.0, Openfire from 5.1 and everything built on \
              rustls refuse such a certificate; Prosody 0.12 and ejabberd still accept it.",
        fix: "ask for a certificate with the domain as dNSName: xmppcert csr DOMAIN",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    let relied = case.standing.is_some_and(|s| s.by == Some(MatchedBy::CommonName));
    let domains = domains(case);
    if !case.is_for_server() || case.has_alternative_names() || relied || domains.is_empty() {
        return;
    }
    let explanation = format!(
        "{} stands in the subject as commonName, and there is no subjectAltName: a commonName \
         does not count.",
        row(&domains)
    );
    raised.with_cure(case.title(), explanation, case.request_command());
}

/// The commonNames that look like a domain.
pub(super) fn domains(case: &Case<'_>) -> Vec<String> {
    let is_domain = |text: &&String| text.contains('.') && Pattern::read(text).is_ok();
    let common_names = case.names.iter().filter_map(|name| match name {
        Identity::CommonName(text) => Some(text),
        _ => None,
    });
    common_names.filter(is_domain).cloned().collect()
}
