//! The judge: certificates and lists that are at hand, and signatures that were checked already.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::budget::{Budget, Pair};
use super::inquiry::Inquiry;
use super::judgement::Judgement;
use super::pool::{Pool, Pools};
use super::question::Question;
use super::rules::Position;
use super::search::paths;
use super::step::HARD;
use crate::pki::link::Link;
use crate::pki::revocation::RevocationList;
use crate::pki::signature::Refusal;

/// So many signatures are remembered, 64 octets and a few each.
const REMEMBERED: usize = 16_384;

/// Trust anchors, other certificates and revocation lists, ready for any number of questions, also
/// from several threads at once.
///
/// What is between CAs is checked once; each further leaf costs one signature.
#[derive(Debug)]
pub struct Judge {
    pub(super) pool: Pool,
    pub(super) lists: Vec<Arc<RevocationList>>,
    checked: Mutex<HashMap<Pair, Result<(), Refusal>>>,
    checks: AtomicU64,
}

impl Judge {
    /// A judge over `anchors`, which are trusted, and a heap of `others` in any order.
    pub fn new(
        anchors: impl IntoIterator<Item = Arc<Link>>,
        others: impl IntoIterator<Item = Arc<Link>>,
        lists: impl IntoIterator<Item = Arc<RevocationList>>,
    ) -> Judge {
        Judge {
            pool: Pool::new(anchors, others),
            lists: lists.into_iter().collect(),
            checked: Mutex::new(HashMap::new()),
            checks: AtomicU64::new(0),
        }
    }

    /// Judges a certificate; `own` are certificates that came with it, which are not trusted.
    pub fn judge(&self, leaf: &Arc<Link>, own: &[Arc<Link>], question: &Question) -> Judgement {
        self.judge_among(&Pools::new(&self.pool, own), leaf, question, None)
    }

    /// The paths that may be relied upon and do without one of the certificates at hand, as far as
    /// the leaf lets any be relied upon; there may be none.
    pub fn judge_without(
        &self,
        without: &Link,
        leaf: &Arc<Link>,
        question: &Question,
    ) -> Judgement {
        let without = Some(without.fingerprint);
        let pools = Pools { without, ..Pools::new(&self.pool, &[]) };
        self.judge_among(&pools, leaf, question, Some(HARD))
    }

    /// Paths that cost more than the leaf and `most` are not looked at.
    fn judge_among(
        &self,
        pools: &Pools<'_>,
        leaf: &Arc<Link>,
        question: &Question,
        most: Option<u32>,
    ) -> Judgement {
        let budget = Budget::default();
        let inquiry = Inquiry { judge: self, pools, question, budget: &budget, depth: 0 };
        let position = match self.pool.is_anchor(leaf) {
            true => Position::TrustedLeaf,
            false => Position::Leaf,
        };
        let (best, others) = paths(&inquiry, leaf, position, most);
        Judgement { best, others, budget_spent: budget.spent() }
    }

    /// How many signatures were checked so far, for all questions together.
    pub fn signatures_checked(&self) -> u64 {
        self.checks.load(Ordering::Relaxed)
    }

    /// A certificate's signature, from memory where it was checked before.
    pub(super) fn verify(&self, below: &Link, issuer: &Link) -> Result<(), Refusal> {
        let pair = (below.fingerprint, issuer.fingerprint);
        self.remember(pair, || below.verify_with(issuer))
    }

    /// A list's signature, from memory where it was checked before.
    pub(super) fn verify_list(&self, list: &RevocationList, signer: &Link) -> Result<(), Refusal> {
        self.remember((list.fingerprint, signer.fingerprint), || list.verify_with(&signer.key))
    }

    fn remember(
        &self,
        pair: Pair,
        check: impl FnOnce() -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let known = |memory: &HashMap<Pair, _>| memory.get(&pair).copied();
        if let Some(answer) = known(&self.checked.lock().unwrap_or_else(PoisonError::into_inner)) {
            return answer;
        }
        self.checks.fetch_add(1, Ordering::Relaxed);
        let answer = check();
        let mut memory = self.checked.lock().unwrap_or_else(PoisonError::into_inner);
        if memory.len() >= REMEMBERED {
            memory.clear();
        }
        memory.insert(pair, answer);
        answer
    }
}
