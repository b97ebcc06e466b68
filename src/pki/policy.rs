//! Certificate policies along a path (RFC 5280 §6.1, with the graph of RFC 9618 for the tree).
//!
//! The tree of RFC 5280 doubles at every certificate of a hostile path; the graph has one node a
//! policy and certificate, and gives the same answer.

use std::collections::{BTreeMap, BTreeSet};

use super::link::{Extensions, Link};

/// `anyPolicy`.
pub const ANY_POLICY: &str = "2.5.29.32.0";

/// What the relying party wants of policies (RFC 5280 §6.1.1 (c) to (g)).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyInputs {
    /// user-initial-policy-set, OIDs in dots; `None` for any policy.
    pub wanted: Option<BTreeSet<String>>,
    /// initial-explicit-policy: the path must be valid for some policy.
    pub explicit: bool,
    /// initial-policy-mapping-inhibit.
    pub inhibit_mapping: bool,
    /// initial-any-policy-inhibit.
    pub inhibit_any: bool,
}

/// Any policy, or none: what TLS wants.
impl Default for PolicyInputs {
    fn default() -> PolicyInputs {
        let (explicit, inhibit_mapping, inhibit_any) = (false, false, false);
        PolicyInputs { wanted: None, explicit, inhibit_mapping, inhibit_any }
    }
}

/// How a path breaks its policies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PolicyBreach {
    /// At this certificate no policy is left, and one is required.
    NoneLeft {
        /// Its place, counted from the certificate below the trust anchor.
        at: usize,
    },
    /// This certificate maps from or to anyPolicy (RFC 5280 §6.1.4 (a)).
    MapsAny {
        /// Its place, counted from the certificate below the trust anchor.
        at: usize,
    },
    /// Policies are left, but none of those that are wanted.
    NotWanted {
        /// Those that are left for the last certificate.
        left: Vec<String>,
    },
}

/// The policies of one certificate: each with the policies of the certificate above from which it
/// follows; without any it follows from anyPolicy.
#[derive(Clone, Debug, Default)]
struct Level {
    policies: BTreeMap<String, BTreeSet<String>>,
    any: bool,
}

impl Level {
    fn is_empty(&self) -> bool {
        self.policies.is_empty() && !self.any
    }
}

/// Counters of RFC 5280 §6.1.2 (d) to (f): certificates until each rule holds.
struct Counters {
    explicit: usize,
    mapping: usize,
    any: usize,
}

/// Walks the path from the certificate below the anchor down to the last; the anchor's own policies
/// do not count (RFC 5280 §6.1.1 (d)).
pub fn walk<'a>(
    path: impl ExactSizeIterator<Item = &'a Link>,
    inputs: &PolicyInputs,
) -> Vec<PolicyBreach> {
    let length = path.len();
    let start = |inhibited: bool| if inhibited { 0 } else { length + 1 };
    let mut counters = Counters {
        explicit: start(inputs.explicit),
        mapping: start(inputs.inhibit_mapping),
        any: start(inputs.inhibit_any),
    };
    let mut levels: Vec<Level> = Vec::with_capacity(length);
    let mut level = Level { any: true, ..Level::default() };
    let mut breaches = Vec::new();
    for (at, link) in path.enumerate() {
        let last = at + 1 == length;
        let any_allowed = counters.any > 0 || (!last && link.is_self_issued());
        take_policies(&mut level, &link.extensions, any_allowed);
        // RFC 5280 §6.1.3 (f)
        if counters.explicit == 0 && level.is_empty() {
            breaches.push(PolicyBreach::NoneLeft { at });
            return breaches;
        }
        if last {
            wrap_up(&mut counters, &link.extensions);
            levels.push(level);
            break;
        }
        if maps_any(&link.extensions) {
            breaches.push(PolicyBreach::MapsAny { at });
        }
        let next = map_policies(&mut level, &link.extensions, counters.mapping > 0);
        levels.push(std::mem::replace(&mut level, next));
        step(&mut counters, link);
    }
    if counters.explicit == 0 {
        breaches.extend(unwanted(&levels, inputs));
    }
    breaches
}

/// RFC 5280 §6.1.3 (d), (e).
fn take_policies(level: &mut Level, extensions: &Extensions, any_allowed: bool) {
    let Some(policies) = &extensions.policies else {
        *level = Level::default();
        return;
    };
    let has_any = policies.contains(ANY_POLICY);
    let any_above = level.any;
    if !(has_any && any_allowed) {
        level.policies.retain(|policy, _| policies.contains(policy));
        level.any = false;
    }
    if any_above {
        for policy in policies.iter().filter(|policy| *policy != ANY_POLICY) {
            level.policies.entry(policy.clone()).or_default();
        }
    }
}

fn maps_any(extensions: &Extensions) -> bool {
    let is_any = |(from, to): &(String, String)| from == ANY_POLICY || to == ANY_POLICY;
    extensions.policy_mappings.iter().any(is_any)
}

/// RFC 5280 §6.1.4 (b): the level that the next certificate starts with.
fn map_policies(level: &mut Level, extensions: &Extensions, allowed: bool) -> Level {
    let mappings = &extensions.policy_mappings;
    let mapped: BTreeSet<&String> = mappings.iter().map(|(from, _)| from).collect();
    if !allowed {
        level.policies.retain(|policy, _| !mapped.contains(policy));
    } else if level.any {
        for policy in &mapped {
            level.policies.entry((*policy).clone()).or_default();
        }
    }
    let mut next = Level { any: level.any, ..Level::default() };
    for policy in level.policies.keys().filter(|policy| !mapped.contains(policy)) {
        next.policies.entry(policy.clone()).or_default().insert(policy.clone());
    }
    // where mapping is not allowed, none of these is left
    for (from, to) in mappings {
        if level.policies.contains_key(from) {
            next.policies.entry(to.clone()).or_default().insert(from.clone());
        }
    }
    next
}

/// RFC 5280 §6.1.4 (h) to (j).
fn step(counters: &mut Counters, link: &Link) {
    if !link.is_self_issued() {
        counters.explicit = counters.explicit.saturating_sub(1);
        counters.mapping = counters.mapping.saturating_sub(1);
        counters.any = counters.any.saturating_sub(1);
    }
    let lower = |counter: &mut usize, limit: Option<u32>| {
        let limit = limit.and_then(|limit| usize::try_from(limit).ok());
        *counter = limit.map_or(*counter, |limit| limit.min(*counter));
    };
    let (explicit, mapping) = link.extensions.policy_constraints.unwrap_or_default();
    lower(&mut counters.explicit, explicit);
    lower(&mut counters.mapping, mapping);
    lower(&mut counters.any, link.extensions.inhibit_any_policy);
}

/// RFC 5280 §6.1.5 (a), (b).
fn wrap_up(counters: &mut Counters, extensions: &Extensions) {
    counters.explicit = counters.explicit.saturating_sub(1);
    if let Some((Some(0), _)) = extensions.policy_constraints {
        counters.explicit = 0;
    }
}

/// RFC 5280 §6.1.5 (g): whether some policy of the last level follows from a wanted one.
fn unwanted(levels: &[Level], inputs: &PolicyInputs) -> Option<PolicyBreach> {
    let last = levels.last()?;
    let Some(wanted) = &inputs.wanted else {
        let at = levels.len().saturating_sub(1);
        return last.is_empty().then_some(PolicyBreach::NoneLeft { at });
    };
    if last.any && !wanted.is_empty() {
        return None;
    }
    let mut reached: BTreeSet<&String> = last.policies.keys().collect();
    for level in levels.iter().rev() {
        let mut above = BTreeSet::new();
        for policy in reached {
            match level.policies.get(policy) {
                Some(parents) if parents.is_empty() && wanted.contains(policy) => return None,
                Some(parents) => above.extend(parents),
                None => {}
            }
        }
        reached = above;
    }
    Some(PolicyBreach::NotWanted { left: last.policies.keys().cloned().collect() })
}
