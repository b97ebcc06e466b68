//! Each kind of defect by itself, with the field that it is in.

use super::build::{NOT_AFTER, NOT_BEFORE, Parts, around, extension, name, san, tlv};
use xmppcert::pki::der::{Shape, certificate_outline, defects, examine, shape};

/// All defects, one a line.
fn said(der: &[u8]) -> String {
    defects(der).iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn says(parts: Parts, what: &str) {
    assert_eq!(said(&parts.to_der()), what);
}

fn sound() -> Parts {
    Parts::default()
}

#[test]
fn a_sound_certificate_has_none() {
    says(sound(), "");
    let all = [
        san(&[b"\x82\x0bexample.org", &[0x87, 4, 192, 0, 2, 1]]),
        extension(15, &[3, 2, 5, 0xa0]),
        extension(19, &[0x30, 0]),
    ];
    says(Parts::with_extensions(&all), "");
}

#[test]
fn lengths() {
    let serial = || Parts { serial: vec![2, 0x81, 1, 7], ..sound() };
    let why = "its length takes 2 octets, not the 1 of DER";
    says(serial(), &format!("tbsCertificate.serialNumber: {why}"));
    let issuer = [&[0x30, 0x80][..], &name(0x0c, b"Test CA")[2..], &[0, 0]].concat();
    let why = "its length is indefinite, which is BER, not DER";
    says(Parts { issuer, ..sound() }, &format!("tbsCertificate.issuer: {why}"));
    let trailing = [sound().to_der(), vec![0, 0]].concat();
    let place = trailing.len() - 2;
    assert_eq!(said(&trailing), format!("at octet {place}: 2 octets follow its end"));
}

#[test]
fn versions() {
    let version = |n: u8| Parts { version: around(0xa0, &[&[2, 1, n]]), ..sound() };
    says(
        version(0),
        "tbsCertificate.version: the version is written as 1, which is the default and to be left out",
    );
    says(version(7), "tbsCertificate.version: the version is 7, not 0, 1 or 2");
    let first = Parts { version: Vec::new(), ..Parts::with_extensions(&[san(&[b"\x82\x01a"])]) };
    says(first, "tbsCertificate.extensions: it has extensions, and is of version 1");
}

#[test]
fn serial_numbers() {
    let serial = |content: &[u8]| Parts { serial: tlv(2, content), ..sound() };
    let says = |content: &[u8], what: &str| {
        says(serial(content), &format!("tbsCertificate.serialNumber: {what}"));
    };
    says(&[], "an INTEGER has no octet, not even for zero");
    says(&[0], "the serial number is zero, not above it");
    says(&[0x80], "the serial number is negative, not above zero");
    says(&[0, 1], "an INTEGER has an octet more than it needs");
    says(&[1; 21], "the serial number has 21 octets, more than the 20 allowed");
}

#[test]
fn dates() {
    let dates =
        |one: &[u8], other: &[u8]| Parts { validity: around(0x30, &[one, other]), ..sound() };
    says(
        dates(NOT_BEFORE, b"\x17\x0d260231000000Z"),
        "tbsCertificate.validity.notAfter: `260231000000Z` is no YYMMDDHHMMSSZ: it has day 31, not 1 to 28",
    );
    says(
        dates(b"\x17\x0b2601010000Z", NOT_AFTER),
        "tbsCertificate.validity.notBefore: `2601010000Z` is no YYMMDDHHMMSSZ: it has no seconds",
    );
    says(
        dates(NOT_BEFORE, b"\x18\x0f20261128120000Z"),
        "tbsCertificate.validity.notAfter: `20261128120000Z` is a GeneralizedTime: it is before 2050 and no UTCTime",
    );
    says(
        dates(NOT_BEFORE, b"\x17\x062\x1b[1mZ"),
        "tbsCertificate.validity.notAfter: `2\\x1b[1mZ` is no YYMMDDHHMMSSZ: it is not digits and a Z",
    );
}

#[test]
fn strings() {
    let subject = |string: u8, text: &[u8]| Parts { subject: name(string, text), ..sound() };
    let says = |string, text: &[u8], what: &str| {
        says(subject(string, text), &format!("tbsCertificate.subject.commonName: {what}"));
    };
    says(0x13, b"a@b", "a PrintableString has `@` at place 1, which the type does not have");
    says(0x16, b"\xfc", "an IA5String has the octet fc at place 0, which the type does not have");
    says(0x0c, b"a\xff", "a UTF8String is no UTF-8 from place 1 on");
    says(0x0c, b"a.example\0.b", "a UTF8String has a NUL, at which some readers stop");
    says(0x0c, b"\x1b[31m", "a UTF8String has the control character U+001B");
    says(0x1e, b"\0a\0", "a BMPString has 3 octets, no whole number of characters");
    says(0x02, b"a", "its value is INTEGER, not a character string");
}

#[test]
fn extensions() {
    let says = |extensions: &[Vec<u8>], what: &str| {
        says(Parts::with_extensions(extensions), &format!("tbsCertificate.extensions{what}"));
    };
    let one = san(&[b"\x82\x01a"]);
    says(&[], ": it is empty, and must have one element or more");
    says(&[san(&[])], ".subjectAltName: it is empty, and must have one element or more");
    says(&[one.clone(), one], ".subjectAltName: the extension 2.5.29.17 is there twice");
    says(
        &[san(&[b"\x82\x01a", b"\x82\x03b\0c"])],
        ".subjectAltName[1]: an IA5String has a NUL, at which some readers stop",
    );
    says(&[san(&[&[0x87, 2, 1, 1]])], ".subjectAltName[0]: an iPAddress has 2 octets, not 4 or 16");
    says(
        &[extension(19, &[0x30, 3, 1, 1, 0])],
        ".basicConstraints: cA is written as FALSE, which is the default and to be left out",
    );
    says(
        &[extension(19, &[0x30, 3, 1, 1, 1])],
        ".basicConstraints: a BOOLEAN is 01, neither 00 nor ff",
    );
    says(
        &[extension(15, &[3, 2, 0, 0xa0])],
        ".keyUsage: its flags have zeros at their end, which DER leaves out",
    );
    says(
        &[extension(15, &[3, 2, 5, 0xb0])],
        ".keyUsage: a BIT STRING has 5 unused bits that are not zero",
    );
    says(&[extension(14, &[4, 1, 7, 9, 9])], ".subjectKeyIdentifier: 2 octets follow its end");
    says(
        &[extension(37, &[4, 0])],
        ".extKeyUsage: its value should be SEQUENCE, and is OCTET STRING",
    );
    let critical = around(0x30, &[&[6, 3, 0x55, 0x1d, 14], &[1, 1, 0], &[4, 3, 4, 1, 7]]);
    says(
        &[critical],
        ".subjectKeyIdentifier: critical is written as FALSE, which is the default and to be left out",
    );
}

#[test]
fn algorithms_and_unique_identifiers() {
    let sha384 = around(0x30, &[b"\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x03"]);
    says(
        Parts { algorithm: sha384, ..sound() },
        "signatureAlgorithm: the signature algorithm is 1.2.840.10045.4.3.2 inside and 1.2.840.10045.4.3.3 beside the signature",
    );
    says(
        Parts { rest: tlv(0x81, &[0, 7]), ..sound() },
        "tbsCertificate.issuerUniqueID: it has a unique identifier, which RFC 5280 forbids",
    );
}

#[test]
fn a_field_that_is_missing_does_not_take_the_others_along() {
    let der = Parts { issuer: Vec::new(), ..sound() }.to_der();
    let outline = certificate_outline(&der);
    assert_eq!(outline.shape, Shape::Certificate);
    assert_eq!(outline.issuer_text(), None);
    assert_eq!(outline.subject_text().as_deref(), Some("CN=example.org"));
    assert_eq!(outline.key_oid().as_deref(), Some("1.2.840.10045.2.1"));
    let first = outline.breaks_at().unwrap().why.clone();
    assert!(first.starts_with("issuer should be a SEQUENCE of SETs, and is"), "{first}");
}

#[test]
fn a_certificate_that_is_cut_off_shows_what_is_there() {
    let der = sound().to_der();
    let cut = &der[..95];
    let (outline, defects) = examine(cut);
    assert_eq!(shape(cut), Shape::Certificate);
    assert_eq!(outline.serial_hex().as_deref(), Some("07"));
    assert_eq!(outline.issuer_text().as_deref(), Some("CN=Test CA"));
    assert_eq!(outline.not_after.unwrap().content, b"261128120000Z");
    assert_eq!(outline.subject_text().as_deref(), Some("CN=exam"));
    let broken = outline.breaks_at().unwrap();
    assert_eq!((broken.offset, broken.why.as_str()), (95, "the data end within subject"));
    let there = format!("its length is {} octets, and 92 are there", der.len() - 3);
    assert_eq!(defects[0].to_string(), format!("at octet 0: {there}"));
}

#[test]
fn requests_and_revocation_lists_are_read_too() {
    let parts = sound();
    let info = around(0x30, &[&[2, 1, 1], &parts.subject, &parts.key, &[0xa0, 0]]);
    let request = around(0x30, &[&info, &parts.algorithm, &parts.bits]);
    assert_eq!(shape(&request), Shape::Request);
    assert_eq!(said(&request), "certificationRequestInfo.version: the version is 1, not 0");
    let entry = around(0x30, &[&[2, 1, 9], b"\x18\x0f20260101000000Z"]);
    let list = |revoked: &[u8]| {
        let [algorithm, issuer] = [&parts.algorithm[..], &parts.issuer];
        let tbs = around(0x30, &[&[2, 1, 1], algorithm, issuer, NOT_BEFORE, NOT_AFTER, revoked]);
        around(0x30, &[&tbs, algorithm, &parts.bits])
    };
    assert_eq!(shape(&list(&[])), Shape::RevocationList);
    assert_eq!(said(&list(&[])), "");
    let why = "it is empty, and must have one element or more";
    assert_eq!(said(&list(&[0x30, 0])), format!("tbsCertList.revokedCertificates: {why}"));
    let why = "`20260101000000Z` is a GeneralizedTime: it is before 2050 and no UTCTime";
    assert_eq!(said(&list(&tlv(0x30, &entry))), format!("tbsCertList.revokedCertificates: {why}"));
}

#[test]
fn a_request_shows_the_extensions_that_it_asks_for() {
    let parts = sound();
    let asked = tlv(0x31, &tlv(0x30, &san(&[b"\x82\x03a\0b"])));
    let attribute = around(0x30, &[b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x0e", &asked]);
    let info = around(0x30, &[&[2, 1, 0], &parts.subject, &parts.key, &tlv(0xa0, &attribute)]);
    let request = around(0x30, &[&info, &parts.algorithm, &parts.bits]);
    let (outline, defects) = examine(&request);
    assert_eq!(outline.extensions[0].oid, "2.5.29.17");
    assert_eq!(defects[0].path, "certificationRequestInfo.extensions.subjectAltName[0]");
}

#[test]
fn keys_and_containers_are_told_by_their_first_layers() {
    let parts = sound();
    let told = |parts: &[&[u8]]| shape(&around(0x30, parts));
    let (algorithm, octets) = (&parts.algorithm[..], &[4, 1, 7][..]);
    assert_eq!(told(&[&[2, 1, 0], algorithm, octets]), Shape::PrivateKey);
    assert_eq!(told(&[&[2, 1, 1], octets]), Shape::PrivateKey);
    assert_eq!(told(&[algorithm, octets]), Shape::EncryptedPrivateKey);
    assert_eq!(told(&[algorithm, &parts.bits]), Shape::PublicKey);
    assert_eq!(told(&[b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02", &[0xa0, 0]]), Shape::Pkcs7);
    assert_eq!(told(&[&[2, 1, 3], &parts.algorithm]), Shape::Pkcs12);
    assert_eq!(told(&[&[10, 1, 0], &[0xa0, 0]]), Shape::OcspResponse);
    assert_eq!(told(&[&[10, 1, 6]]), Shape::OcspResponse);
    assert_eq!(told(&[&[5, 0]]), Shape::UnknownAsn1);
    assert_eq!(shape(b"0123"), Shape::NotDer);
    assert_eq!(shape(b""), Shape::NotDer);
}
