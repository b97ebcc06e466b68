//! The one place that prints, reads standard input and the environment, and asks.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};

use anstream::adapter::strip_bytes;
use anstream::{AutoStream, ColorChoice};
use anyhow::anyhow;
use zeroize::Zeroizing;

use crate::files;
use crate::pki::moment::Moment;
use crate::render::{FORMATS, Format, Manner, palette, sanitized, sanitized_lines};
use crate::report::Report;

use super::failure::Failure;
use super::global::{Color, Global};

/// What every sequence that colours text begins with.
const ESCAPE: u8 = 0x1b;

/// The most that standard input may hold: 16 MiB.
const STDIN_LIMIT: u64 = 16 << 20;

/// One run's way of meeting its user.
#[derive(Debug)]
pub struct Session {
    format: &'static Format,
    color: ColorChoice,
    quiet: bool,
    manner: Manner,
    no_input: bool,
}

/// Where a report goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Standard output, the usual place.
    Stdout,
    /// Standard error, when standard output carries a key or a request.
    Stderr,
}

impl Session {
    /// The session that the global options ask for.
    pub fn new(global: &Global) -> Session {
        let color = match global.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        if let ColorChoice::Always | ColorChoice::Never = color {
            // the questions' library decides by itself otherwise, as we do
            dialoguer::console::set_colors_enabled_stderr(color == ColorChoice::Always);
        }
        Session {
            format: global.format(),
            color,
            quiet: global.quiet,
            manner: Manner { verbose: global.verbose, short: false, fail_on: global.fail_on() },
            no_input: global.no_input,
        }
    }

    /// The session of a run whose options are not known.
    pub(super) fn before_options() -> Session {
        Session {
            format: FORMATS[0],
            color: ColorChoice::Auto,
            quiet: false,
            manner: Manner::default(),
            no_input: true,
        }
    }

    /// Shows reports in the format chosen; quiet text shows nothing but findings that fail the run.
    ///
    /// # Errors
    /// When the stream is full or closed.
    pub fn report(&self, command: &str, reports: &[Report], to: Stream) -> Result<(), Failure> {
        let failing = reports.iter().any(|report| self.fails(report));
        if self.quiet && self.format.is_text() && !failing {
            return Ok(());
        }
        let text = self.format.render(command, reports, self.manner);
        match to {
            Stream::Stdout => self.to_stdout(text.as_bytes()),
            Stream::Stderr => self.to_stderr(&text),
        }
    }

    /// Shows a report as text on standard error, whatever the format: beside a question.
    ///
    /// # Errors
    /// When standard error is full or closed.
    pub fn preview(&self, report: &Report) -> Result<(), Failure> {
        let text = FORMATS[0].render("", std::slice::from_ref(report), self.manner);
        self.to_stderr(&text)
    }

    /// Writes octets to standard output as they are: a key, a request, a page.
    ///
    /// # Errors
    /// When standard output is full or closed.
    pub fn artifact(&self, bytes: &[u8]) -> Result<(), Failure> {
        let mut stdout = stdout();
        let written = stdout.write_all(bytes).and_then(|()| stdout.flush());
        written.map_err(|error| unwritable(&error))
    }

    /// The same session, with reports of a line or two.
    pub fn brief(&self, short: bool) -> Session {
        Session { manner: Manner { short, ..self.manner }, ..*self }
    }

    /// The instant of this run.
    #[expect(clippy::disallowed_methods, reason = "this is where the clock is asked")]
    pub fn now(&self) -> Moment {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        let seconds = since.map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX));
        Moment::clamped(seconds)
    }

    /// Shows how far a long run is: a bar on a terminal, nothing elsewhere, nor where the reports
    /// themselves go to the terminal.
    pub fn progress(&self, what: &str, done: usize, all: usize) {
        const LONG: usize = 1000;
        const WIDTH: usize = 30;
        if self.quiet || all < LONG || !io_stderr().is_terminal() || stdout().is_terminal() {
            return;
        }
        let filled = done * WIDTH / all;
        let bar = format!("{}{}", "#".repeat(filled), ".".repeat(WIDTH - filled));
        let end = if done == all { "\r\x1b[K" } else { "" };
        // a bar that cannot be drawn is no reason to stop
        let _ = write!(stderr(), "\r[{bar}] {done} of {all} {what}{end}");
    }

    /// Tells a person on a terminal what takes its time just now, and nobody else.
    pub fn meanwhile(&self, what: &str) {
        if !self.quiet && io_stderr().is_terminal() {
            // nothing depends on it
            let _ = self.to_stderr(&format!("{}\n", sanitized(what)));
        }
    }

    /// The format of reports, and how much of them is shown.
    pub(super) fn format(&self) -> (&'static Format, Manner) {
        (self.format, self.manner)
    }

    /// Whether nothing but errors is shown.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Whether text for people was asked for.
    pub fn is_text(&self) -> bool {
        self.format.is_text()
    }

    /// Tells the user something beside the report, on standard error.
    ///
    /// # Errors
    /// When standard error is full or closed.
    pub fn to_stderr(&self, text: &str) -> Result<(), Failure> {
        let mut stream = AutoStream::new(stderr(), self.color_on(&io_stderr()));
        let written = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
        written.map_err(|error| unwritable(&error))
    }

    pub(super) fn to_stdout(&self, text: &[u8]) -> Result<(), Failure> {
        let plain = stdout();
        let color = self.color_on(&plain);
        let written = match color {
            // in one piece, for a stream that takes colours out writes every line of its own
            ColorChoice::Never if text.contains(&ESCAPE) => {
                write_out(plain.lock(), &strip_bytes(text).into_vec())
            }
            ColorChoice::Never => write_out(plain.lock(), text),
            _ => write_out(AutoStream::new(plain.lock(), color), text),
        };
        written.map_err(|error| unwritable(&error))
    }

    fn color_on(&self, stream: &impl anstream::stream::RawStream) -> ColorChoice {
        match (self.format.is_text(), self.color) {
            (false, _) => ColorChoice::Never,
            (true, ColorChoice::Auto) => AutoStream::choice(stream),
            (true, chosen) => chosen,
        }
    }

    /// Tells of a failure: `xmppcert: error: …` and its hints.
    pub fn fail(&self, failure: &Failure) {
        let bad = palette::BAD;
        let faint = palette::COMMAND;
        let mut text =
            format!("xmppcert: {bad}error{bad:#}: {}\n", sanitized(&failure.to_string()));
        for hint in &failure.hints {
            text.push_str(&format!("xmppcert: {faint}hint{faint:#}: {}\n", sanitized_lines(hint)));
        }
        // there is nobody left to tell
        let _ = self.to_stderr(&text);
    }

    /// The exit status after these reports: 1 with a finding at or over `--fail-on`; that of Nagios for
    /// its format.
    pub fn exit_status(&self, reports: &[Report]) -> u8 {
        self.format.exit_status(reports, self.manner)
    }

    pub(super) fn fails(&self, report: &Report) -> bool {
        report.worst().is_some_and(|worst| worst >= self.manner.fail_on)
    }

    /// Whether questions may be asked: a terminal on both sides, and nobody forbade it.
    pub fn may_ask(&self) -> bool {
        !self.no_input && io_stdin().is_terminal() && io_stderr().is_terminal()
    }

    /// All of standard input.
    ///
    /// # Errors
    /// When it cannot be read or is larger than 16 MiB.
    pub fn stdin(&self) -> Result<Zeroizing<Vec<u8>>, Failure> {
        files::read_from(io_stdin().lock(), STDIN_LIMIT).map_err(Failure::input)
    }

    /// An environment variable's value.
    #[expect(clippy::disallowed_methods, reason = "this is where the environment is read")]
    pub fn environment(&self, name: &str) -> Option<OsString> {
        std::env::var_os(name)
    }
}

fn write_out(mut stream: impl Write, text: &[u8]) -> io::Result<()> {
    stream.write_all(text).and_then(|()| stream.flush())
}

/// What to say of output that went nowhere.
pub(super) fn unwritable(error: &io::Error) -> Failure {
    let failure = match error.kind() {
        io::ErrorKind::BrokenPipe => {
            anyhow!("the reader of the output went away before all was written")
        }
        io::ErrorKind::StorageFull => {
            anyhow!("the output could not be written: no space left on the device")
        }
        _ => anyhow!("the output could not be written: {error}"),
    };
    Failure::input(failure)
}

#[expect(clippy::disallowed_methods, reason = "this is where the program prints")]
fn stdout() -> io::Stdout {
    io::stdout()
}

fn stderr() -> io::StderrLock<'static> {
    io_stderr().lock()
}

#[expect(clippy::disallowed_methods, reason = "this is where the program prints")]
fn io_stderr() -> io::Stderr {
    io::stderr()
}

#[expect(clippy::disallowed_methods, reason = "this is where standard input is read")]
fn io_stdin() -> io::Stdin {
    io::stdin()
}
