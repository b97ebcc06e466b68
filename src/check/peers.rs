//! What other servers will say, of a certificate and what became of its path.

use super::case::Case;
use super::identity::Asked;
use super::path::{Judgement, Rule};
use crate::report::PeersFacts;
use crate::servers::{self, PathState, Shown, ShownAccount, who_accepts, who_admits};

/// What each server says; nothing where no name is asked for.
pub fn peers(case: &Case<'_>) -> PeersFacts {
    let holder = &case.leaf.holder;
    let purposes = holder.extensions.extended_key_usage.as_deref();
    let (names, key, path) = (case.names, &holder.key, path_state(case.judgement));
    servers::peers(match case.asked() {
        Some(Asked::Server { wanted, .. }) => {
            who_accepts(&Shown { names, wanted, purposes, key, path })
        }
        Some(Asked::Account(jid)) => who_admits(&ShownAccount { names, jid, purposes, key, path }),
        Some(Asked::Invalid { .. }) | None => Vec::new(),
    })
}

/// What a server makes of the path before it looks at names and purposes, on which they differ.
fn path_state(judgement: &Judgement) -> PathState {
    let best = &judgement.best;
    let differs = |rule: Rule| matches!(rule, Rule::WrongPurpose | Rule::SecondJudge);
    let hard: Vec<Rule> = best
        .breaches
        .iter()
        .filter(|breach| breach.is_hard() && !(breach.at == 0 && differs(breach.rule)))
        .map(|breach| breach.rule)
        .collect();
    let only = |rule| hard.iter().all(|broken| *broken == rule);
    let has = |rule| hard.contains(&rule);
    match hard.as_slice() {
        [] => PathState::Sound,
        _ if has(Rule::UntrustedRoot) && best.certificates.len() == 1 => PathState::SelfSigned,
        _ if has(Rule::UntrustedRoot) || has(Rule::IssuerMissing) => PathState::Untrusted,
        _ if only(Rule::Expired) => PathState::Expired,
        _ if only(Rule::NotYetValid) => PathState::NotYetValid,
        _ => PathState::Broken,
    }
}
