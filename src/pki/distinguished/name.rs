//! A distinguished name as read (RFC 5280 §4.1.2.4), shown in the order of its encoding.

use super::super::der::{Reader, Tlv};
use super::super::hex::hex;
use super::super::oid;

/// A subject or issuer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// All of it in one line: `C=DE, O=Example, CN=example.org`.
    pub text: String,
    /// The last commonName, which is the most specific one.
    pub common_name: Option<String>,
    /// The first organizationName.
    pub organization: Option<String>,
    /// The encoding, for comparison octet by octet.
    pub raw: Vec<u8>,
}

impl Name {
    /// The name that is the SEQUENCE of that index, from 0, among the fields of what is signed.
    ///
    /// x509-parser ends a name at the first attribute that it cannot read, and says nothing of it
    /// and the others.
    pub(in crate::pki) fn among(signed: &[u8], index: usize) -> Name {
        sequence(signed, index).map(|name| Name::read(&name)).unwrap_or_default()
    }

    /// Every attribute, whatever is wrong with it or with the others.
    pub(in crate::pki) fn read(name: &Tlv<'_>) -> Name {
        let mut read = Name { raw: name.der.to_vec(), ..Name::default() };
        for relative in name.children() {
            for (index, attribute) in relative.children().enumerate() {
                let separator = match (read.text.is_empty(), index) {
                    (true, _) => "",
                    (false, 0) => ", ",
                    // RFC 4514 §2.2: attributes of one relative name stand together
                    (false, _) => "+",
                };
                read.push(separator, &attribute);
            }
        }
        read
    }

    /// Whether there is no attribute at all.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What a person would call it: the commonName, else the organisation, else all of it.
    pub fn short(&self) -> &str {
        let named = self.common_name.as_deref().or(self.organization.as_deref());
        named.unwrap_or(&self.text)
    }

    fn push(&mut self, separator: &str, attribute: &Tlv<'_>) {
        let mut parts = attribute.children();
        let (Some(kind), Some(value)) = (parts.next(), parts.next()) else {
            // RFC 4514 §2.4: what has no text is a number sign and its octets
            self.text.extend([separator, "#", &hex(attribute.der)]);
            return;
        };
        let kind = oid::text(kind.content);
        let value = text(&value);
        self.text.extend([separator, short_name(&kind).unwrap_or(&kind), "="]);
        for c in value.chars() {
            if matches!(c, ',' | '+' | '\\') {
                self.text.push('\\');
            }
            self.text.push(c);
        }
        match kind.as_str() {
            "2.5.4.3" => self.common_name = Some(value),
            "2.5.4.10" => self.organization = self.organization.take().or(Some(value)),
            _ => {}
        }
    }
}

/// The SEQUENCE of that index, from 0, among the fields of a SEQUENCE.
pub(in crate::pki) fn sequence(fields: &[u8], index: usize) -> Option<Tlv<'_>> {
    let fields = Reader::new(fields).next()?.children();
    fields.filter(|field| field.tag.is_sequence()).nth(index)
}

/// Any string type as text: UTF-8 where it is, else Latin-1, which is what T61String holds in
/// practice. What is no string is a number sign and its octets (RFC 4514 §2.4).
fn text(value: &Tlv<'_>) -> String {
    if let Some(text) = value.wide_text() {
        return text;
    }
    if value.tag.constructed || !value.tag.is_text() {
        return format!("#{}", hex(value.der));
    }
    match std::str::from_utf8(value.content) {
        Ok(text) => text.to_owned(),
        Err(_) => value.content.iter().map(|octet| char::from(*octet)).collect(),
    }
}

fn short_name(oid: &str) -> Option<&'static str> {
    Some(match oid {
        "2.5.4.3" => "CN",
        "2.5.4.4" => "SN",
        "2.5.4.5" => "serialNumber",
        "2.5.4.6" => "C",
        "2.5.4.7" => "L",
        "2.5.4.8" => "ST",
        "2.5.4.9" => "street",
        "2.5.4.10" => "O",
        "2.5.4.11" => "OU",
        "2.5.4.12" => "title",
        "2.5.4.13" => "description",
        "2.5.4.15" => "businessCategory",
        "2.5.4.17" => "postalCode",
        "2.5.4.41" => "name",
        "2.5.4.42" => "GN",
        "2.5.4.43" => "initials",
        "2.5.4.46" => "dnQualifier",
        "2.5.4.65" => "pseudonym",
        "2.5.4.97" => "organizationIdentifier",
        "0.9.2342.19200300.100.1.1" => "UID",
        "0.9.2342.19200300.100.1.25" => "DC",
        "1.2.840.113549.1.9.1" => "emailAddress",
        "1.3.6.1.4.1.311.60.2.1.1" => "jurisdictionL",
        "1.3.6.1.4.1.311.60.2.1.2" => "jurisdictionST",
        "1.3.6.1.4.1.311.60.2.1.3" => "jurisdictionC",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
        [&[tag, content.len() as u8], content].concat()
    }

    fn attribute(oid: &[u8], value: &[u8]) -> Vec<u8> {
        tlv(0x31, &tlv(0x30, &[&tlv(6, oid), value].concat()))
    }

    fn read(relatives: &[Vec<u8>]) -> Name {
        let der = tlv(0x30, &relatives.concat());
        Name::among(&tlv(0x30, &[&[2, 1, 0], der.as_slice()].concat()), 0)
    }

    const CN: &[u8] = &[0x55, 4, 3];

    #[test]
    fn no_attribute_hides_the_others() {
        let last = attribute(CN, &tlv(0x0c, b"last"));
        for (broken, text) in [
            (tlv(0x31, &[]), "CN=last"),
            (tlv(0x31, &tlv(0x30, &[])), "#3000, CN=last"),
            (attribute(CN, &[]), "#30050603550403, CN=last"),
            (attribute(&[0x88, 0x37, 1], &tlv(0x13, b"a,b")), "2.999.1=a\\,b, CN=last"),
            (attribute(&[0x55, 4, 5], &tlv(0x13, b"\xd8")), "serialNumber=\u{d8}, CN=last"),
            (attribute(&[0x55, 4, 45], &tlv(0x03, &[0, 1])), "2.5.4.45=#03020001, CN=last"),
            (attribute(&[0x86], &tlv(0x0c, b"a")), "#86=a, CN=last"),
        ] {
            assert_eq!(read(&[broken, last.clone()]).text, text);
        }
    }

    #[test]
    fn characters_of_two_and_four_octets_are_read() {
        let wide = attribute(CN, &tlv(0x1c, b"\0\0\0m\0\0\0\xfc\0\x01\xf6\0"));
        assert_eq!(read(&[wide]).common_name.unwrap(), "mü😀");
        let half = attribute(CN, &tlv(0x1e, b"\0m\0\xfc\xd8\x3d\xde\0"));
        assert_eq!(read(&[half]).common_name.unwrap(), "mü😀");
    }
}
