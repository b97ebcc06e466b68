//! The names of the vectors and of certificates, as the matching takes them.

use serde_json::Value;
use std::net::IpAddr;
use x509_parser::extensions::{GeneralName, SubjectAlternativeName};
use x509_parser::prelude::FromDer;
use xmppcert::name::Identity;

const XMPP_ADDR: &str = "1.3.6.1.5.5.7.8.5";
const DNS_SRV: &str = "1.3.6.1.5.5.7.8.7";

/// From what the vector says of each name.
pub(crate) fn from_values(vector: &Value) -> Vec<Identity> {
    vector["presented"].as_array().unwrap().iter().map(name).collect()
}

/// From the subjectAltName that the vector gives in DER, with its commonNames between.
pub(crate) fn from_der(vector: &Value) -> Vec<Identity> {
    let der = vector["san_der"].as_str().map(unhex).unwrap_or_default();
    let mut encoded = if der.is_empty() { Vec::new() } else { san(&der) }.into_iter();
    let names = vector["presented"].as_array().unwrap().iter();
    let found: Vec<Identity> = names
        .map(|said| if said["type"] == "cn" { name(said) } else { encoded.next().unwrap() })
        .collect();
    assert_eq!(encoded.next(), None, "{}", vector["id"]);
    found
}

/// From the value of a subjectAltName.
pub(crate) fn san(der: &[u8]) -> Vec<Identity> {
    let (rest, san) = SubjectAlternativeName::from_der(der).unwrap();
    assert!(rest.is_empty());
    san.general_names.iter().map(general_name).collect()
}

pub(crate) fn general_name(name: &GeneralName<'_>) -> Identity {
    match name {
        GeneralName::DNSName(text) => Identity::Dns((*text).to_owned()),
        GeneralName::RFC822Name(text) => Identity::Email((*text).to_owned()),
        GeneralName::URI(text) => Identity::Uri((*text).to_owned()),
        GeneralName::IPAddress(octets) => match octets.len() {
            4 => Identity::Ip(<[u8; 4]>::try_from(*octets).unwrap().into()),
            16 => Identity::Ip(<[u8; 16]>::try_from(*octets).unwrap().into()),
            _ => malformed("ip", octets),
        },
        GeneralName::OtherName(oid, value) => other_name(&oid.to_id_string(), value),
        GeneralName::Invalid(_, octets) => malformed("dns", octets),
        other => Identity::Other { kind: "something else".into(), text: format!("{other:?}") },
    }
}

/// `value` is `[0] EXPLICIT`, all of it with short lengths.
fn other_name(oid: &str, value: &[u8]) -> Identity {
    let text = |octets: &[u8]| String::from_utf8(octets.to_vec()).ok();
    match (oid, value) {
        (XMPP_ADDR, [0xa0, _, 0x0c, _, octets @ ..]) => {
            text(octets).map_or_else(|| malformed("xmpp", octets), Identity::Xmpp)
        }
        (DNS_SRV, [0xa0, _, 0x16, _, octets @ ..]) => {
            text(octets).map_or_else(|| malformed("srv", octets), Identity::Srv)
        }
        (XMPP_ADDR, _) => malformed("xmpp", value),
        (DNS_SRV, _) => malformed("srv", value),
        _ => Identity::Other { kind: oid.to_owned(), text: String::new() },
    }
}

fn name(said: &Value) -> Identity {
    let kind = said["type"].as_str().unwrap();
    let octets = match said["value_hex"].as_str() {
        Some(hex) => unhex(hex),
        None => said["value"].as_str().unwrap().as_bytes().to_vec(),
    };
    if kind == "ip" {
        return Identity::Ip(address(said, &octets));
    }
    let Ok(text) = String::from_utf8(octets.clone()) else { return malformed(word(kind), &octets) };
    match kind {
        "srv" | "xmpp" if !said["asn1"].is_null() => malformed(word(kind), &octets),
        "cn" => Identity::CommonName(text),
        "dns" => Identity::Dns(text),
        "srv" => Identity::Srv(text),
        "xmpp" => Identity::Xmpp(text),
        "uri" => Identity::Uri(text),
        "email" => Identity::Email(text),
        "othername" => Identity::Other { kind: said["oid"].as_str().unwrap().into(), text },
        other => unreachable!("no kind of name: {other}"),
    }
}

fn address(said: &Value, octets: &[u8]) -> IpAddr {
    match said["value"].as_str() {
        Some(text) => text.parse().unwrap(),
        None => <[u8; 16]>::try_from(octets).unwrap().into(),
    }
}

fn word(kind: &str) -> &'static str {
    ["dns", "srv", "xmpp"].into_iter().find(|word| *word == kind).unwrap()
}

fn malformed(kind: &'static str, octets: &[u8]) -> Identity {
    let text = String::from_utf8_lossy(octets).into_owned();
    Identity::Malformed { kind, text, why: "its octets are not of its type".into() }
}

fn unhex(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}
