//! Old software looks for another spelling of the domain.

use crate::check::case::Case;
use crate::check::identity::Asked;
use crate::check::rule::{Raised, Rule};
use crate::name::{Domain, Wanted};
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "old-idna-differs",
        severity: Severity::Warning,
        title: "software with IDNA2003 looks for another name",
        cite: "RFC 5891 §4; RFC 3490 §4; UTS #46 §4, transitional processing",
        why: "IDNA2003, which Prosody 0.12 and older Java still use, maps sharp s, final sigma and joiners to \
              other letters. Such peers look up and compare a different domain, for which the certificate is \
              not.",
        fix: "add the other spelling as a further domain: xmppcert csr DOMAIN OTHER",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    let Some(Asked::Server { wanted: Wanted::Domain(domain), .. }) = case.asked() else { return };
    let Some(old) = domain.idna2003() else { return };
    let covered = Domain::try_from(old.as_str()).is_ok_and(|old| case.coverage().covers(&old));
    if !covered {
        let explanation = format!(
            "{domain} is {} today, and {old} to software with IDNA2003, for which the \
             certificate is not.",
            domain.as_ascii()
        );
        let cure = format!("xmppcert csr {domain} {old}, once {old} is registered too");
        raised.with_cure(domain.to_string(), explanation, cure);
    }
}
