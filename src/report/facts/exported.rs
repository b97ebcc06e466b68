//! Facts of files that were written for a server.

use super::{ChainLink, Evidence, FileFact, PathFacts, Step};

/// What was written for a server, or is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportFacts {
    /// The name of the server or format, as `--server` takes it.
    pub server: &'static str,
    /// The name as its makers write it.
    pub title: &'static str,
    /// The versions that load these files.
    pub versions: &'static str,
    /// How the layout is known.
    pub evidence: Evidence,
    /// The source file and commit, or the version that was run.
    pub cite: &'static str,
    /// The domain with A-labels.
    pub domain: Option<String>,
    /// The certificates that the files hold, the leaf first.
    pub chain: Vec<ChainLink>,
    /// The path of the leaf.
    pub path: PathFacts,
    /// The files, in the order of writing.
    pub files: Vec<FileFact>,
    /// Whether nothing was written, as --dry-run asks.
    pub is_plan: bool,
    /// What the configuration says of the files.
    pub snippets: Vec<SnippetFact>,
    /// What to do next.
    pub next: Vec<Step>,
    /// What else there is to know.
    pub notes: Vec<String>,
}

/// Lines of a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnippetFact {
    /// The file that they belong into.
    pub file: String,
    /// The lines.
    pub text: String,
    /// Whether the configuration that the server's packages bring says so already.
    pub is_shipped: bool,
}
