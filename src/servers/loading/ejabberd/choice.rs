//! Which chain ejabberd takes for a domain: `pkix:get_certfile` and `select_certfile`.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::keys::Kind;
use super::pool::Chain;
use crate::name::Domain;
use crate::pki::general_name::GeneralName;
use crate::pki::link::Link;

/// The names of all leaves, each with its chains.
#[derive(Debug, Default)]
pub(super) struct Table {
    names: BTreeMap<String, Vec<Chain>>,
    /// Whether nobody can tell which of equals pkix sees first.
    is_unsorted: bool,
}

/// What is taken for a domain.
#[derive(Debug)]
pub(super) struct Choice<'a> {
    pub(super) chain: &'a Chain,
    /// The name that it was found by; `None` where none matches, and any is taken.
    pub(super) by: Option<String>,
    /// Others of which it may as well be one.
    pub(super) instead: Vec<&'a Chain>,
    /// A chain for the same name that ends later and is passed over for want of its intermediate.
    pub(super) passed: Option<&'a Chain>,
}

impl Table {
    pub(super) fn new(chains: Vec<Chain>, is_unsorted: bool) -> Table {
        let mut names: BTreeMap<String, Vec<Chain>> = BTreeMap::new();
        for chain in chains {
            for name in names_of(&chain) {
                names.entry(name).or_default().push(chain.clone());
            }
        }
        Table { names, is_unsorted }
    }

    /// What is taken for the domain; `None` where there is nothing at all.
    pub(super) fn choose(&self, domain: &Domain, now: i64) -> Option<Choice<'_>> {
        let exact = domain.as_ascii().to_owned();
        // one label, whatever it is, and no wildcard for a domain that has no dot
        let wildcard = exact.split_once('.').map(|(_, rest)| format!("*.{rest}"));
        let all = [Some(exact), wildcard];
        let found = all.into_iter().flatten().find_map(|name| self.names.get_key_value(&name));
        match found {
            Some((name, chains)) => {
                Some(Choice { by: Some(name.clone()), ..self.best(chains, now)? })
            }
            None => self.first(now),
        }
    }

    /// The first entry of a hash table of Erlang, whose order changes with the names that are in it and from
    /// one release of Erlang to the next.
    fn first(&self, now: i64) -> Option<Choice<'_>> {
        let mut all = self.names.values().filter_map(|chains| self.best(chains, now));
        let mut choice = all.next()?;
        let leaf = |chain: &Chain| chain.links.first().map(|link| link.fingerprint);
        for other in all {
            choice.instead.extend(other.instead);
            choice.instead.push(other.chain);
        }
        let taken = leaf(choice.chain);
        choice.instead.retain(|chain| leaf(chain) != taken);
        Some(Choice { passed: None, ..choice })
    }

    /// EC before RSA, then valid before invalid, then what ends last.
    fn best<'a>(&self, chains: &'a [Chain], now: i64) -> Option<Choice<'a>> {
        let kind = chains.iter().map(|chain| chain.kind).min()?;
        let same: Vec<&Chain> = chains.iter().filter(|chain| chain.kind == kind).collect();
        let rank = |chain: &&Chain, trusting: bool| {
            let place = if self.is_unsorted { 0 } else { chain.place };
            (is_valid(chain, now, trusting), ends(chain), std::cmp::Reverse(place))
        };
        let chain = same.iter().copied().max_by_key(|chain| rank(chain, false))?;
        let as_good = |other: &&Chain| {
            let trusted = same.iter().copied().max_by_key(|chain| rank(chain, true));
            let is_trusted = trusted.is_some_and(|trusted| trusted.place == other.place);
            let is_equal = rank(other, false) == rank(&chain, false);
            let is_twin = ends(other) == ends(chain) && first(other) == first(chain);
            other.place != chain.place && (is_trusted || is_equal || is_twin)
        };
        let instead: Vec<&Chain> = same.iter().copied().filter(as_good).collect();
        let later = same.iter().copied().filter(|other| ends(other) > ends(chain));
        let passed = later.max_by_key(|other| ends(other));
        Some(Choice { chain, by: None, instead, passed })
    }
}

/// What counts as valid: pkix remembers the last certificate of an invalid chain and looks for the first among
/// those that it remembers, so only a leaf that stands alone is ever invalid. It is where `ca_file` has no issuer of
/// it, or where it is out of date.
fn is_valid(chain: &Chain, now: i64, trusting: bool) -> bool {
    match chain.links.as_slice() {
        [alone] => {
            trusting
                && !alone.is_self_issued()
                && (alone.not_before..=alone.not_after).contains(&now)
        }
        _ => true,
    }
}

/// What decides where pkix comes across a leaf, as far as it is followed here.
fn first(chain: &Chain) -> Option<(&[u8], i64)> {
    chain.links.first().map(|link| (link.serial.as_slice(), link.not_before))
}

fn ends(chain: &Chain) -> Option<i64> {
    chain.links.first().map(|link| link.not_after)
}

/// The first commonName and every dNSName, as they are written; a certificate without any has the empty name.
fn names_of(chain: &Chain) -> Vec<String> {
    let mut names = chain.links.first().map(names).unwrap_or_default();
    names.sort();
    names.dedup();
    match names.is_empty() {
        true => vec![String::new()],
        false => names,
    }
}

/// What a leaf is found by.
pub(super) fn names(link: &Arc<Link>) -> Vec<String> {
    let dns = link.extensions.names.iter().filter_map(|name| match name {
        GeneralName::Dns(text) => Some(text.clone()),
        _ => None,
    });
    link.subject.common_names().into_iter().take(1).chain(dns).collect()
}

impl Kind {
    /// As people say it.
    pub(super) fn text(self) -> &'static str {
        match self {
            Kind::Ec => "EC",
            Kind::Rsa => "RSA",
        }
    }
}
