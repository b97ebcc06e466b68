//! Prosody, ejabberd and jabberd2, called by a server with each of the certificates.

use super::answer::Answering;
use super::daemon::{Daemon, free_port};
use super::generation::Generation;
use super::specs::CALLED;
use super::start;
use super::table::{Subject, hold_as_run, incoming, outgoing};

/// Tries a server as it is delivered, and as it is where dialback is forbidden.
fn try_all(
    generation: Option<Generation>,
    server: &str,
    start: impl Fn(&Generation, bool, u16) -> Daemon,
) {
    let Some(generation) = generation else { return };
    let version = &generation.version(server);
    for strict in [true, false] {
        let subject = Subject { server, version, strict };
        // nobody answers where it calls to
        let daemon = start(&generation, strict, free_port());
        hold_as_run(&subject, &incoming(&subject, &daemon));
    }
}

const PROSODY: &[&str] = &["prosody"];
const EJABBERD: &[&str] = &["erl", "ejabberdctl"];
const JABBERD2: &[&str] = &["jabberd2-router", "jabberd2-s2s"];

#[test]
fn prosody_as_installed() {
    try_all(Generation::installed(PROSODY), "prosody", start::prosody);
}

#[test]
fn prosody_of_the_other_generation() {
    try_all(Generation::other(PROSODY), "prosody", start::prosody);
}

#[test]
fn ejabberd_as_installed() {
    try_all(Generation::installed(EJABBERD), "ejabberd", start::ejabberd);
}

#[test]
fn ejabberd_of_the_other_generation() {
    try_all(Generation::other(EJABBERD), "ejabberd", start::ejabberd);
}

#[test]
fn jabberd2_as_installed() {
    try_all(Generation::installed(JABBERD2), "jabberd2", start::jabberd2);
}

#[test]
fn jabberd2_of_the_other_generation() {
    try_all(Generation::other(JABBERD2), "jabberd2", start::jabberd2);
}

/// Tries both servers that can be told where to call.
fn try_calls(
    generation: Option<Generation>,
    server: &str,
    start: impl Fn(&Generation, bool, u16) -> Daemon,
    host: fn(usize) -> String,
) {
    let Some(generation) = generation else { return };
    let version = &format!("{} calls", generation.version(server));
    for strict in [true, false] {
        let subject = Subject { server, version, strict };
        let answering = Answering::new();
        let daemon = start(&generation, strict, answering.port());
        hold_as_run(&subject, &outgoing(&subject, &daemon, &answering, host));
    }
}

#[test]
fn prosody_as_installed_calls() {
    try_calls(Generation::installed(PROSODY), "prosody", start::prosody, |_| CALLED.to_owned());
}

#[test]
fn ejabberd_as_installed_calls() {
    try_calls(Generation::installed(EJABBERD), "ejabberd", start::ejabberd, start::host);
}

#[test]
fn prosody_of_the_other_generation_calls() {
    try_calls(Generation::other(PROSODY), "prosody", start::prosody, |_| CALLED.to_owned());
}

#[test]
fn ejabberd_of_the_other_generation_calls() {
    try_calls(Generation::other(EJABBERD), "ejabberd", start::ejabberd, start::host);
}
