//! Only an XmppAddr names the domain.

use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::name::MatchedBy;
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "xmpp-addr-only",
        severity: Severity::Warning,
        title: "only an XmppAddr names the domain",
        cite: "RFC 6120 §13.7.1.4; observed with Prosody 0.12 and 13.0, ejabberd 23.01 and 26.07",
        why: "RFC 6120 keeps XmppAddr for backward compatibility. Prosody matches none between servers, \
              ejabberd drops the stream at the sight of one, Tigase and xmpp-proxy do not read it, and TLS \
              libraries of clients do not know it.",
        fix: "ask for a dNSName, as is the default: xmppcert csr DOMAIN",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    // of an address address-in-xmpp-addr tells
    let Some(wanted) = case.wanted_domain() else { return };
    if case.matched_only_by(MatchedBy::Xmpp) {
        let explanation = format!(
            "{wanted} stands in an XmppAddr and in no dNSName or SRVName. Between servers \
             neither Prosody nor ejabberd accepts that."
        );
        raised.with_cure(case.title(), explanation, case.request_command());
    }
}
