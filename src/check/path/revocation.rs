//! Revocation by lists (RFC 5280 §6.3).

use std::sync::Arc;

use super::breach::{Breach, Found};
use super::inquiry::Inquiry;
use super::question::{Purpose, Question, RevocationCheck};
use super::rule::Rule;
use super::rules::Position;
use super::rules::words::instant;
use super::search::paths;
use crate::pki::general_name::GeneralName;
use crate::pki::link::Link;
use crate::pki::points::{DistributionPoint, PointName, Reasons};
use crate::pki::policy::PolicyInputs;
use crate::pki::revocation::{Entry, RevocationList};

/// Signers of lists of signers of lists are not followed further.
const DEEPEST: usize = 2;

/// The status of every certificate of a complete path but the anchor.
pub(super) fn check(inquiry: &Inquiry<'_>, path: &[Arc<Link>]) -> Vec<Breach> {
    let required = inquiry.question.revocation == RevocationCheck::Required;
    if inquiry.depth >= DEEPEST || inquiry.judge.lists.is_empty() && !required {
        return Vec::new();
    }
    let Some((_, below)) = path.split_last() else { return Vec::new() };
    let statuses = below.iter().enumerate().map(|(at, link)| {
        let issuer = path.get(at + 1).map(Arc::as_ref);
        let mut status =
            Status { inquiry, path, link, issuer, told: Reasons::default(), unusable: Vec::new() };
        status.find(at)
    });
    statuses.flatten().collect()
}

/// What is known of one certificate.
struct Status<'a> {
    inquiry: &'a Inquiry<'a>,
    path: &'a [Arc<Link>],
    link: &'a Arc<Link>,
    issuer: Option<&'a Link>,
    /// The reasons of which lists have told (reasons_mask).
    told: Reasons,
    /// Lists that should tell, and why they cannot.
    unusable: Vec<String>,
}

impl Status<'_> {
    fn find(&mut self, at: usize) -> Vec<Breach> {
        let mut found = Found::at(at, self.inquiry.question.strict);
        // RFC 5280 §6.3.3: after the points of the certificate, the one that its issuer's name is
        let implied = DistributionPoint {
            name: Some(PointName::Full(vec![GeneralName::Directory(self.link.issuer.clone())])),
            ..DistributionPoint::default()
        };
        let points = self.link.extensions.distribution_points.iter().chain([&implied]);
        for point in points {
            for list in self.inquiry.judge.lists.iter().filter(|list| list.base_number.is_none()) {
                if let Some((entry, list)) = self.ask(list, point) {
                    let detail = format!(
                        "it was revoked on {} ({}), says the list of {}",
                        instant(entry.date),
                        reason(entry.reason),
                        list.issuer
                    );
                    found.push(Rule::Revoked, detail);
                    return found.breaches;
                }
            }
        }
        self.judge_silence(&mut found);
        found.breaches
    }

    fn judge_silence(&mut self, found: &mut Found) {
        if self.told == Reasons::ALL {
            return;
        }
        self.unusable.sort();
        self.unusable.dedup();
        for why in &self.unusable {
            found.push(Rule::UnusableList, format!("the revocation list for it {why}"));
        }
        let required = self.inquiry.question.revocation == RevocationCheck::Required;
        if self.unusable.is_empty() && required {
            let detail = match self.told.is_empty() {
                true => "no revocation list tells of it",
                false => "no revocation list tells of it for every reason",
            };
            found.push(Rule::StatusUnknown, detail);
        }
    }

    /// Asks one list for one point (RFC 5280 §6.3.3); the entry, if it is revoked.
    fn ask<'l>(
        &mut self,
        list: &'l Arc<RevocationList>,
        point: &DistributionPoint,
    ) -> Option<(Entry, &'l RevocationList)> {
        if !self.covers(list, point) {
            return None;
        }
        // (d), (e): the reasons of which it tells anything new
        let of_list = list.scope.reasons.unwrap_or(Reasons::ALL);
        let reasons = of_list.and(point.reasons.unwrap_or(Reasons::ALL));
        if reasons.without(self.told).is_empty() {
            return None;
        }
        if let Err(why) = self.usable(list) {
            self.unusable.push(why);
            return None;
        }
        self.told = self.told.or(reasons);
        let entry =
            |list: &RevocationList| list.entry(&self.link.issuer, &self.link.serial).cloned();
        // (i), (j): the delta first
        let changed = self.delta(list).and_then(|delta| entry(&delta));
        const REMOVE_FROM_CRL: u8 = 8;
        changed
            .or_else(|| entry(list))
            .filter(|entry| entry.reason != REMOVE_FROM_CRL)
            .map(|entry| (entry, list.as_ref()))
    }

    /// Whether the list is about the certificate and for the point (RFC 5280 §6.3.3 (b)).
    fn covers(&self, list: &RevocationList, point: &DistributionPoint) -> bool {
        let (scope, is_ca) = (&list.scope, self.link.is_ca());
        let named = |name: &GeneralName| *name == GeneralName::Directory(list.issuer.clone());
        let by_issuer = match point.crl_issuer.is_empty() {
            true => list.issuer == self.link.issuer,
            false => scope.indirect && point.crl_issuer.iter().any(named),
        };
        let of_kind =
            !(scope.only_user && is_ca || scope.only_ca && !is_ca || scope.only_attribute);
        by_issuer && of_kind && self.same_point(list, point)
    }

    fn same_point(&self, list: &RevocationList, point: &DistributionPoint) -> bool {
        let Some(of_list) = &list.scope.point else { return true };
        let of_list = of_list.in_full([&list.issuer]);
        let of_point = match (&point.name, point.crl_issuer.is_empty()) {
            (Some(name), true) => name.in_full([&self.link.issuer]),
            (Some(name), false) => name.in_full([&list.issuer]),
            (None, _) => point.crl_issuer.clone(),
        };
        of_list.iter().any(|name| of_point.contains(name))
    }

    /// Whether the list may be believed (RFC 5280 §6.3.3 (a), (f), (g)).
    fn usable(&self, list: &Arc<RevocationList>) -> Result<(), String> {
        if let Some(fault) = list.faults.first() {
            return Err(fault.clone());
        }
        let now = self.inquiry.question.now;
        if now < list.this_update {
            return Err(format!("is of {}, which is to come", instant(list.this_update)));
        }
        if let Some(next) = list.next_update.filter(|next| *next < now) {
            return Err(format!("was due for renewal on {}", instant(next)));
        }
        self.signed(list)
    }

    fn signed(&self, list: &RevocationList) -> Result<(), String> {
        let issuer = self.issuer.filter(|issuer| issuer.subject == list.issuer);
        let path =
            self.path.iter().skip(1).map(Arc::as_ref).filter(|link| link.subject == list.issuer);
        let mut why = format!("is signed by {}, whose certificate is not at hand", list.issuer);
        for signer in issuer.into_iter().chain(path) {
            match self.signed_by(list, signer) {
                Ok(()) => return Ok(()),
                Err(other) => why = other,
            }
        }
        for candidate in self.inquiry.pools.of(&list.issuer) {
            let signer = &candidate.link;
            if self.path.iter().skip(1).any(|known| known.fingerprint == signer.fingerprint) {
                continue;
            }
            if self.signed_by(list, signer).is_ok() {
                match self.has_path(signer) {
                    true => return Ok(()),
                    false => {
                        why = format!(
                            "is signed by {}, who has no path to the same anchor",
                            list.issuer
                        )
                    }
                }
            }
        }
        Err(why)
    }

    fn signed_by(&self, list: &RevocationList, signer: &Link) -> Result<(), String> {
        if signer.extensions.key_usage.is_some_and(|usage| !usage.crl_sign) {
            let who = &list.issuer;
            return Err(format!("is signed by {who}, whose keyUsage lacks cRLSign"));
        }
        if !self.inquiry.budget.may_ask((list.fingerprint, signer.fingerprint)) {
            return Err("was not checked, after so many signatures".to_owned());
        }
        let verified = self.inquiry.judge.verify_list(list, signer);
        verified.map_err(|_| format!("has a signature that is not that of {}", list.issuer))
    }

    /// Whether another signer than the path's own CAs may be relied upon: it needs a path to the same
    /// anchor (RFC 5280 §6.3.3 (f)).
    fn has_path(&self, signer: &Arc<Link>) -> bool {
        let Some(anchor) = self.path.last() else { return false };
        let question = Question {
            purpose: Purpose::Any,
            policies: PolicyInputs::default(),
            strict: false,
            ..self.inquiry.question.clone()
        };
        let inquiry =
            Inquiry { question: &question, depth: self.inquiry.depth + 1, ..*self.inquiry };
        if signer.fingerprint == anchor.fingerprint {
            return true;
        }
        let (best, _) = paths(&inquiry, signer, Position::ListSigner, None);
        let top = best.anchor.filter(|_| best.sound);
        top.is_some_and(|top| top.fingerprint == anchor.fingerprint)
    }

    /// The newest usable delta that completes a list (RFC 5280 §5.2.4, §6.3.3 (c)).
    fn delta(&self, list: &RevocationList) -> Option<Arc<RevocationList>> {
        let deltas = self.inquiry.judge.lists.iter().filter(|delta| {
            let completes = match (&delta.base_number, &list.number, &delta.number) {
                (Some(base), Some(complete), Some(own)) => {
                    !less(complete, base) && !less(own, complete)
                }
                _ => false,
            };
            completes && delta.issuer == list.issuer && delta.scope == list.scope
        });
        let usable = deltas.filter(|delta| self.usable(delta).is_ok());
        usable.max_by_key(|delta| delta.this_update).cloned()
    }
}

/// Whether one number of a list, without leading zeros, is less than another.
fn less(one: &[u8], other: &[u8]) -> bool {
    (one.len(), one) < (other.len(), other)
}

fn reason(code: u8) -> &'static str {
    match code {
        1 => "its key was compromised",
        2 => "its CA's key was compromised",
        3 => "its holder's affiliation changed",
        4 => "it was superseded",
        5 => "its holder ceased to operate",
        6 => "it is on hold",
        9 => "privilege was withdrawn",
        10 => "an attribute authority was compromised",
        _ => "no reason given",
    }
}
