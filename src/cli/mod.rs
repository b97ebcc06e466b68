//! The command line: one file a subcommand, its options above what it does.
//!
//! This is the only room that composes the others, asks the clock and prints. It holds no rule of
//! PKI or XMPP.

mod absent;
mod anchors;
mod chain;
mod chosen;
mod completions;
mod crowd;
mod csr;
mod explain;
mod export;
mod failure;
mod global;
mod hosts;
mod inspect;
mod key;
mod man;
mod meant;
mod mistyped;
mod nearest;
mod output;
mod passphrase;
mod paths;
mod session;
mod stream;
mod terminal;
mod typed;
mod verify;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::builder::Styles;
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};

use crate::render::{Format, palette, sanitized_lines};

pub use failure::{Failure, Kind};
pub use man::{completion_scripts, pages};
pub use session::Session;

/// Certificates for XMPP: make keys and requests with the right names, judge certificates, know what servers do with them
#[derive(Debug, Parser)]
#[command(
    name = "xmppcert",
    version,
    styles = STYLES,
    arg_required_else_help = true,
    subcommand_required = true,
    disable_help_subcommand = true,
    max_term_width = 100,
    after_help = EXAMPLES,
    after_long_help = EXIT_STATUS
)]
pub struct Cli {
    #[command(flatten)]
    global: global::Global,
    #[command(subcommand)]
    command: Command,
}

const STYLES: Styles = Styles::styled()
    .header(palette::TITLE)
    .usage(palette::TITLE)
    .literal(palette::COMMAND)
    .placeholder(palette::FAINT)
    .error(palette::BAD)
    .valid(palette::GOOD)
    .invalid(palette::WARN);

const EXAMPLES: &str = "\
Examples:
  xmppcert csr example.org                        a key and a request for a private CA
  xmppcert csr example.org --for public-ca        the same for Let's Encrypt or a commercial CA
  xmppcert key --out server.key                   a key alone
  xmppcert verify cert.pem --domain example.org   whether XMPP accepts a certificate, and why not
  xmppcert explain xmpp-addr-left-out             what a finding means, and its cure";

const EXIT_STATUS: &str = "\
Examples:
  xmppcert csr example.org                        a key and a request for a private CA
  xmppcert csr example.org --for public-ca        the same for Let's Encrypt or a commercial CA
  xmppcert key --out server.key                   a key alone
  xmppcert verify cert.pem --domain example.org   whether XMPP accepts a certificate, and why not
  xmppcert explain xmpp-addr-left-out             what a finding means, and its cure

Exit status:
  0  sound
  1  findings at or over --fail-on
  2  the command line asks for something that cannot be
  3  a file could not be read or written, or a passphrase is wrong

Environment:
  XMPPCERT_NO_INPUT  when set to 1, nothing is ever asked, as with --no-input
  NO_COLOR           when set, there is no colour unless --color always asks for it";

#[derive(Debug, Subcommand)]
enum Command {
    Csr(Box<csr::Args>),
    Key(key::Args),
    Inspect(inspect::Args),
    Verify(Box<verify::Args>),
    Chain(chain::Args),
    Export(Box<export::Args>),
    Hosts(hosts::Args),
    Explain(explain::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// Parses the arguments, runs the command, and says how it ended.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = mistyped::with_help(arguments.into_iter().collect());
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(answer) => return answered(&mistyped::explained(answer, &arguments), &arguments),
    };
    let session = Session::new(&cli.global);
    match run(cli.command, &session) {
        Ok(status) => ExitCode::from(status),
        Err(failure) => {
            session.fail(&failure);
            match session.format().0.unknown(&failure.to_string()) {
                Some(line) => unknown(&line, &session),
                None => ExitCode::from(failure.exit_status()),
            }
        }
    }
}

/// What a monitoring system is told that nothing could be told (its status 3).
fn unknown(line: &str, session: &Session) -> ExitCode {
    // there is nobody left to tell when this fails as well
    let _ = session.artifact(line.as_bytes());
    ExitCode::from(3)
}

/// The definition, for man pages and completions.
pub fn definition() -> clap::Command {
    Cli::command()
}

/// Every code of a finding, of every room that raises some.
fn codes() -> impl Iterator<Item = &'static crate::report::Code> {
    let others = crate::enroll::findings::CODES.iter().chain(crate::inspect::findings::CODES);
    let servers = crate::servers::config::CODES;
    others
        .copied()
        .chain(crate::check::codes())
        .chain(servers.iter().copied())
        .chain(crate::servers::loading::CODES.iter().copied())
}

fn run(command: Command, session: &Session) -> Result<u8, Failure> {
    if session.format().0.is_for_monitoring() && !matches!(command, Command::Verify(_)) {
        let error =
            anyhow::anyhow!("only commands that judge have a format for monitoring: verify");
        return Err(Failure::usage(error).hint("--format json is there for every command"));
    }
    match command {
        Command::Csr(args) => csr::run(*args, session),
        Command::Key(args) => key::run(args, session),
        Command::Inspect(args) => inspect::run(&args, session),
        Command::Verify(args) => verify::run(&args, session),
        Command::Chain(args) => chain::run(&args, session),
        Command::Export(args) => export::run(&args, session),
        Command::Hosts(args) => hosts::run(&args, session),
        Command::Explain(args) => explain::run(&args, session),
        Command::Completions(args) => completions::run(&args, session),
        Command::Man(args) => man::run(&args, session),
    }
}

/// Shows what clap has to say instead of a run: help and version on standard output, errors on
/// standard error, begun as all of ours are.
fn answered(answer: &clap::Error, arguments: &[OsString]) -> ExitCode {
    let session = Session::before_options();
    if answer.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        // there is nobody left to tell where it cannot be printed
        let _ = answer.print();
        return ExitCode::from(2);
    }
    if answer.exit_code() != 0 {
        let _ = session.to_stderr(&format!("xmppcert: {}", harmless(&answer.render())));
        let format = format_typed(arguments);
        let line = format.and_then(|format| format.unknown("a wrong command line"));
        return line.map_or(ExitCode::from(2), |line| unknown(&line, &session));
    }
    match answer.print() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let failure = session::unwritable(&error);
            session.fail(&failure);
            ExitCode::from(failure.exit_status())
        }
    }
}

/// The format asked for on a command line that makes no sense otherwise.
fn format_typed(arguments: &[OsString]) -> Option<&'static Format> {
    let words: Vec<&str> = arguments.iter().filter_map(|word| word.to_str()).collect();
    let apart = words.windows(2).find(|pair| pair[0] == "--format").map(|pair| pair[1]);
    let joined = words.iter().find_map(|word| word.strip_prefix("--format="));
    apart.or(joined).and_then(Format::find)
}

/// With its colours, unless what was typed, or what a shell made of it, would move the cursor.
fn harmless(text: &clap::builder::StyledStr) -> String {
    let plain = text.to_string();
    let safe = sanitized_lines(&plain);
    if safe == plain { text.ansi().to_string() } else { safe }
}
