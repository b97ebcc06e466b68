//! What several test files need.

#![allow(dead_code, unreachable_pub, reason = "each test file takes in a copy and uses a part")]
#![allow(clippy::print_stderr, reason = "tests have nobody else to tell")]

use std::{
    io::Write,
    process::{Command, Stdio},
};

/// A program of somebody else, whose opinion counts.
#[derive(Debug, Clone, Copy)]
pub struct Peer(&'static str);

/// The program, where it is installed.
///
/// Where it is not, the test says so and passes, unless `XMPPCERT_REQUIRE_PEERS=1`.
pub fn peer(program: &'static str) -> Option<Peer> {
    let installed = Command::new(program).arg("--version").stdin(Stdio::null()).output().is_ok();
    if installed {
        return Some(Peer(program));
    }
    assert!(!peers_are_required(), "{program} is not installed");
    eprintln!("skipped: {program} is not installed");
    None
}

#[expect(clippy::disallowed_methods, reason = "the tests have no session to ask")]
fn peers_are_required() -> bool {
    std::env::var_os("XMPPCERT_REQUIRE_PEERS").is_some_and(|value| value == "1")
}

impl Peer {
    /// Runs it with words that blanks separate, and something to read.
    ///
    /// # Errors
    /// What it printed, when it did not succeed.
    pub fn run(self, arguments: &str, input: &[u8]) -> Result<Vec<u8>, String> {
        let mut child = Command::new(self.0)
            .args(arguments.split_whitespace())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| error.to_string())?;
        // a program that needs no input may be gone before it has read it
        let _ = child.stdin.take().map(|mut stdin| stdin.write_all(input));
        let output = child.wait_with_output().map_err(|error| error.to_string())?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let (out, err) = (&output.stdout, &output.stderr);
        let said = [String::from_utf8_lossy(out), String::from_utf8_lossy(err)].concat();
        Err(format!("{} {arguments}: {said}", self.0))
    }
}
