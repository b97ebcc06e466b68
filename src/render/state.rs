//! The states of monitoring systems (Monitoring Plugins Development Guidelines).

use std::fmt;

use super::Manner;
use crate::report::{Facts, Report};

/// How something stands, from good to bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// As it should be.
    Ok,
    /// Its end is near.
    Warning,
    /// A finding fails the run.
    Critical,
    /// It could not be looked at.
    Unknown,
}

impl State {
    /// The state of what a report is about.
    pub fn of(report: &Report, manner: Manner) -> State {
        let fails = report.findings.iter().any(|finding| finding.code.severity >= manner.fail_on);
        match &report.facts {
            _ if fails => State::Critical,
            Facts::Verdict(facts) if facts.is_ending => State::Warning,
            Facts::Unreadable(_) => State::Unknown,
            _ => State::Ok,
        }
    }

    /// The exit status that stands for it.
    pub fn exit_status(self) -> u8 {
        match self {
            State::Ok => 0,
            State::Warning => 1,
            State::Critical => 2,
            State::Unknown => 3,
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            State::Ok => "OK",
            State::Warning => "WARNING",
            State::Critical => "CRITICAL",
            State::Unknown => "UNKNOWN",
        })
    }
}
