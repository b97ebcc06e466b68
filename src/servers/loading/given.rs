//! What a server finds when it looks for its certificates.

use super::codes::FILES_UNREADABLE;
use crate::name::Domain;
use crate::report::Finding;

/// The files, and what is asked about them.
#[derive(Clone, Debug)]
pub struct Given<'a> {
    /// The domains that the server has, in the order in which answers are wanted.
    pub domains: &'a [Domain],
    /// Everything that stands at the paths that were named, in their order, each directory's by name.
    pub found: Vec<Found<'a>>,
    /// The instant, in seconds since 1970-01-01T00:00:00Z.
    pub now: i64,
    /// The passphrase that the server's configuration has for keys and stores.
    pub passphrase: Option<&'a str>,
}

/// A file, as the user meets it that the server runs as.
#[derive(Clone, Debug)]
pub struct Found<'a> {
    /// Its path as it was named; of a member of a directory the directory's path and its own below that,
    /// with `/` between.
    pub path: String,
    /// How much of the path, in octets, is the directory that was named; 0 for a file that was named itself.
    pub base: usize,
    /// Its octets, or why the server cannot read them.
    pub octets: Result<&'a [u8], Barred>,
    /// When it was last changed, in seconds since 1970-01-01T00:00:00Z; `None` where that is not known.
    pub modified: Option<i64>,
}

/// Why a file stays closed to the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Barred {
    /// The user that the server runs as.
    pub user: String,
    /// The part of the way that is closed: a directory, or the file itself.
    pub at: String,
    /// Its permissions and owner, for people: `mode 0700, owner 0, group 0`.
    pub how: String,
}

impl Barred {
    /// The finding that the file at this path is closed.
    pub fn finding(&self, path: &str) -> Finding {
        let words = format!("{} may not read {path}: {} has {}.", self.user, self.at, self.how);
        Finding::new(&FILES_UNREADABLE, path, words)
    }
}

impl Found<'_> {
    /// The last part of the path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The path below the directory that was named; the whole path of a file that was named itself.
    pub fn below(&self) -> &str {
        self.path.get(self.base..).unwrap_or(&self.path).trim_start_matches('/')
    }

    /// Whether the file itself was named.
    pub fn is_named(&self) -> bool {
        self.base == 0
    }
}
