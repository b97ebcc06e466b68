//! Judging: what is wrong with certificates, and whether they may be relied upon.
//!
//! [`path`] finds certification paths and names every broken rule on them. Above it stand the [`rules`]
//! of this room, one file each: they look at a [`Case`], which is a certificate with all that was asked about
//! it, and raise findings. What the path engine found is raised by [`breaches`], each breach once and under
//! one code. What is wrong with an encoding is told by the workshop `inspect`, and not again here.

pub mod assembly;
pub mod breaches;
pub mod case;
mod coverage;
mod cure;
pub mod identity;
pub mod path;
mod peers;
pub mod rule;
pub mod rules;
mod words;

pub use case::Case;
pub use identity::{Asked, Outcome, Standing, presented};
pub use peers::peers;
pub use rule::{Raised, Rule};
pub use rules::RULES;

use crate::report::{Code, Finding};

/// Everything that there is to say about a case: what the rules raise, in the order of [`RULES`], then
/// what is broken on the path, from the leaf up.
pub fn findings(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        let mut raised = Raised::under(&rule.code);
        (rule.check)(case, &mut raised);
        findings.extend(raised.into_findings());
    }
    breaches::raise(case, &mut findings);
    for finding in &mut findings {
        finding.fix = cure::of_case(case, &finding.fix);
    }
    findings
}

/// What fells the chain of a case, and that it is not the one that was wanted: of all findings those of
/// hard breaches of the path, of the name and of the key.
pub fn findings_of_chain(case: &Case<'_>) -> Vec<Finding> {
    let broken = case.judgement.best.breaches.iter().filter(|breach| breach.is_hard());
    let mut codes: Vec<&str> = broken.map(|breach| breaches::code(breach).id).collect();
    codes.extend([
        rules::identity_mismatch::RULE.code.id,
        rules::invalid_reference::RULE.code.id,
        rules::key_mismatch::RULE.code.id,
    ]);
    findings(case).into_iter().filter(|finding| codes.contains(&finding.code.id)).collect()
}

/// Every code of this room: those of the rules, then those of paths.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    RULES.iter().map(|rule| &rule.code).chain(breaches::CODES.iter().copied())
}
