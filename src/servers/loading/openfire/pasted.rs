//! PEM that is pasted into the admin console.

use super::told::cure;
use super::{codes, import, names, parts};
use crate::name::Domain;
use crate::pki::certificate::Certificate;
use crate::pki::content::{Piece, Thing, linked_pieces};
use crate::pki::key::PrivateKey;
use crate::report::Finding;
use crate::servers::loading::{Fate, FileFate, Given, Loading, Served};

/// What is pasted, all files together.
struct Pasted {
    files: Vec<(FileFate, Vec<Piece>)>,
    findings: Vec<Finding>,
}

/// What the import makes of all the files, in the order in which they were named.
pub(super) fn load(given: &Given<'_>, common_name: bool) -> Loading {
    let Pasted { files, mut findings } = read(given);
    let pieces = || files.iter().flat_map(|(_, pieces)| pieces);
    let certificates: Vec<Certificate> = pieces().filter_map(certificate).collect();
    let keys = files.iter().filter_map(|(_, pieces)| import::key(pieces));
    let imported = chain(&certificates, given.domains.first(), common_name)
        .and_then(|chain| Ok((chain, key(keys)?)));
    let mut loading = Loading::default();
    match &imported {
        Ok((chain, key)) => {
            let is_of_leaf = chain.first().is_some_and(|leaf| parts::fits(key, leaf));
            if !is_of_leaf {
                findings.push(other_key(given, chain));
            }
            loading.served = given
                .domains
                .iter()
                .map(|domain| served(domain, chain, is_of_leaf, given))
                .collect();
        }
        Err(refusal) => {
            let how = format!("Openfire refuses to import it: {}", refusal.why);
            loading.served =
                given.domains.iter().map(|domain| parts::nothing(domain, how.clone())).collect();
            findings.push(refusal.finding(given));
        }
    }
    let fate = |mut file: FileFate| {
        if file.fate == Fate::Loaded
            && let Err(refusal) = &imported
        {
            (file.fate, file.why) = (Fate::Refused, refusal.why.clone());
        } else if file.fate == Fate::Loaded {
            (file.fate, file.why) = (Fate::Served, "it is imported into the identity store".into());
        }
        file
    };
    loading.files = files.iter().map(|(file, _)| fate(file.clone())).collect();
    loading.findings = findings;
    loading
}

fn read(given: &Given<'_>) -> Pasted {
    let mut pasted = Pasted { files: Vec::new(), findings: Vec::new() };
    for found in &given.found {
        match parts::octets(found) {
            Ok(octets) => {
                let pieces = linked_pieces(octets, given.passphrase);
                let is_read = |piece: &Piece| !matches!(piece.thing, Thing::Unreadable(_));
                let file = if pieces.iter().any(is_read) {
                    parts::fate(found, Fate::Loaded, "")
                } else {
                    parts::fate(found, Fate::Ignored, "it holds no certificate and no key")
                };
                pasted.files.push((file, pieces));
            }
            Err(told) => {
                let (fate, finding) = *told;
                pasted.files.push((fate, Vec::new()));
                pasted.findings.push(finding);
            }
        }
    }
    pasted
}

fn certificate(piece: &Piece) -> Option<Certificate> {
    match &piece.thing {
        Thing::Certificate(certificate) if certificate.link.is_some() => {
            Some((**certificate).clone())
        }
        _ => None,
    }
}

/// Why the import fails.
struct Refusal {
    code: &'static crate::report::Code,
    why: String,
    says: &'static str,
}

impl Refusal {
    fn finding(&self, given: &Given<'_>) -> Finding {
        let subject = given.found.first().map_or("", |found| found.path.as_str());
        let told = format!(
            "Openfire's admin console refuses to import this: {}. It says: {}",
            self.why, self.says
        );
        let finding = Finding::new(self.code, subject, told);
        match given.domains.first() {
            Some(domain) => finding.cured_by(cure(domain)),
            None => finding,
        }
    }
}

/// The chain in its order, whose first certificate has to cover the domain (`IdentityStore.isForThisDomain`).
fn chain(
    certificates: &[Certificate],
    domain: Option<&Domain>,
    common_name: bool,
) -> Result<Vec<Certificate>, Refusal> {
    let refused = |why, says| Refusal { code: &codes::CHAIN_REFUSED, why, says };
    let chain = import::order(certificates)
        .map_err(|why| refused(why, "Unable to install a certificate into an identity store."))?;
    let Some(leaf) = chain.first() else {
        return Err(refused(
            "there is no certificate in it".into(),
            "No certificate was found in the input.",
        ));
    };
    match domain {
        Some(domain) if !names::covers(&parts::names(leaf), domain, common_name) => Err(Refusal {
            code: &codes::OTHER_SERVED,
            why: format!("the certificate is for {}, not for {domain}", parts::called(leaf)),
            says: "The supplied certificate chain does not cover the domain of this XMPP service.",
        }),
        _ => Ok(chain),
    }
}

fn key<'a>(
    mut keys: impl Iterator<Item = Result<&'a PrivateKey, String>>,
) -> Result<&'a PrivateKey, Refusal> {
    let refused = |why| Refusal {
        code: &codes::KEY_NOT_LOADED,
        why,
        says: "Unable to install a certificate into an identity store.",
    };
    keys.next().unwrap_or_else(|| Err("there is no private key in it".into())).map_err(refused)
}

fn other_key(given: &Given<'_>, chain: &[Certificate]) -> Finding {
    let subject = given.found.first().map_or("", |found| found.path.as_str());
    let told = format!(
        "The key is not that of the certificate, which is for {}. Openfire imports both without a word, and \
         each handshake fails.",
        chain.first().map_or("", parts::called)
    );
    Finding::new(&codes::KEY_NOT_OF_LEAF, subject, told)
}

fn served(domain: &Domain, chain: &[Certificate], is_of_leaf: bool, given: &Given<'_>) -> Served {
    if !is_of_leaf {
        return parts::nothing(
            domain,
            "the key is not that of the certificate, so each handshake fails",
        );
    }
    Served {
        domain: domain.clone(),
        chain: parts::links(chain),
        files: given.found.iter().map(|found| found.path.clone()).collect(),
        how: "imported into the identity store, in the order that Openfire puts it in".into(),
        instead: Vec::new(),
    }
}
