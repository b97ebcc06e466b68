//! Distinguished names made ready for comparison (RFC 5280 §7.1).

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};

use x509_parser::prelude::FromDer;
use x509_parser::x509::{AttributeTypeAndValue, RelativeDistinguishedName, X509Name};

use super::distinguished::Name;

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
}

impl FoldedName {
    pub(super) fn read(name: &X509Name<'_>) -> FoldedName {
        let mut folded = Vec::with_capacity(name.as_raw().len() + 16);
        for relative in name.iter() {
            push_relative(&mut folded, relative);
        }
        FoldedName::of(name.as_raw().to_vec(), folded)
    }

    /// The name below `self` by one relative name given as the content of its SET, as
    /// nameRelativeToCRLIssuer has it (RFC 5280 §4.2.1.13).
    pub(super) fn with_relative(&self, content: &[u8]) -> Option<FoldedName> {
        let length = u8::try_from(content.len()).ok().filter(|length| *length < 0x80)?;
        let set = [&[0x31, length], content].concat();
        let (_, relative) = RelativeDistinguishedName::from_der(&set).ok()?;
        let mut folded = self.folded.clone();
        push_relative(&mut folded, &relative);
        Some(FoldedName::of(Vec::new(), folded))
    }

    fn of(raw: Vec<u8>, folded: Vec<u8>) -> FoldedName {
        let mut hasher = DefaultHasher::new();
        folded.hash(&mut hasher);
        FoldedName { raw, folded, hash: hasher.finish() }
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
        self.attributes("1.2.840.113549.1.9.1")
    }

    /// Its commonName attributes.
    pub fn common_names(&self) -> Vec<String> {
        self.attributes("2.5.4.3")
    }

    fn attributes(&self, oid: &str) -> Vec<String> {
        let Ok((_, name)) = X509Name::from_der(&self.raw) else { return Vec::new() };
        name.iter_attributes()
            .filter(|attribute| attribute.attr_type().to_id_string() == oid)
            .map(|attribute| String::from_utf8_lossy(attribute.as_slice()).into_owned())
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
        match X509Name::from_der(&self.raw) {
            Ok((_, name)) if !self.is_empty() => f.write_str(&Name::read(&name).text),
            _ => f.write_str("(no name)"),
        }
    }
}

fn push_relative(folded: &mut Vec<u8>, relative: &RelativeDistinguishedName<'_>) {
    let mut attributes: Vec<Vec<u8>> = relative.iter().map(attribute).collect();
    // X.501 §9.3: the attributes of one relative name have no order
    attributes.sort();
    let length: usize = attributes.iter().map(|attribute| attribute.len() + 4).sum();
    folded.extend((length as u32).to_be_bytes());
    for attribute in attributes {
        folded.extend((attribute.len() as u32).to_be_bytes());
        folded.extend(attribute);
    }
}

fn attribute(attribute: &AttributeTypeAndValue<'_>) -> Vec<u8> {
    let oid = attribute.attr_type().as_bytes();
    let value = attribute.attr_value();
    let octets = attribute.as_slice();
    let mut folded = Vec::with_capacity(oid.len() + octets.len() + 2);
    folded.push(oid.len() as u8);
    folded.extend(oid);
    match value.tag().0 {
        // UTF8String, NumericString, PrintableString, T61String, IA5String
        0x0c | 0x12 | 0x13 | 0x14 | 0x16 => match std::str::from_utf8(octets) {
            Ok(text) => fold(&mut folded, text.chars()),
            Err(_) => fold(&mut folded, octets.iter().map(|octet| char::from(*octet))),
        },
        // BMPString
        0x1e => {
            let units = octets.chunks_exact(2).map(|pair| match pair {
                [high, low] => u16::from_be_bytes([*high, *low]),
                _ => 0xfffd,
            });
            let text = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
            fold(&mut folded, text);
        }
        other => {
            folded.push(other as u8);
            folded.extend(octets);
        }
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
        FoldedName::read(&X509Name::from_der(&der).unwrap().1)
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
    fn a_name_covers_itself_and_those_below() {
        let (upper, lower) = (name(&[(0x13, b"a")]), name(&[(0x13, b"A"), (0x13, b"b")]));
        assert!(upper.covers(&upper) && upper.covers(&lower) && !lower.covers(&upper));
        assert!(!upper.covers(&name(&[(0x13, b"ab")])));
        assert!(name(&[]).covers(&lower) && name(&[]).is_empty());
    }
}
