//! What a command found out: facts and findings, in values that every format renders.
//!
//! This room decides nothing and prints nothing.

mod facts;
mod finding;

pub use facts::*;
pub use finding::{Code, Finding, Severity};

/// The answer about one subject: a file, a domain, a request.
#[derive(Clone, Debug)]
pub struct Report {
    /// What the report is about.
    pub subject: String,
    /// What is so.
    pub facts: Facts,
    /// What is wrong with it, or could be better.
    pub findings: Vec<Finding>,
}

impl Report {
    /// The worst severity among the findings.
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.code.severity).max()
    }
}

/// A word as a POSIX shell reads it back: quoted only where it must be.
pub fn shell_quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "_-./:@,+=%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}
