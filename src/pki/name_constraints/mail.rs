//! rfc822Name and URI subtrees: mailboxes and hosts.

use super::dns;

/// What is wrong with an rfc822Name as a subtree: `user@host`, `host` or `.domain` is right.
pub(super) fn fault(base: &str) -> Option<&'static str> {
    let host = match base.split_once('@') {
        Some((local, host)) if !local.is_empty() && !host.is_empty() => host,
        Some(_) => return Some("is no mailbox"),
        None => base,
    };
    if host.contains('@') { Some("is no mailbox") } else { dns::fault(host) }
}

/// RFC 5280 §4.2.1.10: a mailbox, all mailboxes of one host, or those of all hosts below a domain.
/// Local parts are compared exactly; no character is a wildcard.
pub(super) fn contains(base: &str, name: &str) -> bool {
    let Some((local, host)) = name.rsplit_once('@') else { return false };
    match base.rsplit_once('@') {
        Some((wanted, base)) => wanted == local && base.eq_ignore_ascii_case(host),
        None => contains_host(base, host),
    }
}

/// A host itself, or all hosts below a domain that has a leading dot.
pub(super) fn contains_host(base: &str, host: &str) -> bool {
    match base.starts_with('.') {
        true => dns::contains(base, host),
        false => base.is_empty() || base.eq_ignore_ascii_case(host),
    }
}

/// The host name of a URI; `None` for an IP address or no authority (RFC 3986 §3.2).
pub(super) fn uri_host(uri: &str) -> Option<&str> {
    let (_, rest) = uri.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = host.split_once(':').map_or(host, |(host, _)| host);
    let is_name = !host.is_empty() && !host.starts_with('[');
    (is_name && host.parse::<std::net::Ipv4Addr>().is_err()).then_some(host)
}
