//! Character strings: what is wrong with them, and their text all the same (X.680 §41).

use std::fmt;

use super::tag::{
    BMP_STRING, IA5_STRING, NUMERIC_STRING, PRINTABLE_STRING, TELETEX_STRING, UNIVERSAL_STRING,
    UTF8_STRING, VISIBLE_STRING,
};

/// What is wrong with a character string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StringFlaw {
    /// An octet that is no character of the type, and its place in the string.
    Octet(u8, usize),
    /// A UTF8String whose octets are no UTF-8 from that place on.
    Utf8(usize),
    /// A BMPString or UniversalString of a length that is no multiple of 2 or 4.
    Length(usize),
    /// A BMPString or UniversalString has a unit that is no character.
    Unit(u32),
    /// It has the character U+0000, at which some readers stop.
    Nul,
    /// It has a control character.
    Control(char),
    /// It is empty, where it must name something.
    Empty,
}

impl fmt::Display for StringFlaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StringFlaw::Octet(octet @ 0x21..0x7f, place) => {
                write!(f, "has `{}` at place {place}, which the type does not have", *octet as char)
            }
            StringFlaw::Octet(octet, place) => {
                write!(
                    f,
                    "has the octet {octet:02x} at place {place}, which the type does not have"
                )
            }
            StringFlaw::Utf8(place) => write!(f, "is no UTF-8 from place {place} on"),
            StringFlaw::Length(octets) => {
                write!(f, "has {octets} octets, no whole number of characters")
            }
            StringFlaw::Unit(unit) => write!(f, "has {unit:04x}, which is no character"),
            StringFlaw::Nul => f.write_str("has a NUL, at which some readers stop"),
            StringFlaw::Control(c) => {
                write!(f, "has the control character U+{:04X}", u32::from(*c))
            }
            StringFlaw::Empty => f.write_str("is empty"),
        }
    }
}

/// Whether a universal type is a character string that is looked into.
pub(super) fn is_string(universal: u32) -> bool {
    matches!(
        universal,
        UTF8_STRING
            | NUMERIC_STRING
            | PRINTABLE_STRING
            | TELETEX_STRING
            | IA5_STRING
            | VISIBLE_STRING
            | UNIVERSAL_STRING
            | BMP_STRING
    )
}

/// What is wrong with the content of a character string, the worst first.
pub(super) fn flaw(universal: u32, content: &[u8]) -> Option<StringFlaw> {
    match universal {
        UTF8_STRING => match std::str::from_utf8(content) {
            Ok(text) => control(text.chars()),
            Err(error) => Some(StringFlaw::Utf8(error.valid_up_to())),
        },
        BMP_STRING | UNIVERSAL_STRING => wide_flaw(content, width(universal)),
        _ => {
            let alien = content.iter().position(|octet| !has(universal, *octet));
            let alien =
                alien.and_then(|place| Some(StringFlaw::Octet(*content.get(place)?, place)));
            // Teletex is a code of its own, with controls that switch its character sets
            let chars = content.iter().map(|octet| char::from(*octet)).filter(char::is_ascii);
            let control = control(chars);
            if control == Some(StringFlaw::Nul) { control } else { alien.or(control) }
        }
    }
}

/// The characters of the one-octet types (X.680 §41.2 to §41.4, T.50).
fn has(universal: u32, octet: u8) -> bool {
    match universal {
        NUMERIC_STRING => octet.is_ascii_digit() || octet == b' ',
        PRINTABLE_STRING => octet.is_ascii_alphanumeric() || b" '()+,-./:=?".contains(&octet),
        VISIBLE_STRING => matches!(octet, 0x20..=0x7e),
        IA5_STRING => octet.is_ascii(),
        _ => true,
    }
}

fn control(mut chars: impl Iterator<Item = char> + Clone) -> Option<StringFlaw> {
    if chars.clone().any(|c| c == '\0') {
        return Some(StringFlaw::Nul);
    }
    chars.find(|c| c.is_control()).map(StringFlaw::Control)
}

/// X.690 §8.23.8 and §8.23.9: UCS-2 and UCS-4, big-endian. UTF-16 is no BMPString.
fn wide_flaw(content: &[u8], width: usize) -> Option<StringFlaw> {
    if !content.len().is_multiple_of(width) {
        return Some(StringFlaw::Length(content.len()));
    }
    let bad = units(content, width).find(|unit| char::from_u32(*unit).is_none());
    bad.map(StringFlaw::Unit).or_else(|| control(units(content, width).filter_map(char::from_u32)))
}

fn units(content: &[u8], width: usize) -> impl Iterator<Item = u32> + Clone {
    let unit = |octets: &[u8]| octets.iter().fold(0, |sum, octet| sum << 8 | u32::from(*octet));
    content.chunks_exact(width).map(unit)
}

/// A mark for octets at the end that make no whole unit.
fn broken_off(content: &[u8], width: usize) -> Option<char> {
    (!content.len().is_multiple_of(width)).then_some('\u{fffd}')
}

fn width(universal: u32) -> usize {
    if universal == UNIVERSAL_STRING { 4 } else { 2 }
}

/// The text of a character string, whatever is wrong with it; not escaped.
///
/// One-octet types that are not UTF-8 are read as Latin-1, which is what their writers mean.
pub(super) fn text(universal: u32, content: &[u8]) -> String {
    match universal {
        UTF8_STRING => String::from_utf8_lossy(content).into_owned(),
        BMP_STRING => {
            let units = units(content, 2).map(|unit| unit as u16);
            let text = char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{fffd}'));
            text.chain(broken_off(content, 2)).collect()
        }
        UNIVERSAL_STRING => {
            let text = units(content, 4).map(|unit| char::from_u32(unit).unwrap_or('\u{fffd}'));
            text.chain(broken_off(content, 4)).collect()
        }
        _ => match std::str::from_utf8(content) {
            Ok(text) if universal != TELETEX_STRING => text.to_owned(),
            _ => content.iter().map(|octet| char::from(*octet)).collect(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_its_characters() {
        assert_eq!(flaw(PRINTABLE_STRING, b"Example (1) +,-./:=?'"), None);
        assert_eq!(flaw(PRINTABLE_STRING, b"a@b"), Some(StringFlaw::Octet(b'@', 1)));
        assert_eq!(flaw(NUMERIC_STRING, b"12a"), Some(StringFlaw::Octet(b'a', 2)));
        assert_eq!(flaw(IA5_STRING, b"m\xfcn"), Some(StringFlaw::Octet(0xfc, 1)));
        assert_eq!(flaw(UTF8_STRING, "münchen".as_bytes()), None);
        assert_eq!(flaw(UTF8_STRING, b"m\xfcn"), Some(StringFlaw::Utf8(1)));
        assert_eq!(flaw(TELETEX_STRING, b"m\xfcn"), None);
        assert_eq!(flaw(BMP_STRING, b"\0a\0"), Some(StringFlaw::Length(3)));
        assert_eq!(flaw(BMP_STRING, b"\xd8\x00\0a"), Some(StringFlaw::Unit(0xd800)));
        assert_eq!(flaw(UNIVERSAL_STRING, b"\0\x01\xf6\0"), None);
    }

    #[test]
    fn nul_and_controls_are_seen_in_every_type() {
        assert_eq!(flaw(IA5_STRING, b"a.example\0.b\xff"), Some(StringFlaw::Nul));
        assert_eq!(flaw(UTF8_STRING, b"a\x1b[31m"), Some(StringFlaw::Control('\u{1b}')));
        assert_eq!(flaw(BMP_STRING, b"\0a\0\0"), Some(StringFlaw::Nul));
        assert_eq!(flaw(PRINTABLE_STRING, b"a\nb"), Some(StringFlaw::Octet(b'\n', 1)));
    }

    #[test]
    fn text_is_read_whatever_is_wrong() {
        assert_eq!(text(UTF8_STRING, b"m\xfcn"), "m\u{fffd}n");
        assert_eq!(text(TELETEX_STRING, b"m\xfcn"), "mün");
        assert_eq!(text(IA5_STRING, "mün".as_bytes()), "mün");
        assert_eq!(text(BMP_STRING, b"\0a\xd8\x3d\xde\0"), "a😀");
        assert_eq!(text(UNIVERSAL_STRING, b"\0\0\0a\0\x01\xf6\0\0\x11\0\0"), "a😀\u{fffd}");
        assert_eq!(text(BMP_STRING, b"\0a\0"), "a\u{fffd}");
        assert_eq!(text(UNIVERSAL_STRING, b"\0\0\0a\0\0"), "a\u{fffd}");
    }
}
