//! What is wrong with values that are neither strings nor times.

use std::fmt;

/// What is wrong with a BIT STRING.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BitStringFlaw {
    /// Not even the octet that counts the unused bits is there (X.690 §8.6.2.3).
    Empty,
    /// More unused bits than an octet has others (X.690 §8.6.2.2).
    Unused(u8),
    /// Unused bits, where there are no bits at all (X.690 §8.6.2.3).
    UnusedOfNone(u8),
    /// The unused bits are not zero (X.690 §11.2.1).
    Padding(u8),
}

impl fmt::Display for BitStringFlaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BitStringFlaw::Empty => f.write_str("is empty, without the count of its unused bits"),
            BitStringFlaw::Unused(bits) => write!(f, "has {bits} unused bits, more than 7"),
            BitStringFlaw::UnusedOfNone(bits) => write!(f, "has {bits} unused bits of none"),
            BitStringFlaw::Padding(bits) => write!(f, "has {bits} unused bits that are not zero"),
        }
    }
}

/// What is wrong with an OBJECT IDENTIFIER.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OidFlaw {
    /// It has no octet.
    Empty,
    /// Its last arc has no end (X.690 §8.19.2).
    CutShort,
    /// An arc begins with 0x80 (X.690 §8.19.2).
    LeadingZero,
}

impl fmt::Display for OidFlaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            OidFlaw::Empty => "is empty",
            OidFlaw::CutShort => "ends within an arc",
            OidFlaw::LeadingZero => "has an arc with a leading zero",
        })
    }
}
