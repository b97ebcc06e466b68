//! What is wrong with a presented name, so that it stands for nothing.

use crate::name::domain::DomainFault;
use crate::name::jid::JidFault;
use crate::name::typed::Glyph;
use thiserror::Error;

/// Why a presented name stands for nothing; each reads on after the name itself.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Defect {
    /// No octets at all.
    #[error("is empty")]
    Empty,
    /// A character that no host name holds; beyond ASCII an A-label would be right.
    #[error("holds {}, {}", Glyph(*.0), excuse(*.0))]
    Character(char),
    /// A dot at the end of a dNSName or SRVName (decision A3).
    #[error("ends in a dot, which no name of a certificate does (RFC 5280 §4.2.1.6)")]
    TrailingDot,
    /// Two dots in a row, or a dot at the start.
    #[error("has an empty label: a dot too many")]
    EmptyLabel,
    /// A label over 63 octets.
    #[error("has a label of {0} octets, at most 63 are allowed (RFC 1035 §2.3.4)")]
    LongLabel(usize),
    /// A name over 253 octets.
    #[error("has {0} octets, a domain has at most 253")]
    LongName(usize),
    /// A star alone (decision A4).
    #[error("is a star alone, it needs two labels after it")]
    LoneStar,
    /// A star over a single label (decision A4).
    #[error("covers all of the top-level domain {0}, a wildcard needs two labels after its star")]
    TopLevel(String),
    /// A star that is not a whole label.
    #[error("has a star beside other characters, it must be a whole label (RFC 9525 §6.3)")]
    PartialLabel,
    /// A star that is not the first label, or the second star.
    #[error("has a star that is not the first label alone (RFC 9525 §6.3)")]
    MisplacedStar,
    /// No underscore and service label at the start, or no name after it.
    #[error("is no SRVName, which has the form _service.name (RFC 4985 §2)")]
    NoService,
    /// `_tcp` or `_udp`, as in DNS.
    #[error("has {0} in it, an SRVName has no protocol label (RFC 4985 §2)")]
    Protocol(String),
    /// An XmppAddr whose domain is none.
    #[error(transparent)]
    Domain(#[from] DomainFault),
    /// An XmppAddr that is no JID.
    #[error(transparent)]
    Jid(#[from] JidFault),
    /// Octets that the standard of its kind does not allow (decision A6).
    #[error("is malformed: {0}")]
    Encoding(String),
}

fn excuse(character: char) -> &'static str {
    if character.is_ascii() {
        "which no host name holds (RFC 5280 §4.2.1.6)"
    } else {
        "which is not ASCII: A-labels stand here (RFC 5280 §7.2)"
    }
}
