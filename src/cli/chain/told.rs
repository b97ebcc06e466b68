//! The report on a chain.

use std::collections::HashMap;

use crate::check::assembly::{Assembly, Reason};
use crate::check::case::GivenKey;
use crate::check::path::PathVerdict;
use crate::check::{self, Case};
use crate::pki::hex::hex;
use crate::pki::key::PrivateKey;
use crate::pki::link::Link;
use crate::pki::moment::Moment;
use crate::report::{ChainFacts, ChainLink, Dropped, Facts, Fetched, FileFact, Finding, Report};

use super::super::paths::path_facts;
use super::heap::{Candidate, Heap, Member};
use super::leaf::Leaf;
use super::{Args, shown};

/// All that there is to tell of.
pub(super) struct Told<'a> {
    pub(super) args: &'a Args,
    pub(super) heap: &'a Heap,
    pub(super) leaf: &'a Leaf<'a>,
    /// The certificates that might have been the leaf.
    pub(super) leaves: &'a [Candidate],
    pub(super) assembly: &'a Assembly,
    pub(super) fetched: &'a [Fetched],
    pub(super) now: Moment,
}

impl Told<'_> {
    /// The report; `key` is what --key named.
    pub(super) fn report(
        &self,
        anchors: &str,
        files: Vec<FileFact>,
        key: Option<(&std::path::Path, &PrivateKey, bool)>,
    ) -> Report {
        let best = &self.assembly.judgement.best;
        let origin: HashMap<[u8; 32], &str> = self
            .heap
            .members
            .iter()
            .map(|member| (member.link.fingerprint, member.file.as_str()))
            .collect();
        let sent = self.assembly.sent(self.args.with_root).iter();
        let facts = ChainFacts {
            certificates: sent.map(|link| part(link, &origin)).collect(),
            path: path_facts(best, anchors, self.assembly.alternatives.len()),
            anchor: best.anchor.as_ref().map(|anchor| anchor.subject.to_string()),
            is_complete: self.assembly.is_complete(),
            choice: self.leaf.choice.clone(),
            dropped: self.dropped(),
            alternatives: self.assembly.alternatives.iter().map(links).collect(),
            fetched: self.fetched.to_vec(),
            files,
        };
        let findings = self.findings(key);
        Report { subject: shown(&self.args.leaf), facts: Facts::Chain(Box::new(facts)), findings }
    }

    fn dropped(&self) -> Vec<Dropped> {
        let reason = |member: &Member| {
            let reason = self.assembly.reason(&member.link, self.args.with_root, self.now)?;
            Some(dropped(member, &reason))
        };
        let others = self.heap.members.iter().filter_map(reason);
        let doubles = self.heap.doubles.iter().map(|member| dropped(member, &Reason::Duplicate));
        others.chain(doubles).chain(self.heap.unread.iter().cloned()).collect()
    }

    fn findings(&self, key: Option<(&std::path::Path, &PrivateKey, bool)>) -> Vec<Finding> {
        let file = shown(&self.args.leaf);
        let key_file = key.map(|(path, ..)| shown(path)).unwrap_or_default();
        let others: Vec<_> = self
            .leaves
            .iter()
            .map(|(certificate, _)| certificate.as_ref())
            .filter(|certificate| !std::ptr::eq(*certificate, self.leaf.certificate))
            .collect();
        check::findings_of_chain(&Case {
            file: &file,
            leaf: self.leaf.certificate,
            link: &self.leaf.link,
            names: &self.leaf.names,
            others: &others,
            position: 0,
            key: key.map(|(_, private, encrypted)| GivenKey {
                file: &key_file,
                private: Some(private),
                encrypted,
                access: None,
            }),
            standing: self.leaf.mismatch.as_ref(),
            judgement: &self.assembly.judgement,
            now: self.now,
            expires_in: None,
            critical_in: None,
            components: &[],
            server: None,
            fetched: self.fetched,
        })
    }
}

fn part(link: &Link, origin: &HashMap<[u8; 32], &str>) -> ChainLink {
    ChainLink {
        subject: link.subject.to_string(),
        file: origin.get(&link.fingerprint).map(|file| (*file).to_owned()),
        not_after: Moment::clamped(link.not_after).to_string(),
        sha256: hex(&link.fingerprint),
    }
}

fn dropped(member: &Member, reason: &Reason) -> Dropped {
    let subject = &member.link.subject;
    Dropped {
        short: subject.short().to_owned(),
        subject: subject.to_string(),
        file: member.file.clone(),
        reason: reason.word(),
        why: reason.to_string(),
    }
}

fn links(path: &PathVerdict) -> Vec<crate::report::PathLink> {
    path_facts(path, "", 0).links
}
