//! Octets in hexadecimal.

/// Octets in lower-case hexadecimal, without anything between them.
pub fn hex(octets: &[u8]) -> String {
    let digit = |value: u8| char::from(if value < 10 { b'0' + value } else { b'a' - 10 + value });
    let mut text = String::with_capacity(2 * octets.len());
    for octet in octets {
        text.push(digit(octet >> 4));
        text.push(digit(octet & 0xf));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::hex;

    #[test]
    fn every_octet_has_two_digits() {
        for octet in 0..=255 {
            assert_eq!(hex(&[octet]), format!("{octet:02x}"));
        }
        assert_eq!(hex(&[0, 0x9a, 0xff]), "009aff");
    }
}
