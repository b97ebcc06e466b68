//! An XmppAddr names another domain than the wanted one.

use crate::check::case::Case;
use crate::check::identity::Asked;
use crate::check::rule::{Raised, Rule};
use crate::check::words::row;
use crate::name::identity::Address;
use crate::name::{Identity, Wanted};
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "no-xmpp-addr",
        severity: Severity::Note,
        title: "the certificate has an XmppAddr, but none for this domain",
        cite: "RFC 3920 §5.1.1, §14.2; RFC 6120 §13.7.1.4",
        why: "By RFC 3920 an XmppAddr that is there counts alone, so very old peers overlook the dNSName of a \
              domain that has no XmppAddr of its own. Without any XmppAddr they compare the dNSName.",
        fix: "leave XmppAddr out altogether, as is the default: xmppcert csr DOMAIN",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    let Some(Asked::Server { wanted: Wanted::Domain(domain), .. }) = case.asked() else { return };
    let servers: Vec<_> = case.names.iter().filter_map(server).collect();
    let matched = case.standing.is_some_and(|standing| standing.is_match());
    if !matched || servers.is_empty() || servers.contains(domain) {
        return;
    }
    let explanation = format!(
        "XmppAddr names {}, and not {domain}: peers that follow RFC 3920 then look at no other \
         name.",
        row(&servers)
    );
    raised.with_cure(domain.to_string(), explanation, case.request_command());
}

fn server(name: &Identity) -> Option<crate::name::Domain> {
    let Identity::Xmpp(text) = name else { return None };
    match Address::read(text) {
        Ok(Address::Domain(domain)) => Some(domain),
        _ => None,
    }
}
