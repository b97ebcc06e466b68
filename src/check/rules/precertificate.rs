//! The certificate is a precertificate.

use crate::check::case::Case;
use crate::check::path;
use crate::check::rule::{Raised, Rule};
use crate::check::words::sentence;
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "precertificate",
        severity: Severity::Error,
        title: "it is a precertificate",
        cite: "RFC 6962 §3.1",
        why: "A CA makes it for certificate transparency logs alone; its critical poison extension bars every \
              other use. It comes out of a log or of a CA that was asked the wrong way.",
        fix: "use the certificate that the CA issued after it, with the same serial number",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    for breach in case.breaches(path::Rule::Precertificate) {
        raised.about(case.title_at(breach.at), sentence(&breach.detail));
    }
}
