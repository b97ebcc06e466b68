//! What a judge says.

use std::sync::Arc;

use super::breach::Breach;
use crate::pki::link::Link;

/// The verdict on one path.
#[derive(Clone, Debug)]
pub struct PathVerdict {
    /// The leaf first, then each issuer; the trust anchor last, where one was reached.
    pub certificates: Vec<Arc<Link>>,
    /// The trust anchor, which is the last certificate.
    pub anchor: Option<Arc<Link>>,
    /// Every broken rule, from the leaf up.
    pub breaches: Vec<Breach>,
    /// What rustls-webpki says.
    pub second: SecondOpinion,
    /// Whether the path may be relied upon: both judges say so.
    pub sound: bool,
}

/// What rustls-webpki says of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecondOpinion {
    /// It was not asked, since the first judge had refused the path already.
    NotAsked,
    /// It holds.
    Sound,
    /// It refuses the path, for something that it is known not to process; see [`EXCUSES`](super::EXCUSES).
    Excused {
        /// Its own words.
        error: String,
        /// Why it does not count.
        reason: &'static str,
    },
    /// It refuses the path.
    Refused {
        /// Its own words.
        error: String,
    },
}

/// What a judgement cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BudgetSpent {
    /// Signatures that were asked about, each pair once, known ones too.
    pub signatures: u32,
    /// Partial paths that were looked at.
    pub steps: u32,
    /// Names that were compared with constraints.
    pub comparisons: u32,
}

/// The paths of one certificate.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// The sound path, or the one that comes nearest.
    pub best: PathVerdict,
    /// Other paths that were looked at, nearest first.
    pub others: Vec<PathVerdict>,
    /// What it cost.
    pub budget_spent: BudgetSpent,
}

impl Judgement {
    /// Whether there is a path that may be relied upon.
    pub fn is_sound(&self) -> bool {
        self.best.sound
    }
}
