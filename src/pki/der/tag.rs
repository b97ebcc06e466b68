//! Identifier octets (X.690 §8.1.2).

use std::fmt;

pub(super) const BOOLEAN: u32 = 1;
pub(super) const INTEGER: u32 = 2;
pub(super) const BIT_STRING: u32 = 3;
pub(super) const OCTET_STRING: u32 = 4;
pub(super) const NULL: u32 = 5;
pub(super) const OID: u32 = 6;
pub(super) const ENUMERATED: u32 = 10;
pub(super) const UTF8_STRING: u32 = 12;
pub(super) const SEQUENCE: u32 = 16;
pub(super) const SET: u32 = 17;
pub(super) const NUMERIC_STRING: u32 = 18;
pub(super) const PRINTABLE_STRING: u32 = 19;
pub(super) const TELETEX_STRING: u32 = 20;
pub(super) const IA5_STRING: u32 = 22;
pub(super) const UTC_TIME: u32 = 23;
pub(super) const GENERALIZED_TIME: u32 = 24;
pub(super) const VISIBLE_STRING: u32 = 26;
pub(super) const UNIVERSAL_STRING: u32 = 28;
pub(super) const BMP_STRING: u32 = 30;

/// The class of a tag (X.690 table 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A type that ASN.1 itself has.
    Universal,
    /// `[APPLICATION n]`.
    Application,
    /// `[n]`.
    Context,
    /// `[PRIVATE n]`.
    Private,
}

/// A tag, and whether the encoding is constructed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The class.
    pub class: Class,
    /// Whether the content is encodings, not a value.
    pub constructed: bool,
    /// The number; `u32::MAX` for any that is larger.
    pub number: u32,
}

impl Tag {
    /// The number, of a type that ASN.1 itself has.
    pub fn universal(self) -> Option<u32> {
        (self.class == Class::Universal).then_some(self.number)
    }

    /// The number, of a context-specific tag.
    pub fn context(self) -> Option<u32> {
        (self.class == Class::Context).then_some(self.number)
    }

    /// Whether it begins what DER files are.
    pub(in crate::pki) fn is_sequence(self) -> bool {
        self.universal() == Some(SEQUENCE) && self.constructed
    }

    /// Whether it is that of a type whose values are characters, dates among them.
    pub(in crate::pki) fn is_text(self) -> bool {
        let others = |number| matches!(number, 21 | 25 | 27 | UTC_TIME | GENERALIZED_TIME);
        self.universal().is_some_and(|number| super::strings::is_string(number) || others(number))
    }

    /// Class and form of an identifier octet; the number of the low-tag-number form.
    pub(super) fn of(octet: u8) -> Tag {
        let class = match octet >> 6 {
            0 => Class::Universal,
            1 => Class::Application,
            2 => Class::Context,
            _ => Class::Private,
        };
        Tag { class, constructed: octet & 0x20 != 0, number: u32::from(octet & 0x1f) }
    }
}

/// Shows a type's name, or the tag as ASN.1 writes it.
impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.number;
        match self.class {
            Class::Universal => match name(number) {
                Some(name) => f.write_str(name),
                None => write!(f, "[UNIVERSAL {number}]"),
            },
            Class::Application => write!(f, "[APPLICATION {number}]"),
            Class::Context => write!(f, "[{number}]"),
            Class::Private => write!(f, "[PRIVATE {number}]"),
        }
    }
}

/// The name of a type that ASN.1 itself has (X.680 §8.4).
pub(super) fn name(universal: u32) -> Option<&'static str> {
    Some(match universal {
        BOOLEAN => "BOOLEAN",
        INTEGER => "INTEGER",
        BIT_STRING => "BIT STRING",
        OCTET_STRING => "OCTET STRING",
        NULL => "NULL",
        OID => "OBJECT IDENTIFIER",
        ENUMERATED => "ENUMERATED",
        UTF8_STRING => "UTF8String",
        SEQUENCE => "SEQUENCE",
        SET => "SET",
        NUMERIC_STRING => "NumericString",
        PRINTABLE_STRING => "PrintableString",
        TELETEX_STRING => "TeletexString",
        IA5_STRING => "IA5String",
        UTC_TIME => "UTCTime",
        GENERALIZED_TIME => "GeneralizedTime",
        VISIBLE_STRING => "VisibleString",
        UNIVERSAL_STRING => "UniversalString",
        BMP_STRING => "BMPString",
        21 => "VideotexString",
        25 => "GraphicString",
        27 => "GeneralString",
        _ => return None,
    })
}

/// X.690 §8.1.2.4.2: seven bits an octet, bit 8 set in all but the last.
pub(super) fn long_number(octets: &[u8]) -> Option<(u32, &[u8])> {
    let last = octets.iter().position(|octet| octet & 0x80 == 0)?;
    let (number, rest) = octets.split_at_checked(last + 1)?;
    let number = number.iter().fold(0u32, |sum, octet| {
        if sum >> 25 == 0 { sum << 7 | u32::from(octet & 0x7f) } else { u32::MAX }
    });
    Some((number, rest))
}
