//! Name constraints of an issuer against every name below it (RFC 5280 §6.1.3 (b), (c)).

use super::super::breach::{Breach, Found};
use super::super::rule::Rule;
use super::super::step::Step;
use crate::pki::general_name::GeneralName;
use crate::pki::link::Link;
use crate::pki::name_constraints::{Comparisons, NameConstraints, Objection, TooMany};

/// So many names of one certificate are complained about.
const SHOWN: usize = 8;

/// The breaches stand at the certificates that have the names.
pub(in super::super) fn check(
    issuer: &Link,
    below: &Step,
    strict: bool,
    left: &mut Comparisons,
    found: &mut Found,
) {
    let Some(constraints) = &issuer.extensions.name_constraints else { return };
    for fault in &constraints.faults {
        found.push(Rule::MalformedConstraints, format!("its nameConstraints are wrong: {fault}"));
    }
    for step in below.down() {
        // RFC 5280 §6.1.3 (b): self-issued certificates are exempt, but for the last
        if step.index > 0 && step.link.is_self_issued() {
            continue;
        }
        match against(constraints, issuer, step, strict, left) {
            Ok(breaches) => found.breaches.extend(breaches),
            Err(TooMany) => {
                let detail = "its nameConstraints and the names below are too many to compare";
                found.push(Rule::TooManyNames, detail);
                return;
            }
        }
    }
}

fn against(
    constraints: &NameConstraints,
    issuer: &Link,
    step: &Step,
    strict: bool,
    left: &mut Comparisons,
) -> Result<Vec<Breach>, TooMany> {
    let mut found = Found::at(step.index, strict);
    for name in names(&step.link) {
        let Some(objection) = constraints.objection(&name, left)? else { continue };
        if found.breaches.len() >= SHOWN {
            break;
        }
        let rule = match objection {
            Objection::Excluded(_) => Rule::NameExcluded,
            Objection::NotPermitted(_) => Rule::NameNotPermitted,
            Objection::Unsupported(_) => Rule::NameUnsupported,
        };
        found.push(rule, format!("its name {name} is {objection} by {}", issuer.subject));
    }
    Ok(found.breaches)
}

/// Every name to which constraints apply.
fn names(link: &Link) -> Vec<GeneralName> {
    let mut names = link.extensions.names.clone();
    if !link.subject.is_empty() {
        names.push(GeneralName::Directory(link.subject.clone()));
    }
    // RFC 5280 §4.2.1.10: of certificates without subjectAltName the subject's e-mail address counts
    if link.extensions.names.is_empty() {
        names.extend(link.subject.email_addresses().into_iter().map(GeneralName::Email));
    }
    names
}
