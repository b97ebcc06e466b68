//! A fact about somebody else's software, with its source.

use crate::report::Evidence;

/// A value with the evidence for it and where that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact<T> {
    /// What is so.
    pub value: T,
    /// How we know.
    pub evidence: Evidence,
    /// The source file, the commit, the issue, or the version that was run.
    pub cite: &'static str,
}

impl<T> Fact<T> {
    /// What the running program did.
    pub const fn run(value: T, cite: &'static str) -> Self {
        Self { value, evidence: Evidence::Run, cite }
    }

    /// What the source says.
    pub const fn read(value: T, cite: &'static str) -> Self {
        Self { value, evidence: Evidence::Read, cite }
    }

    /// What nobody looked at.
    pub const fn unverified(value: T, cite: &'static str) -> Self {
        Self { value, evidence: Evidence::Unverified, cite }
    }

    /// Another value on the same evidence.
    pub fn with<U>(&self, value: U) -> Fact<U> {
        Fact { value, evidence: self.evidence, cite: self.cite }
    }
}
