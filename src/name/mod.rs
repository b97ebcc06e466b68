//! What XMPP things are called: domains, JIDs, service names and the DNS names of certificates.
//!
//! What people type is parsed once and then holds only what its standard allows; an error says
//! what is wrong in one line and [`Meant`] says what was probably meant. What certificates hold is
//! an [`Identity`], as found, and [`Reference`] says whether it is the name that is wanted.
//! This room never does I/O and knows nothing of certificates: it imports no other room.

pub mod dns_name;
pub mod domain;
pub mod external;
pub mod identity;
pub mod jid;
pub mod meant;
pub mod reference;
pub mod service;
mod typed;

pub use dns_name::{DnsName, DnsNameError, DnsNameFault};
pub use domain::{Domain, DomainError, DomainFault};
pub use identity::{Defect, Identity};
pub use jid::{AccountError, AccountJid, Jid, JidError, JidFault};
pub use meant::Meant;
pub use reference::{
    InvalidReference, Match, MatchedBy, Miss, Profile, Reference, Verdict, Wanted,
};
pub use service::{Service, SrvName, SrvNameError, SrvNameFault};

/// The longest text, in octets, that any parser of this room looks at.
///
/// The longest JID has 3,071 octets (RFC 7622 §3.1); nothing longer deserves any work.
pub const LONGEST_INPUT: usize = 4096;
