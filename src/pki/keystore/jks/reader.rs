//! The numbers and strings of `java.io.DataOutput`.

use crate::pki::keystore::StoreError;

/// The longest certificate or key.
const MOST_BYTES: u32 = 16 << 20;

/// What is left of a store.
#[derive(Clone)]
pub(in crate::pki::keystore) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(in crate::pki::keystore) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// What was not read yet.
    pub(in crate::pki::keystore) fn rest(&self) -> &'a [u8] {
        self.0
    }

    /// The next bytes, as many.
    ///
    /// # Errors
    /// When there are fewer.
    pub(in crate::pki::keystore) fn take(&mut self, count: usize) -> Result<&'a [u8], StoreError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or_else(cut_short)?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], StoreError> {
        let (taken, rest) = self.0.split_first_chunk().ok_or_else(cut_short)?;
        self.0 = rest;
        Ok(*taken)
    }

    pub(in crate::pki::keystore) fn byte(&mut self) -> Result<u8, StoreError> {
        Ok(u8::from_be_bytes(self.array()?))
    }

    pub(in crate::pki::keystore) fn short(&mut self) -> Result<u16, StoreError> {
        Ok(u16::from_be_bytes(self.array()?))
    }

    pub(in crate::pki::keystore) fn int(&mut self) -> Result<u32, StoreError> {
        Ok(u32::from_be_bytes(self.array()?))
    }

    /// An instant in milliseconds since 1970, in seconds.
    pub(in crate::pki::keystore) fn instant(&mut self) -> Result<i64, StoreError> {
        Ok(i64::from_be_bytes(self.array()?).div_euclid(1000))
    }

    /// Bytes after their number.
    pub(in crate::pki::keystore) fn bytes(&mut self) -> Result<&'a [u8], StoreError> {
        let count = self.int()?;
        if count > MOST_BYTES {
            let (demanded, limit) = (count.into(), MOST_BYTES.into());
            return Err(StoreError::Cost {
                demanded,
                limit,
                unit: "bytes of a certificate or key",
            });
        }
        self.take(usize::try_from(count).map_err(|_| cut_short())?)
    }

    /// A string in Java's modified UTF-8: zero has two bytes, and each surrogate has three.
    pub(in crate::pki::keystore) fn text(&mut self) -> Result<String, StoreError> {
        let length = self.short()?;
        let bytes = self.take(length.into())?;
        units(bytes)
            .map(|units| String::from_utf16_lossy(&units))
            .ok_or_else(|| StoreError::broken("a name in it is no modified UTF-8"))
    }
}

fn cut_short() -> StoreError {
    StoreError::broken("it is cut short, or a length in it is wrong")
}

fn units(mut bytes: &[u8]) -> Option<Vec<u16>> {
    let low = |byte: u8| (byte & 0xc0 == 0x80).then_some(u16::from(byte & 0x3f));
    let mut units = Vec::with_capacity(bytes.len());
    loop {
        let (unit, rest) = match bytes {
            [] => return Some(units),
            [one @ ..0x80, rest @ ..] => (u16::from(*one), rest),
            [one @ 0xc0..0xe0, two, rest @ ..] => (u16::from(one & 0x1f) << 6 | low(*two)?, rest),
            [one @ 0xe0..0xf0, two, three, rest @ ..] => {
                (u16::from(one & 0x0f) << 12 | low(*two)? << 6 | low(*three)?, rest)
            }
            _ => return None,
        };
        units.push(unit);
        bytes = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modified_utf8_is_what_java_writes() {
        let text = |bytes: &[u8]| units(bytes).map(|units| String::from_utf16_lossy(&units));
        assert_eq!(text(b"example"), Some("example".into()));
        assert_eq!(text(b"a\xc0\x80b"), Some("a\0b".into()));
        assert_eq!(text("m\u{fc}\u{2603}".as_bytes()), Some("m\u{fc}\u{2603}".into()));
        // U+1F511 as two surrogates of three bytes each
        assert_eq!(text(b"\xed\xa0\xbd\xed\xb4\x91"), Some("\u{1f511}".into()));
        for broken in [&b"\xff"[..], b"\xc3", b"\xc3a", b"\xf0\x9f\x94\x91", b"\xe2\x98"] {
            assert_eq!(text(broken), None, "{broken:?}");
        }
    }
}
