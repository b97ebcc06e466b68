//! jabberd14: `<pem private-key='…'>` in jabber.xml, with the key in the same file unless the attribute names
//! another (`gnutls_certificate_set_x509_key_file`). Read, not run.
//!
//! Which of the files are meant is said in `pairs.rs`.

use std::sync::Arc;

use super::Loads;
use super::codes::{FILES_UNREADABLE, KEY_NOT_LOADED, KEY_NOT_OF_LEAF, NOTHING_SERVED};
use super::given::{Barred, Found, Given};
use super::ledger::Ledger;
use super::outcome::{Fate, Loading};
use super::pairs::{Pair, pair};
use crate::name::Domain;
use crate::pki::content::{Thing, linked_pieces};
use crate::pki::key::PrivateKey;
use crate::pki::link::Link;
use crate::report::{Code, Evidence, shell_quoted};

/// Its rules.
pub(in crate::servers) const LOADS: Loads = Loads {
    by: loading,
    evidence: Evidence::Read,
    cite: "mawis/jabberd 201e1bc, jabberd/mio_tls.cc, mio_tls_process_credentials",
};

fn loading(given: &Given<'_>) -> Loading {
    let mut ledger = Ledger::new(given);
    for domain in given.domains {
        credentials(given, domain, &mut ledger);
    }
    ledger.close("no <pem> names it")
}

fn credentials(given: &Given<'_>, domain: &Domain, ledger: &mut Ledger<'_>) {
    let found = pair(given, domain);
    let found = found.and_then(|files| {
        Some((files, given.found.get(files.chain)?, given.found.get(files.key)?))
    });
    let Some((files, chain, key)) = found else {
        return ledger.fail(domain, "no <pem> is there, so STARTTLS is not offered");
    };
    match load(chain, key) {
        Ok(links) => {
            ledger.fate(files.chain, Fate::Served, format!("it is the <pem> of {domain}"));
            ledger.fate(files.key, Fate::Served, format!("it is the private-key of {domain}"));
            let how = format!("<pem private-key='{}'>{}</pem>", key.path, chain.path);
            ledger.serve(domain, &links, vec![files.chain, files.key], how);
        }
        Err(fault) => tell(&fault, domain, files, ledger),
    }
}

/// What is wrong: the code, whether with the key's file, and the words.
struct Fault(&'static Code, bool, String);

fn load(chain: &Found<'_>, key: &Found<'_>) -> Result<Vec<Arc<Link>>, Fault> {
    let links = certificates(chain.octets.as_ref().map_err(|barred| closed(barred, false))?)?;
    let own = private(key.octets.as_ref().map_err(|barred| closed(barred, true))?)?;
    match links.first() {
        Some((leaf, spki)) if !own.matches_spki(spki) => {
            let words = format!(
                "the key ({}) is not that of the first certificate ({}, {})",
                own.algorithm(),
                leaf.subject,
                leaf.key
            );
            Err(Fault(&KEY_NOT_OF_LEAF, false, words))
        }
        _ => Ok(links.into_iter().map(|(link, _)| link).collect()),
    }
}

fn closed(barred: &Barred, of_key: bool) -> Fault {
    let words = format!("{} cannot read it: {} has {}", barred.user, barred.at, barred.how);
    Fault(&FILES_UNREADABLE, of_key, words)
}

/// A certificate with its subjectPublicKeyInfo.
type Carried = (Arc<Link>, Vec<u8>);

/// Every certificate of a PEM file; GnuTLS takes the armour of certificates alone for this.
fn certificates(octets: &[u8]) -> Result<Vec<Carried>, Fault> {
    let fault = |words: &str| Fault(&NOTHING_SERVED, false, words.to_owned());
    if !octets.starts_with(b"-----") && !octets.windows(11).any(|here| here == b"-----BEGIN ") {
        return Err(fault("it is no PEM"));
    }
    let mut links = Vec::new();
    for piece in linked_pieces(octets, None) {
        match piece.thing {
            Thing::Certificate(certificate) => {
                let link = certificate.link.ok_or_else(|| fault("a certificate is damaged"))?;
                links.push((link, certificate.holder.key.spki));
            }
            Thing::Unreadable(what) if what.looks_like.contains("certificate") => {
                return Err(fault(&format!("a certificate is damaged: {}", what.why)));
            }
            _ => {}
        }
    }
    if links.is_empty() { Err(fault("it has no certificate")) } else { Ok(links) }
}

fn private(octets: &[u8]) -> Result<PrivateKey, Fault> {
    let fault = |words: &str| Err(Fault(&KEY_NOT_LOADED, true, words.to_owned()));
    for piece in linked_pieces(octets, None) {
        match piece.thing {
            Thing::PrivateKey(key, _) => return Ok(*key),
            Thing::EncryptedKey(..) => {
                return fault("the key is encrypted, and jabberd14 knows no password");
            }
            Thing::ForeignKey(foreign) => {
                return fault(&format!("the key cannot be told: {foreign}"));
            }
            _ => {}
        }
    }
    fault("it has no private key")
}

fn tell(fault: &Fault, domain: &Domain, files: Pair, ledger: &mut Ledger<'_>) {
    let Fault(code, of_key, words) = fault;
    let (file, other) = if *of_key { (files.key, files.chain) } else { (files.chain, files.key) };
    let path = ledger.path(file);
    ledger.fate(file, Fate::Refused, words.clone());
    ledger.fate(other, Fate::Loaded, "it is of no use without the other");
    let does = format!(
        "{path}: {words}. jabberd14 logs \"Error loading X.509 certificate (PEM)\" and goes on without TLS for {domain}."
    );
    let cure = format!(
        "put the chain in order: xmppcert chain {} --key {} --out NEW",
        shell_quoted(ledger.path(files.chain)),
        shell_quoted(ledger.path(files.key))
    );
    ledger.tell(code, path, does, Some(cure));
    ledger.fail(domain, format!("STARTTLS is not offered: {words}"));
}
