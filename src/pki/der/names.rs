//! Distinguished names as text (RFC 5280 §4.1.2.4).

use super::tlv::Tlv;
use super::{strings, tag};
use crate::pki::hex::hex;
use crate::pki::oid;

/// The attributes in their order, `, ` between them and ` + ` within an element of several; commas,
/// plus signs and backslashes of values behind a backslash. Not escaped for a terminal.
pub(super) fn text(name: &Tlv<'_>) -> String {
    let mut text = String::new();
    for element in name.children() {
        for (index, attribute) in element.children().enumerate() {
            if !text.is_empty() {
                text.push_str(if index == 0 { ", " } else { " + " });
            }
            write_attribute(&attribute, &mut text);
        }
    }
    text
}

fn write_attribute(attribute: &Tlv<'_>, text: &mut String) {
    let mut parts = attribute.children();
    let kind = parts.next().map(|kind| label(kind.content)).unwrap_or_default();
    text.push_str(&kind);
    text.push('=');
    let Some(value) = parts.next() else { return };
    match value.tag.universal().filter(|universal| strings::is_string(*universal)) {
        Some(universal) => escape(&strings::text(universal, value.content), text),
        None => text.extend(["#", &hex(value.der)]),
    }
}

/// The short form of an attribute type's name, or the type in decimal.
pub(super) fn label(kind: &[u8]) -> String {
    let short =
        |known: &oid::Known| known.label.split(" (").next().unwrap_or(known.name).to_owned();
    oid::known_der(kind).map_or_else(|| oid::text(kind), short)
}

fn escape(value: &str, text: &mut String) {
    for c in value.chars() {
        if matches!(c, ',' | '+' | '\\') {
            text.push('\\');
        }
        text.push(c);
    }
}

/// The attribute of a name in whose octets a place lies, by the name of its type.
pub(super) fn attribute_at(name: &Tlv<'_>, offset: usize) -> Option<String> {
    let within = |tlv: &Tlv<'_>| (tlv.offset..tlv.end()).contains(&offset);
    let attribute = name.children().find(within)?.children().find(within)?;
    let kind = attribute.children().next().filter(|kind| kind.tag.universal() == Some(tag::OID))?;
    Some(
        oid::known_der(kind.content).map_or_else(|| oid::text(kind.content), |k| k.name.to_owned()),
    )
}
