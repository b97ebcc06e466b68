//! The numbers and strings of `java.io.DataOutput`, as they are written.

use crate::pki::keystore::WriteError;

/// What was written up to now.
#[derive(Default)]
pub(super) struct Writer(Vec<u8>);

impl Writer {
    pub(super) fn int(&mut self, number: u32) {
        self.0.extend_from_slice(&number.to_be_bytes());
    }

    /// An instant in milliseconds since 1970.
    pub(super) fn instant(&mut self, milliseconds: i64) {
        self.0.extend_from_slice(&milliseconds.to_be_bytes());
    }

    /// Bytes after their number.
    ///
    /// # Errors
    /// When they are too many for Java's numbers, which have a sign.
    pub(super) fn bytes(&mut self, what: &'static str, bytes: &[u8]) -> Result<(), WriteError> {
        let (actual, most) = (bytes.len(), i32::MAX as usize);
        if actual > most {
            return Err(WriteError::TooLong { what, actual, most });
        }
        self.int(actual as u32);
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    /// A string in Java's modified UTF-8, after the number of its bytes.
    ///
    /// # Errors
    /// When it has more than 65535 of them.
    pub(super) fn text(&mut self, what: &'static str, text: &str) -> Result<(), WriteError> {
        let bytes: Vec<u8> = text.encode_utf16().flat_map(modified_utf8).collect();
        let (actual, most) = (bytes.len(), u16::MAX.into());
        let length = u16::try_from(actual);
        let length = length.map_err(|_| WriteError::TooLong { what, actual, most })?;
        self.0.extend_from_slice(&length.to_be_bytes());
        self.0.extend_from_slice(&bytes);
        Ok(())
    }

    pub(super) fn done(self) -> Vec<u8> {
        self.0
    }
}

/// Zero has two bytes, and each surrogate has three.
fn modified_utf8(unit: u16) -> impl Iterator<Item = u8> {
    let last = |bits: u16| 0x80 | (bits & 0x3f) as u8;
    let (bytes, count) = match unit {
        1..0x80 => ([unit as u8, 0, 0], 1),
        0..0x800 => ([0xc0 | (unit >> 6) as u8, last(unit), 0], 2),
        _ => ([0xe0 | (unit >> 12) as u8, last(unit >> 6), last(unit)], 3),
    };
    bytes.into_iter().take(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pki::keystore::jks::reader::Reader;

    #[test]
    fn modified_utf8_is_that_of_the_reader_and_of_java() {
        let written = |text: &str| {
            let mut writer = Writer::default();
            writer.text("a text", text).unwrap();
            writer.done()
        };
        assert_eq!(written("a\0b"), b"\0\x04a\xc0\x80b");
        // U+1F511 as two surrogates of three bytes each
        assert_eq!(written("\u{1f511}"), b"\0\x06\xed\xa0\xbd\xed\xb4\x91");
        let every: String = ('\0'..='\u{3ff}').chain("\u{7ff}\u{800}\u{ffff}".chars()).collect();
        assert_eq!(Reader::new(&written(&every)).text().unwrap(), every);
    }

    #[test]
    fn a_text_beyond_its_number_is_refused() {
        let mut writer = Writer::default();
        assert_eq!(writer.text("an alias", &"a".repeat(65_535)), Ok(()));
        let refused = writer.text("an alias", &"\u{e4}".repeat(32_768));
        let (what, actual, most) = ("an alias", 65_536, 65_535);
        assert_eq!(refused, Err(WriteError::TooLong { what, actual, most }));
    }
}
