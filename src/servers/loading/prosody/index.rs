//! The index of certificates by their names (core/certmanager.lua, index_certs).

use std::collections::{BTreeSet, HashMap};

use super::super::given::Found;
use super::super::ledger::Ledger;
use super::super::openssl::{Unloaded, certificates};
use super::super::outcome::Fate;
use super::super::pairs::Pair;
use super::names::names;
use super::tree::{Tree, way_barred};
use crate::pki::certificate::{Certificate, Doubt, Reading};
use crate::pki::pem;

/// How many directories deep it looks, that of the configuration included.
const DEPTH: usize = 3;
const FIRST_LINE: &[u8] = b"-----BEGIN CERTIFICATE-----";
const LAST_LINE: &[u8] = b"-----END CERTIFICATE-----";

/// The index.
#[derive(Debug, Default)]
pub(super) struct Index {
    by_name: HashMap<String, Vec<Hit>>,
    /// What became of each file that it had a look at.
    fates: Vec<(usize, String)>,
    crash: Option<Crash>,
}

/// A file that has a certificate with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// The certificate.
    pub(super) file: usize,
    /// Its key.
    pub(super) key: usize,
    /// Whether the name is there for hosts.
    pub(super) for_hosts: bool,
}

/// The file at which making the index ends the program.
#[derive(Debug)]
pub(super) struct Crash {
    pub(super) file: usize,
    pub(super) why: String,
}

impl Index {
    /// Looks at all files.
    pub(super) fn read(tree: &Tree<'_>, now: i64) -> Index {
        let mut index = Index::default();
        for (number, found) in tree.given.found.iter().enumerate() {
            if let Err(why) = index.add(tree, number, found, now) {
                index.fates.push((number, why));
            }
        }
        index
    }

    /// What it has for a host, or for its wildcard where it has nothing for the host itself.
    pub(super) fn hits(&self, wanted: &[String; 2]) -> &[Hit] {
        let mut found = wanted.iter().filter_map(|name| self.by_name.get(name));
        found.next().map_or(&[], Vec::as_slice)
    }

    /// Every certificate that is for hosts, with its key.
    pub(super) fn pairs(&self) -> BTreeSet<Pair> {
        let hits = self.by_name.values().flatten().filter(|hit| hit.for_hosts);
        hits.map(|hit| Pair { chain: hit.file, key: hit.key }).collect()
    }

    /// Where making it fails altogether.
    pub(super) fn crash(&self) -> Option<&Crash> {
        self.crash.as_ref()
    }

    /// Notes what it makes of the files.
    pub(super) fn note(&self, ledger: &mut Ledger<'_>) {
        for (number, why) in &self.fates {
            ledger.fate(*number, Fate::Ignored, why.clone());
        }
        for hit in self.by_name.values().flatten() {
            ledger.fate(hit.file, Fate::Loaded, "its certificate is in the index");
            ledger.fate(hit.key, Fate::Loaded, "it is the key of a certificate in the index");
        }
    }

    /// Puts a file into the index, or says why not.
    fn add(
        &mut self,
        tree: &Tree<'_>,
        number: usize,
        found: &Found<'_>,
        now: i64,
    ) -> Result<(), String> {
        is_looked_at(found)?;
        let octets = found.octets.as_ref().map_err(|barred| {
            format!("{} cannot read it: {} has {}", barred.user, barred.at, barred.how)
        })?;
        let first = octets.split(|octet| *octet == b'\n').next().unwrap_or_default();
        if first != FIRST_LINE {
            return Err(unlike(first));
        }
        let partner = partner(&found.path);
        let key = tree.stat(&partner);
        let key = key.ok_or_else(|| format!("its key would be {partner}, which is not there"))?;
        let certificate = match certificate(octets) {
            Ok(certificate) => certificate,
            Err(why) => {
                // which of several it meets first does not matter
                self.crash.get_or_insert(Crash { file: number, why });
                return Ok(());
            }
        };
        is_valid(&certificate, now)?;
        for name in names(&certificate) {
            let hit = Hit { file: number, key, for_hosts: name.for_hosts };
            self.insert(name.name, hit);
        }
        Ok(())
    }

    fn insert(&mut self, name: String, hit: Hit) {
        let hits = self.by_name.entry(name).or_default();
        // the names of one certificate come one after another
        match hits.last_mut().filter(|last| last.file == hit.file) {
            Some(last) => last.for_hosts |= hit.for_hosts,
            None => hits.push(hit),
        }
    }
}

/// Whether place and name are such as it looks at.
fn is_looked_at(found: &Found<'_>) -> Result<(), String> {
    let below = match found.is_named() {
        true => found.name(),
        false => found.below(),
    };
    let folders: Vec<&str> = below.split('/').collect();
    let folders = folders.split_last().map_or(&[][..], |(_, folders)| folders);
    if folders.len() >= DEPTH {
        return Err(format!("it stands more than {DEPTH} directories deep"));
    }
    if let Some(hidden) = folders.iter().find(|name| name.starts_with('.')) {
        return Err(format!("the name of the directory {hidden} begins with a dot"));
    }
    if let Some(barred) = way_barred(found) {
        return Err(format!("{} cannot pass: {} has {}", barred.user, barred.at, barred.how));
    }
    let name = found.name();
    match name.ends_with(".crt") || name.contains("fullchain") {
        true => Ok(()),
        false => Err("its name neither ends in .crt nor contains fullchain".to_owned()),
    }
}

/// Why a first line is not the one that it has to be.
fn unlike(first: &[u8]) -> String {
    const WANTED: &str = "its first line has to be -----BEGIN CERTIFICATE-----";
    if first.is_empty() {
        return format!("{WANTED}, and is empty");
    }
    if first.strip_suffix(b"\r") == Some(FIRST_LINE) {
        return format!("{WANTED}, and ends as lines of Windows do");
    }
    if first.strip_prefix(b"\xef\xbb\xbf") == Some(FIRST_LINE) {
        return format!("{WANTED}, and a byte order mark stands before it");
    }
    let shown = first.get(..40).unwrap_or(first);
    format!("{WANTED}, not \"{}\"", shown.escape_ascii())
}

/// The key's path (find_matching_key): it replaces in all of the path, directories included.
pub(super) fn partner(path: &str) -> String {
    let path = path.strip_suffix(".crt").map_or(path.to_owned(), |stem| format!("{stem}.key"));
    path.replace("fullchain", "privkey")
}

/// The first certificate, or what is wrong with it.
fn certificate(octets: &[u8]) -> Result<Certificate, String> {
    let end = octets.windows(LAST_LINE.len()).position(|here| here == LAST_LINE);
    let line = end.map_or(octets.len(), |end| (end + LAST_LINE.len() + 1).min(octets.len()));
    let first = octets.get(..line).unwrap_or(octets);
    if let Err(unloaded @ (Unloaded::Absent | Unloaded::Broken { .. })) = certificates(first) {
        return Err(unloaded.to_string());
    }
    let unread = || "its certificate cannot be read".to_owned();
    let block = pem::blocks(first).into_iter().find_map(Result::ok).ok_or_else(unread)?;
    let reading = Reading { doubt: Doubt::Waived, link: true };
    Certificate::read(&block.der, reading).map_err(|_| unread())
}

fn is_valid(certificate: &Certificate, now: i64) -> Result<(), String> {
    let Some(link) = &certificate.link else { return Ok(()) };
    if now > link.not_after {
        return Err(format!("its certificate has expired {}", certificate.not_after));
    }
    if now < link.not_before {
        return Err(format!("its certificate is not valid before {}", certificate.not_before));
    }
    Ok(())
}
