//! How Prosody comes from a host to a certificate and a key (core/certmanager.lua, find_host_cert).

use super::super::pairs::{Pair, pair};
use super::index::Index;
use super::names::{host, wanted};
use super::tree::Tree;
use crate::name::Domain;

/// A certificate and key that it may take for a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Way {
    pub(super) pair: Pair,
    /// How it came by them.
    pub(super) how: String,
}

/// Names of files in which a host's certificate and key are looked for, `%` standing for the host.
const NAMED: &[[&str; 2]] =
    &[["%.crt", "%.key"], ["%/fullchain.pem", "%/privkey.pem"], ["%.pem", "%.pem"]];

/// Everything that it may take: one, unless it picks among several by `next` over a table, whose order is
/// nobody's.
pub(super) fn ways(tree: &Tree<'_>, index: &Index, domain: &Domain) -> Vec<Way> {
    let host = host(domain);
    let mut ways = Vec::new();
    let mut above = Some(host.as_str());
    while let Some(name) = above {
        let hits = index.hits(&wanted(name));
        let usable = hits.iter().filter(|hit| hit.for_hosts);
        ways.extend(usable.map(|hit| Way {
            pair: Pair { chain: hit.file, key: hit.key },
            how: format!("it found the certificate by its name for {name}"),
        }));
        // it looks at the one that it has picked alone, and goes on where that one is not for hosts
        if hits.iter().any(|hit| hit.for_hosts) && hits.iter().all(|hit| hit.for_hosts) {
            return ways;
        }
        if let Some(way) = named(tree, name) {
            ways.push(way);
            return ways;
        }
        above = name.split_once('.').map(|(_, rest)| rest).filter(|rest| !rest.is_empty());
    }
    ways.extend(configured(tree, domain));
    ways
}

/// By the names of files alone (find_cert): what stands in them is not looked at.
fn named(tree: &Tree<'_>, name: &str) -> Option<Way> {
    tree.roots.iter().find_map(|root| {
        NAMED.iter().find_map(|names| {
            let [chain, key] = names.map(|part| format!("{root}/{}", part.replace('%', name)));
            let pair = Pair { chain: tree.stat(&chain)?, key: tree.stat(&key)? };
            let how =
                format!("it found the file by its name, for {name}, and asked for no names in it");
            Some(Way { pair, how })
        })
    })
}

/// Files that were named themselves and that it does not find are taken for those that the configuration
/// names, `ssl = { certificate = …, key = … }`.
fn configured(tree: &Tree<'_>, domain: &Domain) -> Option<Way> {
    let all_named = tree.given.found.iter().all(|found| found.is_named());
    let pair = pair(tree.given, domain).filter(|_| all_named)?;
    Some(Way {
        pair,
        how: "it would find no such files unless the configuration names them".to_owned(),
    })
}
