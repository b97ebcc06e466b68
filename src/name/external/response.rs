//! What an `<auth mechanism='EXTERNAL'/>` holds.

/// The initial response of a client, read (RFC 6120 §6.4.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Response {
    /// There is none: the server sends an empty challenge (decision B4).
    Absent,
    /// An authorization identity, empty when it is left to the certificate.
    Authzid(String),
    /// Not base64.
    NotBase64,
    /// Octets that are no authorization identity: not UTF-8, or with a NUL (RFC 4422 §A).
    NotText,
}

impl Response {
    /// Reads the text of the element; `None` and no text are the same.
    pub fn read(text: Option<&str>) -> Self {
        let octets = match text {
            None | Some("") => return Self::Absent,
            // RFC 6120 §6.4.2: an empty response is a single equals sign
            Some("=") => return Self::Authzid(String::new()),
            Some(text) => decode(text),
        };
        match octets.map(String::from_utf8) {
            None => Self::NotBase64,
            Some(Ok(authzid)) if !authzid.contains('\0') => Self::Authzid(authzid),
            Some(Ok(_) | Err(_)) => Self::NotText,
        }
    }
}

/// RFC 4648 §4, with nothing ignored (RFC 6120 §13.9.1).
fn decode(text: &str) -> Option<Vec<u8>> {
    let digits = text.strip_suffix("==").or_else(|| text.strip_suffix('=')).unwrap_or(text);
    if !text.len().is_multiple_of(4) {
        return None;
    }
    let (mut octets, mut held, mut bits) = (Vec::new(), 0u32, 0u32);
    for digit in digits.bytes() {
        held = (held << 6 | value(digit)?) & 0xffff;
        bits += 6;
        if let Some(rest) = bits.checked_sub(8) {
            bits = rest;
            octets.push(held.checked_shr(rest)?.to_le_bytes()[0]);
        }
    }
    // RFC 4648 §3.5: the bits that are left over are zero
    (held & ((1 << bits) - 1) == 0).then_some(octets)
}

fn value(digit: u8) -> Option<u32> {
    let value = match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_equals_sign_is_an_empty_response() {
        assert_eq!(Response::read(None), Response::Absent);
        assert_eq!(Response::read(Some("=")), Response::Authzid(String::new()));
        let read = |text: &str| Response::read(Some(text));
        assert_eq!(read("YS5leGFtcGxl"), Response::Authzid("a.example".into()));
        assert_eq!(read("asO8cg=="), Response::Authzid("jür".into()));
        assert_eq!(read("YWI="), Response::Authzid("ab".into()));
        for bad in ["%%%", "YS5", "YQ=", "YR==", "Y===", "YWI= ", "====", "YQ==YQ=="] {
            assert_eq!(read(bad), Response::NotBase64, "{bad}");
        }
        assert_eq!((read("/w=="), read("AAAA")), (Response::NotText, Response::NotText));
    }
}
