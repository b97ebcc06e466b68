//! The certificate of a user names several accounts.

use super::jid_missing::accounts;
use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::check::words::row;
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "several-jids",
        severity: Severity::Note,
        title: "the certificate names several accounts",
        cite: "RFC 6120 §13.7.2.2.1; XEP-0178 §2",
        why: "The server has to be told which account is meant: the client must send an authorization identity, \
              and servers that keep XEP-0178 to the letter answer invalid-authzid without one.",
        fix: "give each account a certificate of its own: xmppcert csr --jid JID",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    if !case.is_for_account() {
        return;
    }
    let accounts = accounts(case);
    if accounts.len() > 1 {
        let explanation =
            format!("Its XmppAddrs name {}; the client must say which.", row(&accounts));
        raised.with_cure(case.title(), explanation, case.request_command());
    }
}
