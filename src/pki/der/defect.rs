//! What can be wrong with an encoding, in types and in words.

use std::fmt;

use super::flaw::{BitStringFlaw, OidFlaw};
use super::strings::StringFlaw;
use super::tag::UTC_TIME;
use super::times::TimeFlaw;

/// More defects are not looked for: then it is another kind of file, or hostile.
pub const MOST_DEFECTS: usize = 100;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    /// Where the encoding stands that is wrong; of octets too many the first.
    pub offset: usize,
    /// What is wrong.
    pub kind: DefectKind,
    /// The field, such as `tbsCertificate.validity.notAfter`; empty where unknown.
    pub path: String,
}

/// Shows the field, or else the place, and what is wrong.
impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "" => write!(f, "at octet {}: {}", self.offset, self.kind),
            path => write!(f, "{path}: {}", self.kind),
        }
    }
}

/// The kinds of things that are wrong. Shown, each is a part of a sentence that says what is there
/// and what should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DefectKind {
    /// It does not begin as DER does.
    NotDer,
    /// X.690 §10.1: a length in more octets than it needs.
    NonMinimalLength {
        /// The octets of the length.
        octets: usize,
        /// The octets that it needs.
        right: usize,
    },
    /// X.690 §10.1: an indefinite length, which BER has and DER has not.
    IndefiniteLength,
    /// X.690 §8.1.5: an indefinite length without its end.
    Unterminated,
    /// A length beyond the end of what holds it.
    LengthBeyondEnd {
        /// The length, or `u64::MAX` for any that is larger.
        claimed: u64,
        /// The octets that are there.
        there: usize,
    },
    /// The input ends within a tag or a length, or the length is the reserved 0xFF.
    HeaderCutShort,
    /// X.690 §8.1.2.4: a tag in a longer form than it needs.
    TagNotMinimal,
    /// X.690 §8.1.5: the tag of the end of contents, outside an indefinite length.
    ReservedTag,
    /// A type in the form, primitive or constructed, that it does not have in DER (X.690 §10.2).
    WrongForm {
        /// The type.
        of: String,
        /// Whether it is constructed.
        constructed: bool,
    },
    /// Octets behind the end.
    TrailingBytes {
        /// How many.
        count: usize,
    },
    /// Nested deeper than is followed.
    TooDeep,
    /// X.690 §11.1: a BOOLEAN that is neither 0x00 nor 0xFF.
    BooleanNotCanonical {
        /// Its octet.
        value: u8,
    },
    /// A type of fixed length that has another.
    WrongLength {
        /// The type.
        of: &'static str,
        /// The octets.
        octets: usize,
        /// The octets that it should have.
        right: usize,
    },
    /// X.690 §8.3.2: an INTEGER or ENUMERATED with an octet too many.
    IntegerNotMinimal,
    /// X.690 §8.3.1: an INTEGER or ENUMERATED without any octet.
    IntegerEmpty,
    /// RFC 5280 §4.1.2.2: a serial number below zero.
    NegativeSerial,
    /// RFC 5280 §4.1.2.2: the serial number zero.
    ZeroSerial,
    /// RFC 5280 §4.1.2.2: a serial number of more than 20 octets.
    SerialTooLong {
        /// The octets.
        octets: usize,
    },
    /// RFC 5280 §4.1.2.5.1: a UTCTime that is not YYMMDDHHMMSSZ, or a day that never was.
    BadUtcTime {
        /// Its octets as text, others than printable ASCII escaped.
        text: String,
        /// What is wrong.
        why: TimeFlaw,
    },
    /// RFC 5280 §4.1.2.5.2: a GeneralizedTime that is not YYYYMMDDHHMMSSZ, or before 2050.
    BadGeneralizedTime {
        /// Its octets as text, others than printable ASCII escaped.
        text: String,
        /// What is wrong.
        why: TimeFlaw,
    },
    /// A character string with what its type does not have.
    BadString {
        /// The type.
        of: &'static str,
        /// What is wrong.
        why: StringFlaw,
    },
    /// A BIT STRING whose unused bits are wrong.
    BadBitString(BitStringFlaw),
    /// X.690 §11.2.2: flags with zeros at their end.
    FlagsNotMinimal,
    /// An OBJECT IDENTIFIER that is none.
    BadOid(OidFlaw),
    /// X.690 §11.6: a SET OF whose elements are not in the order of their octets.
    SetNotSorted,
    /// A SEQUENCE or SET without elements, where there must be one.
    EmptySequence,
    /// X.690 §11.5: a value that is the default, and written all the same.
    ExplicitDefault {
        /// The component.
        of: &'static str,
        /// Its value.
        value: &'static str,
    },
    /// RFC 5280 §4.1.1.2: the signature algorithm inside is not that outside.
    SignatureAlgorithmMismatch {
        /// The object identifier within what is signed.
        inner: String,
        /// The object identifier beside the signature.
        outer: String,
    },
    /// RFC 5280 §4.1.2.8: issuerUniqueID or subjectUniqueID.
    UniqueIdentifiers,
    /// RFC 5280 §4.1.2.9: extensions in a certificate of version 1 or 2, or a list of version 1.
    ExtensionsInV1 {
        /// The version as people count it.
        version: u64,
    },
    /// RFC 5280 §4.2: an extension that is there twice.
    DuplicateExtension {
        /// Its object identifier.
        oid: String,
    },
    /// A version that does not exist.
    VersionUnknown {
        /// The version as it is encoded; `u64::MAX` for any that is larger or negative.
        n: u64,
        /// The versions that exist, as they are encoded.
        right: &'static str,
    },
    /// Something is missing, too much or of another type.
    Structure {
        /// What should be there, and what is.
        why: String,
    },
}

impl DefectKind {
    pub(super) fn time(universal: u32, content: &[u8], why: TimeFlaw) -> DefectKind {
        // the longest time that somebody may mean has some 25 octets
        let text = content.iter().take(40).copied().collect::<Vec<_>>().escape_ascii().to_string();
        match universal {
            UTC_TIME => DefectKind::BadUtcTime { text, why },
            _ => DefectKind::BadGeneralizedTime { text, why },
        }
    }
}

impl DefectKind {
    /// Whether octets are missing or too many, so that not even BER can be read.
    pub(super) fn is_damage(&self) -> bool {
        use DefectKind as K;
        matches!(
            self,
            K::HeaderCutShort
                | K::LengthBeyondEnd { .. }
                | K::TooDeep
                | K::TrailingBytes { .. }
                | K::Unterminated
        )
    }
}
