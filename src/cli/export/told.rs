//! The report on files that were written, or are to be.

use std::path::Path;

use crate::report::{ExportFacts, Facts, FileFact, Finding, PathFacts, Report, SnippetFact, Step};
use crate::servers::Filling;

use super::check::part;
use super::place::Place;
use super::sources::Sources;
use super::{Args, Target};

/// All that there is to tell of.
pub(super) struct Told<'a> {
    pub(super) args: &'a Args,
    pub(super) target: Target,
    pub(super) sources: &'a Sources,
    pub(super) path: &'a PathFacts,
    pub(super) place: &'a Place,
}

impl Told<'_> {
    /// The report.
    pub(super) fn report(
        &self,
        files: Vec<FileFact>,
        findings: Vec<Finding>,
        is_plan: bool,
    ) -> Report {
        let (evidence, cite) = self.target.source();
        let layout = self.target.layout();
        let paths: Vec<String> = files.iter().map(|file| absolute(Path::new(&file.path))).collect();
        let directory = absolute(&self.place.directory);
        let filling =
            Filling { domain: &self.sources.domain, directory: &directory, paths: &paths };
        let snippet = |snippet: &crate::servers::Snippet| SnippetFact {
            file: filling.text(snippet.file),
            text: filling.text(snippet.text),
            is_shipped: snippet.is_shipped,
        };
        let facts = ExportFacts {
            server: self.target.name(),
            title: self.target.title(),
            versions: self.target.versions(),
            evidence,
            cite,
            domain: Some(self.sources.domain.as_ascii().to_owned()),
            chain: self.sources.sent.iter().map(|link| part(link)).collect(),
            path: self.path.clone(),
            files,
            is_plan,
            snippets: layout.snippets.iter().map(snippet).collect(),
            next: self.next(&filling, is_plan),
            notes: layout.notes.iter().map(|note| filling.text(note.value)).collect(),
        };
        let subject = self.sources.domain.to_unicode();
        Report { subject, facts: Facts::Export(Box::new(facts)), findings }
    }

    fn next(&self, filling: &Filling<'_>, is_plan: bool) -> Vec<Step> {
        if is_plan && !self.args.dry_run {
            let what = "Nothing was written, for the server would refuse it; mend what is wrong, or write all the same with --force.";
            return vec![Step { what: what.to_owned(), command: None }];
        }
        let layout = self.target.layout();
        let unasked = layout
            .unasked
            .iter()
            .map(|what| Step { what: filling.text(what.value), command: None });
        let reload = layout.reload.iter().map(|reload| Step {
            what: filling.text(reload.what.value),
            command: Some(filling.text(reload.command)),
        });
        unasked.chain(reload).collect()
    }
}

/// The path as a configuration has to have it.
fn absolute(path: &Path) -> String {
    let whole = std::path::absolute(path);
    whole.unwrap_or_else(|_| path.to_path_buf()).display().to_string()
}
