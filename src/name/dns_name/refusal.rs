//! Why a text is no DNS name for a certificate.

use crate::name::domain::{Domain, DomainError};
use crate::name::typed::Typed;
use std::fmt;
use thiserror::Error;

/// A text that is no DNS name for a certificate: what was typed, and the fault found in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DnsNameError {
    typed: Typed,
    fault: DnsNameFault,
}

impl std::error::Error for DnsNameError {}

impl fmt::Display for DnsNameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.fault {
            // the domain's error already repeats what was typed
            DnsNameFault::Domain(error) => error.fmt(f),
            fault => write!(f, "{} {fault}", self.typed),
        }
    }
}

impl DnsNameError {
    pub(super) fn new(typed: Typed, fault: DnsNameFault) -> Self {
        Self { typed, fault }
    }

    /// What was typed.
    pub fn typed(&self) -> &str {
        self.typed.as_str()
    }

    /// What is wrong with it.
    pub fn fault(&self) -> &DnsNameFault {
        &self.fault
    }
}

/// What is wrong with a text that should be a DNS name; each reads on after the text itself.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DnsNameFault {
    /// A star alone.
    #[error("would stand for every name there is")]
    BareStar,
    /// A star before a single label.
    #[error("would stand for every name under {0}: two labels are needed after the star")]
    TopLevel(Domain),
    /// A star beside other characters of its label.
    #[error("has a star for a part of a label, it must be a whole one (RFC 9525 §6.3)")]
    PartialLabel,
    /// A star elsewhere than in the first label, or a second one.
    #[error("has a star that is not the first label, or more than one")]
    MisplacedStar,
    /// Longer than any name that DNS could ask for.
    #[error("has {0} octets, a domain has at most 253")]
    LongName(usize),
    /// No domain, or none after the star.
    #[error("{0}")]
    Domain(#[from] DomainError),
}
