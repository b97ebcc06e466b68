//! Keeps account of what becomes of each file and domain.

use std::sync::Arc;

use super::given::{Found, Given};
use super::outcome::{Fate, FileFate, Loading, Served};
use crate::name::Domain;
use crate::pki::link::Link;
use crate::report::{Code, Finding};

/// What is known so far.
pub(super) struct Ledger<'g> {
    given: &'g Given<'g>,
    fates: Vec<Option<(Fate, String)>>,
    loading: Loading,
}

impl<'g> Ledger<'g> {
    pub(super) fn new(given: &'g Given<'g>) -> Self {
        let fates = vec![None; given.found.len()];
        Self { given, fates, loading: Loading::default() }
    }

    pub(super) fn found(&self, file: usize) -> Option<&'g Found<'g>> {
        self.given.found.get(file)
    }

    /// Its path; empty for a file that is not there.
    pub(super) fn path(&self, file: usize) -> &'g str {
        self.given.found.get(file).map_or("", |found| found.path.as_str())
    }

    /// Notes what becomes of a file; what weighs more stays.
    pub(super) fn fate(&mut self, file: usize, fate: Fate, why: impl Into<String>) {
        if let Some(noted) = self.fates.get_mut(file)
            && noted.as_ref().is_none_or(|(known, _)| weight(*known) < weight(fate))
        {
            *noted = Some((fate, why.into()));
        }
    }

    /// A domain has this chain, from these files.
    pub(super) fn serve(
        &mut self,
        domain: &Domain,
        chain: &[Arc<Link>],
        mut files: Vec<usize>,
        how: impl Into<String>,
    ) {
        files.dedup();
        let served = Served {
            domain: domain.clone(),
            chain: chain.to_vec(),
            files: files.iter().map(|file| self.path(*file).to_owned()).collect(),
            how: how.into(),
            instead: Vec::new(),
        };
        self.loading.served.push(served);
    }

    /// What the domain that came last may have instead.
    pub(super) fn instead(&mut self, leaves: Vec<Arc<Link>>) {
        if let Some(served) = self.loading.served.last_mut() {
            served.instead = leaves;
        }
    }

    /// What is served so far.
    pub(super) fn served(&self) -> &[Served] {
        &self.loading.served
    }

    /// What becomes of a file so far; what nobody has spoken of is ignored.
    pub(super) fn fate_of(&self, file: usize) -> Fate {
        self.noted(file).map_or(Fate::Ignored, |(fate, _)| *fate)
    }

    /// Why that becomes of it.
    pub(super) fn why_of(&self, file: usize) -> &str {
        self.noted(file).map_or("", |(_, why)| why)
    }

    fn noted(&self, file: usize) -> Option<&(Fate, String)> {
        self.fates.get(file).and_then(Option::as_ref)
    }

    /// Some of those who ask for the domain last noted are shown this leaf instead.
    pub(super) fn or_else(&mut self, leaf: &Arc<Link>) {
        if let Some(served) = self.loading.served.last_mut() {
            served.instead.push(Arc::clone(leaf));
        }
    }

    /// A domain has nothing.
    pub(super) fn fail(&mut self, domain: &Domain, how: impl Into<String>) {
        self.serve(domain, &[], Vec::new(), how);
    }

    /// It does not start; what it served is served no more.
    pub(super) fn die(&mut self, why: impl Into<String>) {
        let why = self.loading.dies.get_or_insert(why.into()).clone();
        for served in &mut self.loading.served {
            served.chain.clear();
            served.files.clear();
            served.instead.clear();
            served.how = format!("it does not start: {why}");
        }
    }

    /// Tells something once.
    pub(super) fn tell(
        &mut self,
        code: &'static Code,
        subject: &str,
        explanation: impl Into<String>,
        cure: Option<String>,
    ) {
        let told = |one: &Finding| one.code.id == code.id && one.subject == subject;
        if self.loading.findings.iter().any(told) {
            return;
        }
        let finding = Finding::new(code, subject, explanation);
        self.loading.findings.push(match cure {
            Some(cure) => finding.cured_by(cure),
            None => finding,
        });
    }

    /// Closes the account: files without a word are ignored, for this reason.
    pub(super) fn close(mut self, others: &str) -> Loading {
        let fates = self.fates.into_iter().zip(&self.given.found).map(|(fate, found)| {
            let (fate, why) = fate.unwrap_or_else(|| (Fate::Ignored, others.to_owned()));
            FileFate { path: found.path.clone(), fate, why }
        });
        self.loading.files = fates.collect();
        self.loading
    }
}

fn weight(fate: Fate) -> u8 {
    match fate {
        Fate::Ignored => 0,
        Fate::Loaded => 1,
        Fate::Served => 2,
        Fate::Refused => 3,
        Fate::Fatal => 4,
    }
}
