//! A wildcard where the name under its star is meant as well.

use crate::check::case::Case;
use crate::check::coverage::patterns;
use crate::check::rule::{Raised, Rule};
use crate::name::Domain;
use crate::name::reference::Mismatch;
use crate::report::{Code, Severity, shell_quoted};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "wildcard-apex",
        severity: Severity::Warning,
        title: "a wildcard does not cover the domain that it stands under",
        cite: "RFC 9525 §6.3; source of Openfire (CertificateManager) and Tigase",
        why: "The star stands for exactly one label, so *.example.org covers chat.example.org and never \
              example.org itself. Openfire and Tigase take it for both, so links with them work while other \
              peers refuse the certificate.",
        fix: "name both: xmppcert csr example.org --wildcard",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    let refused = case.mismatches().find_map(|why| match why {
        Mismatch::Apex(domain) => Some(domain),
        _ => None,
    });
    if let Some(domain) = refused {
        let explanation = format!(
            "Openfire and Tigase take *.{domain} for {domain} as well, so links with them work, \
             and other peers refuse the certificate."
        );
        raised.with_cure(domain, explanation, cure(domain));
    }
    if case.asked().is_none() && case.is_for_server() {
        for domain in uncovered(case) {
            let explanation = format!(
                "*.{domain} covers the names one label below {domain}, and no name covers \
                 {domain} itself."
            );
            let cure = cure(&domain);
            raised.with_cure(domain, explanation, cure);
        }
    }
}

fn cure(domain: &str) -> String {
    format!("xmppcert csr {} --wildcard", shell_quoted(domain))
}

/// The domains under a star that no dNSName covers.
fn uncovered(case: &Case<'_>) -> Vec<String> {
    let coverage = case.coverage();
    let stars = patterns(case.names).filter(|pattern| pattern.is_wildcard());
    let bare = stars
        .filter(|star| Domain::try_from(star.host()).is_ok_and(|domain| !coverage.covers(&domain)));
    bare.map(|star| star.host().to_owned()).collect()
}
