//! The wanted address stands in an XmppAddr.

use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::name::MatchedBy;
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "address-in-xmpp-addr",
        severity: Severity::Warning,
        title: "an address is named by an XmppAddr",
        cite: "RFC 6120 §13.7.1.4; RFC 9525 §6.4",
        why: "A JID may have an address for its domain, so it matches; most software compares addresses with an \
              iPAddress alone and finds none.",
        fix: "ask for an iPAddress: xmppcert csr --san ip:ADDRESS",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    let Some(standing) = case.standing.filter(|_| case.matched_only_by(MatchedBy::Xmpp)) else {
        return;
    };
    let text = standing.presented.as_deref().unwrap_or_default();
    if text.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok() {
        let explanation =
            format!("The address {text} stands in an XmppAddr, and few peers compare it there.");
        raised.with_cure(text, explanation, format!("xmppcert csr --san ip:{text}"));
    }
}
