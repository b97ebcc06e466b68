//! General names as path validation compares them (RFC 5280 §4.2.1.6).

use std::fmt;

use x509_parser::extensions::GeneralName as Parsed;

use super::der::Reader;
use super::folded::FoldedName;
use super::oid::in_dots;
use super::san::{DNS_SRV, XMPP_ADDR};
use super::tlv;

/// One general name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GeneralName {
    /// dNSName, as written.
    Dns(String),
    /// iPAddress: 4 or 16 octets in a name, 8 or 32 in a constraint, perhaps others in error.
    Ip(Vec<u8>),
    /// rfc822Name, as written.
    Email(String),
    /// uniformResourceIdentifier, as written.
    Uri(String),
    /// directoryName.
    Directory(FoldedName),
    /// SRVName (RFC 4985), as written.
    Srv(String),
    /// XmppAddr (RFC 6120 §13.7.1.4), as written.
    Xmpp(String),
    /// Another otherName, by its type-id in dots.
    Other(String),
    /// A form that nobody uses: x400Address, ediPartyName or registeredID.
    Rare(&'static str),
    /// Octets that are not of their form.
    Malformed(Form),
}

/// The forms of names, among which subtrees restrict only their own (RFC 5280 §4.2.1.10).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// dNSName.
    Dns,
    /// iPAddress.
    Ip,
    /// rfc822Name.
    Email,
    /// uniformResourceIdentifier.
    Uri,
    /// directoryName.
    Directory,
    /// SRVName.
    Srv,
    /// XmppAddr.
    Xmpp,
    /// Another otherName, by its type-id in dots.
    Other(String),
    /// x400Address, ediPartyName, registeredID or an unknown tag.
    Rare(&'static str),
}

impl GeneralName {
    pub(super) fn read(parsed: &Parsed<'_>) -> GeneralName {
        match parsed {
            Parsed::DNSName(text) => GeneralName::Dns((*text).to_owned()),
            Parsed::IPAddress(octets) => GeneralName::Ip(octets.to_vec()),
            Parsed::RFC822Name(text) => GeneralName::Email((*text).to_owned()),
            Parsed::URI(text) => GeneralName::Uri((*text).to_owned()),
            Parsed::DirectoryName(name) => directory(name.as_raw()),
            Parsed::OtherName(oid, value) => other_name(&in_dots(oid), value),
            Parsed::X400Address(_) => GeneralName::Rare("x400Address"),
            Parsed::EDIPartyName(_) => GeneralName::Rare("ediPartyName"),
            Parsed::RegisteredID(_) => GeneralName::Rare("registeredID"),
            Parsed::Invalid(tag, _) => GeneralName::Malformed(form_of_tag(tag.0)),
        }
    }

    /// Which form it is, or tries to be.
    pub fn form(&self) -> Form {
        match self {
            GeneralName::Dns(_) => Form::Dns,
            GeneralName::Ip(_) => Form::Ip,
            GeneralName::Email(_) => Form::Email,
            GeneralName::Uri(_) => Form::Uri,
            GeneralName::Directory(_) => Form::Directory,
            GeneralName::Srv(_) => Form::Srv,
            GeneralName::Xmpp(_) => Form::Xmpp,
            GeneralName::Other(oid) => Form::Other(oid.clone()),
            GeneralName::Rare(kind) => Form::Rare(kind),
            GeneralName::Malformed(form) => form.clone(),
        }
    }
}

/// With its form: `DNS example.org`.
impl fmt::Display for GeneralName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GeneralName::Dns(text)
            | GeneralName::Email(text)
            | GeneralName::Uri(text)
            | GeneralName::Srv(text)
            | GeneralName::Xmpp(text) => write!(f, "{} {text}", self.form()),
            GeneralName::Ip(octets) => write!(f, "IP {}", address(octets)),
            GeneralName::Directory(name) => write!(f, "directory name {name}"),
            GeneralName::Other(_) | GeneralName::Rare(_) => self.form().fmt(f),
            GeneralName::Malformed(form) => write!(f, "a malformed {form}"),
        }
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Form::Dns => "DNS",
            Form::Ip => "IP",
            Form::Email => "email",
            Form::Uri => "URI",
            Form::Directory => "directory name",
            Form::Srv => "SRVName",
            Form::Xmpp => "XmppAddr",
            Form::Other(oid) => return write!(f, "otherName {oid}"),
            Form::Rare(kind) => kind,
        })
    }
}

/// An address, or an address and its mask; in hexadecimal where it is neither.
fn address(octets: &[u8]) -> String {
    let one = |octets: &[u8]| match (<[u8; 4]>::try_from(octets), <[u8; 16]>::try_from(octets)) {
        (Ok(v4), _) => Some(std::net::Ipv4Addr::from(v4).to_string()),
        (_, Ok(v6)) => Some(std::net::Ipv6Addr::from(v6).to_string()),
        _ => None,
    };
    let (first, second) = octets.split_at(octets.len() / 2);
    if let Some(address) = one(octets).filter(|_| octets.len() != 8) {
        return address;
    }
    match (octets.len(), one(first), one(second)) {
        (8 | 32, Some(address), Some(mask)) => format!("{address}/{mask}"),
        _ => octets.iter().map(|octet| format!("{octet:02x}")).collect(),
    }
}

/// What x509-parser kept of the name: less than its length says where an attribute cannot be read,
/// and then it is another name.
fn directory(raw: &[u8]) -> GeneralName {
    match Reader::new(raw).next().filter(|name| !name.is_incomplete()) {
        Some(name) => GeneralName::Directory(FoldedName::read(&name)),
        None => GeneralName::Malformed(Form::Directory),
    }
}

/// `value` still has its `[0] EXPLICIT`.
fn other_name(oid: &str, value: &[u8]) -> GeneralName {
    let (form, tag) = match oid {
        XMPP_ADDR => (Form::Xmpp, 0x0c),
        DNS_SRV => (Form::Srv, 0x16),
        _ => return GeneralName::Other(oid.to_owned()),
    };
    let content = tlv::only(value, 0xa0).and_then(|inner| tlv::only(inner, tag));
    match content.and_then(|octets| std::str::from_utf8(octets).ok()) {
        Some(text) if form == Form::Xmpp => GeneralName::Xmpp(text.to_owned()),
        Some(text) if text.is_ascii() => GeneralName::Srv(text.to_owned()),
        _ => GeneralName::Malformed(form),
    }
}

fn form_of_tag(tag: u32) -> Form {
    match tag {
        1 => Form::Email,
        2 => Form::Dns,
        4 => Form::Directory,
        6 => Form::Uri,
        7 => Form::Ip,
        0 => Form::Other("of an unreadable type".to_owned()),
        _ => Form::Rare("name of an unknown form"),
    }
}
