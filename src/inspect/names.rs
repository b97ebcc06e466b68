//! The names of a certificate by kind.

use crate::name::Domain;
use crate::pki::oid;
use crate::pki::presented::Presented;
use crate::report::{MalformedName, NamesSeen, OtherName};

use super::hex;

/// Sorts the entries by kind; their order within a kind stays.
pub(super) fn by_kind(presented: &[Presented]) -> NamesSeen {
    let mut seen = NamesSeen::default();
    for name in presented {
        match name {
            Presented::Dns(text) => seen.dns.push(text.clone()),
            Presented::Srv(text) => seen.srv.push(text.clone()),
            Presented::Xmpp(text) => seen.xmpp.push(text.clone()),
            Presented::Ip(ip) => seen.ip.push(ip.to_string()),
            Presented::Email(text) => seen.email.push(text.clone()),
            Presented::Uri(text) => seen.uri.push(text.clone()),
            Presented::Other { oid, der } => seen.other.push(OtherName {
                oid: oid.clone(),
                label: oid::known(oid).map(|known| known.label),
                der: hex(der),
            }),
            Presented::Rest(kind, text) => seen.other.push(OtherName {
                oid: (*kind).to_owned(),
                label: None,
                der: text.clone(),
            }),
            Presented::Malformed { kind, text, der, why } => seen.malformed.push(MalformedName {
                kind,
                text: text.clone(),
                der: hex(der),
                why: why.clone(),
            }),
        }
    }
    seen
}

/// The domain that a dNSName, SRVName or XmppAddr is about, without `*.`, `_service.` and `local@`.
pub(super) fn domain_of(text: &str) -> Option<Domain> {
    let host = text.rsplit_once('@').map_or(text, |(_, host)| host);
    let host = host.strip_prefix("*.").unwrap_or(host);
    let host = match host.strip_prefix('_') {
        Some(service) => service.split_once('.').map(|(_, name)| name)?,
        None => host,
    };
    Domain::try_from(host.split('/').next().unwrap_or(host)).ok()
}
