//! What a judgement may cost.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use super::judgement::BudgetSpent;
use crate::pki::name_constraints::Comparisons;

/// Signatures that one judgement may ask about.
const SIGNATURES: usize = 200;
/// Partial paths that one judgement may look at.
const STEPS: u32 = 4_000;
/// Names that may be compared with constraints, as many as Go and webpki allow.
const COMPARISONS: u32 = 250_000;

/// What is signed, and by whom: fingerprints.
pub(super) type Pair = ([u8; 32], [u8; 32]);

/// What is left for one judgement, revocation included.
#[derive(Debug)]
pub(super) struct Budget {
    asked: RefCell<BTreeSet<Pair>>,
    steps: Cell<u32>,
    comparisons: Cell<u32>,
}

impl Default for Budget {
    fn default() -> Budget {
        let (asked, steps) = (RefCell::default(), Cell::new(0));
        Budget { asked, steps, comparisons: Cell::new(COMPARISONS) }
    }
}

impl Budget {
    pub(super) fn spent(&self) -> BudgetSpent {
        BudgetSpent {
            signatures: u32::try_from(self.asked.borrow().len()).unwrap_or(u32::MAX),
            steps: self.steps.get(),
            comparisons: COMPARISONS.saturating_sub(self.comparisons.get()),
        }
    }

    /// Known answers count too, so that the same question always ends the same way.
    pub(super) fn may_ask(&self, pair: Pair) -> bool {
        let mut asked = self.asked.borrow_mut();
        asked.contains(&pair) || asked.len() < SIGNATURES && asked.insert(pair)
    }

    pub(super) fn may_step(&self) -> bool {
        self.steps.set(self.steps.get().saturating_add(1));
        self.steps.get() <= STEPS
    }

    /// Lends the comparisons that are left.
    pub(super) fn compare<T>(&self, compare: impl FnOnce(&mut Comparisons) -> T) -> T {
        let mut left = Comparisons(self.comparisons.get());
        let result = compare(&mut left);
        self.comparisons.set(left.0);
        result
    }
}
