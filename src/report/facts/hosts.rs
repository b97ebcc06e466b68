//! Facts of a server's configuration.

/// The hosts that a server's own configuration serves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostsFacts {
    /// The server, as `--server` names it.
    pub server: &'static str,
    /// The hosts, in the order of the configuration.
    pub hosts: Vec<HostFact>,
    /// The command line that makes a request for all of them, where there are any.
    pub command: Option<String>,
}

/// One host.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostFact {
    /// Its name in A-labels.
    pub domain: String,
    /// The same with U-labels, where that differs.
    pub unicode: Option<String>,
    /// `domain` or `component`.
    pub kind: &'static str,
    /// Of a component the domain that it belongs to, in A-labels, where there is one.
    pub of: Option<String>,
    /// Of a component the module or program that serves it.
    pub service: Option<String>,
    /// The file that makes it.
    pub file: String,
    /// The line there, from 1.
    pub line: usize,
}
