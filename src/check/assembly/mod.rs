//! A chain put together: of all the certificates at hand those that a server sends, in order
//! (RFC 8446 §4.4.2).

mod reason;

use std::sync::Arc;

pub use reason::Reason;

use super::path::{Breach, Judge, Judgement, PathVerdict, Purpose, Question, Rule, Severity};
use crate::pki::certificate::Certificate;
use crate::pki::link::Link;

/// A chain, and what else could be one.
#[derive(Clone, Debug)]
pub struct Assembly {
    /// The paths. The best holds no certificate whose key did not sign the one below.
    pub judgement: Judgement,
    /// Other paths that hold as well, the leaf first and the trust anchor last.
    pub alternatives: Vec<PathVerdict>,
}

impl Assembly {
    /// Finds the chain of a leaf among the certificates of a judge.
    pub fn of(judge: &Judge, leaf: &Arc<Link>, question: &Question) -> Assembly {
        let Judgement { best, others, budget_spent } = judge.judge(leaf, &[], question);
        let best = most_proven(best, &others);
        let alternatives = alternatives(judge, leaf, question, &best);
        Assembly { judgement: Judgement { best, others, budget_spent }, alternatives }
    }

    /// The leaf and each issuer above it, as far as it goes; a root is the last.
    pub fn path(&self) -> &[Arc<Link>] {
        &self.judgement.best.certificates
    }

    /// Whether it leads to a trust anchor.
    pub fn is_complete(&self) -> bool {
        self.judgement.best.anchor.is_some()
    }

    /// The last certificate of a path that is broken off: its issuer is missing, or did not sign it.
    pub fn end(&self) -> Option<&Arc<Link>> {
        let best = &self.judgement.best;
        let at = best.certificates.len().checked_sub(1)?;
        let is_end = |breach: &Breach| {
            breach.at == at && [Rule::IssuerMissing, Rule::BadSignature].contains(&breach.rule)
        };
        let is_open = best.anchor.is_none() && best.breaches.iter().any(is_end);
        is_open.then(|| best.certificates.last()).flatten()
    }

    /// The end of the path that peers have or will never trust, unless that is the leaf itself.
    pub fn root(&self) -> Option<&Arc<Link>> {
        let [_, .., top] = self.path() else { return None };
        let ends_here = self.is_complete() || top.is_self_issued();
        ends_here.then_some(top)
    }

    /// What a server sends: the path without the root, or with it.
    pub fn sent(&self, with_root: bool) -> &[Arc<Link>] {
        let path = self.path();
        match self.root() {
            Some(_) if !with_root => path.split_last().map_or(path, |(_, below)| below),
            _ => path,
        }
    }
}

/// Where a certificate says that its issuer can be had: caIssuers of authorityInfoAccess (RFC 5280 §4.2.2.1).
pub fn issuer_addresses(link: &Link) -> Vec<String> {
    let found = Certificate::from_der(link.der()).ok();
    found.map(|certificate| certificate.holder.extensions.ca_issuers).unwrap_or_default()
}

/// Whether `chain --fetch` asks at such an address: of plain http alone.
pub fn is_asked(address: &str) -> bool {
    address.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http://"))
}

/// The question about a leaf whose use nobody named: the one that it was issued for.
pub fn question(leaf: &Link, now: i64) -> Question {
    let purposes = leaf.extensions.purposes.as_ref();
    let purpose = match purposes {
        Some(purposes) if purposes.server => Purpose::Server,
        Some(purposes) if purposes.client => Purpose::Client,
        _ => Purpose::Any,
    };
    Question { purpose, ..Question::server(now) }
}

/// The best path as far as it is proven by signatures; where that is not to its end, the one of them
/// all that is proven farthest.
fn most_proven(best: PathVerdict, others: &[PathVerdict]) -> PathVerdict {
    let Some(end) = unproven(&best) else { return best };
    let proven = |path: &PathVerdict| unproven(path).unwrap_or(path.certificates.len() - 1);
    let farther = others.iter().filter(|path| !path.certificates.is_empty() && proven(path) > end);
    let farthest = farther.max_by_key(|path| (path.anchor.is_some(), proven(path)));
    mended(farthest.cloned().unwrap_or(best))
}

/// The place of the first certificate that the one above it did not sign.
fn unproven(path: &PathVerdict) -> Option<usize> {
    let broken = path.breaches.iter().filter(|breach| breach.rule == Rule::BadSignature);
    broken.map(|breach| breach.at).min()
}

/// The path up to the signature that is wrong. Where the certificate above has the key that is named
/// as the issuer's, the signature is what is wrong; else the issuer is missing, and that one has its name
/// alone.
fn mended(mut path: PathVerdict) -> PathVerdict {
    let Some(end) = unproven(&path) else { return path };
    let is_meant = match (path.certificates.get(end), path.certificates.get(end + 1)) {
        (Some(below), Some(above)) => names_key_of(below, above),
        _ => true,
    };
    path.certificates.truncate(end + 1);
    path.anchor = None;
    path.breaches.retain(|breach| {
        let of_link = [Rule::BadSignature, Rule::KeyIdMismatch, Rule::AuthorityMismatch]
            .contains(&breach.rule);
        breach.at < end || breach.at == end && (is_meant || !of_link)
    });
    if let (Some(top), false) = (path.certificates.last(), is_meant) {
        let detail = format!("no certificate of its issuer {} is at hand", top.issuer);
        let (rule, severity) = (Rule::IssuerMissing, Severity::Hard);
        path.breaches.push(Breach { rule, at: end, severity, detail });
    }
    path
}

/// Whether the certificate names the key of the other as its issuer's (RFC 5280 §4.2.1.1).
fn names_key_of(below: &Link, above: &Link) -> bool {
    let named =
        below.extensions.authority_key.as_ref().and_then(|authority| authority.key.as_ref());
    named.is_some() && named == above.extensions.subject_key.as_ref()
}

/// Paths that avoid one certificate of the best and break nothing that the best does not.
fn alternatives(
    judge: &Judge,
    leaf: &Arc<Link>,
    question: &Question,
    best: &PathVerdict,
) -> Vec<PathVerdict> {
    let mut found: Vec<PathVerdict> = Vec::new();
    if best.anchor.is_none() {
        return found;
    }
    for without in best.certificates.iter().skip(1) {
        let other = judge.judge_without(without, leaf, question).best;
        let known = std::iter::once(best).chain(&found).any(|path| same(path, &other));
        if other.anchor.is_some() && !known && is_no_worse(&other, best) {
            found.push(other);
        }
    }
    found
}

fn same(one: &PathVerdict, other: &PathVerdict) -> bool {
    let prints = |path: &PathVerdict| -> Vec<[u8; 32]> {
        path.certificates.iter().map(|link| link.fingerprint).collect()
    };
    prints(one) == prints(other)
}

fn is_no_worse(path: &PathVerdict, best: &PathVerdict) -> bool {
    let at_leaf = |breach: &Breach| {
        breach.at == 0 && best.breaches.iter().any(|b| b.at == 0 && b.rule == breach.rule)
    };
    path.breaches.iter().filter(|breach| breach.is_hard()).all(at_leaf)
}
