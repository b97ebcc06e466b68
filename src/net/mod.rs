//! The one door to the network: octets are fetched here, within limits, from addresses that nobody vouches for.
//!
//! The room knows neither certificates nor terminals. An [`Address`] is plain http and nothing else, so
//! neither a certificate nor a redirect can have a file, a directory or another port of this machine's protocols
//! asked. [`fetch`] sends one GET without cookies, credentials or body, reads no proxy from the environment, and
//! follows a redirect only to another [`Address`].
//!
//! Addresses of loopback and of private networks are asked like all others: the CA of an organisation publishes its
//! certificates there. Whoever may not reach them must not be given this door.

mod address;
mod error;
mod fetch;

pub use address::{Address, AddressError};
pub use error::FetchError;
pub use fetch::{Fetched, Limits, fetch};
