//! Every certificate at hand, by the name of its subject.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::pki::folded::FoldedName;
use crate::pki::link::Link;

/// A certificate that may stand above another.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) link: Arc<Link>,
    pub(super) is_anchor: bool,
}

/// Anchors and others, each once.
#[derive(Debug, Default)]
pub(super) struct Pool {
    by_subject: HashMap<u64, Vec<Candidate>>,
    anchors: HashSet<[u8; 32]>,
    all: HashSet<[u8; 32]>,
}

impl Pool {
    pub(super) fn new(
        anchors: impl IntoIterator<Item = Arc<Link>>,
        others: impl IntoIterator<Item = Arc<Link>>,
    ) -> Pool {
        let mut pool = Pool::default();
        for link in anchors {
            pool.anchors.insert(link.fingerprint);
            pool.add(link, true);
        }
        for link in others {
            pool.add(link, false);
        }
        pool
    }

    fn add(&mut self, link: Arc<Link>, is_anchor: bool) {
        if self.all.insert(link.fingerprint) {
            let subject = link.subject.hash();
            self.by_subject.entry(subject).or_default().push(Candidate { link, is_anchor });
        }
    }

    pub(super) fn is_anchor(&self, link: &Link) -> bool {
        self.anchors.contains(&link.fingerprint)
    }

    /// The certificates of that subject.
    pub(super) fn of(&self, subject: &FoldedName) -> impl Iterator<Item = &Candidate> {
        let all = self.by_subject.get(&subject.hash()).map_or(&[][..], Vec::as_slice);
        all.iter().filter(|candidate| candidate.link.subject == *subject)
    }

    /// By the number of a name; different names may share one.
    fn of_hash(&self, subject: u64) -> &[Candidate] {
        self.by_subject.get(&subject).map_or(&[][..], Vec::as_slice)
    }
}

/// The pool of a judge, and what came with the leaf.
#[derive(Debug)]
pub(super) struct Pools<'a> {
    pub(super) shared: &'a Pool,
    pub(super) own: Pool,
    /// The fingerprint of a certificate that is not to be used.
    pub(super) without: Option<[u8; 32]>,
}

impl<'a> Pools<'a> {
    pub(super) fn new(shared: &'a Pool, own: &[Arc<Link>]) -> Pools<'a> {
        let own = own.iter().filter(|link| !shared.all.contains(&link.fingerprint)).cloned();
        Pools { shared, own: Pool::new([], own), without: None }
    }

    pub(super) fn of(&self, subject: &FoldedName) -> impl Iterator<Item = &Candidate> {
        let all = self.shared.of(subject).chain(self.own.of(subject));
        all.filter(|candidate| Some(candidate.link.fingerprint) != self.without)
    }

    /// The names from which an anchor can be reached by following issuers' names upwards from `start`;
    /// signatures are not looked at.
    pub(super) fn names_with_an_anchor(&self, start: &FoldedName) -> BTreeSet<u64> {
        let mut below: BTreeMap<u64, Vec<u64>> = BTreeMap::new();
        let mut reaching = Vec::new();
        let mut seen = BTreeSet::from([start.hash()]);
        let mut waiting = vec![start.hash()];
        while let Some(name) = waiting.pop() {
            let own = self.own.of_hash(name).iter();
            for candidate in self.shared.of_hash(name).iter().chain(own) {
                if Some(candidate.link.fingerprint) == self.without {
                    continue;
                }
                if candidate.is_anchor {
                    reaching.push(name);
                }
                let issuer = candidate.link.issuer.hash();
                if issuer != name {
                    below.entry(issuer).or_default().push(name);
                    if seen.insert(issuer) {
                        waiting.push(issuer);
                    }
                }
            }
        }
        let mut reached = BTreeSet::new();
        while let Some(name) = reaching.pop() {
            if reached.insert(name) {
                reaching.extend(below.get(&name).into_iter().flatten());
            }
        }
        reached
    }
}
