//! Who accepts a certificate, in which role, and why not.

mod account;
mod compare;
mod faults;
mod names;
mod purpose;

use super::SERVERS;
use super::rules::Checks;
use super::server::{Generation, Server};
use crate::name::{AccountJid, Identity, Wanted};
use crate::pki::certificate::PublicKey;
use crate::report::{PeerFact, PeerRole, PeersFacts};

/// What a server shows to other servers, and who it says that it is.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The names of the certificate, with the commonNames of its subject.
    pub names: &'a [Identity],
    /// The domain that it is shown for.
    pub wanted: &'a Wanted,
    /// The key purposes of its extendedKeyUsage, in dots; `None` without the extension.
    pub purposes: Option<&'a [String]>,
    /// Its key.
    pub key: &'a PublicKey,
    /// What became of its path.
    pub path: PathState,
}

/// What a user shows to the server of its account.
#[derive(Clone, Copy, Debug)]
pub struct ShownAccount<'a> {
    /// The names of the certificate, with the commonNames of its subject.
    pub names: &'a [Identity],
    /// The account that it is shown for.
    pub jid: &'a AccountJid,
    /// The key purposes of its extendedKeyUsage, in dots; `None` without the extension.
    pub purposes: Option<&'a [String]>,
    /// Its key.
    pub key: &'a PublicKey,
    /// What became of its path.
    pub path: PathState,
}

/// What became of the path of a certificate, for somebody with the same trust anchors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PathState {
    /// It leads to a trust anchor.
    Sound,
    /// It would, but a certificate of it has expired.
    Expired,
    /// It would, but a certificate of it is not valid yet.
    NotYetValid,
    /// The certificate is signed by its own key and no trust anchor.
    SelfSigned,
    /// It leads to no trust anchor, or lacks an issuer.
    Untrusted,
    /// It breaks another rule.
    Broken,
}

/// What each server says to the certificate of another server: one verdict for each generation and
/// role of which something is known, in the order of [`SERVERS`].
pub fn who_accepts(shown: &Shown<'_>) -> Vec<PeerFact> {
    generations().flat_map(|(server, generation)| accepts(server, generation, shown)).collect()
}

/// What each server says to the certificate of a user, where that is known.
pub fn who_admits(shown: &ShownAccount<'_>) -> Vec<PeerFact> {
    generations()
        .filter_map(|(server, generation)| {
            let checks = generation.peer.account.as_ref()?;
            Some(account::admit(server, generation, checks, shown))
        })
        .collect()
}

/// The verdicts and the servers that are silent in them, for a report.
pub fn peers(rows: Vec<PeerFact>) -> PeersFacts {
    let is_unknown = |server: &&&Server| {
        server.generations.iter().all(|generation| {
            generation.peer.incoming.is_none() && generation.peer.outgoing.is_none()
        })
    };
    let unknown = SERVERS.iter().filter(is_unknown).map(|server| server.title).collect();
    PeersFacts { rows, unknown }
}

/// What one generation says in every role that it has.
fn accepts(
    server: &'static Server,
    generation: &'static Generation,
    shown: &Shown<'_>,
) -> Vec<PeerFact> {
    let roles = [
        (PeerRole::Incoming, generation.peer.incoming.as_ref()),
        (PeerRole::Outgoing, generation.peer.outgoing.as_ref()),
    ];
    let known = roles.into_iter().filter_map(|(role, checks)| Some((role, checks?)));
    known.map(|(role, checks)| verdict(server, generation, role, checks, shown)).collect()
}

fn verdict(
    server: &'static Server,
    generation: &'static Generation,
    role: PeerRole,
    checks: &Checks,
    shown: &Shown<'_>,
) -> PeerFact {
    let found = faults::judge(checks, shown);
    PeerFact {
        server: server.name,
        title: server.title,
        versions: generation.versions.words,
        role,
        accepts: found.accepts,
        refused_where: found.refused_where,
        why: found.why,
        gist: found.gist,
        remarks: found.remarks,
        evidence: found.evidence,
    }
}

fn generations() -> impl Iterator<Item = (&'static Server, &'static Generation)> {
    SERVERS
        .iter()
        .flat_map(|server| server.generations.iter().map(move |generation| (*server, generation)))
}
