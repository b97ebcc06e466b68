//! Distinguished names: as typed for a request, and as read from a certificate.

mod name;
mod subject;

pub use name::Name;
pub(super) use name::sequence;
pub use subject::{ATTRIBUTES, Attribute, COMMON_NAME, Subject, SubjectError};
