//! One question about one certificate, and all that there is to answer it.

use std::rc::Rc;
use std::sync::Arc;

use super::breach::{Breach, Found};
use super::budget::Budget;
use super::judge::Judge;
use super::judgement::{PathVerdict, SecondOpinion};
use super::pool::{Candidate, Pools};
use super::question::Question;
use super::rule::Rule;
use super::rules::{Position, authority, form, keys, leaf, names, policies};
use super::step::{HARD, Step, cost};
use super::{revocation, second};
use crate::pki::link::Link;

/// A path's cost for each certificate, so that of equals the shortest comes first.
const LONGER: u32 = 10;
/// What an issuer costs that is no anchor.
const NO_ANCHOR: u32 = 5;

/// The question, the certificates and lists, and the budget.
#[derive(Clone, Copy)]
pub(super) struct Inquiry<'a> {
    pub(super) judge: &'a Judge,
    pub(super) pools: &'a Pools<'a>,
    pub(super) question: &'a Question,
    pub(super) budget: &'a Budget,
    /// How many revocation lists deep the question is: their signers have paths of their own.
    pub(super) depth: usize,
}

impl Inquiry<'_> {
    /// The lowest certificate of every path.
    pub(super) fn start(&self, link: &Arc<Link>, position: Position) -> Step {
        let mut found = Found::at(0, self.question.strict);
        form::check(link, position, &mut found);
        form::validity(link, self.question.now, &mut found);
        keys::check(link, position, &mut found);
        leaf::check(link, position, self.question.purpose, &mut found);
        Step {
            link: Arc::clone(link),
            below: None,
            index: 0,
            is_anchor: position == Position::TrustedLeaf,
            cost: cost(&found.breaches),
            breaches: found.breaches,
        }
    }

    /// What a path will cost with an issuer on top, as far as can be told without its signature.
    pub(super) fn guess(&self, below: &Step, candidate: &Candidate) -> u32 {
        let misfit = authority::misfit(&below.link, &candidate.link, self.question.now);
        let end = if candidate.is_anchor { 0 } else { NO_ANCHOR };
        below.cost.saturating_add(misfit + LONGER + end)
    }

    /// The path with an issuer on top; `None` when no more signatures may be checked.
    pub(super) fn join(&self, below: &Rc<Step>, candidate: &Candidate) -> Option<Step> {
        let issuer = &candidate.link;
        let position = match candidate.is_anchor {
            true => Position::Anchor,
            false => Position::Intermediate,
        };
        if !self.budget.may_ask((below.link.fingerprint, issuer.fingerprint)) {
            return None;
        }
        let strict = self.question.strict;
        let mut lower = Found::at(below.index, strict);
        let verified = self.judge.verify(&below.link, issuer);
        keys::signature(verified, &below.link, issuer, &mut lower);
        authority::identifiers(&below.link, issuer, &mut lower);
        let index = below.index + 1;
        let mut found = Found::at(index, strict);
        form::check(issuer, position, &mut found);
        form::validity(issuer, self.question.now, &mut found);
        keys::check(issuer, position, &mut found);
        authority::check(issuer, position, below, self.question, &mut found);
        self.budget.compare(|left| names::check(issuer, below, strict, left, &mut found));
        let breaches = [lower.breaches, found.breaches].concat();
        let end = if candidate.is_anchor { 0 } else { NO_ANCHOR };
        Some(Step {
            link: Arc::clone(issuer),
            below: Some(Rc::clone(below)),
            index,
            is_anchor: candidate.is_anchor,
            cost: below.cost.saturating_add(cost(&breaches)).saturating_add(LONGER + end),
            breaches,
        })
    }

    /// The verdict on a complete path, or on one that leads nowhere for the reason given.
    pub(super) fn verdict(
        &self,
        top: &Step,
        position: Position,
        end: Option<(Rule, String)>,
    ) -> PathVerdict {
        let certificates = top.certificates();
        let mut breaches = top.all_breaches();
        if let Some((rule, detail)) = end {
            let mut found = Found::at(top.index, self.question.strict);
            found.push(rule, detail);
            breaches.extend(found.breaches);
        }
        if top.is_anchor
            && let Some((_, path)) = certificates.split_last()
        {
            if position == Position::Leaf {
                breaches.extend(policies::check(path, self.question));
            }
            breaches.extend(revocation::check(self, &certificates));
        }
        let holds = top.is_anchor && !breaches.iter().any(Breach::is_hard);
        let second = match holds && position == Position::Leaf {
            true => second::opinion(&certificates, self.question),
            false => SecondOpinion::NotAsked,
        };
        if let SecondOpinion::Refused { error } = &second {
            let mut found = Found::at(0, self.question.strict);
            found.push(Rule::SecondJudge, format!("rustls-webpki refuses the path: {error}"));
            breaches.extend(found.breaches);
        }
        breaches.sort_by_key(|breach| breach.at);
        PathVerdict {
            anchor: certificates.last().filter(|_| top.is_anchor).cloned(),
            sound: top.is_anchor && !breaches.iter().any(Breach::is_hard),
            certificates,
            breaches,
            second,
        }
    }
}

/// Whether a path of that cost may still turn out sound.
pub(super) fn may_be_sound(cost: u32) -> bool {
    cost < HARD
}
