//! Distinguished names made ready for comparison (RFC 5280 §7.1).

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::OnceLock;

use super::der::{Reader, Tlv};
use super::distinguished::{Name, sequence};

/// 1.2.840.113549.1.9.1.
const EMAIL_ADDRESS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 1];
/// 2.5.4.3.
const COMMON_NAME: &[u8] = &[0x55, 4, 3];

/// A distinguished name that equals every other spelling of itself: case and runs of blanks do not
/// count, nor does the string type (RFC 5280 §7.1).
///
/// Unicode normalization (NFKC of RFC 4518 §2.3) is left out: no CA is known to need it.
#[derive(Clone, Debug)]
pub struct FoldedName {
    raw: Vec<u8>,
    /// One block a relative name, each behind its length, so that a prefix is one of whole blocks.
    folded: Vec<u8>,
    hash: u64,
    /// Made when first asked for: the name of a CA is asked for with every certificate below it.
    shown: OnceLock<Shown>,
}

/// A name for people.
#[derive(Clone, Debug)]
struct Shown {
    line: String,
    common_name: Option<String>,
}

impl FoldedName {
    /// The name that is the SEQUENCE of that index, from 0, among the fields of what is signed.
    /// x509-parser may leave out attributes of it, and then two different names are one.
    pub(super) fn among(signed: &[u8], index: usize) -> FoldedName {
        match sequence(signed, index) {
            Some(name) => FoldedName::read(&name),
            None => FoldedName::of(Vec::new(), Vec::new()),
        }
    }

    pub(super) fn read(name: &Tlv<'_>) -> FoldedName {
        let mut folded = Vec::with_capacity(name.der.len() + 16);
        for relative in name.children() {
            push_relative(&mut folded, relative.children());
        }
        FoldedName::of(name.der.to_vec(), folded)
    }

    /// The name below `self` by one relative name given as the content of its SET, as
    /// nameRelativeToCRLIssuer has it (RFC 5280 §4.2.1.13).
    pub(super) fn with_relative(&self, content: &[u8]) -> Option<FoldedName> {
        let whole = |one: Tlv<'_>| pair(&one).is_some() && !one.is_incomplete();
        if content.is_empty() || !Reader::new(content).all(whole) {
            return None;
        }
        let mut folded = self.folded.clone();
        push_relative(&mut folded, Reader::new(content));
        Some(FoldedName::of(Vec::new(), folded))
    }

    fn of(raw: Vec<u8>, folded: Vec<u8>) -> FoldedName {
        let mut hasher = DefaultHasher::new();
        folded.hash(&mut hasher);
        FoldedName { raw, folded, hash: hasher.finish(), shown: OnceLock::new() }
    }

    /// The encoding.
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }

    /// A number that equal names share.
    pub fn hash(&self) -> u64 {
        self.hash
    }

    /// Whether it has no attribute.
    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// Whether `other` is this name or stands below it (RFC 5280 §4.2.1.10, directoryName).
    pub fn covers(&self, other: &FoldedName) -> bool {
        other.folded.starts_with(&self.folded)
    }

    /// Its emailAddress attributes, which rfc822Name constraints bind as well
    /// (RFC 5280 §4.2.1.10).
    pub fn email_addresses(&self) -> Vec<String> {
        self.attributes(EMAIL_ADDRESS)
    }

    /// Its commonName attributes.
    pub fn common_names(&self) -> Vec<String> {
        self.attributes(COMMON_NAME)
    }

    /// What a person would call it: its first commonName, else all of it.
    pub fn short(&self) -> &str {
        let Shown { line, common_name } = self.shown();
        common_name.as_ref().unwrap_or(line)
    }

    fn shown(&self) -> &Shown {
        self.shown.get_or_init(|| Shown {
            line: match Reader::new(&self.raw).next() {
                Some(name) if !self.is_empty() => Name::read(&name).text,
                _ => "(no name)".to_owned(),
            },
            common_name: self.common_names().into_iter().next(),
        })
    }

    fn attributes(&self, kind: &[u8]) -> Vec<String> {
        let relatives = Reader::new(&self.raw).next().into_iter().flat_map(|name| name.children());
        let pairs = relatives.flat_map(|one| one.children()).filter_map(|one| pair(&one));
        pairs
            .filter(|(known, _)| known.content == kind)
            .map(|(_, value)| String::from_utf8_lossy(value.content).into_owned())
            .collect()
    }
}

impl PartialEq for FoldedName {
    fn eq(&self, other: &FoldedName) -> bool {
        self.hash == other.hash && self.folded == other.folded
    }
}

impl Eq for FoldedName {}

/// In one line, as the certificate spells it: `C=DE, O=Example`.
impl fmt::Display for FoldedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown().line)
    }
}

fn push_relative(folded: &mut Vec<u8>, attributes: Reader<'_>) {
    let mut attributes: Vec<Vec<u8>> = attributes.map(|one| attribute(&one)).collect();
    // X.501 §9.3: the attributes of one relative name have no order
    attributes.sort();
    let length: usize = attributes.iter().map(|attribute| attribute.len() + 4).sum();
    folded.extend((length as u32).to_be_bytes());
    for attribute in attributes {
        folded.extend((attribute.len() as u32).to_be_bytes());
        folded.extend(attribute);
    }
}

/// Type and value of an attribute; `None` where it is not these two and nothing else.
fn pair<'a>(attribute: &Tlv<'a>) -> Option<(Tlv<'a>, Tlv<'a>)> {
    const OID: u32 = 6;
    let mut parts = attribute.children();
    let (kind, value) = (parts.next()?, parts.next()?);
    let whole = !kind.is_incomplete() && !value.is_incomplete() && parts.next().is_none();
    (whole && kind.tag.universal() == Some(OID)).then_some((kind, value))
}

fn attribute(attribute: &Tlv<'_>) -> Vec<u8> {
    let Some((kind, value)) = pair(attribute) else {
        // no length of an object identifier: equal to nothing but the same octets
        return [&[0xff; 4], attribute.der].concat();
    };
    let (oid, octets) = (kind.content, value.content);
    let mut folded = Vec::with_capacity(oid.len() + octets.len() + 5);
    folded.extend((oid.len() as u32).to_be_bytes());
    folded.extend(oid);
    match value.tag.universal() {
        // UTF8String, NumericString, PrintableString, T61String, IA5String
        Some(0x0c | 0x12 | 0x13 | 0x14 | 0x16) => match std::str::from_utf8(octets) {
            Ok(text) => fold(&mut folded, text.chars()),
            Err(_) => fold(&mut folded, octets.iter().map(|octet| char::from(*octet))),
        },
        _ => match value.wide_text() {
            Some(text) => fold(&mut folded, text.chars()),
            None => folded.extend(value.der),
        },
    }
    folded
}

/// Lower case, without blanks at the ends, one blank for a run of them (RFC 4518 §2.6.1).
fn fold(folded: &mut Vec<u8>, text: impl Iterator<Item = char>) {
    folded.push(0);
    let start = folded.len();
    let mut blank = false;
    for c in text {
        if c.is_whitespace() {
            blank = true;
            continue;
        }
        if blank && folded.len() > start {
            folded.push(b' ');
        }
        blank = false;
        for lower in c.to_lowercase() {
            folded.extend(lower.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A name of commonNames, each with its string type.
    fn name(attributes: &[(u8, &[u8])]) -> FoldedName {
        let tlv = |tag: u8, content: &[u8]| [&[tag, content.len() as u8], content].concat();
        let relatives = attributes.iter().flat_map(|(tag, text)| {
            let value = [tlv(6, &[0x55, 4, 3]), tlv(*tag, text)].concat();
            tlv(0x31, &tlv(0x30, &value))
        });
        let der = tlv(0x30, &relatives.collect::<Vec<_>>());
        FoldedName::read(&Reader::new(&der).next().unwrap())
    }

    #[test]
    fn spelling_does_not_count() {
        let plain = name(&[(0x13, b"Good CA")]);
        assert_eq!(plain, name(&[(0x0c, b"  good   ca ")]));
        assert_eq!(plain, name(&[(0x1e, b"\0G\0o\0o\0d\0 \0C\0A")]));
        assert_ne!(plain, name(&[(0x13, b"GoodCA")]));
        assert_ne!(plain, name(&[(0x13, b"Good"), (0x13, b"CA")]));
    }

    #[test]
    fn an_attribute_that_cannot_be_read_makes_another_name() {
        let plain = [0x31, 0x0c, 0x30, 0x0a, 6, 3, 0x55, 4, 3, 0x13, 3, b'a', b'b', b'c'];
        let read = |relatives: &[&[u8]]| {
            let content = relatives.concat();
            let der = [&[0x30, content.len() as u8], content.as_slice()].concat();
            FoldedName::read(&Reader::new(&der).next().unwrap())
        };
        for broken in [&[0x31, 0][..], &[0x31, 2, 0x30, 0], &[0x31, 4, 0x30, 2, 6, 0]] {
            assert_ne!(read(&[&plain]), read(&[&plain, broken]));
            assert_ne!(read(&[&plain]), read(&[broken, &plain]));
            assert!(read(&[broken, &plain]).to_string().ends_with("CN=abc"));
        }
    }

    #[test]
    fn a_name_covers_itself_and_those_below() {
        let (upper, lower) = (name(&[(0x13, b"a")]), name(&[(0x13, b"A"), (0x13, b"b")]));
        assert!(upper.covers(&upper) && upper.covers(&lower) && !lower.covers(&upper));
        assert!(!upper.covers(&name(&[(0x13, b"ab")])));
        assert!(name(&[]).covers(&lower) && name(&[]).is_empty());
    }
}
