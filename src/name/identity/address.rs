//! What an XmppAddr of a certificate stands for.

use super::Defect;
use crate::name::domain::{Domain, DomainFault, ip_address};
use crate::name::jid::{AccountJid, Jid};
use std::net::IpAddr;

/// The three things that an XmppAddr may name (RFC 6120 §13.7.1.4, RFC 7622 §3.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// A server, by its domain.
    Domain(Domain),
    /// A server, by an IP address (decision A7).
    Ip(IpAddr),
    /// An account, with the resource to which a session is bound, if there is one (XEP-0257 §3).
    Account(AccountJid, Option<String>),
}

impl Address {
    /// Reads the value of an XmppAddr as a JID is read: any case, A-labels or U-labels, and
    /// perhaps a final dot (decisions A3, A5).
    ///
    /// # Errors
    /// The first thing that keeps it from being a JID of a server or an account.
    pub fn read(text: &str) -> Result<Self, Defect> {
        if text.is_empty() {
            return Err(Defect::Empty);
        }
        if text.contains(['@', '/']) {
            return account(text);
        }
        if let Some(address) = ip_address(text) {
            return Ok(Self::Ip(address));
        }
        match Domain::try_from(text) {
            Ok(domain) => Ok(Self::Domain(domain)),
            Err(error) => match error.fault() {
                // full-width digits are an address only after mapping
                DomainFault::IpAddress(address) => Ok(Self::Ip(*address)),
                fault => Err(Defect::Domain(fault.clone())),
            },
        }
    }
}

fn account(text: &str) -> Result<Address, Defect> {
    let jid = Jid::try_from(text).map_err(|error| Defect::Jid(error.fault().clone()))?;
    let resource = jid.resource().map(ToOwned::to_owned);
    match AccountJid::try_from(jid.bare()) {
        Ok(account) => Ok(Address::Account(account, resource)),
        // domain/resource: no account, and a domainpart has no resource
        Err(_) => Err(Defect::Domain(DomainFault::Slash)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_and_accounts_are_told_apart() {
        let domain = Address::Domain("münchen.example".parse().unwrap());
        assert_eq!(Address::read("MÜNCHEN.example."), Ok(domain.clone()));
        assert_eq!(Address::read("xn--mnchen-3ya.example"), Ok(domain));
        assert_eq!(Address::read("[::1]"), Ok(Address::Ip("::1".parse().unwrap())));
        let juliet = "juliet@example.org".parse().unwrap();
        let balcony = Some("balcony".to_owned());
        assert_eq!(
            Address::read("Juliet@example.org/balcony"),
            Ok(Address::Account(juliet, balcony))
        );
    }

    #[test]
    fn each_defect_has_its_name() {
        let defect = |text: &str| Address::read(text).unwrap_err();
        assert_eq!(defect(""), Defect::Empty);
        assert_eq!(defect("example.org/x"), Defect::Domain(DomainFault::Slash));
        assert_eq!(defect("*.example.org"), Defect::Domain(DomainFault::Wildcard));
        assert_eq!(defect("xmpp:example.org"), Defect::Domain(DomainFault::Scheme("xmpp".into())));
        assert!(matches!(defect("@example.org"), Defect::Jid(_)));
        assert!(matches!(defect("juliet@192.0.2.1"), Defect::Jid(_)));
    }
}
