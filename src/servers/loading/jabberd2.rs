//! jabberd2: one PEM file with chain and key, `<id pemfile='…'>` in c2s.xml and s2s.xml.
//!
//! A domain's pemfile is taken to be the file that is called after it, else the one called `fullchain`,
//! else the first of those named that holds certificates. Observed with 2.7.0 over OpenSSL 3.0.22 and 3.6.5.

use super::ledger::Ledger;
use super::openssl::{Chain, Keyless, Unloaded};
use super::outcome::{Fate, Loading};
use super::pairs::{self, Pair};
use super::trouble::{Trouble, load};
use super::{Given, Loads};
use crate::name::Domain;
use crate::report::Evidence;

/// Its rules.
pub(in crate::servers) const LOADS: Loads =
    Loads { by: loading, evidence: Evidence::Run, cite: "2.7.0 run; jabberd2/jabberd2 sx/ssl.c" };

/// It goes down: the function that hands over the password copies it from nowhere.
const CRASH: &str = "c2s and s2s go down with a segmentation fault: a key is encrypted, and no \
                     private-key-password is configured";

fn loading(given: &Given<'_>) -> Loading {
    let mut ledger = Ledger::new(given);
    let loaded: Vec<_> = given.domains.iter().map(|domain| pemfile(given, domain)).collect();
    // sx/ssl.c: the first context is the one of all who have none
    let default = loaded.iter().find_map(|(_, loaded)| loaded.as_ref().ok()?.links.first());
    let mut crashes = false;
    for (domain, (file, loaded)) in given.domains.iter().zip(&loaded) {
        match loaded {
            Ok(chain) => serve(domain, *file, chain, &mut ledger),
            Err(trouble) => {
                let locked = matches!(trouble, Trouble::Keyless(Keyless::Locked { .. }));
                crashes |= locked;
                tell(domain, *file, trouble, locked, &mut ledger);
                default.iter().for_each(|leaf| ledger.or_else(leaf));
            }
        }
    }
    if crashes {
        ledger.die(CRASH);
    }
    ledger.close("no pemfile names it")
}

/// Loads the pemfile of a domain.
fn pemfile(given: &Given<'_>, domain: &Domain) -> (usize, Result<Chain, Trouble>) {
    let file = pairs::chain(given, domain).unwrap_or(usize::MAX);
    match given.found.get(file) {
        Some(pemfile) => (file, load(pemfile, pemfile, given.passphrase)),
        None => (file, Err(Trouble::Chain(Unloaded::Absent))),
    }
}

fn serve(domain: &Domain, file: usize, chain: &Chain, ledger: &mut Ledger<'_>) {
    let how = format!("pemfile {}", ledger.path(file));
    ledger.fate(file, Fate::Served, format!("it is the pemfile of {domain}"));
    ledger.serve(domain, &chain.links, vec![file], how);
}

fn tell(domain: &Domain, file: usize, trouble: &Trouble, locked: bool, ledger: &mut Ledger<'_>) {
    let (fate, does) = if locked {
        (Fate::Fatal, "At start c2s and s2s go down with a segmentation fault.".to_owned())
    } else {
        let does = format!(
            "c2s offers no TLS for {domain}, and s2s neither, unless another host's pemfile was loaded, which it \
             shows instead; both log \"failed to load {domain} SSL pemfile\" and go on."
        );
        (Fate::Refused, does)
    };
    trouble.note(ledger, Pair { chain: file, key: file }, fate, &does);
    ledger.fail(domain, format!("c2s offers no TLS: {}", trouble.words()));
}
