//! What there is to say of each file, and what ejabberd itself will say.

mod chains;
mod files;

use std::collections::BTreeSet;

use crate::report::{Code, Finding};
use crate::servers::loading::{Fate, FileFate, Found, Given, Loading, Served};

/// Collects it.
pub(super) struct Teller<'a> {
    given: &'a Given<'a>,
    /// What becomes of each file that is not merely loaded.
    fates: Vec<Option<(Fate, String)>>,
    findings: Vec<Finding>,
    /// What it logs before it stops.
    last_words: Option<String>,
    directories: BTreeSet<String>,
}

const ABORTED: &str =
    "ejabberd initialization was aborted due to invalid certificates configuration";

impl<'a> Teller<'a> {
    pub(super) fn new(given: &'a Given<'a>) -> Teller<'a> {
        let fates = vec![None; given.found.len()];
        let (findings, directories) = (Vec::new(), BTreeSet::new());
        Teller { given, fates, findings, last_words: None, directories }
    }

    /// Whether ejabberd stops.
    pub(super) fn dies(&self) -> bool {
        self.last_words.is_some()
    }

    /// All that was said.
    pub(super) fn loading(self, served: Vec<Served>) -> Loading {
        let used: BTreeSet<&String> = served.iter().flat_map(|served| &served.files).collect();
        let fate = |(found, fate): (&Found<'_>, Option<(Fate, String)>)| {
            let path = found.path.clone();
            let (fate, why) = match fate {
                Some((Fate::Loaded, _)) | None if used.contains(&path) => {
                    (Fate::Served, "it is part of what is served".to_owned())
                }
                Some(fate) => fate,
                None => (Fate::Loaded, "nothing of it is served for these domains".to_owned()),
            };
            FileFate { path, fate, why }
        };
        let files = self.given.found.iter().zip(self.fates).map(fate).collect();
        Loading { dies: self.last_words, served, files, findings: self.findings }
    }

    fn path(&self, index: usize) -> String {
        self.given.found.get(index).map(|found| found.path.clone()).unwrap_or_default()
    }

    fn set(&mut self, index: usize, fate: Fate, why: impl Into<String>) {
        if let Some(place) = self.fates.get_mut(index) {
            *place = Some((fate, why.into()));
        }
    }

    fn say(&mut self, code: &'static Code, subject: &str, text: String, cure: Option<String>) {
        let finding = Finding::new(code, subject, text);
        self.findings.push(match cure {
            Some(cure) => finding.cured_by(cure),
            None => finding,
        });
    }

    /// It stops; its log has that line of the file.
    fn fatal(&mut self, index: usize, logged: &str) {
        self.set(index, Fate::Fatal, format!("ejabberd does not start; its log says: {logged}"));
        self.last_words.get_or_insert_with(|| format!("{logged}; {ABORTED}"));
    }
}

/// As ejabberd logs it.
fn failed(path: &str, why: &str) -> String {
    format!("Failed to read PEM file {path}: {why}")
}
