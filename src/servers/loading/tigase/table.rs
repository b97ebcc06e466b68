//! Which certificate stands for which name: `CertificateContainer.addCertificateEntry`,
//! `SSLContextContainerAbstract.removeMatchedDomains` and `find` of tigase-server.

use std::collections::{BTreeMap, BTreeSet};

use crate::name::Identity;
use crate::pki::certificate::Certificate;
use crate::servers::loading::parts;

/// The alias of the certificate for connections that name no host.
pub(super) const DEFAULT: &str = "default";

/// Names, each with the number of its certificate.
#[derive(Debug, Default)]
pub(super) struct Table(BTreeMap<String, usize>);

impl Table {
    /// Enters a certificate by its alias and, unless that is `default`, by its own names, which takes
    /// them from whoever had them.
    pub(super) fn enter(&mut self, alias: &str, number: usize, leaf: &Certificate) {
        self.0.insert(alias.to_owned(), number);
        if alias == DEFAULT {
            return;
        }
        let own = own_names(leaf);
        let covered: BTreeSet<&str> =
            own.iter().filter_map(|name| name.strip_prefix("*.")).collect();
        self.0.retain(|known, _| {
            let parent = known.split_once('.').map_or(known.as_str(), |(_, parent)| parent);
            !own.contains(known) && !covered.contains(parent)
        });
        self.0.extend(own.into_iter().map(|name| (name, number)));
    }

    /// The certificate for a host: by its name, by the wildcard below it, by the one beside it.
    pub(super) fn find(&self, host: &str) -> Option<usize> {
        let beside = host.split_once('.').map(|(_, parent)| format!("*.{parent}"));
        let names = [Some(host.to_owned()), Some(format!("*.{host}")), beside];
        names.into_iter().flatten().find_map(|name| self.0.get(&name).copied())
    }
}

/// `getAllCNames`: the last commonName, and each dNSName.
fn own_names(leaf: &Certificate) -> BTreeSet<String> {
    let names = parts::names(leaf);
    let dns = names.iter().filter_map(|name| match name {
        Identity::Dns(text) => Some(text.clone()),
        _ => None,
    });
    let common = names.iter().rev().find_map(|name| match name {
        Identity::CommonName(text) => Some(text.clone()),
        _ => None,
    });
    dns.chain(common).collect()
}
