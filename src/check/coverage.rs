//! The domains that the dNSNames of a certificate cover, however many there are.

use std::collections::HashSet;

use crate::name::identity::Pattern;
use crate::name::{Domain, Identity};

/// Hosts, and what stands under stars.
#[derive(Debug, Default)]
pub(super) struct Coverage {
    hosts: HashSet<String>,
    stars: HashSet<String>,
}

impl Coverage {
    pub(super) fn of(names: &[Identity]) -> Coverage {
        let mut coverage = Coverage::default();
        for pattern in patterns(names) {
            let host = pattern.host().to_owned();
            match pattern.is_wildcard() {
                true => coverage.stars.insert(host),
                false => coverage.hosts.insert(host),
            };
        }
        coverage
    }

    /// Whether a dNSName covers the domain, as [`Pattern::covers`] has it.
    pub(super) fn covers(&self, domain: &Domain) -> bool {
        let name = domain.as_ascii();
        let under = || name.split_once('.').is_some_and(|(_, rest)| self.stars.contains(rest));
        self.hosts.contains(name) || under()
    }
}

/// The dNSNames that can be read, in their order.
pub(super) fn patterns(names: &[Identity]) -> impl Iterator<Item = Pattern> {
    names.iter().filter_map(|name| match name {
        Identity::Dns(text) => Pattern::read(text).ok(),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_and_stars_cover() {
        let names = ["example.org", "*.example.net"].map(|text| Identity::Dns(text.to_owned()));
        let coverage = Coverage::of(&names);
        let covers = |name: &str| coverage.covers(&Domain::try_from(name).unwrap());
        assert!(covers("example.org") && covers("a.example.net"));
        assert!(!covers("example.net") && !covers("a.b.example.net") && !covers("a.example.org"));
    }
}
