//! The folder of other people's certificates, which is never committed.

#![allow(dead_code, unreachable_pub, reason = "each test file takes in a copy and uses a part")]
#![allow(clippy::print_stderr, reason = "tests have nobody else to tell")]
#![allow(clippy::disallowed_methods, reason = "the tests have no session to ask")]

use std::path::PathBuf;

/// A file of the folder in `XMPPCERT_CORPORA`.
///
/// Where there is no folder, the test says so and passes, unless `XMPPCERT_REQUIRE_PEERS=1`.
pub fn corpus(file: &str) -> Option<PathBuf> {
    let path = std::env::var_os("XMPPCERT_CORPORA").map(|folder| PathBuf::from(folder).join(file));
    if let Some(path) = path.filter(|path| path.exists()) {
        return Some(path);
    }
    let required = std::env::var_os("XMPPCERT_REQUIRE_PEERS").is_some_and(|value| value == "1");
    assert!(!required, "XMPPCERT_CORPORA names no folder with {file}");
    eprintln!("skipped: XMPPCERT_CORPORA names no folder with {file}");
    None
}
