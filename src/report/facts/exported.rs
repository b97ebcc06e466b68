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

/// The files that one server loads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayoutFacts {
    /// The name of the server or format, as `--server` takes it.
    pub server: &'static str,
    /// The name as its makers write it.
    pub title: &'static str,
    /// Whether it is a format, and no server.
    pub is_format: bool,
    /// The directory of its packages.
    pub directory: Option<&'static str>,
    /// The files.
    pub files: Vec<LayoutFileFact>,
    /// To whom they belong; `None` is root.
    pub owner: Option<&'static str>,
    /// The group that reads the secrets.
    pub group: Option<&'static str>,
    /// The commands that make it take new files.
    pub reload: Vec<&'static str>,
    /// Whether it is known how it loads them, so that `--check` can say.
    pub checks: bool,
    /// How all this is known.
    pub evidence: Evidence,
    /// The source file and commit, or the version that was run.
    pub cite: &'static str,
}

/// One file of a layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayoutFileFact {
    /// Its name, with `{domain}` for the domain.
    pub name: &'static str,
    /// What it holds.
    pub role: &'static str,
    /// Its permission bits where it is installed.
    pub mode: u32,
}
