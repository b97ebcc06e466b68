//! Hosts of modules: `conference.@HOST@`, written out for a domain.

use crate::name::Domain;

use super::{Host, HostRole, Reading};

/// A module that serves a host of its own, with the first label of that host unless it is set.
pub(super) type Service = (&'static str, &'static str);

/// Puts the host that a pattern makes for a domain among the hosts.
pub(super) fn component(
    found: &mut Reading,
    pattern: &str,
    line: usize,
    domain: &Domain,
    service: &str,
) {
    let name = pattern.replace("@HOST@", domain.as_ascii());
    match Domain::try_from(&*name) {
        Ok(host) => {
            let of = (host != *domain).then(|| domain.clone());
            let service = Some(service.to_owned());
            found.hosts.push(Host { domain: host, role: HostRole::Component, of, service, line });
        }
        Err(error) => {
            found.unread(line, format!("`{pattern}` of {service} is no name of a host: {error}."));
        }
    }
}
