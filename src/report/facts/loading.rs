//! Facts of what a server makes of its own files.

use super::{ChainLink, Evidence};

/// What one server would do with the files that were named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadingFacts {
    /// The name of the server, as `--server` takes it.
    pub server: &'static str,
    /// The name as its makers write it.
    pub title: &'static str,
    /// The versions that do so.
    pub versions: &'static str,
    /// How that is known.
    pub evidence: Evidence,
    /// The source file and commit, or the version that was run.
    pub cite: &'static str,
    /// The user as whom it was asked; `None` where permissions were not looked at.
    pub user: Option<String>,
    /// Why it does not start; `None` where it does.
    pub dies: Option<String>,
    /// What it serves, one for each domain.
    pub served: Vec<ServedFact>,
    /// What becomes of each file.
    pub files: Vec<FateFact>,
}

/// What a server serves for a domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServedFact {
    /// The domain with A-labels.
    pub domain: String,
    /// The certificates in the order in which they are sent; none where there is no TLS.
    pub chain: Vec<ChainLink>,
    /// The files that they and the key are from.
    pub files: Vec<String>,
    /// How it came by them, or why there are none.
    pub how: String,
    /// Other leaves that it may as well send, where no rule that can be relied on decides.
    pub instead: Vec<ChainLink>,
}

/// What becomes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FateFact {
    /// Its path.
    pub path: String,
    /// `served`, `loaded`, `ignored`, `refused` or `fatal`.
    pub fate: &'static str,
    /// Why, in words.
    pub why: String,
}
