//! One broken rule.

use std::fmt;

use super::rule::Rule;

/// How much a breach weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The path holds all the same.
    Soft,
    /// The path does not hold.
    Hard,
}

/// A rule that a certificate of a path breaks, in words that name both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// Which rule.
    pub rule: Rule,
    /// At which certificate of the path; 0 is the leaf.
    pub at: usize,
    /// How much it weighs for the question that was asked.
    pub severity: Severity,
    /// What is wrong, for people; text from certificates is as found there.
    pub detail: String,
}

impl Breach {
    /// Whether the path falls by it.
    pub fn is_hard(&self) -> bool {
        self.severity == Severity::Hard
    }
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.detail)
    }
}

/// Breaches of one certificate, as they are found.
#[derive(Debug)]
pub(super) struct Found {
    at: usize,
    strict: bool,
    pub(super) breaches: Vec<Breach>,
}

impl Found {
    pub(super) fn at(at: usize, strict: bool) -> Found {
        Found { at, strict, breaches: Vec::new() }
    }

    pub(super) fn push(&mut self, rule: Rule, detail: impl Into<String>) {
        let severity = rule.severity(self.strict);
        self.breaches.push(Breach { rule, at: self.at, severity, detail: detail.into() });
    }

    /// A breach that does not weigh as its rule does.
    pub(super) fn push_as(&mut self, severity: Severity, rule: Rule, detail: impl Into<String>) {
        self.breaches.push(Breach { rule, at: self.at, severity, detail: detail.into() });
    }
}
