//! The certificate answers an ACME challenge.

use crate::check::case::Case;
use crate::check::path;
use crate::check::rule::{Raised, Rule};
use crate::check::words::sentence;
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "acme-validation-certificate",
        severity: Severity::Error,
        title: "it is an answer to an ACME challenge",
        cite: "RFC 8737 §3",
        why: "An ACME client makes it for the tls-alpn-01 challenge and shows it to the CA for some seconds. \
              Where a server has it in its file, the client stopped half-way or wrote to the wrong place.",
        fix: "run the ACME client again, and give the server the certificate that the CA issues",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    for breach in case.breaches(path::Rule::AcmeValidation) {
        raised.about(case.title_at(breach.at), sentence(&breach.detail));
    }
}
