//! What `export` writes, held against the programs that load it.
//!
//! `XMPPCERT_SERVER_ROOT` names a folder with servers of another generation, which are asked as well.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]
#![allow(clippy::disallowed_methods, reason = "the tests have no session to ask")]
#![allow(clippy::print_stderr, clippy::print_stdout, reason = "tests have nobody else to tell")]
#![allow(dead_code, unreachable_pub, reason = "a test is no library")]

#[path = "support/mint.rs"]
mod mint;

mod exported {
    #[path = "../servers/daemon.rs"]
    mod daemon;
    #[path = "../servers/generation.rs"]
    mod generation;
    #[path = "../loading/pki.rs"]
    mod pki;
    #[path = "../loading/served.rs"]
    mod served;

    mod beside;
    mod ejabberd;
    mod given;
    mod installed;
    mod jabberd2;
    mod java;
    mod killed;
    mod lineages;
    mod mongooseim;
    mod prosody;
    mod refused;
    mod renewed;
    mod stores;
}
