//! DER values one level deep, for the few structures that x509-parser does not read.

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
