//! A distinguished name as read (RFC 5280 §4.1.2.4), shown in the order of its encoding.

use x509_parser::x509::{AttributeTypeAndValue, X509Name};

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
    pub(crate) fn read(name: &X509Name<'_>) -> Name {
        let mut read = Name { raw: name.as_raw().to_vec(), ..Name::default() };
        for rdn in name.iter() {
            for (index, attribute) in rdn.iter().enumerate() {
                let separator = match (read.text.is_empty(), index) {
                    (true, _) => "",
                    (false, 0) => ", ",
                    // RFC 4514 §2.2: attributes of one relative name stand together
                    (false, _) => "+",
                };
                read.push(separator, attribute);
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

    fn push(&mut self, separator: &str, attribute: &AttributeTypeAndValue<'_>) {
        let oid = oid::text(attribute.attr_type());
        let value = text(attribute);
        self.text.push_str(separator);
        self.text.push_str(short_name(&oid).unwrap_or(&oid));
        self.text.push('=');
        for c in value.chars() {
            if matches!(c, ',' | '+' | '\\') {
                self.text.push('\\');
            }
            self.text.push(c);
        }
        match oid.as_str() {
            "2.5.4.3" => self.common_name = Some(value),
            "2.5.4.10" => self.organization = self.organization.take().or(Some(value)),
            _ => {}
        }
    }
}

/// Any string type as text: UTF-8 where it is, two-octet characters for BMPString, else Latin-1, which
/// is what T61String holds in practice.
fn text(attribute: &AttributeTypeAndValue<'_>) -> String {
    const BMP_STRING: u32 = 30;
    let octets = attribute.as_slice();
    if attribute.attr_value().tag().0 == BMP_STRING {
        let units = octets.chunks(2).map(|pair| match pair {
            [high, low] => u16::from_be_bytes([*high, *low]),
            _ => 0xfffd,
        });
        return String::from_utf16_lossy(&units.collect::<Vec<_>>());
    }
    match std::str::from_utf8(octets) {
        Ok(text) => text.to_owned(),
        Err(_) => octets.iter().map(|octet| char::from(*octet)).collect(),
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
