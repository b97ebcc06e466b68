//! Findings: what is wrong, how bad it is, and the cure.

use std::fmt;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Could be better, or good to know.
    Note,
    /// Some peers, servers or CAs refuse it.
    Warning,
    /// Peers must refuse it.
    Error,
}

/// The word that JSON and the exit status use.
impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

/// A kind of finding, by its stable code. A code is never used again for something else.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// The code, in kebab case.
    pub id: &'static str,
    /// How much findings of this kind matter.
    pub severity: Severity,
    /// The finding in one line, without the names of the case.
    pub title: &'static str,
    /// The standard, programme or observation that it rests on.
    pub cite: &'static str,
    /// Why it matters, in sentences.
    pub why: &'static str,
    /// The cure in general.
    pub fix: &'static str,
}

/// One finding about one subject.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Its kind.
    pub code: &'static Code,
    /// The name, file or field that it is about.
    pub subject: String,
    /// What is so, in sentences, with both sides of a contradiction.
    pub explanation: String,
    /// The cure, a command where one exists.
    pub fix: String,
}

impl Finding {
    /// A finding whose cure is the general one of its code.
    pub fn new(
        code: &'static Code,
        subject: impl Into<String>,
        explanation: impl Into<String>,
    ) -> Finding {
        Finding {
            code,
            subject: subject.into(),
            explanation: explanation.into(),
            fix: code.fix.to_owned(),
        }
    }

    /// The same finding with the cure of this case.
    pub fn cured_by(self, fix: impl Into<String>) -> Finding {
        Finding { fix: fix.into(), ..self }
    }
}
