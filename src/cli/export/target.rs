//! For whom the files are: a server in one of its generations, or a plain format.

use crate::export::{FORMATS, Format};
use crate::report::Evidence;
use crate::servers::loading::Loads;
use crate::servers::{Choice, Layout};

use super::super::chosen::server;
use super::super::failure::Failure;

/// What `--server` names.
#[derive(Clone, Copy, Debug)]
pub(super) enum Target {
    /// A server.
    Server(Choice),
    /// A format.
    Format(&'static Format),
}

impl Target {
    /// The server or format of that name.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn named(typed: &str) -> Result<Target, Failure> {
        match Format::find(typed) {
            Some(format) => Ok(Target::Format(format)),
            None => {
                let formats: Vec<&'static str> = FORMATS.iter().map(|format| format.name).collect();
                let words = formats.join(", ");
                server(typed, &formats)
                    .map(Target::Server)
                    .map_err(|failure| failure.hint(format!("the formats are {words}")))
            }
        }
    }

    /// The server; `None` for a format.
    pub(super) fn choice(self) -> Option<Choice> {
        match self {
            Target::Server(choice) => Some(choice),
            Target::Format(_) => None,
        }
    }

    /// How the server loads its files, where that is known.
    pub(super) fn loads(self) -> Option<&'static Loads> {
        self.choice()?.generation.loads
    }

    pub(super) fn layout(self) -> &'static Layout {
        match self {
            Target::Server(choice) => choice.server.layout,
            Target::Format(format) => &format.layout,
        }
    }

    /// The name that `--server` takes.
    pub(super) fn name(self) -> &'static str {
        match self {
            Target::Server(choice) => choice.server.name,
            Target::Format(format) => format.name,
        }
    }

    /// The name for people.
    pub(super) fn title(self) -> &'static str {
        match self {
            Target::Server(choice) => choice.server.title,
            Target::Format(format) => format.title,
        }
    }

    /// The versions of the server; empty for a format.
    pub(super) fn versions(self) -> &'static str {
        self.choice().map_or("", |choice| choice.generation.versions.words)
    }

    /// How the layout is known, and from where.
    pub(super) fn source(self) -> (Evidence, &'static str) {
        let source = &self.layout().source;
        (source.evidence, source.cite)
    }
}
