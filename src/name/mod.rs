//! What XMPP things are called: domains, JIDs, service names and the DNS names of certificates.
//!
//! Every type here is parsed once and then holds only what its standard allows; an error says
//! what is wrong in one line and [`Meant`] says what was probably meant.
//! This room never does I/O and knows nothing of certificates: it imports no other room.

pub mod dns_name;
pub mod domain;
pub mod jid;
pub mod meant;
pub mod service;
mod typed;

pub use dns_name::{DnsName, DnsNameError, DnsNameFault};
pub use domain::{Domain, DomainError, DomainFault};
pub use jid::{AccountError, AccountJid, Jid, JidError, JidFault};
pub use meant::Meant;
pub use service::{Service, SrvName, SrvNameError, SrvNameFault};

/// The longest text, in octets, that any parser of this room looks at.
///
/// The longest JID has 3,071 octets (RFC 7622 §3.1); nothing longer deserves any work.
pub const LONGEST_INPUT: usize = 4096;
