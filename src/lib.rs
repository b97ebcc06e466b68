//! Everything an XMPP operator does with certificates.

pub mod name;
pub mod files;
pub mod pki;
