//! What a thing is and what is in it: facts and encoding defects, for people who were sent a file.
//!
//! This room judges no certificate against a domain or a trust anchor, and reads no file.

mod certificate;
mod defects;
pub mod findings;
mod issuer;
mod names;
mod piece;
mod purpose;
mod store;
mod tree;

pub use piece::report;
pub use tree::tree;

use crate::pki::hex::hex;
use crate::pki::oid;

/// The name of an OID, or the OID in dots.
fn named(dotted: &str) -> String {
    oid::known(dotted).map_or_else(|| dotted.to_owned(), |known| known.name.to_owned())
}
