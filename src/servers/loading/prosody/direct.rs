//! Ports of direct TLS (XEP-0368), which need a certificate of their own before anybody has named a host
//! (core/certmanager.lua, find_service_cert; core/portmanager.lua).
//!
//! It is any certificate of the index that is for hosts. Where that one cannot be loaded, the port stays
//! closed for all hosts; where it can, it is shown for hosts that have none.

use std::sync::Arc;

use super::super::ledger::Ledger;
use super::super::openssl::Chain;
use super::super::outcome::Fate;
use super::super::pairs::Pair;
use super::super::trouble::{self, Trouble};
use super::index::Index;
use super::tree::Tree;
use crate::pki::link::Link;

/// What such a port may begin with.
pub(super) struct Direct {
    loaded: Vec<Chain>,
    failed: Vec<(Pair, Trouble)>,
}

impl Direct {
    pub(super) fn new(tree: &Tree<'_>, index: &Index) -> Self {
        let mut direct = Direct { loaded: Vec::new(), failed: Vec::new() };
        for pair in index.pairs() {
            let file = |number: usize| tree.given.found.get(number);
            let (Some(chain), Some(key)) = (file(pair.chain), file(pair.key)) else { continue };
            match trouble::load(chain, key, tree.given.passphrase) {
                Ok(chain) => direct.loaded.push(chain),
                Err(trouble) => direct.failed.push((pair, trouble)),
            }
        }
        direct
    }

    /// The leaves that it may show for a host that has none.
    pub(super) fn leaves(&self) -> Vec<Arc<Link>> {
        self.loaded.iter().filter_map(|chain| chain.links.first().cloned()).collect()
    }

    /// What comes of it when they begin with a pair that cannot be loaded.
    pub(super) fn beginning_with(&self, pair: Pair) -> &'static str {
        if !self.failed.iter().any(|(failed, _)| *failed == pair) {
            return "";
        }
        match self.loaded.is_empty() {
            true => {
                " Its ports of direct TLS, which begin with any certificate of the index, stay closed."
            }
            false => {
                " Its ports of direct TLS, which begin with any certificate of the index, stay closed for all \
                 hosts when it comes to this one."
            }
        }
    }

    /// Tells of pairs that close the ports, though no domain that was asked about needs them.
    pub(super) fn note(&self, ledger: &mut Ledger<'_>) {
        for (pair, trouble) in &self.failed {
            if ledger.fate_of(pair.chain) != Fate::Refused
                && ledger.fate_of(pair.key) != Fate::Refused
            {
                let closed = self.beginning_with(*pair);
                let does = format!("None of these domains needs it.{closed}");
                trouble.note(ledger, *pair, Fate::Refused, &does);
            }
        }
    }
}
