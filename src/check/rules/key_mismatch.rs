//! The private key is not that of the certificate.

use super::leaf_not_first;
use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::pki::certificate::PublicKey;
use crate::report::{Code, Severity, shell_quoted};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "key-mismatch",
        severity: Severity::Error,
        title: "the private key does not belong to the certificate",
        cite: "RFC 6120 §13.7.1.1; processone/ejabberd#3442",
        why: "No server starts TLS with such a pair. The usual cause is a renewal that replaced one of the two \
              files, or two files of different days.",
        fix: "find the pair that belongs together, or make a new request with this key: xmppcert csr DOMAIN \
              --key KEY",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    let Some((given, key)) = case.key.and_then(|given| given.private.map(|key| (given, key)))
    else {
        return;
    };
    let own = &case.leaf.holder.key;
    if key.matches_spki(&own.spki) || leaf_not_first::applies(case) {
        return;
    }
    let kind = PublicKey::from_der(key.spki_der()).map(|key| format!("{key} ")).unwrap_or_default();
    let explanation = format!(
        "{} holds a {kind}key, and the certificate has another public key ({own}).",
        given.file
    );
    let cure = format!("{} --key {}", case.request_command(), shell_quoted(given.file));
    raised.with_cure(given.file, explanation, cure);
}
