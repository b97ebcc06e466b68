//! Tigase: the directory `certs`, in which a file stands for the domain that it is called by.
//!
//! What may be named is that directory (`certificate-container { ssl-certs-location }`), of which
//! `CertificateContainer.loadCertificatesFromDirectories` takes the files directly in it that end in `.pem`, `.crt` or
//! `.cer` in either case, those with fewer dots in their names first; and files that stand in
//! `custom-certificates`, which come last and are taken by any name. An alias is the name of the file
//! without `.pem`.
//!
//! Not modelled: tigase-utils 4.5.0, of which there is no release, reads SEC 1 keys and finds the leaf
//! first, so that it needs no root.

mod reader;
mod sort;
mod table;

use std::cmp::Reverse;

use reader::Refusal;
use sort::Disorder;
use table::{DEFAULT, Table};

use super::parts::Told;
use super::{Fate, Found, Given, Loading, Loads, Served, codes, parts};
use crate::name::Domain;
use crate::pki::certificate::Certificate;
use crate::pki::key::PrivateKey;
use crate::report::{Code, Evidence, Finding};

/// What all releases do up to 8.4.
pub(in crate::servers) const LOADS: Loads = Loads {
    by: load,
    evidence: Evidence::Read,
    cite: "tigase/tigase-server 6e5d3b7f, CertificateContainer.java; tigase/tigase-utils, CertificateUtil.java, \
           parseCertificate and sort; tigase/tigase-server#129",
};

/// A file that was loaded.
struct Entry {
    path: String,
    /// How many parts its name has between dots.
    parts: usize,
    /// What is sent.
    chain: Vec<Certificate>,
    key: PrivateKey,
}

fn load(given: &Given<'_>) -> Loading {
    let mut loading = Loading::default();
    let mut entries: Vec<(usize, Entry)> = Vec::new();
    for (at, found) in given.found.iter().enumerate() {
        loading.files.push(match entry(found) {
            Ok(Some(entry)) => {
                loading.findings.extend(other_key(found, &entry));
                entries.push((at, entry));
                parts::fate(found, Fate::Loaded, format!("its alias is {}", alias(found)))
            }
            Ok(None) => parts::fate(found, Fate::Ignored, PASSED_OVER),
            Err(told) => {
                let (fate, finding) = *told;
                loading.findings.push(finding);
                fate
            }
        });
    }
    // the files of directories first, and of these the shorter names
    entries.sort_by_key(|(at, entry)| {
        let is_custom = given.found.get(*at).is_some_and(Found::is_named);
        (is_custom, entry.parts)
    });
    let mut table = Table::default();
    for (number, (at, entry)) in entries.iter().enumerate() {
        if let (Some(found), Some(leaf)) = (given.found.get(*at), entry.chain.first()) {
            table.enter(alias(found), number, leaf);
        }
    }
    for domain in given.domains {
        let served = serve(domain, &table, &entries, given, &mut loading);
        loading.served.push(served);
    }
    loading
}

const PASSED_OVER: &str =
    "Tigase loads what stands directly in the directory and ends in .pem, .crt or .cer";

fn alias<'a>(found: &'a Found<'_>) -> &'a str {
    let name = found.name();
    name.strip_suffix(".pem").unwrap_or(name)
}

/// `PEMFileFilter`.
fn is_taken(found: &Found<'_>) -> bool {
    let has_ending = [".pem", ".PEM", ".crt", ".CRT", ".cer", ".CER"]
        .iter()
        .any(|ending| found.name().ends_with(ending));
    found.is_named() || (has_ending && !found.below().contains('/'))
}

/// What is loaded of a file; none where it is passed over.
fn entry(found: &Found<'_>) -> Result<Option<Entry>, Told> {
    if !is_taken(found) {
        return Ok(None);
    }
    let octets = parts::octets(found)?;
    let refused = |code, why: String, says: &str| {
        let finding = refused(found, code, &why, says);
        Box::new((parts::fate(found, Fate::Refused, why), finding))
    };
    let read = reader::read(octets).map_err(|refusal| match refusal {
        Refusal::Certificate(why) => {
            refused(&codes::FILE_REFUSED, format!("a certificate cannot be read: {why}"), "")
        }
        Refusal::Key(why) => {
            refused(&codes::KEY_NOT_LOADED, format!("the key cannot be read: {why}"), "")
        }
    })?;
    let disorder = |disorder: Disorder| {
        let code = match disorder {
            Disorder::NoRoot => &codes::ROOT_NOT_IN_STORE,
            Disorder::Interrupted(_) | Disorder::OnlyRoot => &codes::CHAIN_REFUSED,
        };
        refused(code, disorder.why(), &disorder.says())
    };
    let sorted = sort::sort(&read.certificates).map_err(disorder)?;
    let Some(key) = read.key else {
        let why = match read.unread.first() {
            Some(label) => {
                format!("it has no key in a block that Tigase reads, and {label} is passed over")
            }
            None => "there is no private key in it".into(),
        };
        return Err(refused(&codes::KEY_NOT_LOADED, why, "null"));
    };
    let chain = sort::without_root(sorted).map_err(disorder)?;
    let parts = found.name().split('.').count();
    Ok(Some(Entry { path: found.path.clone(), parts, chain, key }))
}

fn refused(found: &Found<'_>, code: &'static Code, why: &str, says: &str) -> Finding {
    let colon = if says.is_empty() { "" } else { ", " };
    let told = format!(
        "Tigase does not load {}: {why}. It logs \"Cannot load certficate from file: {}{colon}{says}\", makes a \
         self-signed certificate and serves that.",
        found.path, found.path
    );
    let domain =
        Domain::try_from(alias(found)).map_or_else(|_| "DOMAIN".to_owned(), |d| d.to_string());
    Finding::new(code, &found.path, told).cured_by(format!(
        "xmppcert export --server tigase --domain {domain} --key KEY --cert CHAIN"
    ))
}

fn other_key(found: &Found<'_>, entry: &Entry) -> Option<Finding> {
    let leaf = entry.chain.first().filter(|leaf| !parts::fits(&entry.key, leaf))?;
    let told = format!(
        "The key in {} is not that of the certificate that Tigase takes for the server's, which is for {}. It \
         loads both without a word, and each handshake fails.",
        found.path,
        parts::called(leaf)
    );
    Some(Finding::new(&codes::KEY_NOT_OF_LEAF, &found.path, told))
}

fn serve(
    domain: &Domain,
    table: &Table,
    entries: &[(usize, Entry)],
    given: &Given<'_>,
    loading: &mut Loading,
) -> Served {
    let found = table.find(domain.as_ascii()).and_then(|number| entries.get(number));
    let Some((at, entry)) = found else {
        let made = format!(
            "Tigase has no certificate for {domain}, makes a self-signed one and serves that"
        );
        let has_default = given.found.iter().any(|found| alias(found) == DEFAULT);
        let default =
            if has_default { "; default.pem is for connections that name no host" } else { "" };
        return nothing(domain, &format!("{made}{default}"), loading);
    };
    if !entry.chain.first().is_some_and(|leaf| parts::fits(&entry.key, leaf)) {
        return parts::nothing(
            domain,
            format!(
                "the key of {} is not that of its certificate, so each handshake fails",
                entry.path
            ),
        );
    }
    if is_replaced(&entry.chain, given.now) {
        let how = format!(
            "the self-signed certificate of {} is not valid at the time, so Tigase makes a new one for {domain} and \
             serves that",
            entry.path
        );
        return nothing(domain, &how, loading);
    }
    if let Some(file) = loading.files.get_mut(*at) {
        file.fate = Fate::Served;
    }
    let instead = rivals(domain, entry, entries);
    if !instead.is_empty() {
        loading.findings.push(several(domain, entry, &instead));
    }
    Served {
        domain: domain.clone(),
        chain: parts::links(&entry.chain),
        files: vec![entry.path.clone()],
        how: "by the name of the file, or by the dNSName or commonName of its certificate".into(),
        instead: instead.iter().filter_map(|one| one.chain.first()?.link.clone()).collect(),
    }
}

fn nothing(domain: &Domain, how: &str, loading: &mut Loading) -> Served {
    let told = format!("{}.", first_upper(how));
    let cure = format!("xmppcert export --server tigase --domain {domain} --key KEY --cert CHAIN");
    loading
        .findings
        .push(Finding::new(&codes::NOTHING_SERVED, domain.to_string(), told).cured_by(cure));
    parts::nothing(domain, how)
}

fn first_upper(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}

/// `SSLContextContainer.validateDomainCertificate`: a chain that ends in a self-signed certificate out of its
/// time is replaced.
fn is_replaced(chain: &[Certificate], now: i64) -> bool {
    let last = chain.last().and_then(|last| last.link.as_ref());
    last.is_some_and(|last| {
        last.is_self_issued() && (now < last.not_before || now > last.not_after)
    })
}

/// Other files that stand for the domain, and come before or after this one as the directory lists them.
fn rivals<'a>(domain: &Domain, served: &Entry, entries: &'a [(usize, Entry)]) -> Vec<&'a Entry> {
    let covers = |entry: &Entry| {
        let mut alone = Table::default();
        if let Some(leaf) = entry.chain.first() {
            alone.enter("", 0, leaf);
        }
        alone.find(domain.as_ascii()).is_some()
    };
    let is_other = |entry: &Entry| {
        let leaf = |entry: &Entry| entry.chain.first().map(|leaf| leaf.der.clone());
        entry.path != served.path && entry.parts == served.parts && leaf(entry) != leaf(served)
    };
    entries
        .iter()
        .map(|(_, entry)| entry)
        .filter(|entry| is_other(entry) && covers(entry))
        .collect()
}

fn several(domain: &Domain, served: &Entry, instead: &[&Entry]) -> Finding {
    let mut others: Vec<&str> = instead.iter().map(|entry| entry.path.as_str()).collect();
    others.sort_by_key(|path| Reverse(path.len()));
    let told = format!(
        "{} and {} both stand for {domain}; Tigase serves the one that the directory lists last.",
        served.path,
        others.join(", ")
    );
    Finding::new(&codes::SEVERAL_CANDIDATES, domain.to_string(), told)
}
