//! Files written for a server: what is in them, what the configuration says of them, and what to do next.

use anstyle::Style;

use super::super::palette;
use super::key::write_files;
use super::page::{Page, generation};
use super::verdict::write_tree;
use crate::report::ExportFacts;

pub(super) fn write(subject: &str, facts: &ExportFacts, verbose: bool, page: &mut Page) {
    let (what, mark) = match facts.is_plan {
        true => ("what would be written for", " (nothing is written)"),
        false => ("written for", ""),
    };
    page.headline(subject, &format!("{what} {}{mark}", generation(facts.title, facts.versions)));
    write_files(&facts.files, page);
    if !facts.path.links.is_empty() {
        page.row("Holds", Style::new(), &count(facts.chain.len()));
        write_tree(&facts.path, page);
    }
    let notes = facts.notes.iter().filter(|_| verbose);
    for (index, note) in notes.enumerate() {
        page.paragraph(if index == 0 { "Note" } else { "" }, palette::FAINT, note);
    }
    for snippet in &facts.snippets {
        page.blank();
        let shipped = if snippet.is_shipped { " (as its packages have it)" } else { "" };
        page.row("In", Style::new(), &format!("{}{shipped}", snippet.file));
        snippet.text.lines().for_each(|line| page.command(line));
    }
}

/// What to do next; it stands below the findings, where the eye ends.
pub(super) fn write_next(facts: &ExportFacts, page: &mut Page) {
    if facts.next.is_empty() {
        return;
    }
    page.blank();
    for (index, step) in facts.next.iter().enumerate() {
        page.paragraph(if index == 0 { "Next" } else { "" }, Style::new(), &step.what);
        if let Some(command) = &step.command {
            page.command(command);
        }
    }
}

fn count(certificates: usize) -> String {
    match certificates {
        1 => "1 certificate".to_owned(),
        many => format!("{many} certificates"),
    }
}
