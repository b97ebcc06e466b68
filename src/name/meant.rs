//! What somebody probably meant who typed something that is no name.

mod guess;

use super::dns_name::{DnsNameError, DnsNameFault};
use super::domain::{DomainError, DomainFault};
use super::jid::{AccountError, JidError, JidFault};
use super::service::{SrvName, SrvNameError, SrvNameFault};
use std::fmt;

/// A guess, in canonical form: what it holds parses as the type that it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// A [`Domain`](super::Domain), with U-labels.
    Domain(String),
    /// A [`Jid`](super::Jid).
    Jid(String),
    /// An IP address.
    Ip(String),
    /// All names under this domain: a wildcard [`DnsName`](super::DnsName), without its `*.`.
    Wildcard(String),
    /// An [`SrvName`], with A-labels.
    SrvName(String),
    /// More than one domain, with U-labels.
    Several(Vec<String>),
}

impl fmt::Display for Meant {
    /// What to type instead; several domains stand apart by spaces.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Domain(name) | Self::Jid(name) | Self::Ip(name) | Self::SrvName(name) => {
                f.write_str(name)
            }
            Self::Wildcard(apex) => write!(f, "*.{apex}"),
            Self::Several(names) => f.write_str(&names.join(" ")),
        }
    }
}

impl DomainError {
    /// What was probably meant, if it can be guessed.
    pub fn meant(&self) -> Option<Meant> {
        match self.fault() {
            DomainFault::IpAddress(address) => Some(Meant::Ip(address.to_string())),
            DomainFault::Empty | DomainFault::Oversized(_) => None,
            _ => guess::name(self.typed()),
        }
    }
}

impl JidError {
    /// What was probably meant, if it can be guessed.
    pub fn meant(&self) -> Option<Meant> {
        match self.fault() {
            JidFault::Empty | JidFault::Oversized(_) | JidFault::IpDomain(_) => None,
            _ => guess::jid(self.typed()),
        }
    }
}

impl AccountError {
    /// What was probably meant: for a session its account.
    pub fn meant(&self) -> Option<Meant> {
        match self {
            Self::Jid(error) => error.meant(),
            Self::Session { account, .. } => Some(Meant::Jid(account.to_string())),
            Self::Server(_) => None,
        }
    }
}

impl SrvNameError {
    /// What was probably meant, if it can be guessed.
    pub fn meant(&self) -> Option<Meant> {
        match self.fault() {
            SrvNameFault::DirectTls(_) | SrvNameFault::Protocol(_) | SrvNameFault::Domain(_) => {
                guess::srv_name(self.typed())
            }
            SrvNameFault::Form | SrvNameFault::Label | SrvNameFault::Wildcard => None,
        }
    }
}

impl DnsNameError {
    /// What was probably meant, if it can be guessed.
    pub fn meant(&self) -> Option<Meant> {
        match self.fault() {
            DnsNameFault::PartialLabel => guess::partial_wildcard(self.typed()),
            DnsNameFault::Domain(error) if error.typed() == self.typed() => error.meant(),
            DnsNameFault::Domain(_) => guess::name(self.typed()),
            DnsNameFault::BareStar
            | DnsNameFault::TopLevel(_)
            | DnsNameFault::MisplacedStar
            | DnsNameFault::LongName(_) => None,
        }
    }
}

#[cfg(test)]
mod tests;
