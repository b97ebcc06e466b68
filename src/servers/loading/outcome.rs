//! What comes of loading.

use std::sync::Arc;

use crate::name::Domain;
use crate::pki::link::Link;
use crate::report::Finding;

/// What a server does with the files that it found.
#[derive(Clone, Debug, Default)]
pub struct Loading {
    /// Why it does not start with them, as it says itself; `None` where it starts.
    pub dies: Option<String>,
    /// What it serves, one for each domain that was asked about, in that order.
    pub served: Vec<Served>,
    /// What becomes of each file, in the order in which they were found.
    pub files: Vec<FileFate>,
    /// What is wrong, with the cures.
    pub findings: Vec<Finding>,
}

/// What a server shows to those who ask for one domain.
#[derive(Clone, Debug)]
pub struct Served {
    /// The domain.
    pub domain: Domain,
    /// The certificates that it sends, the leaf first; empty where it offers no TLS or ends the handshake.
    pub chain: Vec<Arc<Link>>,
    /// The files that they and the key are from.
    pub files: Vec<String>,
    /// How it came by them, or why there are none, in words.
    pub how: String,
    /// Other leaves that it may as well take, where it picks without a rule that can be foretold.
    pub instead: Vec<Arc<Link>>,
}

/// What becomes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFate {
    /// Its path.
    pub path: String,
    /// What becomes of it.
    pub fate: Fate,
    /// Why, in words.
    pub why: String,
}

/// What a server does with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It uses it for one of the domains.
    Served,
    /// It reads it, and uses it for none of them.
    Loaded,
    /// It passes over it.
    Ignored,
    /// It says that something is wrong with it, and goes on.
    Refused,
    /// It does not start, or goes down, because of it.
    Fatal,
}
