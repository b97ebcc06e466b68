//! The path engine on certificates made for it: each rule is named, hostile heaps end, and no octets make
//! it panic.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/mint.rs"]
mod mint;

mod path {
    mod constraints;
    mod heaps;
    mod mutations;
    mod reading;
    mod rules;
}
