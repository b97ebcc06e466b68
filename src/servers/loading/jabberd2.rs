//! jabberd2: one PEM file with chain and key, `<id pemfile='…'>` in c2s.xml and s2s.xml.
//!
//! A domain's pemfile is taken to be the file that is called after it, else the one called `fullchain`,
//! else the first of those named that holds certificates. Observed with 2.7.0 over OpenSSL 3.0.22 and 3.6.5.

use super::ledger::Ledger;
use super::openssl::Keyless;
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
    let crashes = given.domains.iter().map(|domain| host(given, domain, &mut ledger));
    // all domains are loaded before it matters that one of them kills it
    if crashes.filter(|crashes| *crashes).count() > 0 {
        ledger.die(CRASH);
    }
    ledger.close("no pemfile names it")
}

/// Loads the pemfile of a domain; whether that is the end.
fn host(given: &Given<'_>, domain: &Domain, ledger: &mut Ledger<'_>) -> bool {
    let Some(file) = pairs::chain(given, domain) else {
        ledger.fail(domain, "there is no pemfile, so TLS is not offered");
        return false;
    };
    let (pair, path) = (Pair { chain: file, key: file }, ledger.path(file));
    let Some(pemfile) = ledger.found(file) else { return false };
    match load(pemfile, pemfile, given.passphrase) {
        Ok(chain) => {
            ledger.fate(file, Fate::Served, format!("it is the pemfile of {domain}"));
            ledger.serve(domain, &chain.links, vec![file], format!("pemfile {path}"));
            false
        }
        Err(trouble @ Trouble::Keyless(Keyless::Locked { .. })) => {
            trouble.note(ledger, pair, Fate::Fatal, &format!("{}.", capital(CRASH)));
            ledger.fail(domain, CRASH);
            true
        }
        Err(trouble) => {
            let does = format!(
                "TLS is not offered for {domain}; c2s and s2s log \"failed to load {domain} SSL pemfile\" and go on."
            );
            trouble.note(ledger, pair, Fate::Refused, &does);
            ledger.fail(domain, format!("TLS is not offered: {}", trouble.words()));
            false
        }
    }
}

fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
