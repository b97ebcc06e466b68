//! The subjectAltName extension as we write it (RFC 5280 §4.2.1.6, RFC 4985 §2, RFC 6120 §13.7.1.4).
//!
//! The octets are ours because rcgen's otherName knows UTF8String only, and an SRVName is an
//! IA5String: written as UTF8String it makes OpenSSL print the whole extension as raw octets.

use std::fmt;
use std::net::IpAddr;

use super::tlv;
use crate::name::{DnsName, Jid, SrvName};

/// `id-on-xmppAddr`, the otherName that holds a JID (RFC 6120 §13.7.1.4).
pub const XMPP_ADDR: &str = "1.3.6.1.5.5.7.8.5";
/// `id-on-dnsSRV`, the otherName that holds an SRVName (RFC 4985 §2).
pub const DNS_SRV: &str = "1.3.6.1.5.5.7.8.7";
/// The arcs of `subjectAltName` itself, 2.5.29.17.
pub(super) const SUBJECT_ALT_NAME: [u64; 4] = [2, 5, 29, 17];

/// One name to be written into a subjectAltName.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum AltName {
    /// A DNS-ID: dNSName `[2]`, A-labels, perhaps a wildcard.
    Dns(DnsName),
    /// An IP-ID: iPAddress `[7]`, 4 or 16 octets.
    Ip(IpAddr),
    /// An SRV-ID: otherName `id-on-dnsSRV`, IA5String, A-labels.
    Srv(SrvName),
    /// An XmppAddr: otherName `id-on-xmppAddr`, UTF8String, U-labels.
    Xmpp(Jid),
}

impl AltName {
    /// The kind as `--san` spells it: `dns`, `ip`, `srv` or `xmpp`.
    pub fn kind(&self) -> &'static str {
        match self {
            AltName::Dns(_) => "dns",
            AltName::Ip(_) => "ip",
            AltName::Srv(_) => "srv",
            AltName::Xmpp(_) => "xmpp",
        }
    }

    /// The GeneralName in DER.
    pub fn to_der(&self) -> Vec<u8> {
        match self {
            AltName::Dns(name) => tlv::encode(0x82, &[name.as_ascii().as_bytes()]),
            AltName::Ip(IpAddr::V4(ip)) => tlv::encode(0x87, &[&ip.octets()]),
            AltName::Ip(IpAddr::V6(ip)) => tlv::encode(0x87, &[&ip.octets()]),
            // RFC 4985 §2: SRVName ::= IA5String
            AltName::Srv(name) => other_name(7, 0x16, name.as_ascii().as_bytes()),
            // RFC 6120 §13.7.1.4: XmppAddr ::= UTF8String
            AltName::Xmpp(jid) => other_name(5, 0x0c, jid.to_string().as_bytes()),
        }
    }
}

/// Shows the value as it stands in the extension: A-labels in dNSName and SRVName, U-labels in
/// XmppAddr.
impl fmt::Display for AltName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AltName::Dns(name) => f.write_str(&name.as_ascii()),
            AltName::Ip(ip) => ip.fmt(f),
            AltName::Srv(name) => f.write_str(&name.as_ascii()),
            AltName::Xmpp(jid) => jid.fmt(f),
        }
    }
}

/// The extension's value: `GeneralNames ::= SEQUENCE SIZE (1..MAX) OF GeneralName`.
///
/// `None` for no names: an empty subjectAltName is not a legal one.
pub fn general_names(names: &[AltName]) -> Option<Vec<u8>> {
    if names.is_empty() {
        return None;
    }
    let content: Vec<u8> = names.iter().flat_map(AltName::to_der).collect();
    Some(tlv::sequence(&[&content]))
}

/// `OtherName ::= SEQUENCE { type-id OID, value [0] EXPLICIT ANY }` under the PKIX arc
/// 1.3.6.1.5.5.7.8, with the string type that the name's own standard asks for.
fn other_name(last_arc: u8, string_tag: u8, value: &[u8]) -> Vec<u8> {
    let mut content = vec![0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x08, last_arc];
    content.extend(tlv::encode(0xa0, &[&tlv::encode(string_tag, &[value])]));
    tlv::encode(0xa0, &[&content])
}
