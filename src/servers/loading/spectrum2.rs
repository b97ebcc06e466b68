//! Spectrum 2 in server mode: one PKCS#12 store for all domains, opened by OpenSSL.
//!
//! What may be named is the file of `service.cert`; the passphrase is `service.cert_password`, which is empty
//! where none is configured. Spectrum hands both to `PKCS12_parse` (`OpenSSLServerContext::setServerCertificate`):
//! the key, the certificate that is its own, then all others in the order of the file,
//! which is taken here to be that of the chain. As a component of another
//! server it needs none.

use super::parts::Told;
use super::{Fate, Found, Given, Loading, Loads, Served, codes, parts};
use crate::name::Domain;
use crate::pki::certificate::Certificate;
use crate::pki::key::PrivateKey;
use crate::pki::keystore::{
    Entry, EntryContent, KeyState, Keystore, StoreError, StoreFormat, sniff,
};
use crate::report::{Evidence, Finding};

/// What every version does with OpenSSL 3.
pub(in crate::servers) const LOADS: Loads = Loads {
    by: load,
    evidence: Evidence::Read,
    cite: "SpectrumIM/spectrum2, libtransport, OpenSSLServerContext; OpenSSL 3 PKCS12_parse(3)",
};

fn load(given: &Given<'_>) -> Loading {
    let mut loading = Loading::default();
    let mut served: Option<(usize, Vec<Certificate>)> = None;
    for found in &given.found {
        let fate = match chain(found, given.passphrase.unwrap_or("")) {
            _ if served.is_some() => {
                parts::fate(found, Fate::Ignored, "service.cert names one file")
            }
            Ok(chain) => {
                served = Some((loading.files.len(), chain));
                parts::fate(found, Fate::Served, "it is served for all domains")
            }
            Err(told) => {
                let (fate, finding) = *told;
                loading.findings.push(finding);
                fate
            }
        };
        loading.files.push(fate);
    }
    for domain in given.domains {
        let of = served.as_ref().and_then(|(at, chain)| Some((given.found.get(*at)?, chain)));
        let serves = match of {
            Some((found, chain)) => serve(domain, found, chain),
            None => {
                let how = "Spectrum has no store that it can use, and offers no TLS";
                let told = format!(
                    "Spectrum has no certificate for {domain}: there is no store that it can use."
                );
                loading.findings.push(Finding::new(
                    &codes::NOTHING_SERVED,
                    domain.to_string(),
                    told,
                ));
                parts::nothing(domain, how)
            }
        };
        loading.served.push(serves);
    }
    loading
}

fn serve(domain: &Domain, found: &Found<'_>, chain: &[Certificate]) -> Served {
    Served {
        domain: domain.clone(),
        chain: parts::links(chain),
        files: vec![found.path.clone()],
        how: "the one store of Spectrum".into(),
        instead: Vec::new(),
    }
}

/// What OpenSSL makes of a store: the first key with its own certificate, the chain, and all that is left.
fn chain(found: &Found<'_>, password: &str) -> Result<Vec<Certificate>, Told> {
    let octets = parts::octets(found)?;
    let refused = |why: String| {
        let told = format!("Spectrum cannot use {}: {why}. It offers no TLS.", found.path);
        let finding = Finding::new(&codes::STORE_NOT_LOADED, &found.path, told)
            .cured_by("xmppcert export --server spectrum2 --domain DOMAIN --key KEY --cert CHAIN");
        Box::new((parts::fate(found, Fate::Refused, why), finding))
    };
    if sniff(octets) != Some(StoreFormat::Pkcs12) {
        return Err(refused("it is no PKCS#12 store".into()));
    }
    let store = Keystore::open(octets, Some(password), &[]).map_err(|error| match error {
        StoreError::WrongPassword | StoreError::PasswordNeeded => {
            refused("its password is another one".into())
        }
        error => refused(error.to_string()),
    })?;
    let said = |words: &str| store.protection.iter().any(|line| line.contains(words));
    if !password.is_empty() && said("the password is empty") {
        return Err(refused("its password is empty".into()));
    }
    // the default provider of OpenSSL 3 has no RC2
    if said("RC2") {
        return Err(refused("it is encrypted by RC2, which OpenSSL 3 has no more".into()));
    }
    let first = store.entries.iter().find_map(key_of);
    let (key, mut chain) = first.ok_or_else(|| refused("there is no key in it".into()))?;
    chain.extend(store.entries.iter().filter_map(alone));
    match chain.first() {
        Some(leaf) if parts::fits(&key, leaf) => Ok(chain),
        Some(_) => Err(refused("its key is that of no certificate in it".into())),
        None => Err(refused("no certificate in it is that of its key".into())),
    }
}

fn alone(entry: &Entry) -> Option<Certificate> {
    match &entry.content {
        EntryContent::Certificate { der, .. } => parts::certificate(der),
        _ => None,
    }
}

fn key_of(entry: &Entry) -> Option<(PrivateKey, Vec<Certificate>)> {
    match &entry.content {
        EntryContent::Key { key: KeyState::Open(key), chain } => {
            Some((key.clone(), chain.iter().filter_map(|der| parts::certificate(der)).collect()))
        }
        _ => None,
    }
}
