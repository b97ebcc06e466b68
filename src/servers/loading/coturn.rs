//! coturn: `cert=` and `pkey=`, which may be one file; `pkey-pwd=` opens the key.
//!
//! Which of the files are meant is said in `pairs.rs`. Observed with 4.6.1 over OpenSSL 3.0.22.

use super::codes::FILE_REFUSED;
use super::ledger::Ledger;
use super::openssl::{Chain, Unloaded};
use super::outcome::{Fate, Loading};
use super::pairs::pair;
use super::trouble::{Trouble, load_all_the_same};
use super::{Given, Loads};
use crate::report::{Evidence, shell_quoted};

/// Its rules.
pub(in crate::servers) const LOADS: Loads = Loads {
    by: loading,
    evidence: Evidence::Run,
    cite: "4.6.1 run; coturn/coturn src/apps/relay/mainrelay.c",
};

/// It has one certificate for whatever it is called, and never dies of it.
fn loading(given: &Given<'_>) -> Loading {
    let mut ledger = Ledger::new(given);
    for domain in given.domains {
        let files = pair(given, domain);
        let found = files
            .and_then(|files| Some((files, ledger.found(files.chain)?, ledger.found(files.key)?)));
        let Some((files, chain, key)) = found else {
            ledger.fail(domain, "no cert is there, so it starts without TLS");
            continue;
        };
        match load_all_the_same(chain, key, given.passphrase) {
            Ok((loaded, fault)) => {
                ledger.fate(files.chain, Fate::Served, "it is cert");
                ledger.fate(files.key, Fate::Served, "it is pkey");
                let how = format!("cert={}, pkey={}", chain.path, key.path);
                ledger.serve(domain, &loaded.links, vec![files.chain, files.key], how);
                if let Some(fault) = fault {
                    tell_fault(&chain.path, &loaded, &fault, &mut ledger);
                }
            }
            Err(trouble) => {
                let does = format!(
                    "coturn starts all the same, but no TLS handshake succeeds; it logs \"{}\".",
                    says(&trouble)
                );
                trouble.note(&mut ledger, files, Fate::Refused, &does);
                ledger.fail(domain, format!("no handshake succeeds: {}", trouble.words()));
            }
        }
    }
    ledger.close("neither cert nor pkey names it")
}

/// What was loaded before the fault stays loaded, where nothing was before.
fn tell_fault(path: &str, chain: &Chain, fault: &Unloaded, ledger: &mut Ledger<'_>) {
    let sent = chain.links.len();
    let words = format!(
        "{path}: {fault}. coturn logs \"ERROR: no certificate found\", and yet sends the {sent} certificate(s) \
         before it when it is started; at a reload it keeps what it had."
    );
    let cure = format!("write the file anew: xmppcert chain {} --out NEW", shell_quoted(path));
    ledger.tell(&FILE_REFUSED, path, words, Some(cure));
}

fn says(trouble: &Trouble) -> &'static str {
    match trouble {
        Trouble::Barred(_) => "cannot start TLS and DTLS listeners",
        Trouble::Chain(_) => "ERROR: no certificate found",
        Trouble::Keyless(_) => {
            "ERROR: no valid private key found, or invalid private key password provided"
        }
        Trouble::Foreign { .. } => "ERROR: invalid private key",
    }
}
