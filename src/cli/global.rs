//! The options that every command takes.

use clap::{Args, ValueEnum};

use crate::render::{FORMATS, Format};
use crate::report::Severity;

/// Options for every command.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Options for every command")]
pub struct Global {
    /// Show the result in this format
    #[arg(long, global = true, value_name = "FORMAT", default_value = "text", value_parser = format_names())]
    pub format: String,

    /// Colour: on a terminal only, always, or never
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,

    /// Exit with status 1 for findings of this severity or worse
    #[arg(long, global = true, value_name = "SEVERITY", default_value = "error")]
    pub fail_on: FailOn,

    /// Never ask, not even on a terminal
    #[arg(long, global = true, env = "XMPPCERT_NO_INPUT", value_parser = clap::builder::FalseyValueParser::new(), action = clap::ArgAction::SetTrue, hide_env_values = true)]
    pub no_input: bool,

    /// Show nothing but errors and what fails the run
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,

    /// Show the source of every finding as well
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The severity that fails a run.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum FailOn {
    /// Peers must refuse it
    Error,
    /// Some peers, servers or CAs refuse it
    Warning,
    /// Anything there is to say
    Note,
}

impl Global {
    /// The format chosen; clap has already refused unknown ones.
    pub fn format(&self) -> &'static Format {
        Format::find(&self.format).unwrap_or(FORMATS[0])
    }

    /// The severity that fails the run.
    pub fn fail_on(&self) -> Severity {
        match self.fail_on {
            FailOn::Error => Severity::Error,
            FailOn::Warning => Severity::Warning,
            FailOn::Note => Severity::Note,
        }
    }
}

fn format_names() -> clap::builder::PossibleValuesParser {
    let value =
        |format: &&Format| clap::builder::PossibleValue::new(format.name).help(format.summary);
    clap::builder::PossibleValuesParser::new(FORMATS.iter().map(value).collect::<Vec<_>>())
}
