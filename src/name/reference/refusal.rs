//! Why a text is no name that could be wanted.

use crate::name::domain::{DomainError, DomainFault};
use crate::name::meant::Meant;
use thiserror::Error;

/// A text that is neither a domain nor an IP address.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(transparent)]
pub struct InvalidReference(#[from] DomainError);

impl InvalidReference {
    /// What is wrong with it.
    pub fn fault(&self) -> &DomainFault {
        self.0.fault()
    }

    /// What was probably meant, if it can be guessed.
    pub fn meant(&self) -> Option<Meant> {
        self.0.meant()
    }
}
