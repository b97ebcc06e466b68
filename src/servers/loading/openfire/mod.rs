//! Openfire: its identity store, its trust stores, and PEM that is pasted into its admin console.
//!
//! What may be named is the directory `resources/security`, of which it opens `keystore`, `truststore` and
//! `client.truststore`; a store of another name (`xmpp.socket.ssl.keystore`), one with `trust` in its name being
//! a trust store; and, where no identity store is among them, PEM files, which are taken for what is pasted into
//! the admin console. The passphrase is `xmpp.socket.ssl.keypass`, which is `changeit` where nothing is
//! configured (`CertificateStoreManager.getIdentityStorePassword`), and for PEM that of the key.
//!
//! `CertificateStore` opens the store, `IdentityStore.ensureDomainCertificate` makes a self-signed
//! certificate where none in it covers the XMPP domain (the first one that is asked about), and
//! `CertificateStoreManager.initialize` goes on without TLS where the store does not open.

mod choice;
mod import;
mod names;
mod pasted;
mod store;
mod told;

use choice::{Chosen, Question};
use store::{Entry, Store};

use super::parts::Told;
use super::{Fate, Found, Given, Loading, Loads, Served, codes, parts};
use crate::name::Domain;
use crate::pki::keystore::sniff;
use crate::report::{Evidence, Finding};

/// What is read of Openfire, and run of Java.
const CITE: &str = "igniterealtime/Openfire 3709dd49, CertificateStore, IdentityStore and CertificateUtils.order read; \
                    its keystores opened and served by OpenJDK 17";

/// From 5.1 on, where the commonName counts no more (OF-3122).
pub(in crate::servers) const LOADS: Loads =
    Loads { by: |given| load(given, false), evidence: Evidence::Read, cite: CITE };

/// Before 5.1.
pub(in crate::servers) const BEFORE_5_1: Loads =
    Loads { by: |given| load(given, true), evidence: Evidence::Read, cite: CITE };

const PASSWORD: &str = "changeit";

/// What Openfire takes a file for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Identity,
    Trust,
    Pasted,
    Other,
}

fn load(given: &Given<'_>, common_name: bool) -> Loading {
    let roles: Vec<Role> = given.found.iter().map(role).collect();
    let mut loading = Loading::default();
    if !roles.contains(&Role::Identity) && roles.contains(&Role::Pasted) {
        return pasted::load(given, common_name);
    }
    let mut open: Option<(usize, Store)> = None;
    for (found, role) in given.found.iter().zip(roles) {
        let taken = open.is_some();
        let fate = match role {
            Role::Other => Ok(parts::fate(found, Fate::Ignored, NO_STORE_OF_IT)),
            Role::Pasted => Ok(parts::fate(found, Fate::Ignored, NO_PEM)),
            Role::Identity if taken => Ok(parts::fate(found, Fate::Ignored, ONE_STORE)),
            Role::Identity | Role::Trust => store_of(found, given, role).map(|store| {
                let why = told::contents(&store);
                loading.findings.extend(told::passed_over(found, &store, role, given));
                if role == Role::Identity {
                    open = Some((loading.files.len(), store));
                }
                parts::fate(found, Fate::Loaded, why)
            }),
        };
        loading.files.push(fate.unwrap_or_else(|told| {
            let (fate, finding) = *told;
            loading.findings.push(finding);
            fate
        }));
    }
    serve(given, open, common_name, &mut loading);
    loading
}

const NO_STORE_OF_IT: &str =
    "Openfire opens keystore, truststore and client.truststore of this directory";
const NO_PEM: &str = "Openfire reads no PEM from files; it is pasted into the admin console";
const ONE_STORE: &str =
    "one identity store serves all connections, unless each kind of them is configured by itself";

fn role(found: &Found<'_>) -> Role {
    let name = if found.is_named() { found.name() } else { found.below() };
    match name {
        "keystore" => return Role::Identity,
        "truststore" | "client.truststore" => return Role::Trust,
        _ if !found.is_named() => return Role::Other,
        _ => {}
    }
    let is_store = found.octets.as_ref().is_ok_and(|octets| sniff(octets).is_some());
    match (name.contains("trust"), is_store, found.octets.as_ref()) {
        (true, ..) => Role::Trust,
        (false, false, Ok(octets)) if octets.windows(11).any(|part| part == b"-----BEGIN ") => {
            Role::Pasted
        }
        _ => Role::Identity,
    }
}

/// Opens the store of a file.
fn store_of(found: &Found<'_>, given: &Given<'_>, role: Role) -> Result<Store, Told> {
    let octets = parts::octets(found)?;
    let password = given.passphrase.unwrap_or(PASSWORD);
    store::open(octets, password).map_err(|refusal| {
        let why = format!("{}; Java says: {}", refusal.why, refusal.says);
        let (what, outcome) = match role {
            Role::Trust => ("trust store", "no peer's certificate is trusted"),
            _ => ("identity store", "there is no TLS"),
        };
        let with = match given.passphrase {
            Some(_) => "the password given",
            None => {
                "the password changeit, which is the one that Openfire has where none is configured"
            }
        };
        let sentence = format!(
            "{} does not open as {what} with {with}: {}. Java says: {}. Openfire logs \"Unable to \
             instantiate store\", and {outcome}.",
            found.path, refusal.why, refusal.says
        );
        let finding =
            told::cured(Finding::new(&codes::STORE_NOT_LOADED, &found.path, sentence), role, given);
        Box::new((parts::fate(found, Fate::Refused, why), finding))
    })
}

/// What is served of an open identity store, or without one.
fn serve(
    given: &Given<'_>,
    open: Option<(usize, Store)>,
    common_name: bool,
    loading: &mut Loading,
) {
    let Some((at, store)) = open else {
        for domain in given.domains {
            let how = "Openfire has no identity store that opens, and offers no TLS";
            loading.served.push(parts::nothing(domain, how));
            loading
                .findings
                .push(told::not_served(domain, "because it has no identity store that opens"));
        }
        return;
    };
    let path = given.found.get(at).map_or(String::new(), |found| found.path.clone());
    let covers = |entry: &Entry, domain: &Domain| {
        let leaf = entry.chain.first();
        leaf.is_some_and(|leaf| names::covers(&parts::names(leaf), domain, common_name))
    };
    let has_domain = |domain: &Domain| store.entries.iter().any(|entry| covers(entry, domain));
    let has_generated = given.domains.first().is_some_and(|domain| !has_domain(domain));
    for domain in given.domains {
        let question = Question { domain, now: given.now, has_generated };
        let chosen = choice::choose(&store.entries, question);
        let served = served(domain, chosen, &path, &store, loading);
        let other = served.chain.first().zip(store.entries.iter().find(|entry| {
            let leaf = entry.chain.first().and_then(|leaf| leaf.link.as_ref());
            leaf.zip(served.chain.first()).is_some_and(|(a, b)| a.fingerprint == b.fingerprint)
        }));
        if let Some((_, entry)) = other
            && !covers(entry, domain)
        {
            loading.findings.push(told::other_served(domain, entry, &path));
        }
        loading.served.push(served);
    }
    if loading.served.iter().any(|served| !served.chain.is_empty())
        && let Some(file) = loading.files.get_mut(at)
    {
        file.fate = Fate::Served;
    }
}

fn served(
    domain: &Domain,
    chosen: Chosen<'_>,
    path: &str,
    store: &Store,
    loading: &mut Loading,
) -> Served {
    match chosen {
        Chosen::Entries(entries) => {
            let mut all = entries.iter();
            let Some(first) = all.next() else {
                return parts::nothing(domain, "there is no entry");
            };
            let instead: Vec<_> =
                all.filter_map(|entry| parts::links(&entry.chain).into_iter().next()).collect();
            if !instead.is_empty() {
                loading.findings.push(told::several(domain, &entries, path, store.unordered));
            }
            Served {
                domain: domain.clone(),
                chain: parts::links(&first.chain),
                files: vec![path.to_owned()],
                how: format!("the entry {} of the identity store", first.alias),
                instead,
            }
        }
        Chosen::Broken(entry) => {
            let how = format!(
                "the key of the entry {} is not that of its certificate, so each handshake fails",
                entry.alias
            );
            loading.findings.push(told::not_served(domain, &format!("because {how}")));
            parts::nothing(domain, how)
        }
        Chosen::Generated => {
            let how = "no entry covers the domain, so Openfire makes a self-signed certificate and serves it";
            loading.findings.push(told::not_served(
                domain,
                "in its store, so it makes a self-signed one at the start, and serves it",
            ));
            parts::nothing(domain, how)
        }
        Chosen::Nothing => {
            let how = "no entry of the store has a key that Java can use, so each handshake fails";
            loading.findings.push(told::not_served(
                domain,
                "because no entry of its store has a key that Java can use: each handshake fails",
            ));
            parts::nothing(domain, how)
        }
    }
}
