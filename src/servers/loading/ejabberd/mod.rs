//! ejabberd: every block of every file in one heap, out of which pkix makes chains of its own.
//!
//! `certfiles` of `ejabberd.yml` has files and globs. A directory that was named stands for the glob `DIR/*`,
//! which takes in everything there, dot files too; what stands deeper shows that there is a directory among
//! it, and to read that as a file keeps ejabberd from starting. Where the glob is a narrower one, the files are
//! to be named instead.
//!
//! The rules are those of a start. At a reload what is bad is logged and taken out, and the rest goes on; a file
//! is read again only when its time is later than that of the last reading. `ca_file` is not among what is given:
//! no leaf that stands alone counts as signed by a CA of it, and where that makes a difference, the other leaf
//! is told as well.

mod blocks;
mod choice;
mod keys;
mod pool;
mod tell;

use choice::Table;
use pool::{Chain, Path, Pool, Source};
use tell::Teller;

use super::{Given, Loading, Loads, Served};
use crate::name::Domain;
use crate::report::Evidence;

/// Alike in 23.01 and in 26.07, whose pkix are 1.0.9 and 1.0.10.
pub(in crate::servers) const LOADS: Loads = Loads {
    by: load,
    evidence: Evidence::Run,
    cite: "run: 23.01 and 26.07; processone/pkix 1.0.9 and 1.0.10, src/pkix.erl; src/ejabberd_pkix.erl",
};

fn load(given: &Given<'_>) -> Loading {
    let mut teller = Teller::new(given);
    let mut pool = Pool::default();
    for (index, found) in given.found.iter().enumerate() {
        if let Some(contents) = teller.read(index, found) {
            pool.take(index, contents);
        }
    }
    if teller.dies() {
        return teller
            .loading(given.domains.iter().map(|domain| nothing(domain, NO_START)).collect());
    }
    let is_unsorted = pool.is_unsorted();
    let (paths, unused) = pool.paths();
    let chains = chains(paths, &mut teller);
    unused.iter().for_each(|source| teller.unused(*source));
    match chains {
        Ok(chains) => {
            let table = Table::new(chains, is_unsorted);
            let served =
                given.domains.iter().map(|domain| serve(domain, &table, given, &mut teller));
            let served = served.collect();
            teller.loading(served)
        }
        Err(how) => {
            teller.loading(given.domains.iter().map(|domain| nothing(domain, how)).collect())
        }
    }
}

const NO_START: &str = "ejabberd does not start";
const NO_PKIX: &str = "its reader of certificates has gone down, and it serves none at all";

/// The chains, unless there is something among the paths that leaves none.
fn chains(paths: Vec<Path>, teller: &mut Teller<'_>) -> Result<Vec<Chain>, &'static str> {
    // it goes down before it gets to tell which keys are missing
    let mut unknown = paths.iter().filter_map(|path| match path {
        Path::Unknown { link, from } => Some((link, *from)),
        _ => None,
    });
    if let Some((link, from)) = unknown.next() {
        teller.goes_down(link, from);
        return Err(NO_PKIX);
    }
    let mut chains = Vec::new();
    for path in paths {
        match path {
            Path::Chain(chain) => chains.push(chain),
            Path::Keyless { link, from } => teller.keyless(&link, from),
            Path::Unknown { .. } => {}
        }
    }
    if teller.dies() { Err(NO_START) } else { Ok(chains) }
}

fn serve(domain: &Domain, table: &Table, given: &Given<'_>, teller: &mut Teller<'_>) -> Served {
    let Some(choice) = table.choose(domain, given.now) else {
        teller.empty(domain);
        return nothing(domain, "it has no certificate at all");
    };
    teller.chosen(domain, &choice);
    let chain = choice.chain;
    let path = |index: &usize| given.found.get(*index).map(|found| found.path.clone());
    let leaf = |chain: &&Chain| chain.links.first().cloned();
    let how = match &choice.by {
        Some(name) if name.starts_with("*.") => format!("by the wildcard {name}"),
        Some(name) => format!("by the name {name}"),
        None => "no certificate has the name, and it takes any".to_owned(),
    };
    Served {
        domain: domain.clone(),
        chain: chain.links.clone(),
        files: chain.from.iter().filter_map(path).collect(),
        how: format!("{how} ({} key)", chain.kind.text()),
        instead: choice.instead.iter().filter_map(leaf).collect(),
    }
}

fn nothing(domain: &Domain, how: &str) -> Served {
    let how = how.to_owned();
    Served {
        domain: domain.clone(),
        chain: Vec::new(),
        files: Vec::new(),
        how,
        instead: Vec::new(),
    }
}
