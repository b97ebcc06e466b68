//! What the room `servers` says of the loading of certificates, held against the real servers.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]
#![allow(clippy::disallowed_methods, reason = "the tests have no session to ask")]
#![allow(clippy::print_stderr, clippy::print_stdout, reason = "tests have nobody else to tell")]
#![allow(dead_code, unreachable_pub, reason = "a test is no library")]

#[path = "support/mint.rs"]
mod mint;

mod loading {
    mod coturn;
    #[path = "../servers/daemon.rs"]
    mod daemon;
    mod ejabberd;
    #[path = "../servers/generation.rs"]
    mod generation;
    mod haproxy;
    mod jabberd2;
    mod mongooseim;
    mod nginx;
    mod pki;
    mod prosody;
    mod samples;
    mod served;
    mod situation;
    mod table;
    mod told;
    mod told_erlang;
}
