//! What the servers that a certificate may be shown to make of it.

use std::fmt;

/// What every server makes of a certificate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeersFacts {
    /// One a server, generation and role, in the order of the registry of servers.
    pub rows: Vec<PeerFact>,
    /// The servers of which nothing is known, by their titles.
    pub unknown: Vec<&'static str>,
}

/// What one generation of a server makes of a certificate in one role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeerFact {
    /// The server, by the name that `--server` takes.
    pub server: &'static str,
    /// The server, as its makers write it.
    pub title: &'static str,
    /// The versions that say so, in words.
    pub versions: &'static str,
    /// The role in which it meets the certificate.
    pub role: PeerRole,
    /// What it makes of it, as its makers deliver it.
    pub accepts: Accepts,
    /// How it may be set so that the certificate is refused, in words that follow `where`; `None`
    /// where no setting changes that.
    pub refused_where: Option<&'static str>,
    /// Why, in plain words without full stop, with both sides and the server's own words.
    pub why: String,
    /// The same without what is peculiar to the server, for tables of who says the same.
    pub gist: String,
    /// What is peculiar to the server: what it counts, what it says.
    pub remarks: Vec<String>,
    /// How we know: the weakest evidence that it rests on.
    pub evidence: Evidence,
}

/// Whom a server is to the certificate that it judges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeerRole {
    /// The other server connects to it and is the TLS client.
    Incoming,
    /// It connects to the other server, which is the TLS server.
    Outgoing,
    /// A user logs in to it with SASL EXTERNAL.
    Account,
}

/// The word of the JSON facts.
impl fmt::Display for PeerRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            PeerRole::Incoming => "s2s-incoming",
            PeerRole::Outgoing => "s2s-outgoing",
            PeerRole::Account => "c2s-external",
        })
    }
}

/// What a certificate gets its holder, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Accepts {
    /// The certificate authenticates its holder.
    Yes,
    /// It does not, but the connection goes on: dialback authenticates.
    Fallback,
    /// The connection ends.
    No,
}

/// The word of the JSON facts.
impl fmt::Display for Accepts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Accepts::Yes => "yes",
            Accepts::Fallback => "fallback",
            Accepts::No => "no",
        })
    }
}

/// How we know what a server does. The order is that of confidence, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// Documents or hearsay say so; nobody looked.
    Unverified,
    /// Read in the source.
    Read,
    /// Seen in the running program.
    Run,
}

/// The word of the JSON facts.
impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Evidence::Unverified => "unverified",
            Evidence::Read => "read",
            Evidence::Run => "run",
        })
    }
}
