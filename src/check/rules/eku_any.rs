//! anyExtendedKeyUsage stands where a purpose belongs.

use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "eku-any",
        severity: Severity::Warning,
        title: "the extended key usage has anyExtendedKeyUsage instead of the purpose",
        cite: "RFC 5280 §4.2.1.12; CA/B Forum Baseline Requirements 7.1.2.7.10; observed with Prosody 0.12 and \
              13.0, ejabberd 23.01 and 26.07, jabberd2 2.7, OTP 25",
        why: "RFC 5280 lets applications insist on the purpose that they need, and they do: Prosody, ejabberd, \
              jabberd2 and MongooseIM (OTP) refuse a peer with anyExtendedKeyUsage alone.",
        fix: "have it issued again with serverAuth and clientAuth, or without any extended key usage",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    let Some(purposes) = case.link.extensions.purposes.as_ref().filter(|p| p.any) else { return };
    let (named, wanted) = match case.is_for_account() {
        true => (purposes.client, "clientAuth"),
        false => (purposes.server, "serverAuth"),
    };
    if !named {
        let explanation = format!(
            "Its extended key usage has anyExtendedKeyUsage and no {wanted}. Prosody, ejabberd, \
             jabberd2 and MongooseIM refuse it as a peer's."
        );
        raised.about(case.title(), explanation);
    }
}
