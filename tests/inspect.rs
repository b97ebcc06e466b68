//! What inspect says, against other people's files, other people's tools, and hostile content.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::disallowed_methods, reason = "the tests lay out what the command finds")]

#[path = "inspect/build.rs"]
mod build;
#[path = "inspect/encoding.rs"]
mod encoding;
#[path = "inspect/hostile.rs"]
mod hostile;
#[path = "inspect/kinds.rs"]
mod kinds;
#[path = "inspect/limits.rs"]
mod limits;
#[path = "inspect/parser.rs"]
mod parser;
#[path = "inspect/rollover.rs"]
mod rollover;
#[path = "inspect/stores.rs"]
mod stores;
mod support;
#[path = "inspect/xmpp.rs"]
mod xmpp;

use std::path::Path;

use serde_json::Value;

/// Runs `xmppcert inspect` in a directory: the exit status, standard output, standard error.
fn inspected(directory: &Path, arguments: &[&str]) -> (i32, String, String) {
    support::run(directory, &[&["inspect"], arguments].concat())
}

/// Every line of it as a report.
fn jsonl(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}
