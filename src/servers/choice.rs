//! `NAME` or `NAME@VERSION`, as `--server` takes it.

use super::server::{Generation, Server};
use super::version::Version;
use crate::report::PeerFact;
use thiserror::Error;

/// A server in one of its generations.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// The server.
    pub server: &'static Server,
    /// The generation.
    pub generation: &'static Generation,
}

impl Choice {
    /// Whether it is the generation that says so.
    pub fn says(&self, row: &PeerFact) -> bool {
        row.server == self.server.name && row.versions == self.generation.versions.words
    }
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
        candidates: super::all().map(|server| server.name).collect(),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_alone_is_the_newest_generation_and_a_version_chooses() {
        let versions = |text: &str| choose(text).map(|choice| choice.generation.versions.words);
        assert_eq!(versions("prosody"), Ok("13 and later"));
        assert_eq!(versions("Prosody@0.12.3"), Ok("0.12 and before"));
        assert_eq!(versions("ejabberd@25.07"), Ok("before 25.08"));
        assert_eq!(versions("ejabberd@26.07"), Ok("25.08 and later"));
        assert_eq!(versions("openfire@5.0.4"), Ok("before 5.1"));
        assert_eq!(versions("tigase@8"), Ok("all"));
    }

    #[test]
    fn what_is_no_server_is_answered_with_those_that_are() {
        let unknown = choose("prosodi@13").unwrap_err();
        assert!(
            unknown.candidates().contains(&"prosody") && unknown.to_string().contains("xmpp-proxy")
        );
        let version = choose("prosody@new").unwrap_err().to_string();
        let says = "\"new\" is no version of Prosody: write prosody@13 (13 and later) or \
                    prosody@0 (0.12 and before)";
        assert_eq!(version, says);
        assert!(choose("prosody@").is_err() && choose("@13").is_err());
    }
}
