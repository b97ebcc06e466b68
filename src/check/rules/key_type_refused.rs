//! The server that was named cannot load this kind of key.

use super::key_type::refusing;
use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "key-type-refused",
        severity: Severity::Error,
        title: "the server cannot load this kind of key",
        cite: "observed with ejabberd 23.01 and 26.07; Tigase source, CertificateUtil",
        why: "ejabberd serves no certificate at all with an Ed25519 key and does not start with an RSA-PSS key; \
              Tigase reads RSA and EC keys only and puts a self-signed certificate in their place.",
        fix: "make a key of the default kind, which every server loads: xmppcert key",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    let refusing = refusing(case.link.key.kind());
    if let Some(server) = refusing.iter().find(|server| case.is_for(&server.to_lowercase())) {
        let explanation = format!("Its key is {}, which {server} cannot load.", case.link.key);
        raised.with_cure(case.title(), explanation, case.request_command());
    }
}
