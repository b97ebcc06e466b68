//! The program itself, under every misfortune that can be arranged here: killed, out of space,
//! without a reader, without a right to write, and watched while it makes a key.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "a test of the disk looks at it with its own eyes")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "clippy knows #[test] functions only, not what they call"
)]

#[path = "robust/files.rs"]
mod files;
#[path = "robust/killed.rs"]
mod killed;
#[path = "robust/program.rs"]
mod program;
#[path = "robust/secrets.rs"]
mod secrets;
#[path = "robust/streams.rs"]
mod streams;
