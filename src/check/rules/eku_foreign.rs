//! A purpose does not go with TLS.

use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::check::words::row;
use crate::pki::oid;
use crate::pki::purpose::{Allowance, Role, Warning, allows};
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "eku-foreign",
        severity: Severity::Note,
        title: "the extended key usage has a purpose that does not go with TLS",
        cite: "RFC 9734 §3; RFC 6120 §13.7.1.4; RFC 5280 §4.2.1.12",
        why: "id-kp-imUri is for keys that sign messages and may not stand beside TLS purposes; id-on-xmppAddr \
              as a purpose is known to no TLS library. A public CA issues neither.",
        fix: "have it issued again with serverAuth and clientAuth alone",
    },
    check,
};

/// Netscape's and Microsoft's step-up, which CAcert still writes beside serverAuth.
const HARMLESS: [&str; 2] = ["2.16.840.1.113730.4.1", "1.3.6.1.4.1.311.10.3.3"];

fn check(case: &Case<'_>, raised: &mut Raised) {
    let found = case.leaf.holder.extensions.extended_key_usage.as_deref();
    let role = if case.is_for_account() { Role::Account } else { Role::Responder };
    let Allowance::WithWarnings(warnings) = allows(found, role) else { return };
    let foreign: Vec<String> = warnings
        .into_iter()
        .filter_map(|warning| match warning {
            Warning::Foreign(oid) if !HARMLESS.contains(&oid.as_str()) => Some(named(&oid)),
            _ => None,
        })
        .collect();
    if !foreign.is_empty() {
        let explanation = format!(
            "Its extended key usage has {}, which no TLS software asks for.",
            row(&foreign)
        );
        raised.about(case.title(), explanation);
    }
}

/// The purposes that there are, by name.
pub(super) fn purposes(case: &Case<'_>) -> String {
    let found = case.leaf.holder.extensions.extended_key_usage.as_deref().unwrap_or_default();
    match found {
        [] => "nothing that can be read".to_owned(),
        found => row(found.iter().map(|oid| named(oid))),
    }
}

fn named(oid: &str) -> String {
    oid::known(oid).map_or_else(|| oid.to_owned(), |known| known.name.to_owned())
}
