//! The field in which a place lies, as RFC 5280 calls it.

use super::extensions::{ISSUER_ALT_NAME, SUBJECT_ALT_NAME};
use super::names;
use super::outline::{Extension, Outline};
use super::shape::Shape;
use super::tlv::{Reader, Tlv};
use crate::pki::oid;

/// The innermost field with that place in it, such as `tbsCertificate.validity.notAfter`; empty
/// where there is none.
pub(super) fn path(outline: &Outline<'_>, offset: usize) -> String {
    let signed = match outline.shape {
        Shape::Request => "certificationRequestInfo",
        Shape::RevocationList => "tbsCertList",
        _ => "tbsCertificate",
    };
    if let Some(inner) = in_signed(outline, offset) {
        return format!("{signed}{inner}");
    }
    let outer = [
        (outline.signed, signed),
        (outline.algorithm, "signatureAlgorithm"),
        (outline.signature, "signature"),
    ];
    let name = outer.into_iter().find(|(field, _)| contains(field, offset)).map(|(_, name)| name);
    name.unwrap_or_default().to_owned()
}

fn contains(field: &Option<Tlv<'_>>, offset: usize) -> bool {
    field.is_some_and(|tlv| (tlv.offset..tlv.end()).contains(&offset))
}

/// The inner fields before those that they are in.
fn in_signed(outline: &Outline<'_>, offset: usize) -> Option<String> {
    let within = |(field, _): &(Option<Tlv<'_>>, &str)| contains(field, offset);
    if let Some((_, name)) = plain(outline).into_iter().find(within) {
        return Some(name.to_owned());
    }
    let names = [(outline.issuer, ".issuer"), (outline.subject, ".subject")];
    if let Some((Some(field), name)) = names.into_iter().find(within) {
        let attribute = names::attribute_at(&field, offset);
        return Some(format!("{name}{}", attribute.map(|a| format!(".{a}")).unwrap_or_default()));
    }
    let mut extensions = outline.extensions.iter();
    if let Some(extension) = extensions.find(|one| contains(&Some(one.whole), offset)) {
        return Some(format!(".extensions.{}", in_extension(extension, offset)));
    }
    let lists = [(outline.extension_list, ".extensions"), (outline.attributes, ".attributes")];
    lists.into_iter().find(within).map(|(_, name)| name.to_owned())
}

/// The fields that need no more than their names, which differ between the kinds.
fn plain<'a>(outline: &Outline<'a>) -> [(Option<Tlv<'a>>, &'static str); 10] {
    let (key, not_before, not_after) = match outline.shape {
        Shape::Request => (".subjectPKInfo", "", ""),
        Shape::RevocationList => ("", ".thisUpdate", ".nextUpdate"),
        _ => (".subjectPublicKeyInfo", ".validity.notBefore", ".validity.notAfter"),
    };
    let [issuer_id, subject_id] = outline.unique_ids;
    [
        (outline.version, ".version"),
        (outline.serial, ".serialNumber"),
        (outline.inner_algorithm, ".signature"),
        (outline.not_before, not_before),
        (outline.not_after, not_after),
        (outline.validity, ".validity"),
        (outline.key, key),
        (issuer_id, ".issuerUniqueID"),
        (subject_id, ".subjectUniqueID"),
        (outline.revoked, ".revokedCertificates"),
    ]
}

/// The extension's name and, of names of the subject or issuer, the index from 0.
fn in_extension(extension: &Extension<'_>, offset: usize) -> String {
    let name = oid::known(&extension.oid).map_or(extension.oid.as_str(), |known| known.name);
    if ![SUBJECT_ALT_NAME, ISSUER_ALT_NAME].contains(&extension.oid.as_str()) {
        return name.to_owned();
    }
    let names =
        extension.value.and_then(|outer| Reader::at(outer.content_offset(), outer.content).next());
    let place = names.and_then(|names| {
        names.children().position(|name| (name.offset..name.end()).contains(&offset))
    });
    place.map_or_else(|| name.to_owned(), |index| format!("{name}[{index}]"))
}
