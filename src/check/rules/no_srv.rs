//! A private CA could have given an SRVName.

use crate::check::case::Case;
use crate::check::identity::Asked;
use crate::check::rule::{Raised, Rule};
use crate::name::{Identity, MatchedBy, Wanted};
use crate::report::{Code, Severity, shell_quoted};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "no-srv",
        severity: Severity::Note,
        title: "there is no SRVName for the domain",
        cite: "RFC 6120 §13.7.1.2.1; RFC 4985 §2",
        why: "A dNSName is valid for every service of its domain, the web server of that name as well. An \
              SRVName besides it is what RFC 6120 recommends; it tells software that reads it that the \
              certificate is meant for XMPP. No public CA issues one.",
        fix: "nothing to do; your own CA can add it: xmppcert csr DOMAIN --for private-ca",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    let Some(Asked::Server { wanted: Wanted::Domain(domain), services, .. }) = case.asked() else {
        return;
    };
    let matched = case.matched_only_by(MatchedBy::Dns);
    let has_srv = case.names.iter().any(|name| matches!(name, Identity::Srv(_)));
    if !matched || has_srv || services.is_empty() || !could_have_one(case) {
        return;
    }
    let explanation =
        format!("The certificate names {domain} without an SRVName, which no peer insists on.");
    let domain = domain.to_string();
    let cure = format!(
        "nothing to do; your own CA can add it: xmppcert csr {} --for private-ca",
        shell_quoted(&domain)
    );
    raised.with_cure(domain, explanation, cure);
}

/// Public CAs issue no SRVName, and CAcert drops it (Baseline Requirements 7.1.2.7.12).
fn could_have_one(case: &Case<'_>) -> bool {
    !case.leaf.has_web_pki_marks() && !case.leaf.issuer.text.to_ascii_lowercase().contains("cacert")
}
