//! What a file of DER is, told by its outermost layers.

use std::fmt;

use super::form::Form;
use super::tag::{BIT_STRING, ENUMERATED, INTEGER, OCTET_STRING, OID, SEQUENCE, SET};
use super::tlv::{Reader, Tlv};

/// The kinds of DER that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `Certificate` (RFC 5280 §4.1).
    Certificate,
    /// `CertificationRequest` (RFC 2986 §4.2).
    Request,
    /// `CertificateList` (RFC 5280 §5.1).
    RevocationList,
    /// `PrivateKeyInfo` (RFC 5958 §2), `RSAPrivateKey`, `ECPrivateKey` or OpenSSL's DSA key.
    PrivateKey,
    /// `EncryptedPrivateKeyInfo` (RFC 5958 §3).
    EncryptedPrivateKey,
    /// `SubjectPublicKeyInfo` (RFC 5280 §4.1) or `RSAPublicKey` (RFC 8017 appendix A.1.1).
    PublicKey,
    /// PKCS#7 or CMS: `ContentInfo` (RFC 5652 §3).
    Pkcs7,
    /// PKCS#12: `PFX` (RFC 7292 §4).
    Pkcs12,
    /// `OCSPResponse` (RFC 6960 §4.2.1).
    OcspResponse,
    /// ASN.1 of another kind, to its very end.
    UnknownAsn1,
    /// No DER, nor BER.
    NotDer,
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Shape::Certificate => "certificate",
            Shape::Request => "certificate request",
            Shape::RevocationList => "revocation list",
            Shape::PrivateKey => "private key",
            Shape::EncryptedPrivateKey => "encrypted private key",
            Shape::PublicKey => "public key",
            Shape::Pkcs7 => "PKCS#7 bundle",
            Shape::Pkcs12 => "PKCS#12 store",
            Shape::OcspResponse => "OCSP response",
            Shape::UnknownAsn1 => "ASN.1 of an unknown kind",
            Shape::NotDer => "no DER",
        })
    }
}

/// The arcs 1.2.840.113549.1.7 of PKCS#7 (RFC 2315 §14).
const PKCS7: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07];

/// Tells what DER is, by its first layers, whatever is wrong behind them; takes no memory.
pub fn shape(der: &[u8]) -> Shape {
    let Some(outer) = Reader::new(der).next().filter(|outer| !outer.flaws.cut_short) else {
        return Shape::NotDer;
    };
    let known = if outer.tag.universal() == Some(SEQUENCE) { sequence(&outer) } else { None };
    known.unwrap_or_else(|| unknown(&outer, der))
}

fn sequence(outer: &Tlv<'_>) -> Option<Shape> {
    let mut parts = outer.children();
    let first = parts.next()?;
    let (second, third) = (parts.next(), parts.next());
    let is = |tlv: Option<Tlv<'_>>, number| tlv.is_some_and(|t| t.tag.universal() == Some(number));
    match first.tag.universal()? {
        SEQUENCE if Form::Algorithm.fits(&first) => match second?.tag.universal()? {
            BIT_STRING => Some(Shape::PublicKey),
            OCTET_STRING => Some(Shape::EncryptedPrivateKey),
            _ => None,
        },
        SEQUENCE => signed(&first),
        INTEGER if is(second, OCTET_STRING) => Some(Shape::PrivateKey),
        // version 0, or 1 of an RSA key of several primes, and not the parameters of a group
        INTEGER if is(second, INTEGER) && is(third, INTEGER) => {
            matches!(first.content, [0 | 1]).then_some(Shape::PrivateKey)
        }
        // an RSA exponent is odd; the other pair of numbers, Diffie-Hellman's, has generator 2
        INTEGER if is(second, INTEGER) && third.is_none() => {
            second?.content.last().is_some_and(|last| last & 1 == 1).then_some(Shape::PublicKey)
        }
        INTEGER if is(second, SEQUENCE) && is(third, OCTET_STRING) => Some(Shape::PrivateKey),
        INTEGER if first.content == [3] => Form::Algorithm.fits(&second?).then_some(Shape::Pkcs12),
        OID => first.content.starts_with(PKCS7).then_some(Shape::Pkcs7),
        ENUMERATED => {
            let response = second.is_none_or(|second| second.tag.context() == Some(0));
            (response && first.content.len() == 1).then_some(Shape::OcspResponse)
        }
        _ => None,
    }
}

/// The first element of something signed: a certificate, a request or a revocation list.
fn signed(first: &Tlv<'_>) -> Option<Shape> {
    let mut fields = first.children();
    let (a, b) = (fields.next()?, fields.next()?);
    let (c, d) = (fields.next(), fields.next());
    let fits = |form: Form, tlv: Option<Tlv<'_>>| tlv.is_some_and(|tlv| form.fits(&tlv));
    if a.tag.context() == Some(0) {
        // the other such thing, a basic OCSP response, has [1] or [2] here
        return (b.tag.context().is_none()).then_some(Shape::Certificate);
    }
    if Form::Algorithm.fits(&a) {
        return (Form::Name.fits(&b) && fits(Form::Time, c)).then_some(Shape::RevocationList);
    }
    match a.tag.universal()? {
        INTEGER if Form::Algorithm.fits(&b) && fits(Form::Time, d) => Some(Shape::RevocationList),
        INTEGER if Form::Algorithm.fits(&b) => Some(Shape::Certificate),
        INTEGER if Form::Name.fits(&b) && fits(Form::Key, c) => Some(Shape::Request),
        _ => None,
    }
}

/// Something else must be whole to be told from text and noise.
fn unknown(outer: &Tlv<'_>, der: &[u8]) -> Shape {
    let whole = outer.end() == der.len() && !outer.is_incomplete();
    let plausible = match outer.tag.universal() {
        Some(SEQUENCE | SET) => outer.tag.constructed,
        Some(number) => number == OID,
        None => outer.tag.constructed && outer.tag.context().is_some(),
    };
    if whole && plausible { Shape::UnknownAsn1 } else { Shape::NotDer }
}
