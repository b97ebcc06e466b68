//! The door to the disk, under every misfortune that can be arranged here.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "a test of the disk looks at it with its own eyes")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::exit,
    reason = "clippy knows #[test] functions only, not what they call"
)]

#[path = "disk/child.rs"]
mod child;
#[path = "disk/killed.rs"]
mod killed;
#[path = "disk/owners.rs"]
mod owners;
#[path = "disk/reading.rs"]
mod reading;
#[path = "disk/switch.rs"]
mod switch;
#[path = "disk/switch_killed.rs"]
mod switch_killed;
#[path = "disk/there.rs"]
mod there;
#[path = "disk/worse.rs"]
mod worse;
#[path = "disk/writing.rs"]
mod writing;
