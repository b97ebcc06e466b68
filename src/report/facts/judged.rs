//! Facts of a judgement: what `verify` found out beside what it saw.

use super::{CertificateFacts, PeersFacts};

/// A certificate, and what comes of judging it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VerdictFacts {
    /// The certificate; its text facts are empty where a line a file is all that is shown.
    pub certificate: CertificateFacts,
    /// What it was judged for: `example.org (client and server)`; `None` without a name.
    pub judged_for: Option<String>,
    /// The name that was asked for, as it was typed.
    pub domain: Option<String>,
    /// The service that was asked for: `client`, `server` or `any`.
    pub service: Option<String>,
    /// Whether it names what was asked for; `None` where nothing was.
    pub identity: Option<IdentityFact>,
    /// The path to a trust anchor.
    pub path: PathFacts,
    /// Which peers accept it, where that was asked.
    pub peers: Option<PeersFacts>,
    /// Its first second, in seconds since 1970-01-01T00:00:00Z.
    pub begins: i64,
    /// Its last second, in seconds since 1970-01-01T00:00:00Z.
    pub ends: i64,
    /// Whole days left, negative once it is over.
    pub days_left: i64,
    /// Days before the end from which on to warn, and from which on to call for help.
    pub thresholds: (Option<i64>, Option<i64>),
    /// Whether its end is nearer than the first of the thresholds.
    pub is_ending: bool,
}

/// Whether a certificate names what was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdentityFact {
    /// `match`, `no-match` or `invalid-reference`.
    pub verdict: &'static str,
    /// As what: `srv`, `dns`, `dns-wildcard`, `ip`, `xmpp` or `cn`.
    pub by: Option<String>,
    /// The name that matches, as the certificate has it.
    pub presented: Option<String>,
    /// Names that do not match, each with the reason.
    pub others: Vec<(String, String)>,
}

/// The path of a certificate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathFacts {
    /// Whether it may be relied upon.
    pub is_sound: bool,
    /// Its certificates, the leaf first.
    pub links: Vec<PathLink>,
    /// Where the trust anchors come from: `the 142 anchors of the system`.
    pub anchors: String,
    /// How many other paths were looked at.
    pub others: usize,
}

/// One certificate of a path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathLink {
    /// The subject in one line.
    pub subject: String,
    /// What a person would call it.
    pub short: String,
    /// Whether it is the trust anchor.
    pub is_anchor: bool,
    /// What is wrong at this link, in few words.
    pub faults: Vec<String>,
}
