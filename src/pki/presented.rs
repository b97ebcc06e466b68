//! The names that a certificate or a request presents, read one by one.
//!
//! A malformed entry is kept beside the good ones and never hides them.

use std::net::IpAddr;

use x509_parser::extensions::{GeneralName, SubjectAlternativeName};

use super::der::{Reader, Tlv};
use super::distinguished::Name;
use super::oid::in_dots;
use super::san::{DNS_SRV, XMPP_ADDR};
use crate::name::Identity;

/// One entry of a subjectAltName, as found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Presented {
    /// dNSName, as written (perhaps not a legal DNS name).
    Dns(String),
    /// SRVName (RFC 4985), as written.
    Srv(String),
    /// XmppAddr (RFC 6120 §13.7.1.4), as written.
    Xmpp(String),
    /// iPAddress of 4 or 16 octets.
    Ip(IpAddr),
    /// rfc822Name.
    Email(String),
    /// uniformResourceIdentifier.
    Uri(String),
    /// An otherName that XMPP does not know.
    Other {
        /// Its type-id, in dots.
        oid: String,
        /// Its value in DER, still in its `[0]`.
        der: Vec<u8>,
    },
    /// A kind of name that is no otherName and not listed here, with its content as text.
    Rest(&'static str, String),
    /// An entry whose encoding its standard does not allow.
    Malformed {
        /// What it tries to be.
        kind: &'static str,
        /// What could be read of it.
        text: String,
        /// Its octets.
        der: Vec<u8>,
        /// What is wrong with it.
        why: String,
    },
}

impl Presented {
    /// The kind in the words of the JSON facts.
    pub fn kind(&self) -> &'static str {
        match self {
            Presented::Dns(_) => "dns",
            Presented::Srv(_) => "srv",
            Presented::Xmpp(_) => "xmpp",
            Presented::Ip(_) => "ip",
            Presented::Email(_) => "email",
            Presented::Uri(_) => "uri",
            Presented::Other { .. } | Presented::Rest(..) => "other",
            Presented::Malformed { kind, .. } => kind,
        }
    }

    /// The value as text.
    pub fn text(&self) -> String {
        match self {
            Presented::Dns(text)
            | Presented::Srv(text)
            | Presented::Xmpp(text)
            | Presented::Email(text)
            | Presented::Uri(text)
            | Presented::Malformed { text, .. } => text.clone(),
            Presented::Other { oid, .. } => oid.clone(),
            Presented::Rest(kind, text) => format!("{kind} {text}").trim_end().to_owned(),
            Presented::Ip(ip) => ip.to_string(),
        }
    }
}

/// As the name that it stands for; what XMPP does not know keeps its object identifier.
impl From<&Presented> for Identity {
    fn from(presented: &Presented) -> Identity {
        match presented {
            Presented::Dns(text) => Identity::Dns(text.clone()),
            Presented::Srv(text) => Identity::Srv(text.clone()),
            Presented::Xmpp(text) => Identity::Xmpp(text.clone()),
            Presented::Ip(address) => Identity::Ip(*address),
            Presented::Email(text) => Identity::Email(text.clone()),
            Presented::Uri(text) => Identity::Uri(text.clone()),
            Presented::Other { oid, .. } => {
                Identity::Other { kind: oid.clone(), text: String::new() }
            }
            Presented::Rest(kind, text) => {
                Identity::Other { kind: (*kind).to_owned(), text: text.clone() }
            }
            Presented::Malformed { kind, text, why, .. } => {
                Identity::Malformed { kind, text: text.clone(), why: why.clone() }
            }
        }
    }
}

/// Every entry of the extension, in its order; `value` is what x509-parser has read it from.
pub(super) fn presented(san: &SubjectAlternativeName<'_>, value: &[u8]) -> Vec<Presented> {
    let mut encoded = Reader::new(value).next().into_iter().flat_map(|all| all.children());
    san.general_names.iter().map(|name| entry(name, encoded.next())).collect()
}

fn entry(name: &GeneralName<'_>, encoded: Option<Tlv<'_>>) -> Presented {
    match name {
        GeneralName::DNSName(text) => Presented::Dns((*text).to_owned()),
        GeneralName::RFC822Name(text) => Presented::Email((*text).to_owned()),
        GeneralName::URI(text) => Presented::Uri((*text).to_owned()),
        GeneralName::IPAddress(octets) => ip(octets),
        GeneralName::OtherName(oid, value) => other_name(&in_dots(oid), value),
        // of what x509-parser has read attributes may be missing
        GeneralName::DirectoryName(_) => {
            let name = encoded.and_then(|choice| choice.children().next());
            let text = name.map(|name| Name::read(&name).text);
            Presented::Rest("directoryName", text.unwrap_or_default())
        }
        GeneralName::RegisteredID(oid) => Presented::Rest("registeredID", in_dots(oid)),
        GeneralName::X400Address(_) => Presented::Rest("x400Address", String::new()),
        GeneralName::EDIPartyName(_) => Presented::Rest("ediPartyName", String::new()),
        GeneralName::Invalid(tag, octets) => Presented::Malformed {
            kind: general_name_kind(tag.0),
            text: String::from_utf8_lossy(octets).into_owned(),
            der: octets.to_vec(),
            why: "its octets are not of its type".to_owned(),
        },
    }
}

fn ip(octets: &[u8]) -> Presented {
    if let Ok(v4) = <[u8; 4]>::try_from(octets) {
        return Presented::Ip(v4.into());
    }
    match <[u8; 16]>::try_from(octets) {
        Ok(v6) => Presented::Ip(v6.into()),
        Err(_) => Presented::Malformed {
            kind: "ip",
            text: format!("{} octets", octets.len()),
            der: octets.to_vec(),
            why: format!("an iPAddress has 4 or 16 octets, not {}", octets.len()),
        },
    }
}

/// Reads `[0] EXPLICIT` string values; `value` still has its `[0]` wrapper.
fn other_name(oid: &str, value: &[u8]) -> Presented {
    let (kind, wanted, wanted_name) = match oid {
        XMPP_ADDR => ("xmpp", 0x0c, "a UTF8String"),
        DNS_SRV => ("srv", 0x16, "an IA5String"),
        _ => return Presented::Other { oid: oid.to_owned(), der: value.to_vec() },
    };
    let inner =
        unwrap_tlv(value).filter(|(tag, _)| *tag == 0xa0).and_then(|(_, inner)| unwrap_tlv(inner));
    let Some((tag, octets)) = inner else {
        let text = String::from_utf8_lossy(value).into_owned();
        let why = "its value is not wrapped in [0] EXPLICIT".to_owned();
        return Presented::Malformed { kind, text, der: value.to_vec(), why };
    };
    let text = String::from_utf8_lossy(octets).into_owned();
    if tag != wanted {
        let why = format!("it is {}, not {wanted_name}", string_type(tag));
        return Presented::Malformed { kind, text, der: value.to_vec(), why };
    }
    match (kind, std::str::from_utf8(octets)) {
        ("xmpp", Ok(text)) => Presented::Xmpp(text.to_owned()),
        ("srv", Ok(text)) if text.is_ascii() => Presented::Srv(text.to_owned()),
        _ => {
            let why = format!("its octets are not those of {wanted_name}");
            Presented::Malformed { kind, text, der: value.to_vec(), why }
        }
    }
}

/// Tag and content of the DER value that fills all of `der`.
fn unwrap_tlv(der: &[u8]) -> Option<(u8, &[u8])> {
    let (tag, rest) = der.split_first()?;
    let (first, rest) = rest.split_first()?;
    let (length, content) = match *first {
        short @ 0..=0x7f => (usize::from(short), rest),
        long @ 0x81..=0x84 => {
            let (octets, content) = rest.split_at_checked(usize::from(long & 0x7f))?;
            (octets.iter().fold(0usize, |sum, o| sum << 8 | usize::from(*o)), content)
        }
        _ => return None,
    };
    (content.len() == length).then_some((*tag, content))
}

fn string_type(tag: u8) -> &'static str {
    match tag {
        0x04 => "an OCTET STRING",
        0x0c => "a UTF8String",
        0x13 => "a PrintableString",
        0x14 => "a T61String",
        0x16 => "an IA5String",
        0x1e => "a BMPString",
        _ => "a value of another type",
    }
}

fn general_name_kind(tag: u32) -> &'static str {
    match tag {
        1 => "email",
        2 => "dns",
        6 => "uri",
        7 => "ip",
        _ => "other",
    }
}
