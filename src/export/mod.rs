//! What is written for a server: the layouts that [`servers`](crate::servers) describes, and the plain
//! formats, made of one chain and its key; and where ACME clients leave both.
//!
//! This room makes bytes and writes none: the files are [`Artifact`](crate::files::Artifact)s.

pub mod formats;
pub mod lineages;
mod order;
mod plan;
mod written;

pub use formats::{FORMATS, Format};
pub use order::{Order, PlanError};
pub use plan::{Plan, Planned};
