//! Reports one after the other, as they are ready.

use crate::report::{Facts, Report, UnreadableFacts};

use super::failure::Failure;
use super::session::Session;

/// Octets that are collected before they are printed: a call to the system costs as much as the reading
/// of a small file.
const AT_ONCE: usize = 32 << 10;

/// Reports that are shown one after the other; formats that sum up get them at the end.
#[derive(Debug)]
pub(super) struct Output<'a> {
    session: &'a Session,
    command: &'a str,
    begun: bool,
    waiting: String,
    held: Vec<Report>,
    status: u8,
}

/// Reports as text, and the exit status that they call for.
#[derive(Debug)]
pub(super) struct Rendered {
    text: Option<String>,
    /// The reports themselves, for a format that sums up.
    held: Vec<Report>,
    status: u8,
}

impl Rendered {
    /// The text of some reports; of those that quiet text does not show, none. One is there at a time,
    /// for a file may hold thousands of things.
    pub(super) fn new(
        session: &Session,
        command: &str,
        reports: impl Iterator<Item = Report>,
    ) -> Rendered {
        let (format, manner) = session.format();
        if format.is_for_monitoring() {
            return Rendered { text: None, held: reports.collect(), status: 0 };
        }
        let all = !(session.is_quiet() && session.is_text());
        let mut status = 0;
        let shown = reports.filter(|report| {
            let fails = session.fails(report);
            status = status.max(u8::from(fails));
            all || fails
        });
        let text = format.items(command, shown, manner);
        Rendered { text, held: Vec::new(), status }
    }
}

impl<'a> Output<'a> {
    /// The reports of one run of a command.
    pub(super) fn new(session: &'a Session, command: &'a str) -> Output<'a> {
        let (waiting, held) = (String::new(), Vec::new());
        Output { session, command, begun: false, waiting, held, status: 0 }
    }

    /// Shows reports, at [`Output::flush`] at the latest.
    ///
    /// # Errors
    /// When standard output is full or closed.
    pub(super) fn show(&mut self, rendered: Rendered) -> Result<(), Failure> {
        self.status = self.status.max(rendered.status);
        self.held.extend(rendered.held);
        if let Some(text) = &rendered.text {
            let (format, manner) = self.session.format();
            match self.begun {
                true => self.waiting.push_str((format.between)(manner)),
                false => self.waiting.push_str(&(format.open)(self.command)),
            }
            self.waiting.push_str(text);
            self.begun = true;
        }
        if self.waiting.len() >= AT_ONCE { self.flush() } else { Ok(()) }
    }

    /// Tells that a subject could not be looked at, in its place among the others, and goes on.
    ///
    /// # Errors
    /// When standard output is full or closed.
    pub(super) fn failed(&mut self, subject: &str, failure: &Failure) -> Result<(), Failure> {
        // in the order of the files, also where both go to one terminal
        self.flush()?;
        self.session.fail(failure);
        self.status = self.status.max(failure.exit_status());
        if self.session.format().0.is_for_monitoring() {
            let facts = UnreadableFacts { why: failure.to_string(), ..UnreadableFacts::default() };
            let facts = Facts::Unreadable(facts);
            self.held.push(Report { subject: subject.to_owned(), facts, findings: Vec::new() });
        }
        Ok(())
    }

    /// Prints text as it is, without a report.
    ///
    /// # Errors
    /// When standard output is full or closed.
    pub(super) fn verbatim(&mut self, text: &str) -> Result<(), Failure> {
        self.session.artifact(text.as_bytes())
    }

    /// Prints what waits, so that what goes to standard error next comes behind it.
    fn flush(&mut self) -> Result<(), Failure> {
        let text = std::mem::take(&mut self.waiting);
        if text.is_empty() { Ok(()) } else { self.session.to_stdout(text.as_bytes()) }
    }

    /// Ends the document, and says which exit status the worst of the reports calls for.
    ///
    /// # Errors
    /// When standard output is full or closed.
    pub(super) fn end(mut self) -> Result<u8, Failure> {
        let (format, manner) = self.session.format();
        if let Some(whole) = format.whole {
            self.session.to_stdout(whole(self.command, &self.held, manner).as_bytes())?;
            let status = format.exit_status(&self.held, manner);
            return Ok(if format.has_own_status() { status } else { status.max(self.status) });
        }
        if !self.begun {
            self.waiting.push_str(&(format.open)(self.command));
        }
        self.waiting.push_str((format.close)());
        self.flush()?;
        Ok(self.status)
    }
}
