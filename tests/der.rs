//! The tolerant reader of DER: each defect by itself, hostile input, and a corpus.

#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(unreachable_pub, missing_docs, reason = "the parts of a test have no reader outside")]

#[path = "der/build.rs"]
mod build;
#[path = "der/corpus.rs"]
mod corpus;
#[path = "der/defects.rs"]
mod defects;
#[path = "der/hostile.rs"]
mod hostile;
