//! xmpp-proxy: one certificate for all domains, read with rustls (`common::read_certified_key`).
//!
//! What may be named are the files of `tls_cert` and `tls_key`, in any order. The key is the first one that
//! can be read of `tls_key`, PKCS#8, PKCS#1 or SEC 1; encrypted ones are passed over. The certificates are all of
//! `tls_cert` in their order, the first being the server's. Neither that key and certificate belong together nor
//! that there is a certificate is asked.
//!
//! Where a key or certificate cannot be read it starts, and ends each handshake (`CertsKey::resolve`).

use super::{Fate, FileFate, Found, Given, Loading, Loads, Served, codes, parts};
use crate::name::Domain;
use crate::pki::certificate::Certificate;
use crate::pki::content::{Piece, Thing, linked_pieces};
use crate::pki::key::PrivateKey;
use crate::report::{Evidence, Finding};

/// What every version does.
pub(in crate::servers) const LOADS: Loads = Loads {
    by: load,
    evidence: Evidence::Read,
    cite: "moparisthebest/xmpp-proxy, src/common/mod.rs, read_certified_key, and src/common/certs_key.rs",
};

struct Read {
    pieces: Vec<Piece>,
    fate: FileFate,
}

fn load(given: &Given<'_>) -> Loading {
    let mut loading = Loading::default();
    let read: Vec<Read> = given.found.iter().map(|found| read(found, &mut loading)).collect();
    // the file with the key may be that of the certificates as well
    let with_key = read.iter().find(|file| file.pieces.iter().any(is_key));
    let with_chain = read.iter().find(|file| file.pieces.iter().any(is_certificate));
    let key = key(with_key);
    let chain = chain(with_chain);
    let subject = |file: Option<&Read>| {
        file.or(read.first()).map_or(String::new(), |file| file.fate.path.clone())
    };
    let served = match (&chain, &key) {
        (Err(why), _) => {
            loading.findings.push(Finding::new(
                &codes::FILE_REFUSED,
                subject(with_chain),
                dead(why),
            ));
            Err(why.clone())
        }
        (_, Err(why)) => {
            loading.findings.push(Finding::new(
                &codes::KEY_NOT_LOADED,
                subject(with_key),
                dead(why),
            ));
            Err(why.clone())
        }
        (Ok(chain), Ok(key)) => match chain.first() {
            Some(leaf) if parts::fits(key, leaf) => Ok(chain),
            Some(leaf) => {
                loading.findings.push(other_key(&subject(with_key), leaf));
                Err("the key is not that of the first certificate, so each handshake fails".into())
            }
            None => Err("there is no certificate".into()),
        },
    };
    let used: Vec<String> =
        [with_chain, with_key].into_iter().flatten().map(|file| file.fate.path.clone()).collect();
    loading.served = given.domains.iter().map(|domain| serve(domain, &served, &used)).collect();
    if let Err(why) = &served {
        loading.findings.extend(given.domains.iter().map(|domain| not_served(domain, why)));
    }
    loading.files = read.into_iter().map(|file| fate(file.fate, &used, served.is_ok())).collect();
    loading
}

fn fate(mut file: FileFate, used: &[String], serves: bool) -> FileFate {
    if file.fate == Fate::Loaded {
        (file.fate, file.why) = match (used.contains(&file.path), serves) {
            (false, _) => (
                Fate::Ignored,
                "xmpp-proxy has one file for the key and one for the certificates".into(),
            ),
            (true, true) => (Fate::Served, "it is served for all domains".into()),
            (true, false) => (Fate::Loaded, "it is of no use with what else there is".into()),
        };
    }
    file
}

fn read(found: &Found<'_>, loading: &mut Loading) -> Read {
    match parts::octets(found) {
        Ok(octets) => {
            // rustls reads PEM alone
            let is_pem = octets.windows(11).any(|part| part == b"-----BEGIN ");
            let pieces = if is_pem { linked_pieces(octets, None) } else { Vec::new() };
            Read { pieces, fate: parts::fate(found, Fate::Loaded, "") }
        }
        Err(told) => {
            let (fate, finding) = *told;
            loading.findings.push(finding);
            Read { pieces: Vec::new(), fate }
        }
    }
}

fn is_key(piece: &Piece) -> bool {
    matches!(piece.thing, Thing::PrivateKey(..) | Thing::EncryptedKey(..) | Thing::ForeignKey(_))
}

fn is_certificate(piece: &Piece) -> bool {
    matches!(piece.thing, Thing::Certificate(_))
}

fn key(file: Option<&Read>) -> Result<&PrivateKey, String> {
    let pieces = file.map_or(&[][..], |file| &file.pieces);
    let plain = pieces.iter().find_map(|piece| match &piece.thing {
        Thing::PrivateKey(key, _) => Some(&**key),
        _ => None,
    });
    let is_encrypted = pieces.iter().any(|piece| matches!(piece.thing, Thing::EncryptedKey(..)));
    plain.ok_or_else(|| {
        let why = if is_encrypted {
            "the key is encrypted"
        } else {
            "there is no private key that it can read"
        };
        why.to_owned()
    })
}

/// The certificates of a file; a block that cannot be read spoils all of it.
fn chain(file: Option<&Read>) -> Result<Vec<Certificate>, String> {
    let pieces = file.map_or(&[][..], |file| &file.pieces);
    let broken = pieces.iter().find_map(|piece| match &piece.thing {
        Thing::Unreadable(unreadable) if unreadable.der.is_empty() => Some(unreadable.why.clone()),
        _ => None,
    });
    if let Some(why) = broken {
        return Err(why);
    }
    let certificates: Vec<Certificate> = pieces
        .iter()
        .filter_map(|piece| match &piece.thing {
            Thing::Certificate(certificate) if certificate.link.is_some() => {
                Some((**certificate).clone())
            }
            _ => None,
        })
        .collect();
    if certificates.is_empty() {
        Err("there is no certificate in PEM".into())
    } else {
        Ok(certificates)
    }
}

fn dead(why: &str) -> String {
    format!("xmpp-proxy starts, and ends each handshake: {why}.")
}

fn other_key(subject: &str, leaf: &Certificate) -> Finding {
    let told = format!(
        "The key is not that of the first certificate, which is for {}. xmpp-proxy starts with both, and each \
         handshake fails.",
        parts::called(leaf)
    );
    Finding::new(&codes::KEY_NOT_OF_LEAF, subject, told)
}

fn not_served(domain: &Domain, why: &str) -> Finding {
    let told = format!("xmpp-proxy has no certificate for {domain}: {why}.");
    let cure =
        format!("xmppcert export --server xmpp-proxy --domain {domain} --key KEY --cert CHAIN");
    Finding::new(&codes::NOTHING_SERVED, domain.to_string(), told).cured_by(cure)
}

fn serve(domain: &Domain, served: &Result<&Vec<Certificate>, String>, used: &[String]) -> Served {
    match served {
        Ok(chain) => Served {
            domain: domain.clone(),
            chain: parts::links(chain),
            files: used.to_vec(),
            how: "the one certificate of the proxy, in the order of its file".into(),
            instead: Vec::new(),
        },
        Err(why) => parts::nothing(domain, why.clone()),
    }
}
