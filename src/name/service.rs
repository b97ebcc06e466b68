//! The names of services on a domain, as DNS and certificates write them (RFC 4985).

mod refusal;

pub use refusal::{SrvNameError, SrvNameFault};

use super::domain::Domain;
use super::typed::Typed;
use std::{fmt, str::FromStr};

/// The two services of XMPP (RFC 6120 §14.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Service {
    /// Clients connect to it.
    Client,
    /// Other servers connect to it.
    Server,
}

impl Service {
    /// Both, in the order in which certificates list them.
    pub const ALL: [Self; 2] = [Self::Client, Self::Server];

    /// The service label with its underscore.
    pub fn srv_prefix(self) -> &'static str {
        match self {
            Self::Client => "_xmpp-client",
            Self::Server => "_xmpp-server",
        }
    }

    /// The service of a name such as `xmpp-client` or `_xmpp-client`; direct TLS is certified as
    /// the plain service is, so `xmpps-client` is the same one (XEP-0368 §3).
    pub fn named(name: &str) -> Option<Self> {
        match name.strip_prefix('_').unwrap_or(name).to_ascii_lowercase().as_str() {
            "xmpp-client" | "xmpps-client" => Some(Self::Client),
            "xmpp-server" | "xmpps-server" => Some(Self::Server),
            _ => None,
        }
    }
}

impl fmt::Display for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.srv_prefix().trim_start_matches('_'))
    }
}

/// The value of an SRVName: a service label and a domain, without a protocol (RFC 4985 §2).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SrvName {
    domain: Domain,
    label: String,
}

impl SrvName {
    /// An XMPP service on a domain.
    pub fn new(service: Service, domain: Domain) -> Self {
        Self { domain, label: service.srv_prefix().to_owned() }
    }

    /// The domain.
    pub fn domain(&self) -> &Domain {
        &self.domain
    }

    /// The service label, lower case, with its underscore.
    pub fn service_label(&self) -> &str {
        &self.label
    }

    /// Which service of XMPP it is; `None` for those of other protocols.
    pub fn xmpp_service(&self) -> Option<Service> {
        Service::ALL.into_iter().find(|service| service.srv_prefix() == self.label)
    }

    /// The whole with A-labels, as certificates write it (RFC 4985 §3).
    pub fn as_ascii(&self) -> String {
        format!("{}.{}", self.label, self.domain.as_ascii())
    }
}

impl fmt::Display for SrvName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.label, self.domain.as_ascii())
    }
}

impl FromStr for SrvName {
    type Err = SrvNameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text).map_err(|fault| SrvNameError::new(Typed::new(text), fault))
    }
}

impl TryFrom<&str> for SrvName {
    type Error = SrvNameError;

    fn try_from(text: &str) -> Result<Self, Self::Error> {
        text.parse()
    }
}

fn parse(text: &str) -> Result<SrvName, SrvNameFault> {
    if text.len() > super::LONGEST_INPUT {
        return Err(SrvNameFault::Form);
    }
    let (label, domain) = text.split_once('.').ok_or(SrvNameFault::Form)?;
    let service = label.strip_prefix('_').filter(|_| !domain.is_empty());
    let service = service.ok_or(SrvNameFault::Form)?;
    if text.contains('*') {
        return Err(SrvNameFault::Wildcard);
    }
    let is_label = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    if service.is_empty() || label.len() > 63 || !service.bytes().all(is_label) {
        return Err(SrvNameFault::Label);
    }
    // RFC 4985 §3: the service is compared without regard to case
    let label = label.to_ascii_lowercase();
    match label.as_str() {
        "_xmpps-client" => return Err(SrvNameFault::DirectTls(Service::Client)),
        "_xmpps-server" => return Err(SrvNameFault::DirectTls(Service::Server)),
        _ => refuse_protocol(&label, domain)?,
    }
    Ok(SrvName { domain: domain.parse()?, label })
}

fn refuse_protocol(label: &str, domain: &str) -> Result<(), SrvNameFault> {
    let first = domain.split('.').next().unwrap_or_default();
    let is_protocol = |protocol: &&str| label == *protocol || first.eq_ignore_ascii_case(protocol);
    ["_tcp", "_udp"]
        .into_iter()
        .find(is_protocol)
        .map_or(Ok(()), |p| Err(SrvNameFault::Protocol(p)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn service_names_are_written_with_a_labels() {
        let name = SrvName::try_from("_XMPP-Client.München.example").unwrap();
        assert_eq!(name.as_ascii(), "_xmpp-client.xn--mnchen-3ya.example");
        assert_eq!(name, SrvName::new(Service::Client, "münchen.example".parse().unwrap()));
        assert_eq!(SrvName::try_from("_imaps.example.com").unwrap().xmpp_service(), None);
    }

    #[test]
    fn direct_tls_is_the_same_service() {
        assert_eq!(Service::named("xmpps-client"), Some(Service::Client));
        assert_eq!(Service::named("_XMPP-server"), Some(Service::Server));
        assert_eq!(Service::named("imaps").or(Service::named("none")), None);
    }

    #[test]
    fn each_fault_has_its_name() {
        let fault = |text: &str| SrvName::try_from(text).unwrap_err().fault().clone();
        for form in ["", "_", "xmpp-client.example", "_xmpp-client", "_xmpp-client.", "."] {
            assert_eq!(fault(form), SrvNameFault::Form, "{form}");
        }
        assert_eq!(fault("_.example"), SrvNameFault::Label);
        assert_eq!(fault("_xmpp-server._tcp.example.org"), SrvNameFault::Protocol("_tcp"));
        assert_eq!(fault("_*.example.com"), SrvNameFault::Wildcard);
        assert_eq!(fault("_xmpp-server.*.example.com"), SrvNameFault::Wildcard);
        assert_eq!(fault("_xmpps-client.a.b"), SrvNameFault::DirectTls(Service::Client));
        assert!(matches!(fault("_xmpp-client.192.0.2.1"), SrvNameFault::Domain(_)));
    }
}
