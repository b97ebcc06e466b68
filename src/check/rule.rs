//! A rule, and what it raises.

use super::case::Case;
use crate::report::{Code, Finding};

/// One thing that can be wrong with a certificate.
#[derive(Debug)]
pub struct Rule {
    /// What it is called, where it stands, why it matters and what the cure is.
    pub code: Code,
    /// Looks at a case and raises what is wrong.
    pub check: fn(&Case<'_>, &mut Raised<'_>),
}

/// Findings of one rule, as they are raised; a rule can raise none under another code.
#[derive(Debug)]
pub struct Raised<'a> {
    code: &'static Code,
    findings: &'a mut Vec<Finding>,
}

impl<'a> Raised<'a> {
    /// Findings under a code.
    pub fn under(code: &'static Code, findings: &'a mut Vec<Finding>) -> Raised<'a> {
        Raised { code, findings }
    }

    /// A finding about a subject, with the general cure of its code.
    pub fn about(&mut self, subject: impl Into<String>, explanation: impl Into<String>) {
        self.findings.push(Finding::new(self.code, subject, explanation));
    }

    /// A finding about a subject, with the cure of this case.
    pub fn with_cure(
        &mut self,
        subject: impl Into<String>,
        explanation: impl Into<String>,
        cure: impl Into<String>,
    ) {
        self.findings.push(Finding::new(self.code, subject, explanation).cured_by(cure));
    }
}
