//! A name ends in a dot.

use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::name::Identity;
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "trailing-dot",
        severity: Severity::Warning,
        title: "a name ends in a dot",
        cite: "RFC 5280 §4.2.1.6; RFC 7622 §3.2; RFC 9525 §6.3",
        why: "In a certificate a domain has no final dot. A dNSName or SRVName with one matches nothing; an \
              XmppAddr loses it where JIDs are prepared, and other software compares it as it stands.",
        fix: "have it issued again: xmppcert csr --from FILE writes the names without the dot",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    for name in case.names {
        let lost = match name {
            Identity::Dns(text) | Identity::Srv(text) if text.ends_with('.') => {
                "so it matches nothing"
            }
            Identity::Xmpp(text) if text.ends_with('.') => {
                "and only software that prepares it as a JID takes it for the domain"
            }
            _ => continue,
        };
        raised.about(name.text(), format!("{name} ends in a dot, {lost}."));
    }
}
