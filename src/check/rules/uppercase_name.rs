//! A name has upper-case letters.

use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::check::words::row;
use crate::name::Identity;
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "uppercase-name",
        severity: Severity::Warning,
        title: "a name has upper-case letters",
        cite: "RFC 9525 §6.3; source of ejabberd (xmpp_stream_pkix.erl), Openfire and Prosody (util/x509.lua)",
        why: "Names are compared without regard to case, but ejabberd and Openfire compare the octets with a \
              lower-case domain, and Prosody the service of an SRVName, so they find no match.",
        fix: "have it issued again in lower case: xmppcert csr --from FILE",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    let upper: Vec<&Identity> = case.names.iter().filter(|name| has_upper_case(name)).collect();
    let Some(first) = upper.first().filter(|_| case.is_for_server()) else { return };
    let explanation = format!(
        "{} has upper-case letters. ejabberd and Openfire compare dNSName and XmppAddr with the \
         lower-case domain, Prosody the service of an SRVName, and find no match.",
        row(&upper)
    );
    raised.about(first.text(), explanation);
}

fn has_upper_case(name: &Identity) -> bool {
    match name {
        Identity::Dns(text) | Identity::Xmpp(text) => {
            text.contains(|c: char| c.is_ascii_uppercase())
        }
        // Openfire reads the domain of an SRVName, Prosody its service
        Identity::Srv(text) => text.contains(|c: char| c.is_ascii_uppercase()),
        _ => false,
    }
}
