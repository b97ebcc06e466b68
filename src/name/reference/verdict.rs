//! What comes of a comparison.

use super::Mismatch;
use std::fmt;

/// Whether a certificate names what is wanted, by which name, and for each other name why not.
///
/// Each presented name is in exactly one of the three places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The match to report; `None` means that the certificate is not for what is wanted.
    pub matched: Option<Match>,
    /// The other names that match as well, in the order of reports.
    pub also: Vec<Match>,
    /// The names that do not match, in the order of the certificate.
    pub reasons: Vec<Miss>,
}

impl Verdict {
    /// Orders matches as reports do: those that need no secure SRV record first, then by kind,
    /// then as the certificate has them.
    pub(super) fn new(mut matches: Vec<Match>, reasons: Vec<Miss>) -> Self {
        matches.sort_by_key(|found| (found.is_by_target(), found.by, found.index));
        let mut matches = matches.into_iter();
        Self { matched: matches.next(), also: matches.collect(), reasons }
    }

    /// Whether the certificate names what is wanted.
    pub fn is_match(&self) -> bool {
        self.matched.is_some()
    }
}

/// A presented name that is the wanted one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// As what it matches.
    pub by: MatchedBy,
    /// Its place among the presented names, from 0.
    pub index: usize,
    /// Its value, as the certificate has it.
    pub presented: String,
    /// What is odd about it.
    pub remarks: Vec<Remark>,
}

impl Match {
    fn is_by_target(&self) -> bool {
        self.remarks.iter().any(|remark| matches!(remark, Remark::SecureSrvTarget(_)))
    }
}

/// As what a name matches, in the order of reports; all are equal successes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchedBy {
    /// An SRVName for the service.
    Srv,
    /// A dNSName, equal.
    Dns,
    /// A dNSName with a wildcard.
    DnsWildcard,
    /// An iPAddress.
    Ip,
    /// An XmppAddr.
    Xmpp,
    /// A commonName, in [`Profile::LegacyCommonName`](super::Profile::LegacyCommonName) only.
    CommonName,
}

impl fmt::Display for MatchedBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Srv => "srv",
            Self::Dns => "dns",
            Self::DnsWildcard => "dns-wildcard",
            Self::Ip => "ip",
            Self::Xmpp => "xmpp",
            Self::CommonName => "cn",
        })
    }
}

/// A presented name that is not the wanted one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// Its place among the presented names, from 0.
    pub index: usize,
    /// Why it is not.
    pub why: Mismatch,
}

/// What is odd about a name that matches; each reads on after the name itself.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Remark {
    /// An A-label where RFC 7622 §3.2.1 wants a U-label (decision A5).
    #[error("is written with A-labels, an XmppAddr has U-labels: {0} (RFC 7622 §3.2.1)")]
    ALabelInXmppAddr(String),
    /// A final dot in an XmppAddr (decision A3).
    #[error("ends in a dot, which a JID loses (RFC 7622 §3.2)")]
    TrailingDot,
    /// An IP address in an XmppAddr (decision A7).
    #[error("is an XmppAddr of an IP address, which few peers compare")]
    IpInXmppAddr,
    /// The target of a secure SRV record (RFC 7673 §4.1, decision A9).
    #[error("names {0}, the target of an SRV record that DNSSEC secures (RFC 7673 §4.1)")]
    SecureSrvTarget(String),
    /// A wildcard in an SRVName (decision A2).
    #[error("is a wildcard in an SRVName, which RFC 4985 §3 does not know")]
    SrvWildcard,
    /// A commonName (RFC 6125 §6.4.4).
    #[error("is a commonName, which RFC 9525 §2 no longer counts")]
    CommonName,
}
