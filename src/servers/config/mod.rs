//! Which hosts a server's own configuration serves, as far as that can be read without running it.
//!
//! Text in, hosts out: one file a server, one a language. What depends on a program, a variable or a
//! database is told as [`Unread`] and never guessed.

mod codes;
mod ejabberd;
mod found;
mod jabberd14;
mod jabberd2;
mod lua;
mod mongooseim;
mod pattern;
mod prosody;
mod xml;
mod yaml;

pub use codes::{CODES, HOST_UNREADABLE};
pub use found::{Host, HostRole, Include, Reading, Unread};

/// The most octets that a configuration may have: 1 MiB.
pub const LIMIT: u64 = 1 << 20;

/// Elements, brackets and levels within each other, at most.
const DEEPEST: usize = 64;

/// How a server's configuration is known and read.
#[derive(Debug)]
pub struct Format {
    /// The server, as `--server` names it.
    pub server: &'static str,
    /// The files in one line, for help.
    pub files: &'static str,
    /// Whether a text looks like one.
    pub is: fn(&str) -> bool,
    /// The hosts that it serves, and what cannot be read of it.
    pub read: fn(&str) -> Result<Reading, ConfigError>,
}

/// Every format, in the order in which a text is held against them.
pub const FORMATS: &[&Format] = &[
    &prosody::FORMAT,
    &ejabberd::FORMAT,
    &mongooseim::FORMAT,
    &jabberd2::FORMAT,
    &jabberd14::FORMAT,
];

impl Format {
    /// The format of that server.
    pub fn find(server: &str) -> Option<&'static Format> {
        FORMATS.iter().copied().find(|format| format.server == server)
    }

    /// The format that a text looks like.
    pub fn of(text: &str) -> Option<&'static Format> {
        let text = plain(text);
        FORMATS.iter().copied().find(|format| (format.is)(text))
    }

    /// What one text says of hosts; [`Reading::settle`] ends it once all files are taken in.
    ///
    /// # Errors
    /// When the text breaks the rules of its language, or is too large or too deep.
    pub fn hosts(&self, text: &str) -> Result<Reading, ConfigError> {
        if text.len() as u64 > LIMIT {
            return Err(ConfigError::new(1, format!("has more than {LIMIT} octets")));
        }
        (self.read)(plain(text))
    }
}

/// Without the byte order mark that some editors leave.
fn plain(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// A configuration that its own server would not read either, or that we will not.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {why}")]
pub struct ConfigError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong; lower case, no full stop.
    pub why: String,
}

impl ConfigError {
    fn new(line: usize, why: impl Into<String>) -> ConfigError {
        ConfigError { line, why: why.into() }
    }

    fn too_deep(line: usize) -> ConfigError {
        ConfigError::new(line, format!("more than {DEEPEST} levels within each other"))
    }
}

/// The first line that says which language a text is in, by a sign of one of them.
fn first_line_with<'a>(text: &'a str, signs: &[&str]) -> Option<&'a str> {
    let lines = text.lines().map(str::trim_end);
    let mut decisive = lines.filter(|line| {
        let bare = line.trim_start();
        !bare.is_empty() && (signs.iter().any(|sign| bare.starts_with(sign)))
    });
    decisive.next()
}
