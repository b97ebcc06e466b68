//! The facts of a verdict.

use crate::check::{Case, Standing, peers};
use crate::report::{Facts, IdentityFact, PathFacts, VerdictFacts};

use super::super::paths::path_facts;
use super::asked::Wish;
use super::bench::Bench;

const DAY: u64 = 24 * 60 * 60;

/// What was seen, and what came of judging it.
pub(super) fn facts(
    seen: Facts,
    case: &Case<'_>,
    wish: &Wish,
    bench: &Bench<'_>,
    anchors: &str,
    is_ending: bool,
) -> Facts {
    let Facts::Certificate(certificate) = seen else { return seen };
    let days = |time: std::time::Duration| i64::try_from(time.as_secs() / DAY).unwrap_or(i64::MAX);
    let ends = case.leaf.not_after;
    let peers = bench.args.peers.then(|| peers(case));
    Facts::Verdict(Box::new(VerdictFacts {
        certificate: *certificate,
        judged_for: wish.words.clone(),
        domain: wish.typed.clone(),
        service: wish.service.map(|service| service.word().to_owned()),
        identity: case.standing.map(|standing| identity(standing, case)),
        path: path(case, anchors),
        peers,
        begins: case.leaf.not_before.unix(),
        ends: ends.unix(),
        days_left: case.now.days_until(ends),
        thresholds: (Some(days(bench.expires_in)), bench.critical_in.map(days)),
        is_ending,
    }))
}

fn identity(standing: &Standing, case: &Case<'_>) -> IdentityFact {
    let unserved = standing.verdicts.iter().find(|(_, verdict)| !verdict.is_match());
    let others = unserved.map(|(_, verdict)| {
        let other = |miss: &crate::name::Miss| {
            let name = case.names.get(miss.index).map(ToString::to_string).unwrap_or_default();
            (name, miss.why.to_string())
        };
        verdict.reasons.iter().map(other).collect()
    });
    IdentityFact {
        verdict: standing.outcome.word(),
        by: standing.by.map(|by| by.to_string()),
        presented: standing.presented.clone(),
        others: others.unwrap_or_default(),
    }
}

fn path(case: &Case<'_>, anchors: &str) -> PathFacts {
    path_facts(&case.judgement.best, anchors, case.judgement.others.len())
}
