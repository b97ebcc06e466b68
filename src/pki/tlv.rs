//! DER values one level deep: for the few structures that x509-parser does not read, and for those
//! that are written here.

use pkcs8::ObjectIdentifier;

/// Identifier octets (X.690 §8.1.2) of what is written.
pub(super) const INTEGER: u8 = 0x02;
pub(super) const OCTET_STRING: u8 = 0x04;
pub(super) const BMP_STRING: u8 = 0x1e;
pub(super) const SEQUENCE: u8 = 0x30;
pub(super) const SET: u8 = 0x31;
/// `[0]`, implicit or around another value.
pub(super) const PRIMITIVE_0: u8 = 0x80;
pub(super) const CONSTRUCTED_0: u8 = 0xa0;

/// The one value of `NULL`.
pub(super) const NULL: [u8; 2] = [0x05, 0x00];

/// One value: its identifier octet, its content, and both with the length between them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tlv<'a> {
    pub(super) tag: u8,
    pub(super) content: &'a [u8],
    pub(super) whole: &'a [u8],
}

/// The first value, and what follows it; `None` where there is none of definite length.
pub(super) fn first(der: &[u8]) -> Option<(Tlv<'_>, &[u8])> {
    let (tag, after_tag) = der.split_first()?;
    let (first, after_first) = after_tag.split_first()?;
    let (length, body) = match *first {
        short @ 0..=0x7f => (usize::from(short), after_first),
        long @ 0x81..=0x84 => {
            let (octets, body) = after_first.split_at_checked(usize::from(long & 0x7f))?;
            (octets.iter().fold(0usize, |sum, octet| sum << 8 | usize::from(*octet)), body)
        }
        _ => return None,
    };
    let (content, rest) = body.split_at_checked(length)?;
    let whole = der.get(..der.len() - rest.len())?;
    Some((Tlv { tag: *tag, content, whole }, rest))
}

/// The content of the one value of that tag which fills `der`.
pub(super) fn only(der: &[u8], tag: u8) -> Option<&[u8]> {
    let (value, rest) = first(der)?;
    (value.tag == tag && rest.is_empty()).then_some(value.content)
}

/// Every value in `der`, which they must fill.
pub(super) fn all(der: &[u8]) -> Option<Vec<Tlv<'_>>> {
    let mut values = Vec::new();
    let mut rest = der;
    while !rest.is_empty() {
        let (value, after) = first(rest)?;
        values.push(value);
        rest = after;
    }
    Some(values)
}

/// One value of that tag, with a definite length (X.690 §10.1), whose content is all of these.
pub(super) fn encode(tag: u8, contents: &[&[u8]]) -> Vec<u8> {
    let length: usize = contents.iter().map(|content| content.len()).sum();
    let octets = length.to_be_bytes();
    let zeros = octets.iter().take_while(|octet| **octet == 0).count();
    let significant = octets.get(zeros..).unwrap_or_default();
    let mut der = Vec::with_capacity(2 + significant.len() + length);
    der.push(tag);
    if length < 0x80 {
        der.push(length as u8);
    } else {
        der.push(0x80 | significant.len() as u8);
        der.extend_from_slice(significant);
    }
    contents.iter().for_each(|content| der.extend_from_slice(content));
    der
}

/// A `SEQUENCE` of these values.
pub(super) fn sequence(values: &[&[u8]]) -> Vec<u8> {
    encode(SEQUENCE, values)
}

/// A `SET OF` these values, or another tag in its place, in the order that DER asks for (X.690 §11.6).
pub(super) fn set_of(tag: u8, mut values: Vec<Vec<u8>>) -> Vec<u8> {
    values.sort_unstable();
    encode(tag, &values.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

/// An `OBJECT IDENTIFIER`.
pub(super) fn oid(oid: ObjectIdentifier) -> Vec<u8> {
    encode(0x06, &[oid.as_bytes()])
}

/// An `INTEGER`.
pub(super) fn integer(number: u32) -> Vec<u8> {
    let octets = number.to_be_bytes();
    let zeros = octets.iter().take_while(|octet| **octet == 0).count().min(3);
    let significant = octets.get(zeros..).unwrap_or_default();
    // a first bit of 1 would make it negative
    let sign: &[u8] =
        if significant.first().is_some_and(|octet| *octet >= 0x80) { &[0] } else { &[] };
    encode(INTEGER, &[sign, significant])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_and_numbers_have_their_shortest_form() {
        assert_eq!(encode(4, &[]), [4, 0]);
        for length in [0, 1, 127, 128, 255, 256, 65_535, 65_536] {
            let content = vec![7; length];
            let der = encode(4, &[&content]);
            assert_eq!(only(&der, 4), Some(content.as_slice()), "{length}");
            let header = der.len() - length;
            let shortest = 2 + [128, 256, 65_536].iter().filter(|least| length >= **least).count();
            assert_eq!(header, shortest, "{length}");
        }
        assert_eq!(integer(0), [2, 1, 0]);
        assert_eq!(integer(127), [2, 1, 127]);
        assert_eq!(integer(128), [2, 2, 0, 128]);
        assert_eq!(integer(10_000), [2, 2, 0x27, 0x10]);
        assert_eq!(integer(u32::MAX), [2, 5, 0, 255, 255, 255, 255]);
    }

    #[test]
    fn the_elements_of_a_set_are_in_order() {
        let values = vec![vec![4, 1, 2], vec![4, 1, 1], vec![2, 1, 9]];
        assert_eq!(set_of(SET, values), [0x31, 9, 2, 1, 9, 4, 1, 1, 4, 1, 2]);
    }
}
