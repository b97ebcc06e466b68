//! jabberd14: `<pem private-key='…'>` in jabber.xml, with the key in the same file unless the attribute names
//! another.
//!
//! Which of the files are meant is said in `pairs.rs`. jabberd14 was read; what GnuTLS makes of the files
//! (`gnutls_certificate_set_x509_key_file`) was seen with its own server, 3.7.9. What came before, jabberd 1.4,
//! is in `jabberd1.rs`.

use std::sync::Arc;

use super::Loads;
use super::codes::{FILES_UNREADABLE, KEY_NOT_LOADED, KEY_NOT_OF_LEAF, NOTHING_SERVED};
use super::given::{Barred, Found, Given};
use super::ledger::Ledger;
use super::outcome::{Fate, Loading};
use super::pairs::{Pair, pair};
use crate::name::Domain;
use crate::pki::certificate::{Certificate, Doubt, Reading};
use crate::pki::content::{Thing, pieces};
use crate::pki::key::PrivateKey;
use crate::pki::link::Link;
use crate::pki::pem;
use crate::report::{Code, Evidence, shell_quoted};

/// Its rules.
pub(in crate::servers) const LOADS: Loads = Loads {
    by: loading,
    evidence: Evidence::Read,
    cite: "mawis/jabberd 201e1bc, jabberd/mio_tls.cc, mio_tls_process_credentials; gnutls-serv 3.7.9 run",
};

fn loading(given: &Given<'_>) -> Loading {
    let mut ledger = Ledger::new(given);
    for domain in given.domains {
        credentials(given, domain, &mut ledger);
    }
    ledger.close("no <pem> names it")
}

fn credentials(given: &Given<'_>, domain: &Domain, ledger: &mut Ledger<'_>) {
    let found = pair(given, domain).and_then(|files| {
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

/// What is wrong.
struct Fault {
    code: &'static Code,
    /// Whether it is the key's file that is at fault.
    of_key: bool,
    words: String,
}

fn load(chain: &Found<'_>, key: &Found<'_>) -> Result<Vec<Arc<Link>>, Fault> {
    let all = certificates(chain.octets.as_ref().map_err(|barred| closed(barred, false))?)?;
    let own = private(key.octets.as_ref().map_err(|barred| closed(barred, true))?)?;
    if let (Some((leaf, spki)), Some(own)) = (all.first(), own)
        && !own.matches_spki(spki)
    {
        let words = format!(
            "the key ({}) is not that of the first certificate ({}, {})",
            own.algorithm(),
            leaf.subject,
            leaf.key
        );
        return Err(Fault { code: &KEY_NOT_OF_LEAF, of_key: false, words });
    }
    Ok(sorted(all.into_iter().map(|(link, _)| link).collect()))
}

/// Each after the one that it issued, from the first on; GnuTLS leaves out what is no issuer.
fn sorted(mut rest: Vec<Arc<Link>>) -> Vec<Arc<Link>> {
    let mut chain = Vec::new();
    let mut next = (!rest.is_empty()).then_some(0);
    while let Some(place) = next {
        let link = rest.remove(place);
        let wanted = |other: &Arc<Link>| !link.is_self_issued() && other.subject == link.issuer;
        next = rest.iter().position(wanted);
        chain.push(link);
    }
    chain
}

fn closed(barred: &Barred, of_key: bool) -> Fault {
    let words = format!("{} cannot read it: {} has {}", barred.user, barred.at, barred.how);
    Fault { code: &FILES_UNREADABLE, of_key, words }
}

/// A certificate with its subjectPublicKeyInfo.
type Carried = (Arc<Link>, Vec<u8>);

/// GnuTLS reads no more of one file.
const MOST: usize = 16;

/// Every certificate of a PEM file, which a damaged one spoils; other blocks do not count.
fn certificates(octets: &[u8]) -> Result<Vec<Carried>, Fault> {
    let fault = |words: String| Fault { code: &NOTHING_SERVED, of_key: false, words };
    let damaged = |why: &dyn std::fmt::Display| fault(format!("a certificate is damaged: {why}"));
    let is_certificate = |label: &str| matches!(label, "CERTIFICATE" | "X509 CERTIFICATE");
    let mut all = Vec::new();
    for block in pem::blocks(octets) {
        let block = match block {
            Ok(block) if is_certificate(&block.label) => block,
            Err(error) if error.label().is_some_and(is_certificate) => return Err(damaged(&error)),
            _ => continue,
        };
        let reading = Reading { doubt: Doubt::Waived, link: true };
        let read = Certificate::read(&block.der, reading).map_err(|error| damaged(&error))?;
        let link = read.link.ok_or_else(|| damaged(&"its outer structure is not DER"))?;
        all.push((link, read.holder.key.spki));
    }
    match all.len() {
        0 => Err(fault("it has no PEM block CERTIFICATE".to_owned())),
        count if count > MOST => {
            Err(fault(format!("it has {count} certificates, more than {MOST}")))
        }
        _ => Ok(all),
    }
}

/// The first key; `None` for one of a kind that GnuTLS loads and we do not read.
fn private(octets: &[u8]) -> Result<Option<PrivateKey>, Fault> {
    let fault =
        |words: &str| Fault { code: &KEY_NOT_LOADED, of_key: true, words: words.to_owned() };
    for piece in pieces(octets, None) {
        match piece.thing {
            Thing::PrivateKey(key, _) => return Ok(Some(*key)),
            Thing::ForeignKey(_) => return Ok(None),
            Thing::EncryptedKey(..) => {
                return Err(fault("the key is encrypted, and jabberd14 knows no password"));
            }
            Thing::Unreadable(what) if what.looks_like.contains("PRIVATE KEY") => {
                return Err(fault("the key is damaged"));
            }
            _ => {}
        }
    }
    Err(fault("it has no private key"))
}

fn tell(fault: &Fault, domain: &Domain, files: Pair, ledger: &mut Ledger<'_>) {
    let words = &fault.words;
    let (file, other) =
        if fault.of_key { (files.key, files.chain) } else { (files.chain, files.key) };
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
    ledger.tell(fault.code, path, does, Some(cure));
    ledger.fail(domain, format!("STARTTLS is not offered: {words}"));
}
