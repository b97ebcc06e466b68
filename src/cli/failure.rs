//! Why a run ended without an answer: what to say, what to try, how to exit.

use std::fmt;

/// An error with its kind and its cures.
#[derive(Debug)]
pub struct Failure {
    /// What kind it is; this sets the exit status.
    pub kind: Kind,
    /// The error with its causes; lower case, no full stop.
    pub error: anyhow::Error,
    /// What to try, each a sentence or a command.
    pub hints: Vec<String>,
}

/// The kinds of failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The command line asks for something that cannot be: exit status 2.
    Usage,
    /// A file, a key or a stream cannot be read or written: exit status 3.
    Input,
    /// Our own fault: exit status 3.
    Internal,
}

impl Failure {
    /// The command line asks for something that cannot be.
    pub fn usage(error: impl Into<anyhow::Error>) -> Failure {
        Failure { kind: Kind::Usage, error: error.into(), hints: Vec::new() }
    }

    /// Something cannot be read or written.
    pub fn input(error: impl Into<anyhow::Error>) -> Failure {
        Failure { kind: Kind::Input, error: error.into(), hints: Vec::new() }
    }

    /// Something that should not happen did.
    pub fn internal(error: impl Into<anyhow::Error>) -> Failure {
        Failure { kind: Kind::Internal, error: error.into(), hints: Vec::new() }
    }

    /// The same failure with one more hint.
    pub fn hint(mut self, hint: impl Into<String>) -> Failure {
        self.hints.push(hint.into());
        self
    }

    /// The exit status: 2 for usage, 3 for everything that kept us from looking.
    pub fn exit_status(&self) -> u8 {
        match self.kind {
            Kind::Usage => 2,
            Kind::Input | Kind::Internal => 3,
        }
    }
}

/// The error and its causes in one line; a cause that the error already names is not said twice.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut said = self.error.to_string();
        f.write_str(&said)?;
        for cause in self.error.chain().skip(1).map(ToString::to_string) {
            if !said.contains(&cause) {
                write!(f, ": {cause}")?;
                said = cause;
            }
        }
        Ok(())
    }
}
