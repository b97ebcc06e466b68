//! Defects in words.

use std::fmt;

use super::defect::DefectKind;
use super::times::TimeFlaw;
use super::tlv::MAX_DEPTH;

impl fmt::Display for DefectKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use DefectKind as K;
        match self {
            K::NotDer => f.write_str("it is no DER"),
            K::NonMinimalLength { octets, right } => {
                write!(f, "its length takes {octets} octets, not the {right} of DER")
            }
            K::IndefiniteLength => f.write_str("its length is indefinite, which is BER, not DER"),
            K::Unterminated => f.write_str("its length is indefinite, and its end is not found"),
            K::LengthBeyondEnd { claimed, there } => {
                write!(f, "its length is {claimed} octets, and {there} are there")
            }
            K::HeaderCutShort => f.write_str("it ends within a tag or a length"),
            K::TagNotMinimal => f.write_str("its tag takes more octets than it needs"),
            K::ReservedTag => f.write_str("zero octets stand where a tag should be"),
            K::WrongForm { of, constructed: true } => {
                write!(f, "{} {of} is made of parts, not written as one value", article(of))
            }
            K::WrongForm { of, .. } => {
                write!(f, "{} {of} is one value, not made of parts", article(of))
            }
            K::TrailingBytes { count: 1 } => f.write_str("1 octet follows its end"),
            K::TrailingBytes { count } => write!(f, "{count} octets follow its end"),
            K::TooDeep => write!(f, "it is nested more than {MAX_DEPTH} levels deep"),
            K::BooleanNotCanonical { value } => {
                write!(f, "a BOOLEAN is {value:02x}, neither 00 nor ff")
            }
            K::WrongLength { of, octets, right } => {
                write!(f, "a {of} has {octets} octets, not {right}")
            }
            K::IntegerNotMinimal => f.write_str("an INTEGER has an octet more than it needs"),
            K::IntegerEmpty => f.write_str("an INTEGER has no octet, not even for zero"),
            K::NegativeSerial => f.write_str("the serial number is negative, not above zero"),
            K::ZeroSerial => f.write_str("the serial number is zero, not above it"),
            K::SerialTooLong { octets } => {
                write!(f, "the serial number has {octets} octets, more than the 20 allowed")
            }
            K::BadUtcTime { text, why } => write!(f, "`{text}` is no YYMMDDHHMMSSZ: {why}"),
            K::BadGeneralizedTime { text, why: why @ TimeFlaw::Before2050 } => {
                write!(f, "`{text}` is a GeneralizedTime: {why}")
            }
            K::BadGeneralizedTime { text, why } => {
                write!(f, "`{text}` is no YYYYMMDDHHMMSSZ: {why}")
            }
            K::BadString { of, why } => write!(f, "{} {of} {why}", article(of)),
            K::BadBitString(why) => write!(f, "a BIT STRING {why}"),
            K::FlagsNotMinimal => {
                f.write_str("its flags have zeros at their end, which DER leaves out")
            }
            K::BadOid(why) => write!(f, "an OBJECT IDENTIFIER {why}"),
            K::SetNotSorted => f.write_str("the elements of a SET OF are not in their order"),
            K::EmptySequence => f.write_str("it is empty, and must have one element or more"),
            K::ExplicitDefault { of, value } => {
                write!(f, "{of} is written as {value}, which is the default and to be left out")
            }
            K::SignatureAlgorithmMismatch { inner, outer } if inner == outer => {
                write!(f, "the parameters of {inner} inside are not those beside the signature")
            }
            K::SignatureAlgorithmMismatch { inner, outer } => {
                write!(
                    f,
                    "the signature algorithm is {inner} inside and {outer} beside the signature"
                )
            }
            K::UniqueIdentifiers => {
                f.write_str("it has a unique identifier, which RFC 5280 forbids")
            }
            K::ExtensionsInV1 { version } => {
                write!(f, "it has extensions, and is of version {version}")
            }
            K::DuplicateExtension { oid } => write!(f, "the extension {oid} is there twice"),
            K::VersionUnknown { n: u64::MAX, right } => {
                write!(f, "the version is negative or huge, not {right}")
            }
            K::VersionUnknown { n, right } => write!(f, "the version is {n}, not {right}"),
            K::Structure { why } => f.write_str(why),
        }
    }
}

fn article(of: &str) -> &'static str {
    if of.starts_with(['I', 'O']) { "an" } else { "a" }
}
