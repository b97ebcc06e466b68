//! Reads the fields of certificates, requests and revocation lists into an [`Outline`].

use super::cursor::{Breaks, Cursor};
use super::form::Form;
use super::outline::{Extension, Outline};
use super::tag::{BIT_STRING, BOOLEAN, INTEGER, OCTET_STRING, OID, SEQUENCE, SET};
use super::tlv::Tlv;
use crate::pki::oid;

/// More extensions than any certificate has.
const MOST_EXTENSIONS: usize = 1000;

/// extensionRequest (RFC 2985 §5.4.2), and Microsoft's 1.3.6.1.4.1.311.2.1.14.
const EXTENSION_REQUESTS: [&[u8]; 2] = [
    &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x0e],
    &[0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x02, 0x01, 0x0e],
];

/// Whether an encoding that is not understood may be a damaged SEQUENCE all the same.
pub(super) fn may_be_sequence(tlv: &Tlv<'_>) -> bool {
    // anything in ASCII could begin with 0x30, but not go on like that
    Form::Type(SEQUENCE).resembles(tlv)
        && tlv.tag.constructed
        && tlv.children().next().is_some_and(|first| Form::Type(SEQUENCE).resembles(&first))
}

/// RFC 5280 §4.1.
pub(super) fn certificate<'a>(out: &mut Outline<'a>, whole: &Tlv<'a>, breaks: &mut Breaks) {
    let Some(tbs) = signed(out, whole, "certificate", "tbsCertificate", breaks) else { return };
    let mut at = Cursor::new(&tbs, breaks);
    out.version = wrapped(&mut at, "version", 0, INTEGER);
    let (algorithm, name, validity, key) = (Form::Algorithm, Form::Name, Form::Validity, Form::Key);
    out.serial = at.required("serialNumber", Form::Type(INTEGER), &[algorithm]);
    out.inner_algorithm = at.required("signature", algorithm, &[name, validity]);
    out.issuer = at.required("issuer", name, &[validity]);
    out.validity = at.required("validity", validity, &[name, key]);
    out.subject = at.required("subject", name, &[key]);
    out.key = at.required("subjectPublicKeyInfo", key, &[Form::Context(3)]);
    out.unique_ids = [
        at.optional("issuerUniqueID", Form::Context(1)),
        at.optional("subjectUniqueID", Form::Context(2)),
    ];
    out.extension_list = wrapped(&mut at, "extensions", 3, SEQUENCE);
    at.end("tbsCertificate");
    inner_fields(out, breaks);
}

/// RFC 2986 §4.1.
pub(super) fn request<'a>(out: &mut Outline<'a>, whole: &Tlv<'a>, breaks: &mut Breaks) {
    let Some(info) = signed(out, whole, "request", "certificationRequestInfo", breaks) else {
        return;
    };
    let mut at = Cursor::new(&info, breaks);
    out.version = at.required("version", Form::Type(INTEGER), &[Form::Name]);
    out.subject = at.required("subject", Form::Name, &[Form::Key]);
    out.key = at.required("subjectPKInfo", Form::Key, &[Form::Context(0)]);
    // some writers leave it out where there are none, against RFC 2986, and nobody minds
    out.attributes = at.optional("attributes", Form::Context(0));
    at.end("certificationRequestInfo");
    out.extension_list = out.attributes.as_ref().and_then(requested);
    inner_fields(out, breaks);
}

/// RFC 5280 §5.1.
pub(super) fn list<'a>(out: &mut Outline<'a>, whole: &Tlv<'a>, breaks: &mut Breaks) {
    let Some(tbs) = signed(out, whole, "revocation list", "tbsCertList", breaks) else { return };
    let mut at = Cursor::new(&tbs, breaks);
    out.version = at.optional("version", Form::Type(INTEGER));
    out.inner_algorithm = at.required("signature", Form::Algorithm, &[Form::Name]);
    out.issuer = at.required("issuer", Form::Name, &[Form::Time]);
    out.not_before = at.required("thisUpdate", Form::Time, &[]);
    out.not_after = at.optional("nextUpdate", Form::Time);
    out.revoked = at.optional("revokedCertificates", Form::Type(SEQUENCE));
    out.extension_list = wrapped(&mut at, "crlExtensions", 0, SEQUENCE);
    at.end("tbsCertList");
    inner_fields(out, breaks);
}

/// The three parts of everything signed.
fn signed<'a>(
    out: &mut Outline<'a>,
    whole: &Tlv<'a>,
    what: &str,
    inner: &str,
    breaks: &mut Breaks,
) -> Option<Tlv<'a>> {
    if !Form::Type(SEQUENCE).resembles(whole) {
        breaks.add(whole.offset, format!("a {what} is a SEQUENCE, not {}", whole.tag));
        return None;
    }
    let mut at = Cursor::new(whole, breaks);
    let (algorithm, bits) = (Form::Algorithm, Form::Type(BIT_STRING));
    out.signed = at.required(inner, Form::Type(SEQUENCE), &[bits]);
    if out.signed.is_some_and(|signed| signed.is_incomplete()) {
        // nothing can follow, which says less than what is missing within
        return out.signed;
    }
    out.algorithm = at.required("signatureAlgorithm", algorithm, &[bits]);
    out.signature = at.required("signature", bits, &[]);
    at.end(what);
    out.signed
}

/// The value within an EXPLICIT tag, if there is one.
fn wrapped<'a>(at: &mut Cursor<'a, '_>, name: &str, tag: u32, of: u32) -> Option<Tlv<'a>> {
    let wrapper = at.optional(name, Form::Context(tag))?;
    let mut inner = Cursor::new(&wrapper, at.breaks());
    let value = inner.required(name, Form::Type(of), &[]);
    inner.end(name);
    value
}

/// What lies within the fields.
fn inner_fields(out: &mut Outline<'_>, breaks: &mut Breaks) {
    for (field, called) in [(out.issuer, "issuer"), (out.subject, "subject")] {
        field.iter().for_each(|field| name(field, called, breaks));
    }
    out.inner_algorithm.iter().for_each(|inner| algorithm(inner, "signature", breaks));
    if let Some(validity) = &out.validity {
        let mut dates = Cursor::new(validity, breaks);
        out.not_before = dates.required("notBefore", Form::Time, &[]);
        out.not_after = dates.required("notAfter", Form::Time, &[]);
        dates.end("validity");
    }
    if let Some(key) = &out.key {
        let mut at = Cursor::new(key, breaks);
        let kind = at.required("the key's algorithm", Form::Algorithm, &[]);
        at.required("the key", Form::Type(BIT_STRING), &[]);
        at.end("subjectPublicKeyInfo");
        kind.iter().for_each(|kind| algorithm(kind, "subjectPublicKeyInfo", breaks));
    }
    if let Some(list) = &out.extension_list {
        let all = list.children().take(MOST_EXTENSIONS);
        out.extensions = all.filter_map(|tlv| extension(&tlv, breaks)).collect();
    }
    out.algorithm.iter().for_each(|outer| algorithm(outer, "signatureAlgorithm", breaks));
}

fn algorithm(tlv: &Tlv<'_>, called: &str, breaks: &mut Breaks) {
    if let Some(third) = tlv.children().nth(2) {
        breaks.add(third.offset, format!("{} follows the parameters of {called}", third.tag));
    }
}

/// `Name ::= SEQUENCE OF SET OF SEQUENCE { type OBJECT IDENTIFIER, value ANY }`.
fn name(tlv: &Tlv<'_>, called: &str, breaks: &mut Breaks) {
    for element in tlv.children() {
        if !Form::Type(SET).resembles(&element) {
            breaks.add(element.offset, format!("{called} has a {} among its SETs", element.tag));
            return;
        }
        for attribute in element.children() {
            if !Form::Algorithm.fits(&attribute) || attribute.children().count() != 2 {
                let why = format!("{called} has an attribute that is not a type and a value");
                breaks.add(attribute.offset, why);
                return;
            }
        }
    }
}

/// RFC 5280 §4.1: `SEQUENCE { extnID, critical BOOLEAN DEFAULT FALSE, extnValue OCTET STRING }`.
fn extension<'a>(tlv: &Tlv<'a>, breaks: &mut Breaks) -> Option<Extension<'a>> {
    if !Form::Algorithm.fits(tlv) {
        let why = format!("an extension should be {}, and is {}", Form::Algorithm, tlv.tag);
        breaks.add(tlv.offset, why);
        return None;
    }
    let mut at = Cursor::new(tlv, breaks);
    let id = at.required("extnID", Form::Type(OID), &[])?;
    let critical_at = at.optional("critical", Form::Type(BOOLEAN));
    let value = at.required("extnValue", Form::Type(OCTET_STRING), &[]);
    at.end("an extension");
    let critical = critical_at.is_some_and(|flag| flag.content.iter().any(|octet| *octet != 0));
    Some(Extension { oid: oid::text(id.content), critical, critical_at, value, whole: *tlv })
}

/// The extensions that a request's attributes ask for.
fn requested<'a>(attributes: &Tlv<'a>) -> Option<Tlv<'a>> {
    attributes.children().find_map(|attribute| {
        let mut parts = attribute.children();
        let asks = EXTENSION_REQUESTS.contains(&parts.next()?.content);
        parts.next().filter(|_| asks)?.children().next()
    })
}
