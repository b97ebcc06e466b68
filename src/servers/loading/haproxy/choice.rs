//! Which of its certificates HAProxy serves for a name that the client sends (RFC 6066 §3).

use crate::name::{Domain, Identity};
use crate::pki::certificate::{Certificate, Doubt, Reading};
use crate::pki::signature::KeyKind;

use super::super::openssl::Chain;

/// A certificate that was loaded.
pub(super) struct Entry {
    /// The number of its file.
    pub(super) file: usize,
    /// The number of the file that its key is in.
    pub(super) key: usize,
    pub(super) chain: Chain,
    names: Vec<String>,
}

/// Why one was picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Pick {
    /// It names the domain; so do others of its kind, by their files' numbers.
    Named {
        /// Those that lost.
        others: Vec<usize>,
    },
    /// None does, and it is the first.
    Default,
}

impl Entry {
    pub(super) fn new(file: usize, key: usize, chain: Chain) -> Entry {
        let names = names(&chain);
        Entry { file, key, chain, names }
    }

    /// A client that takes both is given ECDSA before RSA; all else comes last.
    fn rank(&self) -> u8 {
        match self.chain.links.first().map(|leaf| leaf.key.kind()) {
            Some(KeyKind::Ec(_)) => 0,
            Some(KeyKind::Rsa { .. }) => 1,
            _ => 2,
        }
    }
}

/// dNSNames and commonNames, in lower case.
fn names(chain: &Chain) -> Vec<String> {
    let Some(leaf) = chain.links.first() else { return Vec::new() };
    let reading = Reading { doubt: Doubt::Waived, link: false };
    let certificate = Certificate::read(leaf.der(), reading);
    let presented = certificate.map(|read| read.holder.extensions.names).unwrap_or_default();
    let dns = presented.iter().filter_map(|name| match Identity::from(name) {
        Identity::Dns(dns) => Some(dns),
        _ => None,
    });
    dns.chain(leaf.subject.common_names()).map(|name| name.to_ascii_lowercase()).collect()
}

/// Looks for the name, then for it with a star in place of its first label, then takes the first of all.
pub(super) fn pick<'e>(entries: &'e [Entry], domain: &Domain) -> Option<(&'e Entry, Pick)> {
    let exact = domain.as_ascii();
    let star = exact.split_once('.').map(|(_, parent)| format!("*.{parent}"));
    for wanted in [Some(exact), star.as_deref()].into_iter().flatten() {
        let naming =
            || entries.iter().filter(|entry| entry.names.iter().any(|name| name == wanted));
        if let Some(best) = naming().min_by_key(|entry| entry.rank()) {
            let same = naming().filter(|entry| entry.rank() == best.rank());
            let others = same.map(|entry| entry.file).filter(|file| *file != best.file).collect();
            return Some((best, Pick::Named { others }));
        }
    }
    entries.first().map(|entry| (entry, Pick::Default))
}
