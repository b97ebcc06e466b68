//! The forms of the fields of certificates, by their first elements.

use std::fmt;

use super::tag::{self, GENERALIZED_TIME, OID, SEQUENCE, SET, UTC_TIME};
use super::tlv::Tlv;

/// What a field should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A type that ASN.1 itself has.
    Type(u32),
    /// A context-specific tag.
    Context(u32),
    /// AlgorithmIdentifier (RFC 5280 §4.1.1.2).
    Algorithm,
    /// Name (RFC 5280 §4.1.2.4).
    Name,
    /// Validity (RFC 5280 §4.1.2.5).
    Validity,
    /// Time (RFC 5280 §4.1.2.5).
    Time,
    /// SubjectPublicKeyInfo (RFC 5280 §4.1.2.7).
    Key,
}

impl Form {
    /// Whether the encoding has this form, by its tag and that of its first element.
    pub(super) fn fits(self, tlv: &Tlv<'_>) -> bool {
        let first = || tlv.children().next().map(|first| first.tag.universal());
        self.resembles(tlv)
            && match self {
                Form::Type(_) | Form::Context(_) | Form::Time => true,
                Form::Algorithm => first() == Some(Some(OID)),
                Form::Name => matches!(first(), None | Some(Some(SET))),
                Form::Validity => {
                    tlv.children().next().is_some_and(|first| Form::Time.fits(&first))
                }
                Form::Key => first() == Some(Some(SEQUENCE)),
            }
    }

    /// Whether the encoding has this form, by its tag alone.
    pub(super) fn resembles(self, tlv: &Tlv<'_>) -> bool {
        if tlv.flaws.cut_short {
            return false;
        }
        match self {
            Form::Type(number) => tlv.tag.universal() == Some(number),
            Form::Context(number) => tlv.tag.context() == Some(number),
            Form::Time => matches!(tlv.tag.universal(), Some(UTC_TIME | GENERALIZED_TIME)),
            _ => tlv.tag.universal() == Some(SEQUENCE),
        }
    }

    /// Whether its elements are fields of their own, so that it is no loss that it is incomplete.
    pub(super) fn holds_fields(self) -> bool {
        matches!(self, Form::Type(SEQUENCE | SET) | Form::Context(_) | Form::Validity)
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Form::Type(number) => f.write_str(tag::name(*number).unwrap_or("another type")),
            Form::Context(number) => write!(f, "[{number}]"),
            Form::Algorithm => f.write_str("a SEQUENCE that begins with an OBJECT IDENTIFIER"),
            Form::Name => f.write_str("a SEQUENCE of SETs"),
            Form::Validity => f.write_str("a SEQUENCE of two times"),
            Form::Time => f.write_str("a UTCTime or GeneralizedTime"),
            Form::Key => f.write_str("a SEQUENCE of an algorithm and a BIT STRING"),
        }
    }
}
