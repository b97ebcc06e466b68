//! What to ask a CA for: which names go into a request, what the CA will do with each, what is
//! left out and why.
//!
//! This room writes nothing and asks nobody; `pki` turns a [`Plan`] into octets.

pub mod destinations;
pub mod findings;
mod plan;
mod renewal;
mod wish;

pub use destinations::{DESTINATIONS, Destination};
pub use plan::{Plan, PlanError, plan};
pub use renewal::{Former, Renewal, RenewalError, renew};
pub use wish::{Names, Wish, file_stem};
