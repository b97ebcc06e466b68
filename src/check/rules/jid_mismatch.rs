//! The certificate is that of another user.

use super::jid_missing::accounts;
use crate::check::case::Case;
use crate::check::identity::Asked;
use crate::check::rule::{Raised, Rule};
use crate::check::words::row;
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "jid-mismatch",
        severity: Severity::Error,
        title: "the certificate is for another account",
        cite: "RFC 6120 §13.7.2.2; XEP-0178 §2",
        why: "The server lets a user in as the account that an XmppAddr names, and as no other.",
        fix: "ask for a certificate of the account: xmppcert csr --jid JID",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    let Some(Asked::Account(jid)) = case.asked() else { return };
    let accounts = accounts(case);
    if accounts.is_empty() || case.standing.is_some_and(|standing| standing.is_match()) {
        return;
    }
    let explanation = format!("Its XmppAddr names {}, not {jid}.", row(&accounts));
    raised.with_cure(jid.to_string(), explanation, case.request_command());
}
