//! A server certificate has an XmppAddr of a bare domain.

use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::check::words::row;
use crate::name::Identity;
use crate::name::identity::Address;
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "xmpp-addr-breaks-ejabberd",
        severity: Severity::Warning,
        title: "ejabberd peers drop the stream at an XmppAddr of a bare domain",
        cite: "observed with ejabberd 23.01 and 26.07; xmpp_stream_pkix.erl, get_domains_from_san",
        why: "When this server offers the certificate for SASL EXTERNAL, the stream process of an ejabberd peer \
              dies (badarg) and the connection closes without an answer, whatever other names there are. CAcert \
              adds such an XmppAddr to every certificate unasked.",
        fix: "have it issued again without XmppAddr: xmppcert csr DOMAIN",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    let found: Vec<&str> = case.names.iter().filter_map(bare_domain).collect();
    if !case.is_for_server() || found.is_empty() {
        return;
    }
    let explanation = format!(
        "The certificate has an XmppAddr of a bare domain ({}). ejabberd peers (23.01 and 26.07 \
         were run) drop the stream when they meet it at SASL EXTERNAL; without XmppAddr they \
         accept the certificate.",
        row(&found)
    );
    raised.with_cure(case.title(), explanation, case.request_command());
}

fn bare_domain(name: &Identity) -> Option<&str> {
    let Identity::Xmpp(text) = name else { return None };
    let is_server = matches!(Address::read(text), Ok(Address::Domain(_) | Address::Ip(_)));
    is_server.then_some(text.as_str())
}
