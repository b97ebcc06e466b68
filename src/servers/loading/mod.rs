//! What a server makes of its own files: which it finds, what it serves with them, what it passes over
//! in silence, and what it dies of.
//!
//! One file a server. Each follows the program's own rules over the octets that it is given; nothing is
//! opened here.

mod codes;
pub(super) mod coturn;
pub(super) mod ejabberd;
mod erlang;
mod given;
pub(super) mod haproxy;
pub(super) mod jabberd1;
pub(super) mod jabberd14;
pub(super) mod jabberd2;
mod ledger;
pub(super) mod metronome;
pub(super) mod mongooseim;
pub(super) mod nginx;
pub(super) mod openfire;
mod openssl;
mod outcome;
mod pairs;
mod parts;
pub(super) mod prosody;
pub(super) mod spectrum2;
pub(super) mod tigase;
mod trouble;
pub(super) mod xmpp_proxy;

pub use codes::{CODES, OTHER_SERVED};
pub use given::{Barred, Found, Given};
pub use outcome::{Fate, FileFate, Loading, Served};

use crate::report::Evidence;

/// How one generation of a server loads its own certificates.
#[derive(Clone, Copy, Debug)]
pub struct Loads {
    /// Its rules.
    pub by: fn(&Given<'_>) -> Loading,
    /// How they are known.
    pub evidence: Evidence,
    /// The source file and commit, or the version that was run.
    pub cite: &'static str,
}
