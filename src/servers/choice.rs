//! `NAME` or `NAME@VERSION`, as `--server` takes it.

use super::SERVERS;
use super::server::{Generation, Server};
use super::version::Version;
use thiserror::Error;

/// A server in one of its generations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The server.
    pub server: &'static Server,
    /// The generation.
    pub generation: &'static Generation,
}

/// Why there is no such server.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ChoiceError {
    /// No server has that name.
    #[error("no server is called {name:?}; the names are {}", .candidates.join(", "))]
    Name {
        /// What was typed.
        name: String,
        /// The names that there are, for a guess at the nearest.
        candidates: Vec<&'static str>,
    },
    /// The version is no number.
    #[error("{version:?} is no version of {title}: write {example}")]
    Version {
        /// What was typed.
        version: String,
        /// The server.
        title: &'static str,
        /// The generations that there are, as they may be typed.
        example: String,
    },
}

impl ChoiceError {
    /// The words of which one was probably meant; none for a version.
    pub fn candidates(&self) -> &[&'static str] {
        match self {
            Self::Name { candidates, .. } => candidates,
            Self::Version { .. } => &[],
        }
    }
}

/// The server and generation of `NAME@VERSION`; of `NAME`, the newest generation.
///
/// # Errors
/// When no server has the name, or the version is not one.
pub fn choose(text: &str) -> Result<Choice, ChoiceError> {
    let (name, version) = match text.split_once('@') {
        Some((name, version)) => (name, Some(version)),
        None => (text, None),
    };
    let unnamed = || ChoiceError::Name {
        name: name.to_owned(),
        candidates: SERVERS.iter().map(|server| server.name).collect(),
    };
    let server = Server::find(&name.trim().to_ascii_lowercase()).ok_or_else(unnamed)?;
    let generation = match version {
        None => server.newest(),
        Some(version) => Version::read(version).and_then(|version| server.generation(&version)),
    };
    let unversioned = || ChoiceError::Version {
        version: version.unwrap_or_default().to_owned(),
        title: server.title,
        example: examples(server),
    };
    generation.map(|generation| Choice { server, generation }).ok_or_else(unversioned)
}

fn examples(server: &Server) -> String {
    let typed = |generation: &Generation| match generation.versions.from {
        [] => format!("{}@0 ({})", server.name, generation.versions),
        from => {
            let numbers: Vec<String> = from.iter().map(ToString::to_string).collect();
            format!("{}@{} ({})", server.name, numbers.join("."), generation.versions)
        }
    };
    let all: Vec<String> = server.generations.iter().map(typed).collect();
    all.join(" or ")
}
