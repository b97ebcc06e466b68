//! A certificate of the path ends soon.

use std::time::Duration;

use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::pki::moment::Moment;
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "expires-soon",
        severity: Severity::Warning,
        title: "a certificate of the path ends soon",
        cite: "RFC 6120 §13.7.2.3",
        why: "When any certificate of the path ends, peers close the streams and refuse new ones. The one that \
              ends first decides.",
        fix: "renew it and reload the server: xmppcert csr --from FILE",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    // what ends within the shorter limit is told by ends_within_limit
    let told: Vec<usize> = ending(case, case.critical_in).into_iter().map(|(at, _)| at).collect();
    for (at, end) in ending(case, case.expires_in) {
        if !told.contains(&at) {
            raised.about(case.title_at(at), format!("It ends {}.", end.relative_to(case.now)));
        }
    }
}

/// The certificates of the path that end within a time, by their places.
pub(super) fn ending(case: &Case<'_>, within: Option<Duration>) -> Vec<(usize, Moment)> {
    let Some(within) = within.and_then(|within| i64::try_from(within.as_secs()).ok()) else {
        return Vec::new();
    };
    let (now, limit) = (case.now.unix(), case.now.plus_seconds(within));
    let best = &case.judgement.best;
    // an anchor is in every peer's own store, and its end is a matter for that store
    let own = best.certificates.len().saturating_sub(usize::from(best.anchor.is_some())).max(1);
    let links = best.certificates.iter().take(own).enumerate();
    links
        .filter(|(_, link)| (now..=limit.unix()).contains(&link.not_after))
        .map(|(at, link)| (at, Moment::clamped(link.not_after)))
        .collect()
}
