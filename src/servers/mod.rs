//! What each XMPP server implementation makes of certificates, as data with its source.
//!
//! One file a server; [`SERVERS`] lists them. Every fact says whether it was seen in the running
//! program, read in the source, or neither. This room opens and writes nothing.

mod beside;
mod choice;
mod cisco_imp;
pub mod config;
mod ejabberd;
mod fact;
mod jabberd14;
mod jabberd2;
mod judge;
mod layout;
pub mod loading;
mod metronome;
mod mlink;
mod mongooseim;
mod openfire;
mod prosody;
mod rules;
mod server;
mod snikket;
mod tigase;
mod version;
mod words;
mod xmpp_proxy;

pub use choice::{Choice, ChoiceError, choose};
pub use fact::Fact;
pub use judge::{PathState, Shown, ShownAccount, peers, who_accepts, who_admits};
pub use layout::{
    Filling, Holds, Layout, LayoutFile, PLACEHOLDERS, Part, Reload, Snippet, Store, placeholders,
};
pub use rules::{
    AccountChecks, Checks, CommonName, Consequence, Crash, Demand, Idna, Nameless, Names,
    OtherNames, PeerRules, Says, SelfSigned, Services, Wildcard, Worth, XmppAddr,
};
pub use server::{Generation, Server};
pub use version::{Version, Versions};
pub use words::Told;

pub use crate::report::{Accepts, Evidence, PeerFact as PeerVerdict, PeerRole};

/// Every XMPP server, in the order in which tables show them.
pub const SERVERS: &[&Server] = &[
    &prosody::SERVER,
    &ejabberd::SERVER,
    &mongooseim::SERVER,
    &openfire::SERVER,
    &tigase::SERVER,
    &snikket::SERVER,
    &metronome::SERVER,
    &jabberd2::SERVER,
    &jabberd14::SERVER,
    &xmpp_proxy::SERVER,
    &mlink::SERVER,
    &cisco_imp::SERVER,
];

/// What stands beside XMPP servers and loads certificates for the same domains.
pub const BESIDE: &[&Server] = &[
    &beside::coturn::SERVER,
    &beside::nginx::SERVER,
    &beside::haproxy::SERVER,
    &beside::spectrum2::SERVER,
];

/// The servers and what stands beside them.
pub fn all() -> impl Iterator<Item = &'static Server> {
    SERVERS.iter().chain(BESIDE).copied()
}
