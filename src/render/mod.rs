//! Reports in, bytes out: one file a format. This room decides nothing and writes to nothing.

mod json;
mod nagios;
pub mod palette;
mod prometheus;
mod sanitize;
mod state;
mod text;

pub use sanitize::{sanitized, sanitized_lines};
pub use state::State;
pub use text::written;

use std::borrow::Borrow;

use crate::report::{Report, Severity};

/// Shows all reports of a run at once.
pub type Whole = fn(command: &str, reports: &[Report], manner: Manner) -> String;

/// A way to show reports.
#[derive(Debug)]
pub struct Format {
    /// The name that `--format` takes.
    pub name: &'static str,
    /// One line for the help.
    pub summary: &'static str,
    /// What comes before the first report of a command.
    pub open: fn(command: &str) -> String,
    /// One report.
    pub item: fn(command: &str, report: &Report, manner: Manner) -> String,
    /// What comes between two reports.
    pub between: fn(manner: Manner) -> &'static str,
    /// What comes behind the last report.
    pub close: fn() -> &'static str,
    /// All reports of a run at once, for formats of monitoring systems, which sum up or sort; the four
    /// above are then not asked.
    pub whole: Option<Whole>,
}

/// How much to show.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    /// The source of every finding as well. JSON always has it.
    pub verbose: bool,
    /// A line or two a report.
    pub short: bool,
    /// The severity from which on a finding fails the run.
    pub fail_on: Severity,
}

impl Default for Manner {
    fn default() -> Manner {
        Manner { verbose: false, short: false, fail_on: Severity::Error }
    }
}

/// Every format, in the order in which help shows them.
pub const FORMATS: &[&Format] =
    &[&text::FORMAT, &json::FORMAT, &json::LINES, &nagios::FORMAT, &prometheus::FORMAT];

impl Format {
    /// All reports of one run, as one piece of text that ends with a line feed.
    pub fn render(&self, command: &str, reports: &[Report], manner: Manner) -> String {
        if let Some(whole) = self.whole {
            return whole(command, reports, manner);
        }
        let items = self.items(command, reports.iter(), manner).unwrap_or_default();
        format!("{}{items}{}", (self.open)(command), (self.close)())
    }

    /// Reports that follow each other in the middle of a run; none where there are none.
    pub fn items(
        &self,
        command: &str,
        reports: impl Iterator<Item = impl Borrow<Report>>,
        manner: Manner,
    ) -> Option<String> {
        let items = reports.map(|report| (self.item)(command, report.borrow(), manner));
        items.reduce(|text, item| text + (self.between)(manner) + &item)
    }

    /// The format of that name.
    pub fn find(name: &str) -> Option<&'static Format> {
        FORMATS.iter().copied().find(|format| format.name == name)
    }

    /// Whether a monitoring system reads it: only commands that judge have something for it.
    pub fn is_for_monitoring(&self) -> bool {
        self.whole.is_some()
    }

    /// Whether its readers expect other exit statuses than ours.
    pub fn has_own_status(&self) -> bool {
        self.name == nagios::FORMAT.name
    }

    /// One line that says why nothing could be looked at, for readers who see standard output only.
    pub fn unknown(&self, why: &str) -> Option<String> {
        self.has_own_status().then(|| nagios::unknown(why))
    }

    /// The exit status after these reports: that of Nagios for its format, else 1 where a finding fails
    /// the run.
    pub fn exit_status(&self, reports: &[Report], manner: Manner) -> u8 {
        let state = |report| State::of(report, manner);
        match self.has_own_status() {
            true => reports.iter().map(state).max().unwrap_or(State::Unknown).exit_status(),
            false => u8::from(reports.iter().any(|report| state(report) == State::Critical)),
        }
    }

    /// Whether a person reads it.
    pub fn is_text(&self) -> bool {
        self.name == text::FORMAT.name
    }
}
