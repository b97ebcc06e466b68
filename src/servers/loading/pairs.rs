//! Which file a configuration names for a domain's chain, and which for its key, where it names one of each.
//!
//! Configurations are not read for this. A domain's chain is taken to be the file that is called after it
//! (`example.org.pem`, `example.org/fullchain.pem`), else the one called `fullchain`, else the first that
//! holds certificates; its key the file that is called as the chain is, else `privkey.pem` beside it, else
//! the one that holds a key and nothing else, else the chain's own file.

use super::given::{Found, Given};
use crate::name::Domain;

/// Two files by their numbers, or one twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pair {
    pub(super) chain: usize,
    pub(super) key: usize,
}

/// The files of a domain; `None` where there are none at all.
pub(super) fn pair(given: &Given<'_>, domain: &Domain) -> Option<Pair> {
    let chain = chain(given, domain)?;
    let chosen = given.found.get(chain)?;
    let keys = || given.found.iter().enumerate().filter(|(_, found)| is_key(found));
    let named = keys().find(|(_, found)| stem(&found.path) == stem(&chosen.path));
    let beside = || {
        let beside = |found: &Found<'_>| folder(&found.path) == folder(&chosen.path);
        keys().find(|(_, found)| beside(found) && found.name().contains("privkey"))
    };
    let any = || if holds_key(chosen) { None } else { keys().next() };
    let key = named.or_else(beside).or_else(any).map_or(chain, |(number, _)| number);
    Some(Pair { chain, key })
}

/// The file of a domain that holds its chain.
pub(super) fn chain(given: &Given<'_>, domain: &Domain) -> Option<usize> {
    let rank = |found: &Found<'_>| {
        (!is_called_after(&found.path, domain), !found.name().contains("fullchain"))
    };
    let files = given.found.iter().enumerate();
    let chains = files.clone().filter(|(_, found)| !is_key(found));
    let best = chains.min_by_key(|(_, found)| rank(found));
    best.or_else(|| files.clone().next()).map(|(number, _)| number)
}

/// Whether a file holds a key and no certificate; where its content does not tell, its name does.
pub(super) fn is_key(found: &Found<'_>) -> bool {
    let announces = |what: &[u8]| {
        found.octets.as_ref().is_ok_and(|text| text.windows(what.len()).any(|here| here == what))
    };
    if announces(b"CERTIFICATE-----") {
        return false;
    }
    let name = found.name();
    announces(b"PRIVATE KEY-----") || name.ends_with(".key") || name.contains("privkey")
}

fn holds_key(found: &Found<'_>) -> bool {
    const KEY: &[u8] = b"PRIVATE KEY-----";
    found.octets.as_ref().is_ok_and(|text| text.windows(KEY.len()).any(|here| here == KEY))
}

/// Whether the file, or its directory, has the name of the domain.
pub(super) fn is_called_after(path: &str, domain: &Domain) -> bool {
    let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let names = [last(stem(path)), last(path), last(folder(path))];
    names.iter().any(|name| name == domain.as_ascii() || *name == domain.to_unicode())
}

/// The path without its extension.
fn stem(path: &str) -> &str {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    match path.rfind('.') {
        Some(dot) if dot > name => path.get(..dot).unwrap_or(path),
        _ => path,
    }
}

fn folder(path: &str) -> &str {
    path.rfind('/').and_then(|slash| path.get(..slash)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHAIN: &[u8] = b"-----BEGIN CERTIFICATE-----\n";
    const KEY: &[u8] = b"-----BEGIN PRIVATE KEY-----\n";
    const BOTH: &[u8] = b"-----BEGIN CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\n";

    fn paired(files: &[(&str, &[u8])], domain: &str) -> Option<(String, String)> {
        let found = files.iter().map(|(path, octets)| Found {
            path: (*path).to_owned(),
            base: 0,
            octets: Ok(octets),
            modified: None,
        });
        let given = Given { domains: &[], found: found.collect(), now: 0, passphrase: None };
        let pair = pair(&given, &domain.parse().unwrap())?;
        let path = |number: usize| given.found[number].path.clone();
        Some((path(pair.chain), path(pair.key)))
    }

    #[test]
    fn files_are_paired_as_a_configuration_would() {
        type Row<'a> = (&'a [(&'a str, &'a [u8])], &'a str, &'a str);
        let table: &[Row<'_>] = &[
            (&[("a", CHAIN), ("b", KEY)], "a", "b"),
            (&[("b", KEY), ("a", CHAIN)], "a", "b"),
            (&[("a", BOTH)], "a", "a"),
            (&[("a.pem", BOTH), ("b.key", KEY)], "a.pem", "a.pem"),
            (&[("a.pem", BOTH), ("a.key", KEY)], "a.pem", "a.key"),
            (
                &[("d/cert.pem", CHAIN), ("d/fullchain.pem", CHAIN), ("d/privkey.pem", KEY)],
                "d/fullchain.pem",
                "d/privkey.pem",
            ),
            (
                &[
                    ("b.org.crt", CHAIN),
                    ("b.org.key", KEY),
                    ("a.org.crt", CHAIN),
                    ("a.org.key", KEY),
                ],
                "a.org.crt",
                "a.org.key",
            ),
            (&[("x.pem", CHAIN), ("a.org/x.pem", BOTH)], "a.org/x.pem", "a.org/x.pem"),
            (&[("x.pem", b"garbage"), ("x.key", b"")], "x.pem", "x.key"),
            (&[("x.key", KEY)], "x.key", "x.key"),
        ];
        for (files, chain, key) in table {
            let expected = Some(((*chain).to_owned(), (*key).to_owned()));
            assert_eq!(paired(files, "a.org"), expected, "{files:?}");
        }
        assert_eq!(paired(&[], "a.org"), None);
    }
}
