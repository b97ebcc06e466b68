//! An SRVName with a wildcard.

use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::name::Identity;
use crate::name::identity::PresentedSrv;
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "srv-wildcard",
        severity: Severity::Warning,
        title: "an SRVName holds a wildcard",
        cite: "RFC 4985 §3; RFC 9525 §6.3; observed with Prosody 0.12",
        why: "RFC 4985 compares the name of an SRVName whole, RFC 9525 read to the letter allows a wildcard in \
              it. Prosody accepts it, other software does not; it is never counted as a match here.",
        fix: "name each host: xmppcert csr DOMAIN --component HOST",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    for name in case.names {
        let Identity::Srv(text) = name else { continue };
        if PresentedSrv::read(text).is_ok_and(|srv| srv.pattern().is_wildcard()) {
            let explanation = format!(
                "{name} holds a wildcard. Prosody accepts that, RFC 4985 and other peers do not."
            );
            raised.about(text.as_str(), explanation);
        }
    }
}
