//! A private key that was made or converted.

use anstyle::Style;

use super::super::palette;
use super::page::Page;
use crate::report::{FileFact, KeyFacts};

pub(super) fn write(subject: &str, facts: &KeyFacts, page: &mut Page) {
    page.title(subject);
    page.blank();
    page.row("Key", Style::new(), &description(facts));
    page.row("SPKI pin", palette::FAINT, &format!("sha256:{}", facts.spki_sha256));
    write_files(&facts.files, page);
}

/// `P-256, new, not encrypted`.
pub(super) fn description(facts: &KeyFacts) -> String {
    let origin = if facts.new { "new" } else { "existing" };
    let sealed = if facts.encrypted { "encrypted" } else { "not encrypted" };
    format!("{}, {origin}, {sealed}", facts.algorithm)
}

/// The files in a column, with their modes and what became of older ones.
pub(super) fn write_files(files: &[FileFact], page: &mut Page) {
    let width = files.iter().map(|file| file.path.chars().count()).max().unwrap_or_default();
    for (index, file) in files.iter().enumerate() {
        let label = match (index, files.len()) {
            (0, 1) => "File",
            (0, _) => "Files",
            _ => "",
        };
        page.columns(label, &file.path, width, palette::FAINT, &remark(file));
        if let Some(backup) = &file.backup {
            page.row("", palette::FAINT, &format!("the older one is kept as {backup}"));
        }
    }
}

fn remark(file: &FileFact) -> String {
    let mut words = vec![file.role.to_owned()];
    match file.mode {
        Some(mode) => words.push(format!("mode {:04o}", mode & 0o7777)),
        None => words.push("standard output".to_owned()),
    }
    if let Some(owner) = &file.owner {
        words.push(format!("owner {owner}"));
    }
    if file.role == "private key" {
        words.push("keep it secret".to_owned());
    }
    if file.replaced {
        words.push("replaced".to_owned());
    }
    words.join(", ")
}
