//! Reports one after the other, as they are ready.

use crate::report::{Facts, Report, UnreadableFacts};

use super::failure::Failure;
use super::session::Session;

/// Reports that are shown one after the other; formats that sum up get them at the end.
#[derive(Debug)]
pub(super) struct Output<'a> {
    session: &'a Session,
    command: &'a str,
    begun: bool,
    held: Vec<Report>,
    status: u8,
}

impl<'a> Output<'a> {
    /// The reports of one run of a command.
    pub(super) fn new(session: &'a Session, command: &'a str) -> Output<'a> {
        Output { session, command, begun: false, held: Vec::new(), status: 0 }
    }

    /// Shows reports.
    ///
    /// # Errors
    /// When standard output is full or closed.
    pub(super) fn show(&mut self, reports: Vec<Report>) -> Result<(), Failure> {
        let session = self.session;
        let (format, manner) = session.format();
        if format.is_for_monitoring() {
            self.held.extend(reports);
            return Ok(());
        }
        self.status = self.status.max(session.exit_status(&reports));
        let mut text = String::new();
        for report in &reports {
            if session.is_quiet() && session.is_text() && !session.fails(report) {
                continue;
            }
            if !self.begun {
                text.push_str(&(format.open)(self.command));
            }
            text.push_str(&(format.item)(self.command, report, manner, !self.begun));
            self.begun = true;
        }
        match text.is_empty() {
            true => Ok(()),
            false => session.to_stdout(text.as_bytes()),
        }
    }

    /// Tells that a subject could not be looked at, and goes on.
    pub(super) fn failed(&mut self, subject: &str, failure: &Failure) {
        self.session.fail(failure);
        self.status = self.status.max(failure.exit_status());
        if self.session.format().0.is_for_monitoring() {
            let facts = UnreadableFacts { why: failure.to_string(), ..UnreadableFacts::default() };
            let facts = Facts::Unreadable(facts);
            self.held.push(Report { subject: subject.to_owned(), facts, findings: Vec::new() });
        }
    }

    /// Prints text as it is, without a report.
    ///
    /// # Errors
    /// When standard output is full or closed.
    pub(super) fn verbatim(&mut self, text: &str) -> Result<(), Failure> {
        self.session.artifact(text.as_bytes())
    }

    /// Ends the document, and says which exit status the worst of the reports calls for.
    ///
    /// # Errors
    /// When standard output is full or closed.
    pub(super) fn end(self) -> Result<u8, Failure> {
        let (format, manner) = self.session.format();
        if let Some(whole) = format.whole {
            let text = whole(self.command, &self.held, manner);
            self.session.to_stdout(text.as_bytes())?;
            let status = format.exit_status(&self.held, manner);
            return Ok(if format.has_own_status() { status } else { status.max(self.status) });
        }
        let open = if self.begun { String::new() } else { (format.open)(self.command) };
        self.session.to_stdout(format!("{open}{}", (format.close)()).as_bytes())?;
        Ok(self.status)
    }
}
