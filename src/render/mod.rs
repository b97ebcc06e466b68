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
    /// All reports of one run of a command, as one piece of text that ends with a line feed.
    pub render: fn(command: &str, reports: &[Report], manner: Manner) -> String,
}

/// How much to show.
#[derive(Clone, Copy, Debug, Default)]
pub struct Manner {
    /// The source of every finding as well. JSON always has it.
    pub verbose: bool,
}

/// Every format, in the order in which help shows them.
pub const FORMATS: &[&Format] = &[&text::FORMAT, &json::FORMAT, &json::LINES];

impl Format {
    /// The format of that name.
    pub fn find(name: &str) -> Option<&'static Format> {
        FORMATS.iter().copied().find(|format| format.name == name)
    }

    /// Whether a person reads it.
    pub fn is_text(&self) -> bool {
        self.name == text::FORMAT.name
    }
}
