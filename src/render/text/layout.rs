//! The files that one server loads.

use anstyle::Style;

use super::super::palette;
use super::page::Page;
use crate::report::LayoutFacts;

pub(super) fn write(facts: &LayoutFacts, page: &mut Page) {
    page.headline(facts.server, facts.title);
    let width = facts.files.iter().map(|file| file.name.chars().count()).max().unwrap_or_default();
    for (index, file) in facts.files.iter().enumerate() {
        let label = if index == 0 { "Files" } else { "" };
        let words = format!("{}, mode {:04o}", file.role, file.mode);
        page.columns(label, file.name, width, palette::FAINT, &words);
    }
    if let Some(directory) = facts.directory {
        page.row("In", Style::new(), directory);
        let owner = facts.owner.unwrap_or("root");
        let group = facts.group.map(|group| format!(":{group}")).unwrap_or_default();
        page.row("Owner", Style::new(), &format!("{owner}{group}"));
    }
    page.list("Reload", palette::COMMAND, facts.reload.iter().map(|line| (*line).to_owned()));
    if !facts.is_format {
        let words = if facts.checks { "known: --check says" } else { "not known" };
        page.row("Loading", Style::new(), words);
    }
    page.paragraph("Known", palette::FAINT, &format!("{} ({})", facts.evidence, facts.cite));
}

/// `{domain}.crt, {domain}.key in /etc/prosody/certs`.
pub(super) fn summary(facts: &LayoutFacts) -> String {
    let names: Vec<&str> = facts.files.iter().map(|file| file.name).collect();
    let place = facts.directory.map(|directory| format!(" in {directory}")).unwrap_or_default();
    format!("{}{place}", names.join(", "))
}
