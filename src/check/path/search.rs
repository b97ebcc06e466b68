//! Finding paths, best first.
//!
//! A path costs what is wrong with it, so a sound one is found before any other. What cannot be told
//! without a signature is guessed first and proven when its turn comes. Budgets bound
//! the number of signatures, steps and comparisons; no certificate is built upon more than a few times,
//! so a heap with exponentially many paths ends soon.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
use std::rc::Rc;
use std::sync::Arc;

use super::inquiry::{Inquiry, may_be_sound};
use super::judgement::PathVerdict;
use super::pool::Candidate;
use super::rule::Rule;
use super::rules::Position;
use super::step::{NO_END, Step};
use crate::pki::link::Link;

/// A certificate is built upon so many times.
const EXPANSIONS: u8 = 8;
/// So many issuers of one certificate are considered.
const CANDIDATES: usize = 256;
/// So many complete paths are examined to the end.
const WALKS: usize = 32;
/// So many paths are kept that are not sound, when only such are left.
const FAULTY: usize = 4;
/// A path through names that lead to no anchor.
const ASTRAY: u32 = NO_END / 2;
/// A certificate has no more others above it, whatever the question allows.
const LONGEST: usize = 64;

/// A path that waits for its turn.
enum Waiting {
    /// With an issuer that was not looked at yet.
    Guessed(Rc<Step>, Candidate),
    /// Known to its top.
    Proven(Rc<Step>),
    /// Leading nowhere.
    End(Rc<Step>, Rule, String),
}

struct Search<'a> {
    inquiry: &'a Inquiry<'a>,
    position: Position,
    waiting: BTreeMap<usize, Waiting>,
    /// By cost; of equals the first that came.
    queue: BinaryHeap<Reverse<(u32, usize)>>,
    counter: usize,
    expansions: BTreeMap<[u8; 32], u8>,
    reaching: BTreeSet<u64>,
    verdicts: Vec<PathVerdict>,
    /// Paths of this cost are not looked at.
    ceiling: Option<u32>,
}

/// The best path of a certificate, and others; none is looked at that costs so much as the leaf alone
/// and `most`.
pub(super) fn paths(
    inquiry: &Inquiry<'_>,
    leaf: &Arc<Link>,
    position: Position,
    most: Option<u32>,
) -> (PathVerdict, Vec<PathVerdict>) {
    let start = Rc::new(inquiry.start(leaf, position));
    let mut search = Search {
        inquiry,
        position,
        waiting: BTreeMap::new(),
        queue: BinaryHeap::new(),
        counter: 0,
        expansions: BTreeMap::new(),
        reaching: inquiry.pools.names_with_an_anchor(&leaf.issuer),
        verdicts: Vec::new(),
        ceiling: most.map(|most| start.cost.saturating_add(most)),
    };
    search.push(start.cost, Waiting::Proven(Rc::clone(&start)));
    let gave_up = search.run();
    search.finish(&start, gave_up)
}

impl Search<'_> {
    fn push(&mut self, cost: u32, waiting: Waiting) {
        self.waiting.insert(self.counter, waiting);
        self.queue.push(Reverse((cost, self.counter)));
        self.counter += 1;
    }

    /// Looks at paths until one is sound, or none is left that may be; `Some` with the path at hand
    /// when the budget ended it.
    fn run(&mut self) -> Option<Rc<Step>> {
        while let Some(Reverse((cost, number))) = self.queue.pop() {
            let Some(waiting) = self.waiting.remove(&number) else { continue };
            if self.ceiling.is_some_and(|ceiling| cost >= ceiling) {
                return None;
            }
            let enough = self.verdicts.len() >= FAULTY || cost >= ASTRAY;
            if enough && !may_be_sound(cost) && !self.verdicts.is_empty() {
                return None;
            }
            let within = self.inquiry.budget.may_step() && self.verdicts.len() < WALKS;
            match waiting {
                Waiting::Guessed(below, _) | Waiting::Proven(below) if !within => {
                    return Some(below);
                }
                Waiting::Guessed(below, candidate) => {
                    let Some(step) = self.inquiry.join(&below, &candidate) else {
                        return Some(below);
                    };
                    let cost = step.cost.saturating_add(self.astray(&step.link, step.is_anchor));
                    self.push(cost, Waiting::Proven(Rc::new(step)));
                }
                Waiting::Proven(step) if step.is_anchor => {
                    let verdict = self.inquiry.verdict(&step, self.position, None);
                    self.verdicts.push(verdict);
                    if self.verdicts.last().is_some_and(|verdict| verdict.sound) {
                        return None;
                    }
                }
                Waiting::Proven(step) => self.expand(&step),
                Waiting::End(step, rule, detail) => {
                    let end = Some((rule, detail));
                    self.verdicts.push(self.inquiry.verdict(&step, self.position, end));
                }
            }
        }
        None
    }

    fn expand(&mut self, step: &Rc<Step>) {
        let count = self.expansions.entry(step.link.fingerprint).or_default();
        if *count >= EXPANSIONS || step.index >= LONGEST {
            return;
        }
        *count += 1;
        let inquiry = self.inquiry;
        let above = inquiry.pools.of(&step.link.issuer).filter(|above| !step.contains(&above.link));
        let mut candidates: Vec<(u32, &Candidate)> = above
            .map(|candidate| {
                let astray = self.astray(&candidate.link, candidate.is_anchor);
                (inquiry.guess(step, candidate).saturating_add(astray), candidate)
            })
            .collect();
        candidates.sort_by_key(|(cost, _)| *cost);
        if candidates.is_empty() {
            let in_path = inquiry.pools.of(&step.link.issuer).next().is_some();
            let (rule, detail) = dead_end(&step.link, in_path);
            self.push(
                step.cost.saturating_add(NO_END),
                Waiting::End(Rc::clone(step), rule, detail),
            );
        }
        for (cost, candidate) in candidates.into_iter().take(CANDIDATES) {
            self.push(cost, Waiting::Guessed(Rc::clone(step), candidate.clone()));
        }
    }

    fn astray(&self, link: &Link, is_anchor: bool) -> u32 {
        let leads_up = is_anchor || self.reaching.contains(&link.issuer.hash());
        if leads_up { 0 } else { ASTRAY }
    }

    fn finish(
        mut self,
        start: &Rc<Step>,
        gave_up: Option<Rc<Step>>,
    ) -> (PathVerdict, Vec<PathVerdict>) {
        let hard = |verdict: &PathVerdict| {
            verdict.breaches.iter().filter(|breach| breach.is_hard()).count()
        };
        self.verdicts
            .sort_by_key(|verdict| (!verdict.sound, verdict.anchor.is_none(), hard(verdict)));
        if let Some(step) = gave_up {
            let spent = self.inquiry.budget.spent();
            let detail = format!(
                "the search for a path ended after {} signatures and {} steps",
                spent.signatures, spent.steps
            );
            let verdict = self.inquiry.verdict(&step, self.position, Some((Rule::GaveUp, detail)));
            self.verdicts.push(verdict);
        }
        if self.verdicts.is_empty() {
            let (rule, detail) = dead_end(&start.link, false);
            self.verdicts.push(self.inquiry.verdict(start, self.position, Some((rule, detail))));
        }
        let mut verdicts = self.verdicts.into_iter();
        match verdicts.next() {
            Some(best) => (best, verdicts.collect()),
            // not reached: a verdict was pushed above
            None => (self.inquiry.verdict(start, self.position, None), Vec::new()),
        }
    }
}

/// Why a path ends here; `in_path` where every certificate of the issuer is in the path already.
fn dead_end(top: &Link, in_path: bool) -> (Rule, String) {
    if top.is_self_issued() {
        let detail = format!("{} is a root of its own, and not trusted", top.subject);
        return (Rule::UntrustedRoot, detail);
    }
    let others = if in_path { ", but for those that stand below it" } else { "" };
    let detail = format!("no certificate of its issuer {} is at hand{others}", top.issuer);
    (Rule::IssuerMissing, detail)
}
