//! The rules of `check` on plain files: options, certificates, and the findings that they must give.
//!
//! `tests/cases/<code>/fires….case` must give the code, `silent….case` must not; each rule has both.
//! `BLESS=1 cargo test --test cases` rewrites the findings, and `BLESS=1 cargo test --test cases -- --ignored`
//! mints the certificates anew.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    unreachable_pub,
    reason = "a test that cannot go on has failed"
)]

#[path = "support/mint.rs"]
mod mint;

mod cases {
    mod codes;
    mod draft;
    mod file;
    mod foreign;
    mod hostile;
    mod judged;
    mod minted;
    mod runner;
}
