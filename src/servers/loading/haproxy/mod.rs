//! HAProxy: `crt FILE`, with the key in it or in `FILE.key`, or `crt DIR`, which stands for every file in it.
//!
//! Each file that was named is taken for a `crt` of its own, except those that hold a key and nothing else. Its
//! files are read as root, before it becomes another user. Observed with 2.6.12 over OpenSSL 3.0.22.

mod choice;

use std::collections::HashSet;

use super::Loads;
use super::codes::{FILE_IGNORED, FILE_REFUSED, OTHER_SERVED, SEVERAL_CANDIDATES};
use super::given::{Found, Given};
use super::ledger::Ledger;
use super::openssl::{Chain, Keyless, Unloaded, certificates_and_fault, key};
use super::outcome::{Fate, Loading};
use super::pairs::{Pair, is_key};
use super::trouble::{Trouble, fitting};
use crate::name::Domain;
use crate::report::{Evidence, shell_quoted};
use choice::{Entry, Pick, pick};

/// Its rules.
pub(in crate::servers) const LOADS: Loads = Loads {
    by: loading,
    evidence: Evidence::Run,
    cite: "2.6.12 run; haproxy/haproxy src/ssl_ckch.c, src/ssl_sock.c",
};

/// What stands beside a `crt` and is looked for by its name; the last three are no matter of ours.
const EXTRA: [&str; 4] = [".key", ".issuer", ".ocsp", ".sctl"];

fn loading(given: &Given<'_>) -> Loading {
    let mut ledger = Ledger::new(given);
    let (mut entries, mut end) = (Vec::new(), None);
    for (file, found) in given.found.iter().enumerate().filter(|(_, found)| is_crt(found)) {
        match crt(given, file, found) {
            Ok(Crt { chain, key, damage }) => {
                if let Some(damage) = damage {
                    tell_damage(&found.path, &chain, &damage, &mut ledger);
                }
                entries.push(Entry::new(file, key, chain));
            }
            Err((trouble, pair)) => {
                let says = says(&trouble, &found.path);
                let does = format!(
                    "HAProxy does not start, and at a reload the old process goes on with what it had; it says: {says}."
                );
                trouble.note(&mut ledger, pair, Fate::Fatal, &does);
                end.get_or_insert(says);
            }
        }
    }
    strays(given, &mut ledger);
    for entry in &entries {
        ledger.fate(entry.file, Fate::Loaded, "it names none of the domains");
        ledger.fate(entry.key, Fate::Loaded, "its certificate names none of the domains");
    }
    for domain in given.domains {
        serve(&entries, domain, &mut ledger);
    }
    if entries.is_empty() && end.is_none() {
        end = Some("no SSL certificate specified for bind".to_owned());
    }
    if let Some(says) = end {
        ledger.die(says);
    }
    ledger.close("no crt names it")
}

/// Whether it is one of those that `crt` stands for.
fn is_crt(found: &Found<'_>) -> bool {
    if found.is_named() {
        return !is_key(found) && !is_extra(found);
    }
    // configuration.txt, crt: the directory itself, by name, without dot files
    !found.below().contains('/') && !found.name().starts_with('.') && !is_extra(found)
}

fn is_extra(found: &Found<'_>) -> bool {
    EXTRA.iter().any(|extra| found.name().ends_with(extra))
}

/// The number of `FILE.key`.
fn partner(given: &Given<'_>, of: &Found<'_>) -> Option<usize> {
    let wanted = format!("{}.key", of.path);
    given.found.iter().position(|found| found.path == wanted)
}

/// A file that was loaded.
struct Crt {
    chain: Chain,
    /// The number of the file that the key is from.
    key: usize,
    /// What it stopped at without a word.
    damage: Option<Unloaded>,
}

/// HAProxy 2.6 takes an error of the armour for the end of the file; later versions die of it.
fn tell_damage(path: &str, chain: &Chain, damage: &Unloaded, ledger: &mut Ledger<'_>) {
    let sent = chain.links.len();
    let words = format!(
        "{path}: {damage}. HAProxy 2.6 sends the {sent} certificate(s) before it and logs nothing; later \
         versions do not start."
    );
    let cure = format!("write the file anew: xmppcert chain {} --out NEW", shell_quoted(path));
    ledger.tell(&FILE_REFUSED, path, words, Some(cure));
}

/// Loads a file, and the key beside it where it has none.
fn crt(given: &Given<'_>, file: usize, found: &Found<'_>) -> Result<Crt, (Trouble, Pair)> {
    let at = |key: usize| Pair { chain: file, key };
    let octets = found.octets.as_ref();
    let octets = octets.map_err(|barred| (Trouble::Barred(barred.clone()), at(file)))?;
    let loaded = certificates_and_fault(octets).map_err(|why| (Trouble::Chain(why), at(file)))?;
    let (chain, damage) = match loaded {
        (chain, damage @ (None | Some(Unloaded::Broken { armour: true, .. }))) => (chain, damage),
        (_, Some(fault)) => return Err((Trouble::Chain(fault), at(file))),
    };
    // it knows no password, and asks on the terminal that a daemon has not
    let (own, place) = match key(octets, None) {
        Ok(own) => (own, file),
        Err(why) => {
            let beside = partner(given, found);
            let Some((place, beside)) = beside.and_then(|n| Some((n, given.found.get(n)?))) else {
                return Err((Trouble::Keyless(why), at(file)));
            };
            let octets = beside.octets.as_ref();
            let octets = octets.map_err(|barred| (Trouble::Barred(barred.clone()), at(place)))?;
            (key(octets, None).map_err(|why| (Trouble::Keyless(why), at(place)))?, place)
        }
    };
    let chain = fitting(chain, &own).map_err(|trouble| (trouble, at(place)))?;
    Ok(Crt { chain, key: place, damage })
}

/// Tells of keys that are called otherwise than HAProxy looks for them.
fn strays(given: &Given<'_>, ledger: &mut Ledger<'_>) {
    let paths: HashSet<&str> = given.found.iter().map(|found| found.path.as_str()).collect();
    for (file, found) in given.found.iter().enumerate() {
        let partnered = found.path.strip_suffix(".key").is_some_and(|path| paths.contains(path));
        if !is_crt(found) && is_key(found) && !partnered {
            let path = &found.path;
            let words = format!(
                "{path} holds a key, and HAProxy looks for the key of FILE in FILE and in FILE.key alone."
            );
            let cure = format!("put it beside its chain: mv {} CHAIN.key", shell_quoted(path));
            ledger.fate(file, Fate::Ignored, "no crt is called as it is without .key");
            ledger.tell(&FILE_IGNORED, path, words, Some(cure));
        }
    }
}

fn serve(entries: &[Entry], domain: &Domain, ledger: &mut Ledger<'_>) {
    let Some((entry, by)) = pick(entries, domain) else {
        return ledger.fail(domain, "there is no crt");
    };
    let path = ledger.path(entry.file);
    let how = match by {
        Pick::Named { others } => {
            if let Some(other) = others.first() {
                let words = format!(
                    "{path} and {} name {domain} with keys of the same kind; HAProxy serves the one that \
                     it read first.",
                    ledger.path(*other)
                );
                ledger.tell(&SEVERAL_CANDIDATES, path, words, None);
            }
            format!("crt {path}, which names the domain")
        }
        Pick::Default => {
            let words = format!(
                "no certificate names {domain} by dNSName or commonName; HAProxy serves {path}, the first that \
                 it read, unless strict-sni is set."
            );
            ledger.tell(&OTHER_SERVED, domain.as_ascii(), words, None);
            format!("crt {path}, the first that was read: none names the domain")
        }
    };
    ledger.fate(entry.file, Fate::Served, format!("it is served for {domain}"));
    ledger.fate(entry.key, Fate::Served, format!("it is served for {domain}"));
    ledger.serve(domain, &entry.chain.links, vec![entry.file, entry.key], how);
}

fn says(trouble: &Trouble, path: &str) -> String {
    match trouble {
        Trouble::Barred(_) => format!("cannot open the file '{path}'"),
        Trouble::Chain(_) => format!("unable to load certificate from file '{path}'"),
        Trouble::Keyless(Keyless::Absent) => format!("No Private Key found in '{path}.key'"),
        Trouble::Keyless(_) => {
            format!(
                "No Private Key found in '{path}.key', or it is present but cannot be read or parsed"
            )
        }
        Trouble::Foreign { .. } => {
            format!("inconsistencies between private key and certificate loaded '{path}'")
        }
    }
}
