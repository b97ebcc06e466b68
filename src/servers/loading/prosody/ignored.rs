//! Files that Prosody passes over, though they have what it should serve.

use super::super::codes::{FILE_IGNORED, FILES_UNREADABLE};
use super::super::given::{Barred, Found};
use super::super::ledger::Ledger;
use super::super::outcome::Fate;
use super::names::{host, names, wanted};
use super::tree::Tree;
use crate::name::Domain;
use crate::pki::certificate::Certificate;
use crate::pki::content::{Thing, linked_pieces};

/// Tells of files that are passed over: of those that would do better than what is served, and of those that
/// are closed, where a domain has nothing.
pub(super) fn tell(ledger: &mut Ledger<'_>, tree: &Tree<'_>) {
    let given = tree.given;
    let bare = ledger.served().iter().any(|served| served.chain.is_empty());
    for (number, found) in given.found.iter().enumerate() {
        if ledger.fate_of(number) != Fate::Ignored {
            continue;
        }
        match &found.octets {
            Err(barred) if bare => closed(ledger, found, barred),
            Err(_) => {}
            Ok(octets) => better(ledger, number, octets, given.domains),
        }
    }
}

/// Of directories that are closed it speaks, of files it does not.
fn closed(ledger: &mut Ledger<'_>, found: &Found<'_>, barred: &Barred) {
    let Barred { user, at, how } = barred;
    let listed = found.path.strip_prefix(at.as_str()).is_some_and(|below| below.starts_with('/'));
    let says = match listed {
        true => format!("logs \"Error indexing certificate directory {at}\""),
        false => "passes over it in silence".to_owned(),
    };
    let explanation = format!(
        "{at} has {how}, so that {user}, as whom Prosody runs, cannot read {}. Prosody {says}.",
        found.path
    );
    ledger.tell(&FILES_UNREADABLE, at, explanation, None);
}

/// Tells of a file with a leaf that is for one of the domains, and outlives what is served for it.
fn better(ledger: &mut Ledger<'_>, number: usize, octets: &[u8], domains: &[Domain]) {
    let Some(leaf) = leaf(octets) else { return };
    let names = names(&leaf);
    let path = ledger.path(number);
    for domain in domains {
        let wanted = wanted(&host(domain));
        if !names.iter().any(|name| name.for_hosts && wanted.contains(&name.name)) {
            continue;
        }
        let served = ledger.served().iter().find(|served| served.domain == *domain);
        let Some(served) = served else { continue };
        let (ends, does) = match served.chain.first() {
            None => (i64::MIN, "serves nothing".to_owned()),
            Some(other) => {
                (other.not_after, format!("serves that of {}", served.files.join(" and ")))
            }
        };
        if leaf.link.as_ref().is_some_and(|link| link.not_after > ends) {
            let why = ledger.why_of(number);
            let explanation = format!(
                "{path} has a certificate for {domain} until {}, but {why}. Prosody passes over it and {does}.",
                leaf.not_after
            );
            return ledger.tell(&FILE_IGNORED, path, explanation, None);
        }
    }
}

/// The first certificate of a file, where it is no CA's.
fn leaf(octets: &[u8]) -> Option<Certificate> {
    let first = linked_pieces(octets, None).into_iter().find_map(|piece| match piece.thing {
        Thing::Certificate(certificate) => Some(*certificate),
        _ => None,
    });
    first.filter(|certificate| !certificate.is_ca())
}
