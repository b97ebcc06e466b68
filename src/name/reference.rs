//! The name that is wanted, and whether a certificate presents it: the reference identifiers and
//! the matching of RFC 9525 §6 and RFC 6120 §13.7.2.

mod compare;
mod cover;
mod mismatch;
mod profile;
mod refusal;
#[cfg(test)]
mod tests;
mod verdict;

pub use mismatch::Mismatch;
pub use profile::Profile;
pub use refusal::InvalidReference;
pub use verdict::{Match, MatchedBy, Miss, Remark, Verdict};

use super::domain::{Domain, DomainFault};
use super::identity::Identity;
use super::service::Service;
use std::{fmt, net::IpAddr};

/// What a certificate must name: the domain of the JID, never the host that an SRV record names
/// (RFC 6120 §13.7.2.1, RFC 9525 §6.1.1).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Wanted {
    /// A domain.
    Domain(Domain),
    /// An IP address, which only an iPAddress or an XmppAddr names.
    Ip(IpAddr),
}

impl Wanted {
    /// Reads the domainpart of a JID; an IPv6 address may stand with brackets or without.
    ///
    /// # Errors
    /// What is neither a domain nor an address.
    pub fn parse(text: &str) -> Result<Self, InvalidReference> {
        match Domain::try_from(text) {
            Ok(domain) => Ok(Self::Domain(domain)),
            Err(error) => match error.fault() {
                DomainFault::IpAddress(address) => Ok(Self::Ip(*address)),
                _ => Err(error.into()),
            },
        }
    }
}

impl fmt::Display for Wanted {
    /// The domain with U-labels, or the address without brackets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Domain(domain) => domain.fmt(f),
            Self::Ip(address) => address.fmt(f),
        }
    }
}

/// A name that is wanted, for one service of XMPP or, without service, for TLS alone.
///
/// It makes these reference identifiers: the DNS-ID or IP-ID and, for a service, its SRV-ID and
/// the XmppAddr (RFC 6120 §13.7.1.2.1). Direct TLS wants the same as STARTTLS (XEP-0368 §3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    wanted: Wanted,
    service: Option<Service>,
    profile: Profile,
    secure_target: Option<Domain>,
}

impl Reference {
    /// A reference from what somebody typed.
    ///
    /// # Errors
    /// What is neither a domain nor an address: a JID, a wildcard, a name with a port.
    pub fn parse(text: &str, service: Option<Service>) -> Result<Self, InvalidReference> {
        Ok(Self::new(Wanted::parse(text)?, service))
    }

    /// A reference in the default profile.
    pub fn new(wanted: Wanted, service: Option<Service>) -> Self {
        Self { wanted, service, profile: Profile::Rfc9525, secure_target: None }
    }

    /// The same under another profile.
    #[must_use]
    pub fn under(self, profile: Profile) -> Self {
        Self { profile, ..self }
    }

    /// The same, and the target of an SRV record that DNSSEC secures may be named instead
    /// (RFC 7673 §4.1, decision A9).
    #[must_use]
    pub fn with_secure_target(self, target: Domain) -> Self {
        Self { secure_target: Some(target), ..self }
    }

    /// What is wanted.
    pub fn wanted(&self) -> &Wanted {
        &self.wanted
    }

    /// The service it is wanted for.
    pub fn service(&self) -> Option<Service> {
        self.service
    }

    /// Compares every name of a certificate. Malformed names never match and never fail the others
    /// (RFC 9525 §6.3), and any one match is enough (§6.2).
    pub fn matches(&self, presented: &[Identity]) -> Verdict {
        let rival = presented.iter().find(|identity| identity.outranks_common_name());
        let (mut matches, mut reasons) = (Vec::new(), Vec::new());
        for (index, identity) in presented.iter().enumerate() {
            match compare::compare(self, identity, rival) {
                Ok((by, remarks)) => {
                    let presented = identity.text().into_owned();
                    matches.push(Match { by, index, presented, remarks });
                }
                Err(why) => reasons.push(Miss { index, why }),
            }
        }
        Verdict::new(matches, reasons)
    }
}
