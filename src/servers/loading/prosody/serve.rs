//! What Prosody serves for each host, and what it says where it serves nothing.

use std::sync::Arc;

use super::super::codes::{NOTHING_SERVED, SEVERAL_CANDIDATES};
use super::super::given::Given;
use super::super::ledger::Ledger;
use super::super::openssl::Chain;
use super::super::outcome::Fate;
use super::super::pairs::Pair;
use super::super::trouble::{self, Trouble};
use super::direct::Direct;
use super::ignored;
use super::index::Index;
use super::names::host;
use super::tree::Tree;
use super::ways::{Way, ways};
use crate::name::Domain;

/// Serves all domains.
pub(super) fn serve(ledger: &mut Ledger<'_>, tree: &Tree<'_>, index: &Index) {
    let direct = Direct::new(tree, index);
    for domain in tree.given.domains {
        let ways = ways(tree, index, domain);
        let served = !ways.is_empty() && pick(ledger, tree, &direct, domain, &ways);
        if ways.is_empty() {
            nothing(ledger, domain, direct.leaves().is_empty());
        }
        if !served {
            ledger.instead(direct.leaves());
        }
    }
    direct.note(ledger);
    ignored::tell(ledger, tree);
}

/// Loads what it may pick: the first that can be loaded is said to be served. False where none can be.
fn pick(
    ledger: &mut Ledger<'_>,
    tree: &Tree<'_>,
    direct: &Direct,
    domain: &Domain,
    ways: &[Way],
) -> bool {
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
        let does = format!(
            "Prosody logs \"Error creating context for c2s: {}\", looks for no other file, and offers no TLS for \
             {domain}.{}",
            logged(trouble, way.pair, tree.given),
            direct.beginning_with(way.pair)
        );
        trouble.note(ledger, way.pair, Fate::Refused, &does);
    }
    let Some((way, chain)) = loaded.first() else {
        let why =
            failed.first().map(|(way, trouble)| format!("{}, but {}", way.how, trouble.words()));
        ledger.fail(domain, why.unwrap_or_default());
        return false;
    };
    for (way, _) in &loaded {
        ledger.fate(way.pair.key, Fate::Served, format!("its key is used for {domain}"));
        ledger.fate(way.pair.chain, Fate::Served, format!("it is served for {domain}"));
    }
    let how = format!("{}{}", way.how, deaf(&host(domain)));
    ledger.serve(domain, &chain.links, vec![way.pair.chain, way.pair.key], how);
    let others = loaded.iter().skip(1).filter_map(|(_, other)| other.links.first());
    let leaf = chain.links.first();
    let others =
        others.filter(|other| leaf.is_none_or(|leaf| leaf.fingerprint != other.fingerprint));
    ledger.instead(others.map(Arc::clone).collect());
    several(ledger, domain, ways, chain, &loaded);
    true
}

/// How its words for that begin (LuaSec ssl.lua, newcontext).
fn logged(trouble: &Trouble, pair: Pair, given: &Given<'_>) -> &'static str {
    let closed = |number: usize| given.found.get(number).is_some_and(|found| found.octets.is_err());
    match trouble {
        Trouble::Foreign { .. } => "private key does not match public key",
        Trouble::Keyless(_) => "error loading private key",
        // it begins with the key
        Trouble::Barred(_) if closed(pair.key) => "error loading private key",
        Trouble::Barred(_) | Trouble::Chain(_) => "error loading certificate",
    }
}

/// TLS names hosts in A-labels (RFC 6066 §3), and Prosody compares them with U-labels.
fn deaf(host: &str) -> &'static str {
    match host.is_ascii() {
        true => "",
        false => {
            "; on ports of direct TLS it does not know the host by its A-labels, and refuses everybody"
        }
    }
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

fn nothing(ledger: &mut Ledger<'_>, domain: &Domain, alone: bool) {
    let host = host(domain);
    ledger
        .fail(domain, "it found no certificate by a name in it, and no file called after the host");
    let direct = match alone {
        true => "",
        false => " On ports of direct TLS it shows another host's.",
    };
    let explanation = format!(
        "Prosody has no certificate for {host}. None of those in files whose names end in .crt or contain \
         fullchain is valid, has its key beside it and names {host}; there is neither {host}.crt with \
         {host}.key, nor {host}/fullchain.pem with {host}/privkey.pem, nor {host}.pem with both; and none of \
         these for the domains above. It ends every handshake, and all that it says is \"No certificate present \
         in SSL/TLS configuration\", 13 only at the level debug.{direct}"
    );
    ledger.tell(&NOTHING_SERVED, &domain.to_string(), explanation, None);
}
