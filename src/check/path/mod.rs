//! Certification paths, for diagnosis (RFC 5280 §6).
//!
//! [`Judge`] holds trust anchors, a heap of other certificates and revocation lists, each parsed
//! once. For a certificate and a [`Question`] it finds the paths that could hold, best first, and
//! names every broken rule on every link; it never stops at the first. rustls-webpki is asked as a
//! second judge: a path is sound only if both find it so.
//!
//! Paths are built from the leaf up, and each certificate is checked against everything below it as it
//! joins. RFC 5280 §6.1 walks down and carries its findings along; asking every CA about all
//! names and CAs below it gives the same answer, and tells at which link it is broken. Only policies
//! are walked downwards, when the path is complete.

mod breach;
mod budget;
mod excuse;
mod inquiry;
mod judge;
mod judgement;
mod pool;
mod question;
mod revocation;
mod rule;
mod rules;
mod search;
mod second;
mod step;

pub use breach::{Breach, Severity};
pub use excuse::{EXCUSES, Excuse};
pub use judge::Judge;
pub use judgement::{BudgetSpent, Judgement, PathVerdict, SecondOpinion};
pub use question::{Purpose, Question, RevocationCheck};
pub use rule::Rule;
