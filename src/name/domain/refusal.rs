//! Why a text is no domain.

use crate::name::typed::{Glyph, Typed};
use std::net::IpAddr;
use thiserror::Error;

/// A text that is no domain: what was typed, and the first fault found in it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{typed} {fault}")]
pub struct DomainError {
    typed: Typed,
    fault: DomainFault,
}

impl DomainError {
    pub(super) fn new(typed: Typed, fault: DomainFault) -> Self {
        Self { typed, fault }
    }

    /// What was typed, at most [`LONGEST_INPUT`](crate::name::LONGEST_INPUT) octets of it.
    pub fn typed(&self) -> &str {
        self.typed.as_str()
    }

    /// What is wrong with it.
    pub fn fault(&self) -> &DomainFault {
        &self.fault
    }
}

/// What is wrong with a text that should be a domain; each reads on after the text itself.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DomainFault {
    /// Nothing was typed.
    #[error("is empty, a domain has at least one label")]
    Empty,
    /// More octets than we read.
    #[error("has {0} octets, a domain has at most 253")]
    Oversized(usize),
    /// A control character.
    #[error("holds the control character U+{:04X}", u32::from(*.0))]
    Control(char),
    /// Blanks around the name or within it.
    #[error("has white space in it")]
    Whitespace,
    /// An IPv4 or IPv6 address, bare or in brackets.
    #[error("is an IP address, not a domain")]
    IpAddress(IpAddr),
    /// `https:`, `xmpp:` and the like.
    #[error("starts with a scheme, \"{0}:\": only the domain is wanted")]
    Scheme(String),
    /// A local part.
    #[error("has an @ in it: only the domain of the address is wanted")]
    AtSign,
    /// A comma or semicolon.
    #[error("looks like a list: one domain at a time")]
    List,
    /// A path or a resource.
    #[error("has a / in it: only the domain is wanted")]
    Slash,
    /// A port number.
    #[error("names a port, {0:?}: a certificate holds for every port")]
    Port(String),
    /// A star.
    #[error("is a wildcard: an XMPP domain has no * in it")]
    Wildcard,
    /// An underscore (decision A8).
    #[error("has an underscore in it, which no host name has")]
    Underscore,
    /// Two dots in a row, or a dot at the start.
    #[error("has an empty label: a dot too many")]
    EmptyLabel,
    /// A hyphen at the edge of a label.
    #[error("has a label that starts or ends with a hyphen, {0:?}")]
    EdgeHyphen(String),
    /// Hyphens in places 3 and 4 (RFC 5891 §4.2.3.1).
    #[error("has hyphens in places 3 and 4 of {0:?}, which only xn-- may have")]
    HyphenPair(String),
    /// A label over 63 octets (RFC 1035 §2.3.4).
    #[error("has a label of {octets} octets, at most 63 are allowed")]
    LongLabel {
        /// The length of the label as A-label, or as typed where it has none.
        octets: usize,
    },
    /// A name over 253 octets (RFC 1035 §2.3.4).
    #[error("has {octets} octets, a domain has at most 253")]
    LongName {
        /// The length of the name in its A-label form.
        octets: usize,
    },
    /// A last label of digits only, as in a mistyped IPv4 address (RFC 1123 §2.1).
    #[error("ends in a number, {0:?}, and is no IP address either")]
    NumericLast(String),
    /// A character that IDNA2008 does not allow, or not there (RFC 5892).
    #[error("holds {}, which a domain name may not hold{}", Glyph(*.0), place(*.0))]
    Character(char),
    /// `xn--` before something that is no A-label (RFC 5890 §2.3.2.1).
    #[error("has a false A-label, {0:?}: it stands for no valid name")]
    FalseALabel(String),
    /// Left-to-right and right-to-left text mixed (RFC 5893 §2).
    #[error("mixes writing directions in a way that RFC 5893 forbids")]
    Bidi,
    /// Anything else that UTS #46 refuses.
    #[error("is no internationalised domain name (UTS #46)")]
    Unmappable,
}

/// Says that it is the place that is wrong, for characters that other places allow.
fn place(character: char) -> &'static str {
    if super::idna2008::is_contextual(character) { " in this place" } else { "" }
}
