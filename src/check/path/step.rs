//! A path as it grows: the certificate that joined last, above those that joined before.

use std::rc::Rc;
use std::sync::Arc;

use super::breach::Breach;
use super::rule::Rule;
use crate::pki::link::Link;

/// What a hard breach costs; a path that costs less may be sound.
pub(super) const HARD: u32 = 1_000;
/// What a missing or untrusted end costs: more than other faults.
pub(super) const NO_END: u32 = 100 * HARD;

/// A certificate above a path.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) link: Arc<Link>,
    pub(super) below: Option<Rc<Step>>,
    /// Its place in the path; 0 is the leaf.
    pub(super) index: usize,
    pub(super) is_anchor: bool,
    /// What its joining broke.
    pub(super) breaches: Vec<Breach>,
    /// How far the path is from a sound one.
    pub(super) cost: u32,
}

impl Step {
    /// Itself and all below it, down to the leaf.
    pub(super) fn down(&self) -> impl Iterator<Item = &Step> {
        std::iter::successors(Some(self), |step| step.below.as_deref())
    }

    /// CAs from this certificate down to the one above the leaf, without self-issued ones
    /// (RFC 5280 §4.2.1.9).
    pub(super) fn depth(&self) -> usize {
        self.down().filter(|step| step.index > 0 && !step.link.is_self_issued()).count()
    }

    /// Whether the certificate, or the same CA, is in the path already (RFC 4158 §2.4.2).
    pub(super) fn contains(&self, link: &Link) -> bool {
        self.down().any(|step| {
            step.link.fingerprint == link.fingerprint
                || step.link.subject == link.subject && step.link.key == link.key
        })
    }

    /// From the leaf up.
    pub(super) fn certificates(&self) -> Vec<Arc<Link>> {
        let mut all: Vec<Arc<Link>> = self.down().map(|step| Arc::clone(&step.link)).collect();
        all.reverse();
        all
    }

    /// Every breach, from the leaf up.
    pub(super) fn all_breaches(&self) -> Vec<Breach> {
        let mut all: Vec<Breach> =
            self.down().flat_map(|step| step.breaches.iter().cloned()).collect();
        all.sort_by_key(|breach| breach.at);
        all
    }
}

/// What breaches cost: a broken signature is worse than other faults, for the certificate above is
/// perhaps not the issuer at all.
pub(super) fn cost(breaches: &[Breach]) -> u32 {
    let one = |breach: &Breach| match breach.rule {
        _ if !breach.is_hard() => 1,
        Rule::IssuerMissing | Rule::UntrustedRoot => NO_END,
        Rule::BadSignature => 20 * HARD,
        _ => HARD,
    };
    breaches.iter().map(one).fold(0, u32::saturating_add)
}
