//! Why a text is no JID.

use crate::name::domain::DomainError;
use crate::name::typed::{Glyph, Typed};
use std::{fmt, net::IpAddr};
use thiserror::Error;

/// A text that is no JID: what was typed, and the first fault found in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JidError {
    typed: Typed,
    fault: JidFault,
}

impl std::error::Error for JidError {}

impl fmt::Display for JidError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.fault {
            // a JID that is all domain: the domain's error already repeats what was typed
            JidFault::Domain(error) if error.typed() == self.typed() => error.fmt(f),
            fault => write!(f, "{} {fault}", self.typed),
        }
    }
}

impl JidError {
    pub(super) fn new(typed: Typed, fault: JidFault) -> Self {
        Self { typed, fault }
    }

    /// What was typed, at most [`LONGEST_INPUT`](crate::name::LONGEST_INPUT) octets of it.
    pub fn typed(&self) -> &str {
        self.typed.as_str()
    }

    /// What is wrong with it.
    pub fn fault(&self) -> &JidFault {
        &self.fault
    }
}

/// What is wrong with a text that should be a JID; each reads on after the text itself.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum JidFault {
    /// Nothing was typed.
    #[error("is empty, a JID has at least a domain")]
    Empty,
    /// More octets than we read.
    #[error("has {0} octets, a JID has at most 3071")]
    Oversized(usize),
    /// `xmpp:`, `mailto:` and the like.
    #[error("starts with a scheme, \"{0}:\": only the JID is wanted")]
    Scheme(String),
    /// Nothing before the `/`.
    #[error("has no domain")]
    NoDomain,
    /// Nothing after the `@`.
    #[error("has no domain after the @")]
    NoDomainAfterAt,
    /// Nothing before the `@`.
    #[error("has nothing before the @")]
    NoLocal,
    /// More than one `@` before the resource.
    #[error("has a second @ before the resource")]
    SecondAt,
    /// Nothing after the `/`.
    #[error("has nothing after the /")]
    EmptyResource,
    /// A faulty domain.
    #[error("has a faulty domain: {0}")]
    Domain(DomainError),
    /// An address where the domain should be.
    #[error("has the IP address {0} where certificates need a domain")]
    IpDomain(IpAddr),
    /// A character, or a mixture of writing directions, that no local part may have.
    #[error("has a local part that holds {}", culprit(*.0))]
    Local(Option<char>),
    /// A character, or a mixture of writing directions, that no resource may have.
    #[error("has a resource that holds {}", culprit(*.0))]
    Resource(Option<char>),
    /// A part over 1,023 octets (RFC 7622 §3.1).
    #[error("has a {part} of {octets} octets, at most 1023 are allowed")]
    LongPart {
        /// "local part" or "resource".
        part: &'static str,
        /// Its length after preparation.
        octets: usize,
    },
}

fn culprit(character: Option<char>) -> String {
    match character {
        Some(character) => format!("{}, which is not allowed there", Glyph(character)),
        None => "a forbidden mixture of writing directions".to_owned(),
    }
}
