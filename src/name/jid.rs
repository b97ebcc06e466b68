//! An XMPP address: `local@domain/resource`, of which only the domain must be there (RFC 7622 §3.1).

mod account;
mod parts;
mod refusal;

pub use account::{AccountError, AccountJid};
pub use refusal::{JidError, JidFault};

use super::domain::Domain;
use super::typed::{Typed, split_scheme};
use std::{fmt, str::FromStr};

/// A JID in canonical form: local part by nodeprep, resource by resourceprep, domain as [`Domain`].
///
/// Each part has at most 1,023 octets (RFC 7622 §3.1). An IP address as domain is refused.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Jid {
    domain: Domain,
    local: Option<String>,
    resource: Option<String>,
}

impl Jid {
    /// What stands before the `@`: the account.
    pub fn local(&self) -> Option<&str> {
        self.local.as_deref()
    }

    /// The domain.
    pub fn domain(&self) -> &Domain {
        &self.domain
    }

    /// What stands after the `/`: the session.
    pub fn resource(&self) -> Option<&str> {
        self.resource.as_deref()
    }

    /// The JID without its resource.
    #[must_use]
    pub fn bare(&self) -> Self {
        Self { resource: None, ..self.clone() }
    }
}

impl From<Domain> for Jid {
    fn from(domain: Domain) -> Self {
        Self { domain, local: None, resource: None }
    }
}

impl FromStr for Jid {
    type Err = JidError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text).map_err(|fault| JidError::new(Typed::new(text), fault))
    }
}

impl TryFrom<&str> for Jid {
    type Error = JidError;

    fn try_from(text: &str) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl fmt::Display for Jid {
    /// The canonical form with U-labels: the value of an XmppAddr (RFC 7622 §3.2.1).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(local) = &self.local {
            write!(f, "{local}@")?;
        }
        write!(f, "{}", self.domain)?;
        match &self.resource {
            Some(resource) => write!(f, "/{resource}"),
            None => Ok(()),
        }
    }
}

fn parse(text: &str) -> Result<Jid, JidFault> {
    if text.is_empty() {
        return Err(JidFault::Empty);
    }
    if text.len() > super::LONGEST_INPUT {
        return Err(JidFault::Oversized(text.len()));
    }
    if let Some((scheme, _)) = split_scheme(text) {
        return Err(JidFault::Scheme(scheme.to_owned()));
    }
    let (local, domain, resource) = split(text)?;
    Ok(Jid {
        domain: parts::domain(domain)?,
        local: local.map(parts::local).transpose()?,
        resource: resource.map(parts::resource).transpose()?,
    })
}

/// RFC 7622 §3.2: the resource starts after the first `/`, then the local part ends at the first
/// `@`, both before any mapping.
fn split(text: &str) -> Result<(Option<&str>, &str, Option<&str>), JidFault> {
    let (address, resource) = match text.split_once('/') {
        Some((_, "")) => return Err(JidFault::EmptyResource),
        Some((address, resource)) => (address, Some(resource)),
        None => (text, None),
    };
    match address.split_once('@') {
        _ if address.is_empty() => Err(JidFault::NoDomain),
        Some(("", _)) => Err(JidFault::NoLocal),
        Some((_, "")) => Err(JidFault::NoDomainAfterAt),
        Some((_, rest)) if rest.contains('@') => Err(JidFault::SecondAt),
        Some((local, domain)) => Ok((Some(local), domain, resource)),
        None => Ok((None, address, resource)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_split_in_the_order_of_the_rfc() {
        let jid = Jid::try_from("Romeo@MÜNCHEN.example/at@home/1").unwrap();
        assert_eq!(jid.local(), Some("romeo"));
        assert_eq!(jid.domain().as_ascii(), "xn--mnchen-3ya.example");
        assert_eq!(jid.resource(), Some("at@home/1"));
        assert_eq!(jid.to_string(), "romeo@münchen.example/at@home/1");
        assert_eq!(jid.bare().to_string(), "romeo@münchen.example");
        assert_eq!(Jid::try_from("example.org").unwrap().local(), None);
    }

    #[test]
    fn each_fault_has_its_name() {
        let fault = |text: &str| Jid::try_from(text).unwrap_err().fault().clone();
        assert_eq!(fault("romeo@"), JidFault::NoDomainAfterAt);
        assert_eq!(fault("/orchard"), JidFault::NoDomain);
        assert_eq!(fault("@example.org"), JidFault::NoLocal);
        assert_eq!(fault("romeo@@x"), JidFault::SecondAt);
        assert_eq!(fault("a@b/"), JidFault::EmptyResource);
        assert_eq!(fault("xmpp:a@b"), JidFault::Scheme("xmpp".into()));
        assert_eq!(fault("a@[::1]"), JidFault::IpDomain("::1".parse().unwrap()));
        assert!(matches!(fault("a@b..c"), JidFault::Domain(_)));
    }
}
