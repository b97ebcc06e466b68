//! The certificate of a user names no account.

use std::collections::BTreeSet;

use crate::check::case::Case;
use crate::check::identity::Asked;
use crate::check::rule::{Raised, Rule};
use crate::check::words::row;
use crate::name::identity::Address;
use crate::name::{AccountJid, Identity};
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "jid-missing",
        severity: Severity::Error,
        title: "no XmppAddr names an account",
        cite: "RFC 6120 §13.7.1.3, §13.7.2.2; XEP-0178 §2; observed with ejabberd 23.01",
        why: "SASL EXTERNAL takes the account from an XmppAddr. Most servers refuse a certificate without one. \
              ejabberd lets it in as any account that the user asks for, the administrator included: its cafile \
              must be a CA that always writes an XmppAddr.",
        fix: "ask for a certificate of the account: xmppcert csr --jid JID",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    let Some(Asked::Account(jid)) = case.asked() else { return };
    if !accounts(case).is_empty() {
        return;
    }
    let names = match row(case.names) {
        names if names.is_empty() => "The certificate has no name".to_owned(),
        names => format!("The certificate has {names}"),
    };
    let explanation = format!(
        "{names}, and no XmppAddr of an account, so nothing names {jid}. An ejabberd that trusts \
         its CA lets it in as any account."
    );
    raised.with_cure(jid.to_string(), explanation, case.request_command());
}

/// The accounts that XmppAddrs name, each once, in alphabetical order.
pub(super) fn accounts(case: &Case<'_>) -> BTreeSet<AccountJid> {
    let account = |name: &Identity| match name {
        Identity::Xmpp(text) => match Address::read(text) {
            Ok(Address::Account(account, _)) => Some(account),
            _ => None,
        },
        _ => None,
    };
    case.names.iter().filter_map(account).collect()
}
