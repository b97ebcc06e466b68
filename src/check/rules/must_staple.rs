//! The certificate promises OCSP stapling.

use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "must-staple",
        severity: Severity::Warning,
        title: "the certificate demands OCSP stapling, which no XMPP server does",
        cite: "RFC 7633 §4; Let's Encrypt, end of OCSP on 2025-08-06; processone/ejabberd#1364",
        why: "With the TLS feature status_request in the certificate, peers that look at it refuse a handshake \
              without a stapled answer. XMPP servers staple none, and public CAs have given up OCSP.",
        fix: "have it issued again without must-staple; certbot: leave out --must-staple",
    },
    check,
};

/// status_request (RFC 6066 §8).
const STATUS_REQUEST: u8 = 5;

fn check(case: &Case<'_>, raised: &mut Raised) {
    if case.leaf.holder.extensions.tls_features.contains(&STATUS_REQUEST) {
        let explanation =
            "Its TLS features have status_request (5), and no XMPP server staples an answer.";
        raised.about(case.title(), explanation);
    }
}
