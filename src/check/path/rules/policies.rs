//! Policies of a complete path, walked from the anchor down (RFC 5280 §6.1).

use std::sync::Arc;

use super::super::breach::{Breach, Found};
use super::super::question::Question;
use super::super::rule::Rule;
use crate::pki::link::Link;
use crate::pki::policy::{PolicyBreach, walk};

/// `path` is without the anchor, the leaf first.
pub(in super::super) fn check(path: &[Arc<Link>], question: &Question) -> Vec<Breach> {
    let downwards = path.iter().rev().map(Arc::as_ref);
    let breaches = walk(downwards, &question.policies);
    let place = |at: usize| path.len().saturating_sub(at + 1);
    breaches.into_iter().flat_map(|breach| one(&breach, place, question.strict)).collect()
}

fn one(breach: &PolicyBreach, place: impl Fn(usize) -> usize, strict: bool) -> Vec<Breach> {
    let (at, rule, detail) = match breach {
        PolicyBreach::NoneLeft { at } => {
            let detail = "a policy is required here, and none is left that holds along the path";
            (place(*at), Rule::Policy, detail.to_owned())
        }
        PolicyBreach::MapsAny { at } => {
            let detail = "its policyMappings map from or to anyPolicy";
            (place(*at), Rule::PolicyMapping, detail.to_owned())
        }
        PolicyBreach::NotWanted { left } => {
            let left = if left.is_empty() { "no policy".to_owned() } else { left.join(", ") };
            (0, Rule::Policy, format!("the path holds for {left}, and for none that is wanted"))
        }
    };
    let mut found = Found::at(at, strict);
    found.push(rule, detail);
    found.breaches
}
