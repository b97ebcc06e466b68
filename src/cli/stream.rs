//! Reports one after the other, as they are ready.

use crate::report::Report;

use super::failure::Failure;
use super::session::Session;

/// Reports that are shown one after the other.
#[derive(Debug)]
pub(super) struct Output<'a> {
    session: &'a Session,
    command: &'a str,
    begun: bool,
}

impl<'a> Output<'a> {
    /// The reports of one run of a command.
    pub(super) fn new(session: &'a Session, command: &'a str) -> Output<'a> {
        Output { session, command, begun: false }
    }

    /// Shows reports and says which exit status they call for.
    ///
    /// # Errors
    /// When standard output is full or closed.
    pub(super) fn show(&mut self, reports: &[Report]) -> Result<u8, Failure> {
        let session = self.session;
        let (format, manner) = session.format();
        let mut text = String::new();
        for report in reports {
            if session.is_quiet() && session.is_text() && !session.fails(report) {
                continue;
            }
            if !self.begun {
                text.push_str(&(format.open)(self.command));
            }
            text.push_str(&(format.item)(self.command, report, manner, !self.begun));
            self.begun = true;
        }
        session.to_stdout(text.as_bytes())?;
        Ok(session.exit_status(reports))
    }

    /// Prints text as it is, without a report.
    ///
    /// # Errors
    /// When standard output is full or closed.
    pub(super) fn verbatim(&mut self, text: &str) -> Result<u8, Failure> {
        self.session.artifact(text.as_bytes())?;
        Ok(0)
    }

    /// Ends the document.
    ///
    /// # Errors
    /// When standard output is full or closed.
    pub(super) fn end(self) -> Result<(), Failure> {
        let (format, _) = self.session.format();
        let open = if self.begun { String::new() } else { (format.open)(self.command) };
        self.session.to_stdout(format!("{open}{}", (format.close)()).as_bytes())
    }
}
