//! A DNS-ID as a certificate presents it: a domain, or all names one label under a domain.

mod refusal;

pub use refusal::{DnsNameError, DnsNameFault};

use super::domain::Domain;
use super::typed::Typed;
use std::{fmt, str::FromStr};

/// The value of a dNSName that we would write: a domain, or `*.` and a domain of two labels or
/// more (RFC 9525 §6.3, decision A4).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DnsName {
    domain: Domain,
    is_wildcard: bool,
}

impl DnsName {
    /// `*.domain`, covering every host one label below `domain`; `None` below a top-level domain
    /// and where the name would be longer than 253 octets.
    pub fn wildcard(domain: &Domain) -> Option<Self> {
        Self::try_from(format!("*.{}", domain.as_ascii()).as_str()).ok()
    }

    /// The domain; for a wildcard the one after the star.
    pub fn domain(&self) -> &Domain {
        &self.domain
    }

    /// Whether it stands for every name one label under the domain.
    pub fn is_wildcard(&self) -> bool {
        self.is_wildcard
    }

    /// The form with A-labels, as certificates write it (RFC 5280 §7.2).
    pub fn as_ascii(&self) -> String {
        format!("{}{}", self.star(), self.domain.as_ascii())
    }

    fn star(&self) -> &'static str {
        if self.is_wildcard { "*." } else { "" }
    }
}

impl From<Domain> for DnsName {
    fn from(domain: Domain) -> Self {
        Self { domain, is_wildcard: false }
    }
}

impl FromStr for DnsName {
    type Err = DnsNameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text).map_err(|fault| DnsNameError::new(Typed::new(text), fault))
    }
}

impl TryFrom<&str> for DnsName {
    type Error = DnsNameError;

    fn try_from(text: &str) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl fmt::Display for DnsName {
    /// The form with U-labels: `*.münchen.example`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.star(), self.domain)
    }
}

fn parse(text: &str) -> Result<DnsName, DnsNameFault> {
    // a text over the limit is refused by the domain, before any other work
    if text.len() > super::LONGEST_INPUT || !text.contains('*') {
        return Ok(Domain::try_from(text)?.into());
    }
    if text == "*" || text == "*." {
        return Err(DnsNameFault::BareStar);
    }
    let (first, rest) = text.split_once('.').ok_or(DnsNameFault::PartialLabel)?;
    match first {
        _ if rest.contains('*') => Err(DnsNameFault::MisplacedStar),
        "*" => wildcard(rest.parse()?),
        _ => Err(DnsNameFault::PartialLabel),
    }
}

fn wildcard(domain: Domain) -> Result<DnsName, DnsNameFault> {
    let octets = domain.as_ascii().len() + 2;
    if domain.is_single_label() {
        Err(DnsNameFault::TopLevel(domain))
    } else if octets > 253 {
        Err(DnsNameFault::LongName(octets))
    } else {
        Ok(DnsName { domain, is_wildcard: true })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wildcard_keeps_its_star_in_both_forms() {
        let name = DnsName::try_from("*.München.example").unwrap();
        assert_eq!(name.as_ascii(), "*.xn--mnchen-3ya.example");
        assert_eq!(name.to_string(), "*.münchen.example");
        assert!(name.is_wildcard() && !DnsName::try_from("example.org").unwrap().is_wildcard());
    }

    #[test]
    fn each_fault_has_its_name() {
        let fault = |text: &str| DnsName::try_from(text).unwrap_err().fault().clone();
        assert_eq!(fault("*"), DnsNameFault::BareStar);
        assert_eq!(fault("*.com"), DnsNameFault::TopLevel("com".parse().unwrap()));
        for partial in ["f*.example", "*example.com", "**.example.com", "*com"] {
            assert_eq!(fault(partial), DnsNameFault::PartialLabel, "{partial}");
        }
        assert_eq!(fault("a.*.b"), DnsNameFault::MisplacedStar);
        assert_eq!(fault("*.*.b"), DnsNameFault::MisplacedStar);
        assert!(matches!(fault("*.0.2.1"), DnsNameFault::Domain(_)));
        assert!(matches!(fault("https://*.example.org"), DnsNameFault::PartialLabel));
    }
}
