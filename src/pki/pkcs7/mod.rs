//! Bundles of certificates without a message: degenerate PKCS#7 (RFC 2315 §9, RFC 5652 §5.1), the
//! `.p7b` of Windows and Java, and the certificate sequence of Netscape.

mod write;

pub use write::write;

use pkcs8::ObjectIdentifier;
use x509_parser::asn1_rs::Tag;

use super::keystore::ber::{self, Element, Malformed, Parts};

const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");

/// netscape-cert-sequence, which the documentation of Netscape's servers describes.
const NETSCAPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.113730.2.5");

/// The other kinds of content (RFC 5652, RFC 3274, RFC 5083), under pkcs-7 and under ct.
const OTHERS: &[(&str, &str)] = &[
    ("1.2.840.113549.1.7.1", "plain data"),
    ("1.2.840.113549.1.7.3", "an encrypted message"),
    ("1.2.840.113549.1.7.4", "a signed and encrypted message"),
    ("1.2.840.113549.1.7.5", "a digested message"),
    ("1.2.840.113549.1.7.6", "encrypted data"),
    ("1.2.840.113549.1.9.16.1.2", "authenticated data"),
    ("1.2.840.113549.1.9.16.1.9", "compressed data"),
    ("1.2.840.113549.1.9.16.1.23", "an encrypted and authenticated message"),
];

/// What is in a bundle, in the order of the file and exactly as it stands there, unread.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bag {
    /// Certificates (RFC 5280 §4.1).
    pub certificates: Vec<Vec<u8>>,
    /// Revocation lists (RFC 5280 §5.1).
    pub crls: Vec<Vec<u8>>,
}

/// Why there is no bundle.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// It does not begin as PKCS#7 does.
    #[error("there is no PKCS#7 here")]
    Unrecognised,
    /// PKCS#7 of another kind.
    #[error("the PKCS#7 holds {0}, and no bundle of certificates")]
    Other(String),
    /// The structure breaks off.
    #[error("the PKCS#7 bundle is damaged: {0}")]
    Broken(&'static str),
}

/// Takes certificates and revocation lists out of a bundle, in DER or BER.
///
/// Certificates of attributes, and other things that are no X.509 certificate, are passed over.
///
/// # Errors
/// When the bytes are something else, or are damaged.
pub fn certificates_and_crls(der: &[u8]) -> Result<Bag, BundleError> {
    let oid = content_type(der).ok_or(BundleError::Unrecognised)?;
    let read = match oid {
        SIGNED_DATA => signed_data,
        NETSCAPE => netscape,
        other => return Err(BundleError::Other(name(other))),
    };
    let broken = |Malformed| BundleError::Broken("its structure is malformed or cut short");
    let mut parts = Element::first(der).and_then(|(all, _)| all.sequence()).map_err(broken)?;
    parts.next();
    read(parts).map_err(broken)
}

/// The type of a `ContentInfo` (RFC 5652 §3), whether or not it is all there.
fn content_type(der: &[u8]) -> Option<ObjectIdentifier> {
    let (Tag::Sequence, inside) = ber::inside(der)? else { return None };
    Element::first(inside).ok()?.0.oid().ok()
}

/// The fields before the certificates are the version, the digests and the contents.
fn signed_data(mut content: Parts<'_>) -> Result<Bag, Malformed> {
    let mut fields = content.explicit()?.parts().sequence()?;
    for tag in [Tag::Integer, Tag::Set, Tag::Sequence] {
        if !fields.required()?.is(tag) {
            return Err(Malformed);
        }
    }
    let mut bag = Bag::default();
    for field in fields {
        let field = field?;
        if field.is_context(0) {
            bag.certificates = sequences(field.parts())?;
        } else if field.is_context(1) {
            bag.crls = sequences(field.parts())?;
        }
    }
    Ok(bag)
}

fn netscape(mut content: Parts<'_>) -> Result<Bag, Malformed> {
    let certificates = sequences(content.explicit()?.parts().sequence()?)?;
    Ok(Bag { certificates, crls: Vec::new() })
}

/// Certificates and revocation lists are sequences; every other choice is tagged.
fn sequences(elements: Parts<'_>) -> Result<Vec<Vec<u8>>, Malformed> {
    let all = elements.collect::<Result<Vec<_>, _>>()?;
    let sequences = all.iter().filter(|element| element.is(Tag::Sequence));
    Ok(sequences.map(|element| element.raw().to_vec()).collect())
}

fn name(oid: ObjectIdentifier) -> String {
    let oid = oid.to_string();
    let known = OTHERS.iter().find(|(number, _)| *number == oid);
    known.map_or_else(|| format!("content of the type {oid}"), |(_, name)| (*name).into())
}
