//! Reports in, bytes out: one file a format. This room decides nothing and writes to nothing.

mod json;
pub mod palette;
mod sanitize;
mod text;

pub use sanitize::{sanitized, sanitized_lines};
pub use text::written;

use crate::report::Report;

/// A way to show reports.
#[derive(Debug)]
pub struct Format {
    /// The name that `--format` takes.
    pub name: &'static str,
    /// One line for the help.
    pub summary: &'static str,
    /// What comes before the first report of a command.
    pub open: fn(command: &str) -> String,
    /// One report; `first` for the first of the run.
    pub item: fn(command: &str, report: &Report, manner: Manner, first: bool) -> String,
    /// What comes behind the last report.
    pub close: fn() -> &'static str,
}

/// How much to show.
#[derive(Clone, Copy, Debug, Default)]
pub struct Manner {
    /// The source of every finding as well. JSON always has it.
    pub verbose: bool,
    /// A line or two a report.
    pub short: bool,
}

/// Every format, in the order in which help shows them.
pub const FORMATS: &[&Format] = &[&text::FORMAT, &json::FORMAT, &json::LINES];

impl Format {
    /// All reports of one run, as one piece of text that ends with a line feed.
    pub fn render(&self, command: &str, reports: &[Report], manner: Manner) -> String {
        let mut text = (self.open)(command);
        for (index, report) in reports.iter().enumerate() {
            text.push_str(&(self.item)(command, report, manner, index == 0));
        }
        text.push_str((self.close)());
        text
    }

    /// The format of that name.
    pub fn find(name: &str) -> Option<&'static Format> {
        FORMATS.iter().copied().find(|format| format.name == name)
    }

    /// Whether a person reads it.
    pub fn is_text(&self) -> bool {
        self.name == text::FORMAT.name
    }
}
