//! Tells the kinds of DER apart by their outermost layer, whatever the file or its label says.

use pkcs8::der::{
    Decode, Reader, SliceReader, Tag, Tagged,
    asn1::{AnyRef, ObjectIdentifier},
};

use super::super::der::Reader as Outer;
use super::super::oid;
use super::{Foreign, KeyError};

/// What a private key may be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// `PrivateKeyInfo` or `OneAsymmetricKey` (RFC 5958 §2).
    Pkcs8,
    /// `EncryptedPrivateKeyInfo` (RFC 5958 §3).
    EncryptedPkcs8,
    /// `RSAPrivateKey` (RFC 8017 appendix A.1.2).
    Pkcs1,
    /// `ECPrivateKey` (RFC 5915 §3).
    Sec1,
}

/// The shape of a whole DER value.
///
/// # Errors
/// Names what else it is, or says that it is cut short or no DER.
pub(super) fn shape(der: &[u8]) -> Result<Shape, KeyError> {
    use Tag::{BitString, Integer, ObjectIdentifier as Oid, OctetString, Sequence};

    spans(der)?;
    let parts = children(der);
    let tags: Vec<Tag> = parts.iter().map(Tagged::tag).collect();
    let other = |what: &str| Err(Foreign::Other(what.into()).into());
    match tags.as_slice() {
        [Integer, Sequence, OctetString, ..] => Ok(Shape::Pkcs8),
        [Integer, OctetString, ..] => Ok(Shape::Sec1),
        [Sequence, OctetString] => Ok(Shape::EncryptedPkcs8),
        [Sequence, BitString] => other("a public key"),
        [Sequence, Sequence, BitString] => other("a certificate, a request or a revocation list"),
        [Integer, Sequence, ..] => Err(Foreign::Pkcs12.into()),
        [Oid, ..] => other("a PKCS#7 bundle"),
        [Integer, Integer] => other("a public key"),
        [Integer, Integer, Integer, Integer, Integer, Integer] => {
            Err(Foreign::Algorithm("DSA".into()).into())
        }
        [Integer, Integer, ..] if tags.len() >= 9 => Ok(Shape::Pkcs1),
        _ => Err(KeyError::Broken("it has the layout of no kind of key")),
    }
}

/// Whether the bytes are one DER `SEQUENCE`, no less and no more.
pub(super) fn spans(der: &[u8]) -> Result<(), KeyError> {
    let header = |der| {
        let mut reader = SliceReader::new(der)?;
        let header = pkcs8::der::Header::decode(&mut reader)?;
        let start = usize::try_from(reader.position())?;
        let length = usize::try_from(header.length())?;
        Ok::<_, pkcs8::der::Error>((header.tag(), start.saturating_add(length)))
    };
    match header(der) {
        Ok((Tag::Sequence, announced)) if announced == der.len() => Ok(()),
        Ok((Tag::Sequence, announced)) if announced > der.len() => {
            Err(KeyError::Truncated { announced, actual: der.len() })
        }
        Ok((Tag::Sequence, _)) => Err(KeyError::Broken("something follows its end")),
        // BER with lengths left open, as PKCS#12 files may be
        Err(_) if der.starts_with(&[0x30, 0x80, 0x02, 0x01, 0x03]) => Err(Foreign::Pkcs12.into()),
        _ => Err(KeyError::Unrecognised),
    }
}

/// Whether the bytes begin as a private key does: a `SEQUENCE` that begins with version 0 or 1.
///
/// Decrypting with a wrong passphrase gives this once in 2^32 times.
pub(super) fn begins_a_key(der: &[u8]) -> bool {
    let content = match der {
        [0x30, 0x81, _, content @ ..] | [0x30, 0x82, _, _, content @ ..] => content,
        [0x30, length, content @ ..] if *length < 0x80 => content,
        _ => return false,
    };
    matches!(content, [0x02, 0x01, 0 | 1, ..])
}

/// The elements of the outer `SEQUENCE`, as far as they can be read.
pub(super) fn children(der: &[u8]) -> Vec<AnyRef<'_>> {
    let mut found = Vec::new();
    let Ok(Ok(mut reader)) = AnyRef::from_der(der).map(|outer| SliceReader::new(outer.value()))
    else {
        return found;
    };
    while let Ok(part) = AnyRef::decode(&mut reader) {
        found.push(part);
    }
    found
}

/// The object identifier, in dots, at the head of the AlgorithmIdentifier that is that field of the
/// outer `SEQUENCE`, where the library does not take it: arcs of more than 32 bits, and first ones
/// such as 2.999.
pub(super) fn unusual_algorithm(der: &[u8], field: usize) -> Option<String> {
    let outer = Outer::new(der).next()?;
    let first = outer.children().nth(field)?.children().next()?;
    let unusual = ObjectIdentifier::from_bytes(first.content).is_err();
    oid::dotted(first.content).filter(|_| unusual && first.tag.universal() == Some(6))
}

/// The curve that a `parameters` field names (RFC 5480 §2.1.1).
pub(super) fn curve(parameters: AnyRef<'_>) -> Result<ObjectIdentifier, KeyError> {
    match parameters.tag() {
        Tag::Sequence => Err(Foreign::SpelledOutCurve.into()),
        _ => parameters.decode_as().map_err(|_| KeyError::Broken("its curve has no name")),
    }
}
