//! How a guess is made: take off what surrounds the name, mend the labels, and parse again.

use super::{Meant, SrvName};
use crate::name::domain::{Domain, ip_address};
use crate::name::jid::Jid;
use crate::name::service::Service;
use crate::name::typed::{DOTS, split_port, split_scheme};

/// What stands around a name copied from a letter, a configuration or a shell.
const WRAPPING: &[char] = &['"', '\'', '`', '<', '>', '(', ')', ',', ';'];

/// For a text that is no domain.
pub(super) fn name(typed: &str) -> Option<Meant> {
    let text = unwrapped(typed);
    if let Some(list) = list(text) {
        return Some(list);
    }
    let host = host(text);
    match host.split_once('@') {
        Some((local, _)) if !local.is_empty() => jid(text).map(bare),
        _ if host.contains('*') => partial_wildcard(host),
        _ => srv_name(host).or_else(|| address(host)).or_else(|| domain(host)),
    }
}

/// For a text that is no JID.
pub(super) fn jid(typed: &str) -> Option<Meant> {
    let text = unwrapped(typed);
    // percent-encoding (RFC 5122) is not undone: the guess would not be what is seen
    let (_, address) =
        split_scheme(text).filter(|(_, rest)| !rest.contains('%')).unwrap_or(("", text));
    let address = address.split('?').next().unwrap_or_default();
    let (bare, resource) = address.split_once('/').unwrap_or((address, ""));
    let (local, host) = match bare.split_once('@') {
        Some((local, host)) if !local.is_empty() => (local, host.trim_start_matches('@')),
        _ => return name(text.trim_end_matches('/').trim_start_matches('@')),
    };
    let domain = Domain::try_from(mended(without_port(host)).as_str()).ok()?;
    let whole = format!("{local}@{domain}/{resource}");
    let shorter = format!("{local}@{domain}");
    [whole, shorter]
        .iter()
        .find_map(|jid| jid.parse::<Jid>().ok())
        .map(|j| Meant::Jid(j.to_string()))
}

/// For a service name with the labels of DNS, or of direct TLS, in it.
pub(super) fn srv_name(typed: &str) -> Option<Meant> {
    let (label, rest) = typed.split_once('.')?;
    let label = label.to_ascii_lowercase().replace("_xmpps-", "_xmpp-");
    let service = Service::ALL.into_iter().find(|s| s.srv_prefix() == label)?;
    let rest = rest.strip_prefix("_tcp.").unwrap_or(rest);
    let domain = Domain::try_from(mended(without_port(rest)).as_str()).ok()?;
    Some(Meant::SrvName(SrvName::new(service, domain).as_ascii()))
}

/// For a star in the first label: all of the domain after it, if that has two labels.
pub(super) fn partial_wildcard(typed: &str) -> Option<Meant> {
    let (first, rest) = typed.split_once('.')?;
    // `*example.org` lacks a dot, `f*.example.org` asks for too little
    let apex = match first.trim_start_matches('*') {
        name if first.starts_with('*') && !name.is_empty() => format!("{name}.{rest}"),
        _ if first.contains('*') => rest.to_owned(),
        _ => return None,
    };
    let apex = Domain::try_from(apex.as_str()).ok().filter(|apex| !apex.is_single_label())?;
    Some(Meant::Wildcard(apex.to_string()))
}

fn domain(host: &str) -> Option<Meant> {
    let mended = mended(host);
    Domain::try_from(mended.as_str()).ok().map(|domain| Meant::Domain(domain.to_string()))
}

fn address(host: &str) -> Option<Meant> {
    ip_address(host).map(|address| Meant::Ip(address.to_string()))
}

/// Several domains, if each has a dot; else one whose dot became a comma.
fn list(text: &str) -> Option<Meant> {
    let is_between = |c: char| matches!(c, ',' | ';') || c.is_whitespace();
    let parts: Vec<&str> = text.split(is_between).filter(|part| !part.is_empty()).collect();
    if parts.len() < 2 {
        return None;
    }
    let whole = |part: &&str| {
        let (_, name) = split_scheme(part).unwrap_or(("", part));
        Domain::try_from(name).ok().filter(|d| !d.is_single_label()).map(|d| d.to_string())
    };
    match parts.iter().map(whole).collect() {
        Some(names) => Some(Meant::Several(names)),
        None if text.contains(',') => domain(&parts.join(".")),
        None => None,
    }
}

/// The host of a URI, or the text without port and path; a JID keeps its local part.
fn host(text: &str) -> &str {
    let (scheme, rest) = split_scheme(text).unwrap_or(("", text));
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_web = !scheme.is_empty() && text.contains("://");
    let host = match authority.rsplit_once('@') {
        Some((_, host)) if is_web => host,
        Some(("", host)) => host,
        _ => authority,
    };
    without_port(host)
}

fn without_port(host: &str) -> &str {
    split_port(host).map_or(host, |(host, _)| host)
}

/// Labels without empty ones, hyphens at their edges, and underscores.
fn mended(host: &str) -> String {
    let labels = host.split(DOTS).filter(|label| !label.starts_with('_'));
    let labels = labels.map(|label| label.replace('_', "-").trim_matches('-').to_owned());
    labels.filter(|label| !label.is_empty()).collect::<Vec<_>>().join(".")
}

fn unwrapped(typed: &str) -> &str {
    typed.trim_matches(|c: char| c.is_whitespace() || c.is_control() || WRAPPING.contains(&c))
}

fn bare(meant: Meant) -> Meant {
    match meant {
        Meant::Jid(jid) => Meant::Jid(jid.split('/').next().unwrap_or_default().to_owned()),
        other => other,
    }
}
