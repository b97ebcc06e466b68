//! Elements of BER (X.690 §8), of which DER is the narrow form; `asn1-rs` reads the headers.
//!
//! PKCS#12 and PKCS#7 files of old tools, and of Java's providers, leave lengths open and cut
//! octet strings into segments. Nothing here copies but [`Element::octets`] of a string in segments.
//! `asn1-rs` looks 50 levels of open lengths deep and no further.

use std::borrow::Cow;

use pkcs8::ObjectIdentifier;
use x509_parser::asn1_rs::{Any, Class, FromBer, Header, Tag};

/// The levels that are followed into constructed strings.
const MOST_LEVELS: u8 = 16;

/// The bytes are no BER, or are not what was expected of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("its structure is malformed or cut short")]
pub(in crate::pki) struct Malformed;

/// One element with its contents, and its bytes as they stand in the file.
#[derive(Clone)]
pub(in crate::pki) struct Element<'a> {
    header: Header<'a>,
    content: &'a [u8],
    raw: &'a [u8],
}

impl<'a> Element<'a> {
    /// The first element, and what follows it.
    pub(in crate::pki) fn first(bytes: &'a [u8]) -> Result<(Self, &'a [u8]), Malformed> {
        let (rest, any) = Any::from_ber(bytes).map_err(|_| Malformed)?;
        let raw = bytes.get(..bytes.len() - rest.len()).ok_or(Malformed)?;
        Ok((Self { content: any.data, header: any.header, raw }, rest))
    }

    /// Whether the bytes are one `SEQUENCE`, no less and no more.
    pub(in crate::pki) fn is_one_sequence(bytes: &[u8]) -> bool {
        Element::first(bytes)
            .is_ok_and(|(element, rest)| element.is(Tag::Sequence) && rest.is_empty())
    }

    /// Whether it is of that universal tag.
    pub(in crate::pki) fn is(&self, tag: Tag) -> bool {
        self.header.class() == Class::Universal && self.header.tag() == tag
    }

    /// Whether it is `[number]`.
    pub(in crate::pki) fn is_context(&self, number: u32) -> bool {
        self.header.class() == Class::ContextSpecific && self.header.tag() == Tag(number)
    }

    /// The bytes of the whole element, header included.
    pub(in crate::pki) fn raw(&self) -> &'a [u8] {
        self.raw
    }

    /// The bytes within.
    pub(in crate::pki) fn content(&self) -> &'a [u8] {
        self.content
    }

    /// The elements within.
    pub(in crate::pki) fn parts(&self) -> Parts<'a> {
        Parts(self.content)
    }

    /// The elements within, when it is a `SEQUENCE`.
    pub(in crate::pki) fn sequence(&self) -> Result<Parts<'a>, Malformed> {
        self.is(Tag::Sequence).then(|| self.parts()).ok_or(Malformed)
    }

    /// The octets of an `OCTET STRING` or of an implicitly tagged one.
    pub(in crate::pki) fn octets(&self) -> Result<Cow<'a, [u8]>, Malformed> {
        if !self.header.is_constructed() {
            return Ok(Cow::Borrowed(self.content));
        }
        let mut joined = Vec::with_capacity(self.content.len());
        self.join(&mut joined, MOST_LEVELS)?;
        Ok(Cow::Owned(joined))
    }

    fn join(&self, joined: &mut Vec<u8>, levels: u8) -> Result<(), Malformed> {
        if !self.header.is_constructed() {
            joined.extend_from_slice(self.content);
            return Ok(());
        }
        let levels = levels.checked_sub(1).ok_or(Malformed)?;
        self.parts().try_for_each(|part| part?.segment()?.join(joined, levels))
    }

    fn segment(self) -> Result<Self, Malformed> {
        self.is(Tag::OctetString).then_some(self).ok_or(Malformed)
    }

    /// The object identifier that it is.
    pub(in crate::pki) fn oid(&self) -> Result<ObjectIdentifier, Malformed> {
        if !self.is(Tag::Oid) {
            return Err(Malformed);
        }
        ObjectIdentifier::from_bytes(self.content).map_err(|_| Malformed)
    }

    /// The number that it is, unless that is negative or beyond 64 bits.
    pub(in crate::pki) fn number(&self) -> Result<u64, Malformed> {
        let significant = match self.content {
            _ if !self.is(Tag::Integer) => return Err(Malformed),
            [] => return Err(Malformed),
            [first, ..] if *first >= 0x80 => return Err(Malformed),
            [0, rest @ ..] => rest,
            all => all,
        };
        if significant.len() > 8 {
            return Err(Malformed);
        }
        Ok(significant.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }
}

/// Elements one after the other.
#[derive(Clone)]
pub(in crate::pki) struct Parts<'a>(&'a [u8]);

impl<'a> Parts<'a> {
    /// The next element, which has to be there.
    pub(in crate::pki) fn required(&mut self) -> Result<Element<'a>, Malformed> {
        self.next().ok_or(Malformed)?
    }

    /// The next element, which has to be a `SEQUENCE`; what is in it.
    pub(in crate::pki) fn sequence(&mut self) -> Result<Parts<'a>, Malformed> {
        self.required()?.sequence()
    }

    /// The next element, which has to be `[0]`.
    pub(in crate::pki) fn explicit(&mut self) -> Result<Element<'a>, Malformed> {
        let tagged = self.required()?;
        tagged.is_context(0).then_some(tagged).ok_or(Malformed)
    }
}

impl<'a> Iterator for Parts<'a> {
    type Item = Result<Element<'a>, Malformed>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let first = Element::first(self.0);
        // after an error nothing can be told any more
        self.0 = first.as_ref().map_or(&[], |(_, rest)| rest);
        Some(first.map(|(element, _)| element))
    }
}

/// The tag of the first element, and the bytes from its contents on, whether or not it is all there.
pub(in crate::pki) fn inside(bytes: &[u8]) -> Option<(Tag, &[u8])> {
    let (inside, header) = Header::from_ber(bytes).ok()?;
    (header.class() == Class::Universal).then(|| (header.tag(), inside))
}
