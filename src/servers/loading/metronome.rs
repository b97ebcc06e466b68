//! Metronome: `ssl = { certificate = …, key = … }`, for all hosts or for each, as Prosody had it before 0.10.
//!
//! It has no index and looks for no files. Which of those that were named are meant is said in `pairs.rs`.

use super::codes::NOTHING_SERVED;
use super::given::Given;
use super::ledger::Ledger;
use super::outcome::{Fate, Loading};
use super::pairs::pair;
use super::{Loads, trouble};
use crate::name::Domain;
use crate::report::Evidence;

/// Its rules.
pub(in crate::servers) const LOADS: Loads = Loads {
    by: load,
    evidence: Evidence::Read,
    cite: "maranda/metronome 3b791f20 (4.0.5), util/certmanager.lua; LuaSec as run with Prosody",
};

fn load(given: &Given<'_>) -> Loading {
    let mut ledger = Ledger::new(given);
    for domain in given.domains {
        host(&mut ledger, given, domain);
    }
    ledger.close("neither certificate nor key of ssl names it")
}

fn host(ledger: &mut Ledger<'_>, given: &Given<'_>, domain: &Domain) {
    let files = pair(given, domain);
    let found = files.and_then(|files| {
        Some((files, given.found.get(files.chain)?, given.found.get(files.key)?))
    });
    let Some((files, chain, key)) = found else {
        ledger.fail(domain, "no file was named");
        let explanation = format!("Metronome looks for no files, and none was named for {domain}.");
        return ledger.tell(&NOTHING_SERVED, &domain.to_string(), explanation, None);
    };
    match trouble::load(chain, key, given.passphrase) {
        Ok(loaded) => {
            ledger.fate(files.chain, Fate::Served, format!("it is the certificate of {domain}"));
            ledger.fate(files.key, Fate::Served, format!("it is the key of {domain}"));
            let how = format!("certificate = {}, key = {}", chain.path, key.path);
            ledger.serve(domain, &loaded.links, vec![files.chain, files.key], how);
        }
        Err(trouble) => {
            ledger.fail(domain, trouble.words());
            let does = format!("Metronome logs that, and offers no TLS for {domain}.");
            trouble.note(ledger, files, Fate::Refused, &does);
        }
    }
}
