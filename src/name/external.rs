//! SASL EXTERNAL: as whom a certificate lets in (XEP-0178, XEP-0257, RFC 6120 §13.7.2.2).
//!
//! Nothing here meets anybody: a [`Decision`] says what a server that keeps the standards answers,
//! and why.

mod account;
mod candidates;
mod decision;
mod peer;
mod reason;
mod response;

pub use account::admit_client;
pub use decision::{Condition, Decision, Outcome};
pub use peer::admit_server;
pub use reason::Reason;
pub use response::Response;

use super::domain::Domain;
use super::identity::Identity;
use super::jid::AccountJid;

/// What a certificate is worth, names apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// It has a valid path to a trust anchor.
    Sound,
    /// It is valid in itself, but self-signed or of an unknown CA.
    Unanchored,
    /// It is expired, revoked or broken.
    Unsound,
}

/// The certificate that the other side presents.
#[derive(Clone, Copy, Debug)]
pub struct Credentials<'a> {
    /// Its names.
    pub identities: &'a [Identity],
    /// What it is worth.
    pub trust: Trust,
    /// Whether its extended key usage allows the role: clientAuth for an account, serverAuth for a
    /// server, whichever end of TLS it is (decisions B8, B9).
    pub has_purpose: bool,
    /// The account whose user uploaded this very certificate (XEP-0257).
    pub uploaded_for: Option<&'a AccountJid>,
}

/// What the other side says: its stream header and its `<auth/>`.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    /// The `from` of the stream header.
    pub from: Option<&'a str>,
    /// The `to` of the stream header.
    pub to: Option<&'a str>,
    /// What its `<auth/>` holds.
    pub response: &'a Response,
}

/// What a server knows of its accounts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Directory<'a> {
    /// The domains that it serves.
    pub domains: &'a [Domain],
    /// The accounts that exist.
    pub accounts: &'a [AccountJid],
    /// Who may act for whom: the first for the second (RFC 6120 §6.3.8).
    pub proxies: &'a [(AccountJid, AccountJid)],
    /// The accounts of commonNames, for certificates without XmppAddr (XEP-0178 §2, case 3).
    pub mapped: &'a [(String, AccountJid)],
}
