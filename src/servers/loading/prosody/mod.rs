//! Prosody, and Snikket, which is one (core/certmanager.lua, net/tls_luasec.lua; LuaSec ssl.lua).
//!
//! What is named is the directory that the configuration calls `certificates`, with everything in it. Of
//! files that are named themselves the directory is that one, and nothing else stands in it.
//!
//! It makes an index of certificates by their names ([`index`]), and looks there for a host; then for files
//! called after the host; then does the same for the domain above ([`ways`]). What it has found it loads with
//! OpenSSL, and where that fails it looks no further.

mod direct;
mod ignored;
mod index;
mod names;
mod serve;
#[cfg(test)]
mod tests;
mod tree;
mod ways;

use super::Loads;
use super::codes::START_ABORTED;
use super::given::Given;
use super::ledger::Ledger;
use super::outcome::{Fate, Loading};
use crate::report::Evidence;
use index::Index;
use serve::serve;
use tree::Tree;

/// As 13 does it.
pub(in crate::servers) const LATER: Loads =
    Loads { by: load, evidence: Evidence::Run, cite: "run: 13.0.7; core/certmanager.lua" };

/// As 0.12 does it.
pub(in crate::servers) const EARLIER: Loads =
    Loads { by: load, evidence: Evidence::Run, cite: "run: 0.12.3; core/certmanager.lua" };

/// As Snikket has it.
pub(in crate::servers) const SNIKKET: Loads = Loads {
    by: load,
    evidence: Evidence::Read,
    cite: "as Prosody, not run as Snikket; snikket-im/snikket-server bd30dc0d, ansible/files",
};

fn load(given: &Given<'_>) -> Loading {
    let tree = Tree::new(given);
    let mut ledger = Ledger::new(given);
    let index = Index::read(&tree, given.now);
    index.note(&mut ledger);
    match index.crash() {
        Some(crash) => dies(&mut ledger, given, crash),
        None => serve(&mut ledger, &tree, &index),
    }
    ledger.close("Prosody does not look at a file of this name")
}

/// What the index cannot be made of ends the program: `cert` is nil (certmanager.lua, index_certs).
fn dies(ledger: &mut Ledger<'_>, given: &Given<'_>, crash: &index::Crash) {
    let path = ledger.path(crash.file);
    let said = "attempt to index a nil value (local 'cert')";
    ledger.fate(crash.file, Fate::Fatal, crash.why.clone());
    for domain in given.domains {
        ledger.fail(domain, "");
    }
    ledger.die(said);
    let explanation = format!(
        "{path} begins as a certificate does, and {}. Prosody does not expect that: it ends with \"{said}\", \
         and the log does not name the file.",
        crash.why
    );
    ledger.tell(&START_ABORTED, path, explanation, None);
}
