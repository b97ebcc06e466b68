//! What Prosody serves for each host, and what it says where it serves nothing.

use std::sync::Arc;

use super::super::codes::{NOTHING_SERVED, SEVERAL_CANDIDATES};
use super::super::ledger::Ledger;
use super::super::openssl::Chain;
use super::super::outcome::Fate;
use super::super::trouble::{self, Trouble};
use super::ignored;
use super::index::Index;
use super::names::host;
use super::tree::Tree;
use super::ways::{Way, ways};
use crate::name::Domain;

/// Serves all domains.
pub(super) fn serve(ledger: &mut Ledger<'_>, tree: &Tree<'_>, index: &Index) {
    for domain in tree.given.domains {
        let ways = ways(tree, index, domain);
        match ways.as_slice() {
            [] => nothing(ledger, domain),
            ways => pick(ledger, tree, domain, ways),
        }
    }
    ignored::tell(ledger, tree);
}

/// Loads what it may pick: the first that can be loaded is said to be served.
fn pick(ledger: &mut Ledger<'_>, tree: &Tree<'_>, domain: &Domain, ways: &[Way]) {
    let mut loaded: Vec<(&Way, Chain)> = Vec::new();
    let mut failed: Vec<(&Way, Trouble)> = Vec::new();
    for way in ways {
        let file = |number: usize| tree.given.found.get(number);
        let (Some(chain), Some(key)) = (file(way.pair.chain), file(way.pair.key)) else { continue };
        match trouble::load(chain, key, tree.given.passphrase) {
            Ok(chain) => loaded.push((way, chain)),
            Err(trouble) => failed.push((way, trouble)),
        }
    }
    for (way, trouble) in &failed {
        let host = host(domain);
        let does = format!(
            "Prosody logs \"SSL/TLS: Failed to load\" or \"SSL/TLS: Error initialising for {host}\", looks for \
             no other file, and offers no TLS for {host}."
        );
        trouble.note(ledger, way.pair, Fate::Refused, &does);
    }
    let Some((way, chain)) = loaded.first() else {
        let why =
            failed.first().map(|(way, trouble)| format!("{}, but {}", way.how, trouble.words()));
        return ledger.fail(domain, why.unwrap_or_default());
    };
    for (way, _) in &loaded {
        ledger.fate(way.pair.key, Fate::Served, format!("its key is used for {domain}"));
        ledger.fate(way.pair.chain, Fate::Served, format!("it is served for {domain}"));
    }
    ledger.serve(domain, &chain.links, vec![way.pair.chain, way.pair.key], way.how.clone());
    let others = loaded.iter().skip(1).filter_map(|(_, other)| other.links.first());
    let leaf = chain.links.first();
    let others =
        others.filter(|other| leaf.is_none_or(|leaf| leaf.fingerprint != other.fingerprint));
    ledger.instead(others.map(Arc::clone).collect());
    several(ledger, domain, ways, chain, &loaded);
}

/// Tells that it picks, where that makes a difference.
fn several(
    ledger: &mut Ledger<'_>,
    domain: &Domain,
    ways: &[Way],
    chain: &Chain,
    loaded: &[(&Way, Chain)],
) {
    let sent = |chain: &Chain| chain.links.iter().map(|link| link.fingerprint).collect::<Vec<_>>();
    let same = loaded.iter().all(|(_, other)| sent(other) == sent(chain));
    if ways.len() == 1 || (same && loaded.len() == ways.len()) {
        return;
    }
    let paths: Vec<&str> = ways.iter().map(|way| ledger.path(way.pair.chain)).collect();
    let explanation = format!(
        "{} can all be taken for {domain}. Prosody takes whichever comes first in a table without order, which \
         may be another one after each reload; it prefers neither the newest nor the one named after the host.",
        paths.join(", ")
    );
    ledger.tell(&SEVERAL_CANDIDATES, &domain.to_string(), explanation, None);
}

fn nothing(ledger: &mut Ledger<'_>, domain: &Domain) {
    let host = host(domain);
    ledger
        .fail(domain, "it found no certificate by a name in it, and no file called after the host");
    let explanation = format!(
        "Prosody has no certificate for {host}: none of those in files whose names end in .crt or contain \
         fullchain is valid, has its key beside it and names {host}; and there is neither {host}.crt with \
         {host}.key, nor {host}/fullchain.pem with {host}/privkey.pem, nor {host}.pem, nor any of these for \
         the domains above. It logs \"No certificate present in SSL/TLS configuration for {host}\" and ends \
         every handshake."
    );
    ledger.tell(&NOTHING_SERVED, &domain.to_string(), explanation, None);
}
