//! A rule, and what it raises.

use super::case::Case;
use crate::report::{Code, Finding};

/// One thing that can be wrong with a certificate.
#[derive(Debug)]
pub struct Rule {
    /// What it is called, where it stands, why it matters and what the cure is.
    pub code: Code,
    /// Looks at a case and raises what is wrong.
    pub check: fn(&Case<'_>, &mut Raised),
}

/// So many findings of one rule are told one by one.
const TOLD: usize = 12;

/// Findings of one rule, as they are raised; a rule can raise none under another code.
#[derive(Debug)]
pub struct Raised {
    code: &'static Code,
    findings: Vec<Finding>,
    untold: usize,
}

impl Raised {
    /// None yet, under a code.
    pub fn under(code: &'static Code) -> Raised {
        Raised { code, findings: Vec::new(), untold: 0 }
    }

    /// A finding about a subject, with the general cure of its code.
    pub fn about(&mut self, subject: impl Into<String>, explanation: impl Into<String>) {
        self.take(Finding::new(self.code, subject, explanation));
    }

    /// A finding about a subject, with the cure of this case.
    pub fn with_cure(
        &mut self,
        subject: impl Into<String>,
        explanation: impl Into<String>,
        cure: impl Into<String>,
    ) {
        self.take(Finding::new(self.code, subject, explanation).cured_by(cure));
    }

    /// What was raised; of a great many the first ones, and how many more there are.
    pub fn into_findings(mut self) -> Vec<Finding> {
        if let (Some(last), 1..) = (self.findings.last_mut(), self.untold) {
            last.explanation.push_str(&format!(" There are {} more like it.", self.untold));
        }
        self.findings
    }

    fn take(&mut self, finding: Finding) {
        match self.findings.len() < TOLD {
            true => self.findings.push(finding),
            false => self.untold += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Severity;

    static CODE: Code = Code {
        id: "test",
        severity: Severity::Note,
        title: "test",
        cite: "test",
        why: "Test.",
        fix: "test",
    };

    #[test]
    fn a_thousand_findings_are_not_told_one_by_one() {
        let mut raised = Raised::under(&CODE);
        (0..1000).for_each(|number| raised.about(number.to_string(), "It is so."));
        let findings = raised.into_findings();
        assert_eq!(findings.len(), TOLD);
        assert_eq!(findings[TOLD - 1].explanation, "It is so. There are 988 more like it.");
    }
}
