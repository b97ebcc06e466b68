//! jabberd 1.4: `<ssl><key ip='…'>FILE</key></ssl>` in jabber.xml, one PEM file with certificate and key.
//!
//! Read, not run; OpenSSL's part is that of `openssl`. It sends the first certificate and no other
//! (`SSL_CTX_use_certificate_file`), and never asks whether the key is of the same algorithm.

use super::Loads;
use super::codes::CHAIN_NOT_SENT;
use super::given::Given;
use super::ledger::Ledger;
use super::openssl::{Chain, Fit};
use super::outcome::{Fate, Loading};
use super::pairs::{self, Pair};
use super::trouble::{Trouble, load_all_the_same};
use crate::name::Domain;
use crate::report::Evidence;

/// Its rules.
pub(in crate::servers) const LOADS: Loads = Loads {
    by: loading,
    evidence: Evidence::Read,
    cite: "mawis/jabberd d1be2e0, jabberd/mio_ssl.c, mio_ssl_init",
};

fn loading(given: &Given<'_>) -> Loading {
    let mut ledger = Ledger::new(given);
    for domain in given.domains {
        key(given, domain, &mut ledger);
    }
    ledger.close("no <key> names it")
}

fn key(given: &Given<'_>, domain: &Domain, ledger: &mut Ledger<'_>) {
    let file = pairs::chain(given, domain);
    let Some((file, found)) = file.and_then(|file| Some((file, given.found.get(file)?))) else {
        return ledger.fail(domain, "no <key> is there, so there is no TLS");
    };
    // the second certificate is never looked at, so its faults do not count
    let trouble = match load_all_the_same(found, found, None) {
        Ok((chain, _)) => return serve(&chain, domain, file, ledger),
        Err(trouble) => trouble,
    };
    let does = match &trouble {
        Trouble::Foreign { fit: Fit::OtherKind, .. } => {
            "jabberd 1.4 does not notice it, and every handshake fails.".to_owned()
        }
        Trouble::Chain(_) => {
            "jabberd 1.4 logs \"SSL Error using certificate file\" and goes on without TLS."
                .to_owned()
        }
        _ => "jabberd 1.4 logs \"SSL Error using Private Key file\" and goes on without TLS."
            .to_owned(),
    };
    trouble.note(ledger, Pair { chain: file, key: file }, Fate::Refused, &does);
    ledger.fail(domain, format!("there is no TLS: {}", trouble.words()));
}

fn serve(chain: &Chain, domain: &Domain, file: usize, ledger: &mut Ledger<'_>) {
    let path = ledger.path(file);
    let leaf = chain.links.get(..1).unwrap_or_default();
    ledger.fate(file, Fate::Served, format!("it is the <key> of {domain}"));
    ledger.serve(domain, leaf, vec![file], format!("<key>{path}</key>"));
    let others = chain.links.len() - leaf.len();
    if others > 0 {
        let words = format!(
            "{path} holds {} certificates, and jabberd 1.4 sends the first alone: peers that do not know its issuer \
             refuse it.",
            others + 1
        );
        ledger.tell(&CHAIN_NOT_SENT, path, words, None);
    }
}
