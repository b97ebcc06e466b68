//! Why a presented name is not the wanted one.

use crate::name::identity::Defect;
use crate::name::service::Service;
use std::net::IpAddr;
use thiserror::Error;

/// Why a presented name is not the wanted one, in plain words with both sides; each reads on after
/// the name itself.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Mismatch {
    /// Another host name.
    #[error("covers {covers}, not {wanted}")]
    Host {
        /// What it covers.
        covers: String,
        /// What is wanted.
        wanted: String,
    },
    /// A wildcard, for the name that it stands under (RFC 9525 §6.3).
    #[error("*.{0} covers one label in front of {0}, never {0} itself")]
    Apex(String),
    /// A wildcard, for a name with more labels than its star stands for (RFC 9525 §6.3).
    #[error("*.{under} covers one label in front of {under}, {wanted} has {labels}")]
    Depth {
        /// What stands after the star.
        under: String,
        /// What is wanted.
        wanted: String,
        /// How many labels that has in front.
        labels: usize,
    },
    /// What IDNA2003 made of the wanted name (RFC 3490, decision A5).
    #[error("covers {covers}, for which software with IDNA2003 takes {wanted}")]
    OldIdna {
        /// What it covers.
        covers: String,
        /// What is wanted.
        wanted: String,
    },
    /// An SRVName for the other service of XMPP.
    #[error("is for {presented} streams, {wanted} is wanted")]
    OtherService {
        /// The service it names.
        presented: Service,
        /// The service that is wanted.
        wanted: Service,
    },
    /// An SRVName for another protocol.
    #[error("is for the service {}, {wanted} is wanted", label.trim_start_matches('_'))]
    ForeignService {
        /// The service label it names.
        label: String,
        /// The service that is wanted.
        wanted: Service,
    },
    /// An SRVName for direct TLS (decision A1).
    #[error("is an SRVName for {0}, which certificates never name (XEP-0368 §3)")]
    DirectTls(String),
    /// An SRVName with a wildcard (decision A2).
    #[error(
        "is an SRVName for *.{under}, and an SRVName is compared whole with {wanted} (RFC 4985 §3)"
    )]
    SrvWildcard {
        /// What stands after the star.
        under: String,
        /// What is wanted.
        wanted: String,
    },
    /// An SRVName where no service is wanted.
    #[error("is for the service {} only, none is wanted (RFC 9525 §6.1)", .0.trim_start_matches('_'))]
    NoServiceWanted(String),
    /// An XmppAddr where no service of XMPP is wanted.
    #[error("is an XmppAddr, which outside XMPP names nothing (RFC 6120 §13.7.1.4)")]
    NoXmppWanted,
    /// An XmppAddr of an account.
    #[error("is the account {account}, the server {wanted} is wanted")]
    Account {
        /// The account it names.
        account: String,
        /// What is wanted.
        wanted: String,
    },
    /// A host name where an address is wanted (RFC 9525 §6.4).
    #[error("names a host, the address {0} is wanted")]
    AddressWanted(IpAddr),
    /// An address that is not the wanted one, octet by octet (RFC 9525 §6.4).
    #[error("is the address {presented}, {wanted} is wanted")]
    Address {
        /// The address it names.
        presented: IpAddr,
        /// What is wanted.
        wanted: String,
    },
    /// A commonName.
    #[error("a commonName does not count (RFC 9525 §2){}", although(*.is_wanted, .wanted))]
    CommonName {
        /// What is wanted.
        wanted: String,
        /// Whether the commonName would cover it.
        is_wanted: bool,
    },
    /// A commonName beside names that count (RFC 6125 §6.4.4).
    #[error("a commonName does not count beside {0} (RFC 6125 §6.4.4)")]
    CommonNameBeside(String),
    /// A kind of name that never identifies a server.
    #[error("{0} does not identify an XMPP server (RFC 6120 §13.7.1.2.1)")]
    Kind(String),
    /// A malformed name.
    #[error(transparent)]
    Defect(#[from] Defect),
}

fn although(is_wanted: bool, wanted: &str) -> String {
    if is_wanted { format!(", though it is {wanted}") } else { String::new() }
}
