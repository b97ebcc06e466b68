//! Tag, length and value, read whatever is wrong with them (X.690 §8.1).

#[cfg(test)]
mod tests;

use super::strings;
use super::tag::{self, BMP_STRING, Tag, UNIVERSAL_STRING};

/// Nesting that is followed. A certificate has some ten levels, a PKCS#7 message some fifteen.
pub(super) const MAX_DEPTH: usize = 32;

/// Nesting of indefinite lengths. Each level is searched for its end, so this bounds the time.
const MAX_INDEFINITE: usize = 16;

/// One encoding, as far as its octets are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tlv<'a> {
    /// Its tag; that of the reserved type 0 where [`Flaws::cut_short`] is set.
    pub tag: Tag,
    /// Where its identifier octet stands in the whole input.
    pub offset: usize,
    /// Octets of identifier and length.
    pub header_len: usize,
    /// Its content: for an indefinite length without the end-of-contents octets; for a length
    /// beyond the end what is there.
    pub content: &'a [u8],
    /// All its octets.
    pub der: &'a [u8],
    /// What is wrong with identifier and length.
    pub flaws: Flaws,
}

/// What may be wrong with the identifier and length octets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flaws {
    /// The tag number is in a longer form than it needs (X.690 §8.1.2.4).
    pub tag_not_minimal: bool,
    /// The octets of the length, where fewer would do (X.690 §10.1).
    pub length_octets: Option<usize>,
    /// The indefinite form, which DER does not have (X.690 §10.1).
    pub indefinite: bool,
    /// An indefinite length that nothing ends (X.690 §8.1.5), or that is nested too deeply.
    pub unterminated: bool,
    /// The length that it claims, where less is there; `u64::MAX` for any that is larger.
    pub claimed: Option<u64>,
    /// The input ends within identifier or length, or the length begins with the reserved 0xFF
    /// (X.690 §8.1.3.5). Nothing can be read behind it.
    pub cut_short: bool,
}

impl<'a> Tlv<'a> {
    /// The encodings in its content.
    pub fn children(&self) -> Reader<'a> {
        Reader { rest: self.content, offset: self.content_offset() }
    }

    /// The text of a BMPString or UniversalString, whatever is wrong with it; not escaped.
    pub(in crate::pki) fn wide_text(&self) -> Option<String> {
        let wide = self.tag.universal().filter(|tag| [BMP_STRING, UNIVERSAL_STRING].contains(tag));
        wide.filter(|_| !self.tag.constructed).map(|tag| strings::text(tag, self.content))
    }

    /// Where its content stands.
    pub fn content_offset(&self) -> usize {
        self.offset + self.header_len
    }

    /// Where the octet behind it stands.
    pub fn end(&self) -> usize {
        self.offset + self.der.len()
    }

    /// Whether octets of its content are missing.
    pub fn is_incomplete(&self) -> bool {
        self.flaws.claimed.is_some() || self.flaws.unterminated || self.flaws.cut_short
    }
}

/// Reads one encoding after another; never fails, and ends with the input.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
    offset: usize,
}

impl<'a> Reader<'a> {
    /// Reads a whole input.
    pub fn new(der: &'a [u8]) -> Reader<'a> {
        Reader { rest: der, offset: 0 }
    }

    /// Reads what stands at that place of the input.
    pub(super) fn at(offset: usize, der: &'a [u8]) -> Reader<'a> {
        Reader { rest: der, offset }
    }

    /// What is still unread.
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Where that stands in the whole input.
    pub fn offset(&self) -> usize {
        self.offset
    }
}

impl<'a> Iterator for Reader<'a> {
    type Item = Tlv<'a>;

    fn next(&mut self) -> Option<Tlv<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        if let Some(short) = self.short() {
            return Some(short);
        }
        let header = header(self.rest);
        let (content, der) = extent(&header, self.rest);
        let flaws = header.flaws.with_extent(&header, content, der);
        let offset = self.offset;
        self.offset += der.len();
        self.rest = self.rest.get(der.len()..).unwrap_or_default();
        Some(Tlv { tag: header.tag, offset, header_len: header.octets, content, der, flaws })
    }
}

impl<'a> Reader<'a> {
    /// The next encoding, if identifier and length have one octet each and all of it is there, as is so
    /// with nearly all.
    #[inline]
    fn short(&mut self) -> Option<Tlv<'a>> {
        let [first, length @ ..0x80, body @ ..] = self.rest else { return None };
        let tag = Tag::of(*first);
        let (content, rest) = body.split_at_checked(usize::from(*length))?;
        if tag.number == 0x1f {
            return None;
        }
        let (der, offset) = (self.rest.get(..2 + content.len())?, self.offset);
        self.offset += der.len();
        self.rest = rest;
        Some(Tlv { tag, offset, header_len: 2, content, der, flaws: Flaws::default() })
    }
}

impl Flaws {
    fn with_extent(mut self, header: &Header, content: &[u8], der: &[u8]) -> Flaws {
        match header.length {
            Length::Definite(length) if length > content.len() as u64 => {
                self.claimed = Some(length);
            }
            Length::Definite(_) => {}
            Length::Indefinite => {
                self.indefinite = true;
                self.unterminated = header.octets + content.len() == der.len();
            }
        }
        self
    }
}

/// The identifier and length octets.
struct Header {
    tag: Tag,
    octets: usize,
    length: Length,
    flaws: Flaws,
}

#[derive(Clone, Copy)]
enum Length {
    Definite(u64),
    Indefinite,
}

fn header(octets: &[u8]) -> Header {
    read_header(octets).unwrap_or(Header {
        tag: Tag::of(0),
        octets: octets.len(),
        length: Length::Definite(0),
        flaws: Flaws { cut_short: true, ..Flaws::default() },
    })
}

fn read_header(octets: &[u8]) -> Option<Header> {
    let (first, rest) = octets.split_first()?;
    let mut tag = Tag::of(*first);
    let mut flaws = Flaws::default();
    let mut rest = rest;
    if tag.number == 0x1f {
        (tag.number, rest) = tag::long_number(rest)?;
        flaws.tag_not_minimal = tag.number < 0x1f || octets.get(1) == Some(&0x80);
    }
    let (first, mut rest) = rest.split_first()?;
    let length = match first {
        0x80 => Length::Indefinite,
        0xff => return None,
        short @ ..0x80 => Length::Definite(u64::from(*short)),
        long => {
            let (digits, after) = rest.split_at_checked(usize::from(long & 0x7f))?;
            rest = after;
            let length = digits.iter().fold(0u64, |sum, octet| {
                if sum >> 56 == 0 { sum << 8 | u64::from(*octet) } else { u64::MAX }
            });
            let octets = 1 + digits.len();
            flaws.length_octets = (octets > length_octets(length)).then_some(octets);
            Length::Definite(length)
        }
    };
    Some(Header { tag, octets: octets.len() - rest.len(), length, flaws })
}

/// The octets that a length takes in DER (X.690 §10.1).
pub(super) fn length_octets(length: u64) -> usize {
    match length {
        0..0x80 => 1,
        _ => 1 + (64 - length.leading_zeros() as usize).div_ceil(8),
    }
}

/// Content, and all octets, of the encoding that begins `octets`.
fn extent<'a>(header: &Header, octets: &'a [u8]) -> (&'a [u8], &'a [u8]) {
    let body = octets.get(header.octets..).unwrap_or_default();
    let (content, after) = match header.length {
        Length::Definite(length) => {
            let length = usize::try_from(length).unwrap_or(usize::MAX).min(body.len());
            (length, length)
        }
        Length::Indefinite if !header.tag.constructed => (body.len(), body.len()),
        Length::Indefinite => match end_of_contents(body) {
            Some(end) => (end, end + 2),
            None => (body.len(), body.len()),
        },
    };
    let whole = octets.get(..header.octets + after).unwrap_or(octets);
    (body.get(..content).unwrap_or(body), whole)
}

/// Where the two zero octets stand that end an indefinite length (X.690 §8.1.5).
fn end_of_contents(body: &[u8]) -> Option<usize> {
    let (mut open, mut place) = (1, 0);
    while open <= MAX_INDEFINITE {
        let rest = body.get(place..).filter(|rest| !rest.is_empty())?;
        if rest.starts_with(&[0, 0]) {
            open -= 1;
            if open == 0 {
                return Some(place);
            }
            place += 2;
            continue;
        }
        let header = header(rest);
        place += header.octets;
        match header.length {
            _ if header.flaws.cut_short => return None,
            Length::Definite(length) => place = place.checked_add(usize::try_from(length).ok()?)?,
            Length::Indefinite if header.tag.constructed => open += 1,
            Length::Indefinite => return None,
        }
    }
    None
}
