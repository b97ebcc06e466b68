//! What there is to say of stores and of what is served of them.

use super::store::{Entry, EntryKey, Store};
use super::{Role, codes, parts};
use crate::name::Domain;
use crate::report::Finding;
use crate::servers::loading::{Found, Given};

/// The entries of a store, in words.
pub(super) fn contents(store: &Store) -> String {
    let aliases: Vec<&str> = store.entries.iter().map(|entry| entry.alias.as_str()).collect();
    match aliases.as_slice() {
        [] => "it opens, and looks empty to Java".into(),
        [one] => format!("it opens, with the entry {one}"),
        more => format!("it opens, with {} entries: {}", more.len(), some(more, ", ")),
    }
}

/// The first few of a list, and how many more there are.
fn some(all: &[impl AsRef<str>], between: &str) -> String {
    const SHOWN: usize = 8;
    let shown: Vec<&str> = all.iter().take(SHOWN).map(AsRef::as_ref).collect();
    let shown = shown.join(between);
    match all.len().checked_sub(SHOWN) {
        None | Some(0) => shown,
        Some(more) => format!("{shown}{between}and {more} more"),
    }
}

/// What Java does not see, and the keys that it sees and cannot use.
pub(super) fn passed_over(
    found: &Found<'_>,
    store: &Store,
    role: Role,
    given: &Given<'_>,
) -> Vec<Finding> {
    let path = &found.path;
    let mut told = Vec::new();
    if !store.passed_over.is_empty() {
        let list = some(&store.passed_over, "; ");
        let rest = if store.entries.is_empty() { ", so the store looks empty" } else { "" };
        told.push(format!("{path} opens, and Java passes over a part of it{rest}: {list}."));
    }
    let keys = store.entries.iter().filter(|_| role == Role::Identity);
    told.extend(keys.filter_map(|entry| {
        let alias = &entry.alias;
        Some(match &entry.key {
            EntryKey::OtherPassword => format!(
                "The key of the entry {alias} in {path} has another password than the store. Openfire \
                 opens both with one, and ends each handshake for which it needs the key."
            ),
            EntryKey::Unusable(why) => {
                format!("The key of the entry {alias} in {path} cannot be used: {why}.")
            }
            EntryKey::Fits | EntryKey::Other { .. } | EntryKey::None => return None,
        })
    }));
    let finding = |told| cured(Finding::new(&codes::STORE_NOT_LOADED, path, told), role, given);
    let mut findings: Vec<Finding> = told.into_iter().map(finding).collect();
    findings.extend(store.entries.iter().filter_map(|entry| other_key(found, entry)));
    findings
}

fn other_key(found: &Found<'_>, entry: &Entry) -> Option<Finding> {
    let (EntryKey::Other { .. }, Some(leaf)) = (&entry.key, entry.chain.first()) else {
        return None;
    };
    let told = format!(
        "The entry {} of {} has a key that is not that of its certificate, which is for {}. Java opens \
         it without a word, and each handshake fails.",
        entry.alias,
        found.path,
        parts::called(leaf)
    );
    Some(Finding::new(&codes::KEY_NOT_OF_LEAF, &found.path, told))
}

/// Nothing is served for the domain.
pub(super) fn not_served(domain: &Domain, why: &str) -> Finding {
    let told = format!("Openfire has no certificate for {domain}, {why}.");
    Finding::new(&codes::NOTHING_SERVED, domain.to_string(), told).cured_by(cure(domain))
}

/// The finding with the command that writes such a store anew.
pub(super) fn cured(finding: Finding, role: Role, given: &Given<'_>) -> Finding {
    match given.domains.first() {
        _ if role == Role::Trust => {
            let path = finding.subject.clone();
            finding.cured_by(format!(
                "write the trust store anew: keytool -importcert -noprompt -alias NAME -file ROOT.pem -keystore {path}"
            ))
        }
        Some(domain) => finding.cured_by(cure(domain)),
        None => finding,
    }
}

/// The command that writes a store that opens.
pub(super) fn cure(domain: &Domain) -> String {
    format!("xmppcert export --server openfire --domain {domain} --key KEY --cert CHAIN")
}

/// A certificate of another name is served.
pub(super) fn other_served(domain: &Domain, entry: &Entry, path: &str) -> Finding {
    let name = entry.chain.first().map_or("", parts::called);
    let told = format!(
        "Openfire serves the entry {} of {path} for {domain}, and it is for {name}.",
        entry.alias
    );
    Finding::new(&codes::OTHER_SERVED, domain.to_string(), told)
}

/// Several entries are as good.
pub(super) fn several(domain: &Domain, entries: &[&Entry], path: &str, unordered: bool) -> Finding {
    let aliases: Vec<&str> = entries.iter().map(|entry| entry.alias.as_str()).collect();
    let rule = if unordered { "by hashes of their names" } else { "by their order in the file" };
    let told = format!(
        "{} entries of {path} are as good for {domain}: {}. Java takes one {rule}.",
        entries.len(),
        some(&aliases, ", ")
    );
    let first = aliases.first().unwrap_or(&"");
    Finding::new(&codes::SEVERAL_CANDIDATES, domain.to_string(), told)
        .cured_by(format!("delete the others: keytool -delete -keystore {path} -alias ALIAS, of which {first} may stay"))
}
