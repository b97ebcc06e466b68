//! The extended key usage does not allow a user.

use super::eku_foreign::purposes;
use crate::check::case::Case;
use crate::check::path;
use crate::check::rule::{Raised, Rule};
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "eku-not-client",
        severity: Severity::Error,
        title: "the extended key usage does not allow a client",
        cite: "RFC 5280 §4.2.1.12; XEP-0178 §2",
        why: "A user comes as TLS client, so servers that check purposes want clientAuth. A server certificate \
              of a public CA has serverAuth alone.",
        fix: "ask the CA of the user's server: xmppcert csr --jid JID",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    if !case.is_for_account() || !case.breaches(path::Rule::WrongPurpose).any(|b| b.at == 0) {
        return;
    }
    let found = purposes(case);
    let explanation = format!("Its extended key usage has {found}, and clientAuth is wanted.");
    raised.with_cure(case.title(), explanation, case.request_command());
}
