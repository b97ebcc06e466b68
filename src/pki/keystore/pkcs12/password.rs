//! The bytes that a password becomes.

use zeroize::Zeroizing;

/// A password in the two forms that a store asks for.
#[derive(Clone)]
pub(super) struct Password {
    /// UTF-16, big-endian, with a zero at the end (RFC 7292 appendix B.1).
    pub(super) wide: Zeroizing<Vec<u8>>,
    /// UTF-8, for PBKDF2 and scrypt (RFC 9579).
    pub(super) narrow: Zeroizing<Vec<u8>>,
}

impl Password {
    /// The reading that stores are written by: that of every program of today.
    pub(super) fn of_today(text: &str) -> Self {
        Self { wide: wide(text.encode_utf16()), narrow: Zeroizing::new(text.as_bytes().to_vec()) }
    }

    /// The readings of a password: tools do not agree.
    ///
    /// No password at all is the empty string with its zero, or nothing without. Outside of
    /// ASCII, OpenSSL before 1.1.0 took each byte for a character.
    pub(super) fn readings(text: Option<&str>) -> Vec<Self> {
        let text = text.unwrap_or_default();
        let narrow = Zeroizing::new(text.as_bytes().to_vec());
        let reading = |wide| Self { wide, narrow: narrow.clone() };
        let mut readings = vec![reading(wide(text.encode_utf16()))];
        if text.is_empty() {
            readings.push(reading(Zeroizing::default()));
        } else if !text.is_ascii() {
            readings.push(reading(wide(text.bytes().map(u16::from))));
        }
        readings
    }
}

fn wide(units: impl Iterator<Item = u16> + Clone) -> Zeroizing<Vec<u8>> {
    // room for all of it: growing would leave a copy behind
    let mut bytes = Zeroizing::new(Vec::with_capacity(2 * units.clone().count() + 2));
    units.for_each(|unit| bytes.extend_from_slice(&unit.to_be_bytes()));
    bytes.extend_from_slice(&[0, 0]);
    bytes
}
