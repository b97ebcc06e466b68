//! By which names Prosody's index holds a certificate (util/x509.lua, get_identities).

use crate::name::Domain;
use crate::pki::certificate::Certificate;
use crate::pki::presented::Presented;

/// A name of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Indexed {
    /// As it is compared with a host.
    pub(super) name: String,
    /// Whether it is there for every service: only so it is there for a host.
    pub(super) for_hosts: bool,
}

/// The names of a certificate, as the index has them.
pub(super) fn names(certificate: &Certificate) -> Vec<Indexed> {
    let presented = certificate.holder.extensions.names.iter().filter_map(presented);
    let subject = certificate.link.iter().flat_map(|link| link.subject.common_names());
    presented.chain(subject.filter_map(|name| common(&name))).collect()
}

/// The host as the configuration has it, and the wildcard that may stand for it.
pub(super) fn wanted(host: &str) -> [String; 2] {
    let wildcard = host.split_once('.').map(|(_, rest)| format!("*.{rest}"));
    [host.to_owned(), wildcard.unwrap_or_else(|| host.to_owned())]
}

/// A domain as it is called as a host: in U-labels, through nameprep.
pub(super) fn host(domain: &Domain) -> String {
    let unicode = domain.to_unicode();
    prepared(&unicode).unwrap_or(unicode)
}

fn presented(name: &Presented) -> Option<Indexed> {
    let (name, for_hosts) = match name {
        Presented::Dns(name) => (dns(name)?, true),
        Presented::Xmpp(name) => (prepared(name)?, false),
        Presented::Srv(name) => (prepared(name.strip_prefix('_')?.split_once('.')?.1)?, false),
        _ => return None,
    };
    Some(Indexed { name, for_hosts })
}

/// A dNSName in U-labels.
fn dns(name: &str) -> Option<String> {
    let (star, name) = match name.strip_prefix("*.") {
        Some(rest) => ("*.", rest),
        None => ("", name),
    };
    let name = prepared(name)?;
    let unicode = name.parse::<Domain>().map_or(name, |domain| domain.to_unicode());
    Some(format!("{star}{unicode}"))
}

/// The commonName counts where it could be a domain; A-labels stay what they are.
fn common(name: &str) -> Option<Indexed> {
    let name = prepared(name)?;
    name.parse::<Domain>().ok()?;
    Some(Indexed { name, for_hosts: true })
}

fn prepared(name: &str) -> Option<String> {
    stringprep::nameprep(name).ok().map(|name| name.into_owned())
}
