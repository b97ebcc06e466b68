//! What can be read of a certificate, request or revocation list, whatever is wrong with it.

use std::fmt;

use super::cursor::Breaks;
use super::shape::{Shape, shape};
use super::tag::OID;
use super::tlv::{Reader, Tlv};
use super::{fields, names};
use crate::pki::hex::hex;
use crate::pki::oid;

/// The fields of a certificate (RFC 5280 §4.1), request (RFC 2986 §4) or revocation list (RFC 5280
/// §5.1) that could be read, each with its place and octets.
#[derive(Clone, Debug)]
pub struct Outline<'a> {
    /// What it is; of something else no field but [`Outline::whole`] is read.
    pub shape: Shape,
    /// All of it.
    pub whole: Option<Tlv<'a>>,
    /// What is signed.
    pub signed: Option<Tlv<'a>>,
    /// The version's INTEGER.
    pub version: Option<Tlv<'a>>,
    /// The serial number's INTEGER.
    pub serial: Option<Tlv<'a>>,
    /// The AlgorithmIdentifier within what is signed.
    pub inner_algorithm: Option<Tlv<'a>>,
    /// The issuer.
    pub issuer: Option<Tlv<'a>>,
    /// The SEQUENCE of the dates, of a certificate.
    pub validity: Option<Tlv<'a>>,
    /// notBefore; of a revocation list thisUpdate.
    pub not_before: Option<Tlv<'a>>,
    /// notAfter; of a revocation list nextUpdate.
    pub not_after: Option<Tlv<'a>>,
    /// The subject.
    pub subject: Option<Tlv<'a>>,
    /// The subjectPublicKeyInfo.
    pub key: Option<Tlv<'a>>,
    /// issuerUniqueID and subjectUniqueID.
    pub unique_ids: [Option<Tlv<'a>>; 2],
    /// The attributes of a request.
    pub attributes: Option<Tlv<'a>>,
    /// The revokedCertificates of a revocation list.
    pub revoked: Option<Tlv<'a>>,
    /// The SEQUENCE of the extensions.
    pub extension_list: Option<Tlv<'a>>,
    /// The extensions, or those that a request asks for; at most 1000.
    pub extensions: Vec<Extension<'a>>,
    /// The AlgorithmIdentifier beside the signature.
    pub algorithm: Option<Tlv<'a>>,
    /// The signature's BIT STRING.
    pub signature: Option<Tlv<'a>>,
    /// Where reading stumbled, in the order of the input; at most 20.
    pub breaks: Vec<Break>,
}

/// An extension (RFC 5280 §4.2) as far as it could be read.
#[derive(Clone, Debug)]
pub struct Extension<'a> {
    /// The object identifier in decimal; `#` and hexadecimal digits where it is malformed.
    pub oid: String,
    /// Whether it is marked critical.
    pub critical: bool,
    /// The BOOLEAN that says so.
    pub critical_at: Option<Tlv<'a>>,
    /// The OCTET STRING around its value.
    pub value: Option<Tlv<'a>>,
    /// All of it.
    pub whole: Tlv<'a>,
}

/// A place where something is missing, too much, or of another type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// Where it is.
    pub offset: usize,
    /// What should be there, and what is.
    pub why: String,
}

impl fmt::Display for Break {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at octet {}: {}", self.offset, self.why)
    }
}

/// Reads what can be read.
///
/// What is not recognised at all is read as a certificate, to say where it ceases to be one.
pub fn certificate_outline(der: &[u8]) -> Outline<'_> {
    let mut outline = Outline::new(shape(der), Reader::new(der).next());
    let mut breaks = Breaks::default();
    match (outline.shape, outline.whole) {
        (Shape::NotDer, whole) if whole.is_none_or(|whole| !fields::may_be_sequence(&whole)) => {
            breaks.add(0, "it does not begin as DER does".to_owned());
        }
        (Shape::Request, Some(whole)) => fields::request(&mut outline, &whole, &mut breaks),
        (Shape::RevocationList, Some(whole)) => fields::list(&mut outline, &whole, &mut breaks),
        (Shape::Certificate | Shape::UnknownAsn1 | Shape::NotDer, Some(whole)) => {
            fields::certificate(&mut outline, &whole, &mut breaks);
        }
        (other, _) => breaks.add(0, format!("{other}, no certificate")),
    }
    breaks.0.sort_by_key(|one| one.offset);
    outline.breaks = breaks.0;
    outline
}

impl<'a> Outline<'a> {
    /// Where reading stumbled first, by place.
    pub fn breaks_at(&self) -> Option<&Break> {
        self.breaks.first()
    }

    /// The version as it is encoded, so 2 for version 3; 0 without one; `u64::MAX` for any that is
    /// larger or negative.
    pub fn version_number(&self) -> u64 {
        let Some(version) = self.version else { return 0 };
        match version.content {
            [0x80..=0xff, ..] => u64::MAX,
            octets => octets.iter().fold(0, |sum: u64, octet| {
                sum.checked_mul(256).map_or(u64::MAX, |sum| sum | u64::from(*octet))
            }),
        }
    }

    /// The octets of the serial number in hexadecimal.
    pub fn serial_hex(&self) -> Option<String> {
        Some(hex(self.serial?.content))
    }

    /// The issuer as text, such as `CN=example.org, O=Example`; not escaped for a terminal.
    pub fn issuer_text(&self) -> Option<String> {
        Some(names::text(&self.issuer?))
    }

    /// The subject as text, such as `CN=example.org, O=Example`; not escaped for a terminal.
    pub fn subject_text(&self) -> Option<String> {
        Some(names::text(&self.subject?))
    }

    /// The object identifier of the signature algorithm: that beside the signature, or else that
    /// within what is signed.
    pub fn signature_oid(&self) -> Option<String> {
        algorithm_oid(&self.algorithm.or(self.inner_algorithm)?)
    }

    /// The object identifier of the public key's algorithm.
    pub fn key_oid(&self) -> Option<String> {
        algorithm_oid(&self.key?.children().next()?)
    }

    /// The public key's own octets, without the count of unused bits.
    pub fn key_bits(&self) -> Option<&'a [u8]> {
        self.key?.children().nth(1)?.content.get(1..)
    }

    fn new(shape: Shape, whole: Option<Tlv<'a>>) -> Outline<'a> {
        Outline {
            shape,
            whole,
            signed: None,
            version: None,
            serial: None,
            inner_algorithm: None,
            issuer: None,
            validity: None,
            not_before: None,
            not_after: None,
            subject: None,
            key: None,
            unique_ids: [None; 2],
            attributes: None,
            revoked: None,
            extension_list: None,
            extensions: Vec::new(),
            algorithm: None,
            signature: None,
            breaks: Vec::new(),
        }
    }
}

/// The object identifier at the head of an AlgorithmIdentifier.
pub(super) fn algorithm_oid(algorithm: &Tlv<'_>) -> Option<String> {
    let first = algorithm.children().next()?;
    (first.tag.universal() == Some(OID)).then(|| oid::text(first.content))
}
