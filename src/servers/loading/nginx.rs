//! nginx: `ssl_certificate` and `ssl_certificate_key`, which may be one file.
//!
//! Which of the files are meant is said in `pairs.rs`. The master process reads them, as root. Observed with
//! 1.22.1 over OpenSSL 3.0.22.

use super::ledger::Ledger;
use super::openssl::{Fit, Keyless};
use super::outcome::{Fate, Loading};
use super::pairs::pair;
use super::trouble::{Trouble, load};
use super::{Given, Loads};
use crate::name::Domain;
use crate::report::Evidence;

/// Its rules.
pub(in crate::servers) const LOADS: Loads = Loads {
    by: loading,
    evidence: Evidence::Run,
    cite: "1.22.1 run; src/event/ngx_event_openssl.c",
};

fn loading(given: &Given<'_>) -> Loading {
    let mut ledger = Ledger::new(given);
    let mut end = None;
    for domain in given.domains {
        end = server(given, domain, &mut ledger).or(end);
    }
    if let Some(says) = end {
        ledger.die(says);
    }
    ledger.close("neither ssl_certificate nor ssl_certificate_key names it")
}

/// Loads the pair of one server; what it says where that is the end.
fn server(given: &Given<'_>, domain: &Domain, ledger: &mut Ledger<'_>) -> Option<String> {
    let Some(files) = pair(given, domain) else {
        ledger.fail(domain, "no ssl_certificate is there");
        return Some("cannot load certificate: no such file".to_owned());
    };
    let (chain, key) = (ledger.path(files.chain), ledger.path(files.key));
    let loaded = load(ledger.found(files.chain)?, ledger.found(files.key)?, given.passphrase);
    let trouble = match loaded {
        Ok(loaded) => {
            ledger.fate(
                files.chain,
                Fate::Served,
                format!("it is the ssl_certificate of {domain}"),
            );
            ledger.fate(
                files.key,
                Fate::Served,
                format!("it is the ssl_certificate_key of {domain}"),
            );
            let how = format!("ssl_certificate {chain}, ssl_certificate_key {key}");
            ledger.serve(domain, &loaded.links, vec![files.chain, files.key], how);
            return None;
        }
        Err(trouble) => trouble,
    };
    // it never asks SSL_CTX_check_private_key
    if let Trouble::Foreign { fit: Fit::OtherKind, .. } = trouble {
        let does = "nginx -t passes and nginx starts, since the two are of different algorithms; then every \
                    handshake ends with alert 40 (handshake_failure) and nothing is logged but that.";
        trouble.note(ledger, files, Fate::Refused, does);
        ledger.fail(domain, format!("every handshake ends with alert 40: {}", trouble.words()));
        return None;
    }
    let says = says(&trouble, chain, key);
    let does =
        format!("nginx does not start, and at a reload goes on with what it had; it says: {says}.");
    trouble.note(ledger, files, Fate::Fatal, &does);
    ledger.fail(domain, trouble.words());
    Some(says)
}

fn says(trouble: &Trouble, chain: &str, key: &str) -> String {
    match trouble {
        Trouble::Barred(_) => "BIO_new_file() failed (Permission denied)".to_owned(),
        Trouble::Chain(_) => format!("cannot load certificate \"{chain}\""),
        Trouble::Keyless(Keyless::Locked { .. }) => {
            format!(
                "cannot load certificate key \"{key}\", after a question on the terminal, where there is one"
            )
        }
        Trouble::Keyless(_) => format!("cannot load certificate key \"{key}\""),
        Trouble::Foreign { .. } => {
            format!("SSL_CTX_use_PrivateKey(\"{key}\") failed (key values mismatch)")
        }
    }
}
