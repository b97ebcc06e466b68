//! A wildcard where the name under its star is meant as well.

use crate::check::case::Case;
use crate::check::identity::Asked;
use crate::check::rule::{Raised, Rule};
use crate::name::reference::Mismatch;
use crate::name::{Domain, Wanted};
use crate::report::{Code, Severity, shell_quoted};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "wildcard-apex",
        severity: Severity::Warning,
        title: "a wildcard does not cover the domain that it stands under",
        cite: "RFC 9525 §6.3; observed with Prosody 0.12, ejabberd 23.01; Openfire and Tigase source",
        why: "The star stands for exactly one label, so *.example.org covers chat.example.org and never \
              example.org itself. Openfire and Tigase take it for both, so links to them work while all other \
              peers refuse the certificate.",
        fix: "name both: xmppcert csr example.org --wildcard",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised<'_>) {
    let bare: Vec<String> = match case.asked() {
        Some(Asked::Server { wanted: Wanted::Domain(domain), .. }) => {
            let is_apex = |why: &Mismatch| matches!(why, Mismatch::Apex(_));
            if case.mismatches().any(is_apex) {
                vec![domain.as_ascii().to_owned()]
            } else {
                Vec::new()
            }
        }
        None if case.is_for_server() => uncovered(case),
        _ => return,
    };
    for domain in bare {
        let explanation = format!(
            "*.{domain} covers the names one label below {domain}, and no name covers {domain} itself. Openfire and \
             Tigase accept it for {domain}, other peers do not."
        );
        let cure = format!("xmppcert csr {} --wildcard", shell_quoted(&domain));
        raised.with_cure(domain, explanation, cure);
    }
}

/// The domains under a star that no dNSName covers.
fn uncovered(case: &Case<'_>) -> Vec<String> {
    let patterns = case.patterns();
    let stars = patterns.iter().filter(|pattern| pattern.is_wildcard());
    let is_bare = |host: &&str| {
        let domain = Domain::try_from(*host);
        domain.is_ok_and(|domain| !patterns.iter().any(|pattern| pattern.covers(&domain)))
    };
    stars.map(|pattern| pattern.host()).filter(is_bare).map(str::to_owned).collect()
}
