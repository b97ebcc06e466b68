//! What the user asks for, before a CA's rules are laid on it.

use std::net::IpAddr;

use crate::name::{AccountJid, DnsName, Domain, Jid, Service, SrvName};
use crate::pki::distinguished::Subject;
use crate::pki::san::AltName;

use super::destinations::Destination;

/// A wished-for request.
#[derive(Clone, Debug)]
pub struct Wish {
    /// Whom the certificate shall name.
    pub names: Names,
    /// The kind of CA that the request goes to.
    pub destination: &'static Destination,
    /// The subject typed; `None` for the default, the first name as commonName.
    pub subject: Option<Subject>,
    /// XmppAddr for servers although the destination leaves it out.
    pub xmpp_addr: bool,
    /// SRVName although or as the destination has it; `false` leaves it out.
    pub srv_name: bool,
}

/// Whom the certificate shall name.
#[derive(Clone, Debug)]
pub enum Names {
    /// XMPP domains with their component hosts.
    Server {
        /// The domains of accounts, in the order typed.
        domains: Vec<Domain>,
        /// Hosts of components: reached by servers only, never by clients.
        components: Vec<Domain>,
        /// Whether each domain also gets `*.domain`.
        wildcard: bool,
        /// Addresses, last in the extension.
        ips: Vec<IpAddr>,
        /// Further names, after all others.
        extra: Vec<AltName>,
    },
    /// The accounts of one user, for SASL EXTERNAL (XEP-0178).
    Accounts(Vec<AccountJid>),
    /// Exactly these names: `--san` alone, or a renewal.
    Exactly(Vec<AltName>),
}

/// What every name list is made of, one vector a kind.
#[derive(Debug, Default)]
pub(super) struct ByKind {
    pub(super) dns: Vec<AltName>,
    pub(super) srv: Vec<AltName>,
    pub(super) xmpp: Vec<AltName>,
    pub(super) ip: Vec<AltName>,
    pub(super) extra: Vec<AltName>,
}

impl Names {
    /// All names that could be asked for, by kind, in the order of the extension: all dNSName in
    /// the order typed, then for each domain SRVName for clients and for servers, then XmppAddr,
    /// then addresses, then what was asked for freely.
    pub(super) fn by_kind(&self) -> ByKind {
        match self {
            Names::Server { domains, components, wildcard, ips, extra } => {
                let mut all = server(domains, components, *wildcard);
                all.ip = ips.iter().copied().map(AltName::Ip).collect();
                all.extra.clone_from(extra);
                all
            }
            Names::Accounts(accounts) => ByKind {
                xmpp: accounts.iter().map(|jid| AltName::Xmpp(jid.as_jid().clone())).collect(),
                ..ByKind::default()
            },
            Names::Exactly(names) => ByKind { extra: names.clone(), ..ByKind::default() },
        }
    }
}

/// RFC 6120 §13.7.1.2.1: DNS-ID and SRV-ID for each domain. A component host has no clients of its
/// own, so it gets no `_xmpp-client`.
fn server(domains: &[Domain], components: &[Domain], wildcard: bool) -> ByKind {
    let mut all = ByKind::default();
    for domain in domains {
        all.dns.push(AltName::Dns(DnsName::from(domain.clone())));
        if let Some(star) = DnsName::wildcard(domain).filter(|_| wildcard) {
            all.dns.push(AltName::Dns(star));
        }
        for service in [Service::Client, Service::Server] {
            all.srv.push(AltName::Srv(SrvName::new(service, domain.clone())));
        }
        all.xmpp.push(AltName::Xmpp(Jid::from(domain.clone())));
    }
    for host in components {
        all.dns.push(AltName::Dns(DnsName::from(host.clone())));
        all.srv.push(AltName::Srv(SrvName::new(Service::Server, host.clone())));
        all.xmpp.push(AltName::Xmpp(Jid::from(host.clone())));
    }
    all
}

/// The file name, without extension, for a request whose first name this is: a domain in A-labels,
/// a JID as it is, `_wildcard.example.org` for `*.example.org`.
///
/// Never longer than 200 octets, never with a separator, never hidden.
pub fn file_stem(first: &AltName) -> String {
    let text = match first {
        AltName::Dns(name) => name.as_ascii().replacen('*', "_wildcard", 1),
        AltName::Ip(ip) => ip.to_string(),
        AltName::Srv(name) => name.domain().as_ascii().to_owned(),
        AltName::Xmpp(jid) if jid.local().is_none() => jid.domain().as_ascii().to_owned(),
        AltName::Xmpp(jid) => jid.to_string(),
    };
    let mut stem: String = text
        .chars()
        .map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { '-' } else { c })
        .collect();
    if stem.starts_with(['.', '-', '~']) {
        stem.insert(0, '_');
    }
    // most file systems take 255 octets for a name, and an extension still follows
    let end = (0..=200.min(stem.len())).rev().find(|end| stem.is_char_boundary(*end));
    stem.truncate(end.unwrap_or(0));
    stem
}
