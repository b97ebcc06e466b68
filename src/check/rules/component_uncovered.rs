//! A component host is not covered.

use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::check::words::row;
use crate::name::{Identity, Reference, Service, Wanted};
use crate::report::{Code, Severity, shell_quoted};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "component-uncovered",
        severity: Severity::Error,
        title: "a component host is not covered",
        cite: "RFC 6120 §13.7.2.1; RFC 9525 §6",
        why: "Other servers reach chat rooms, uploads and the like at hosts of their own, such as \
              conference.example.org, and a certificate for example.org does not cover them.",
        fix: "ask for the host as well: xmppcert csr DOMAIN --component HOST",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    for host in case.components {
        let wanted = Wanted::Domain(host.clone());
        // other servers reach components; clients never connect to them
        let verdict = Reference::new(wanted, Some(Service::Server)).matches(case.names);
        if verdict.is_match() {
            continue;
        }
        let names = case.names.iter().filter(|name| !matches!(name, Identity::CommonName(_)));
        let explanation = match row(names) {
            names if names.is_empty() => {
                format!("The certificate has no name at all, so none for {host}.")
            }
            names => format!("The certificate has {names}, and none of them covers {host}."),
        };
        let host = host.to_string();
        let cure = match case.wanted_domain() {
            Some(domain) => format!("xmppcert csr {domain} --component {}", shell_quoted(&host)),
            None => format!("xmppcert csr DOMAIN --component {}", shell_quoted(&host)),
        };
        raised.with_cure(host, explanation, cure);
    }
}
