//! A chain: what is in it, what is not and why, and what else would do.

use anstyle::Style;

use super::super::palette;
use super::key::write_files;
use super::page::Page;
use super::verdict::write_tree;
use crate::report::{ChainFacts, Dropped, Fetched};

/// So many certificates of one fate are named.
const NAMED: usize = 8;

pub(super) fn write(subject: &str, facts: &ChainFacts, page: &mut Page) {
    let count = match facts.certificates.len() {
        1 => "1 certificate".to_owned(),
        many => format!("{many} certificates"),
    };
    page.headline(subject, &format!("chain of {count}"));
    let (style, words) = match (facts.is_complete, facts.path.is_sound) {
        (true, true) => (palette::GOOD, "complete"),
        (true, false) => (palette::BAD, "complete, and not sound"),
        (false, _) => (palette::BAD, "leads to no trust anchor"),
    };
    page.row("Chain", style, words);
    if let Some(choice) = &facts.choice {
        page.paragraph("Leaf", Style::new(), choice);
    }
    write_tree(&facts.path, page);
    let sum = if facts.is_complete { "by" } else { "asked" };
    page.row("", palette::FAINT, &format!("{sum} {}", facts.path.anchors));
    for (index, path) in facts.alternatives.iter().enumerate() {
        let label = if index == 0 { "Or by" } else { "" };
        let names: Vec<&str> = path.iter().map(|link| link.short.as_str()).collect();
        page.paragraph(label, palette::FAINT, &names.join(" <- "));
    }
    write_dropped(&facts.dropped, page);
    write_fetched(&facts.fetched, page);
    write_files(&facts.files, page);
}

/// Those of one fate together, in the order of the first.
fn write_dropped(dropped: &[Dropped], page: &mut Page) {
    let mut told: Vec<&str> = Vec::new();
    for first in dropped {
        if told.contains(&first.why.as_str()) {
            continue;
        }
        let label = if told.is_empty() { "Left out" } else { "" };
        told.push(&first.why);
        let same: Vec<&Dropped> = dropped.iter().filter(|other| other.why == first.why).collect();
        let named = same.iter().take(NAMED).map(|one| format!("{} ({})", one.short, one.file));
        let mut names = named.collect::<Vec<_>>().join(", ");
        if let more @ 1.. = same.len().saturating_sub(NAMED) {
            names.push_str(&format!(" and {more} more"));
        }
        page.paragraph(label, palette::FAINT, &format!("{}: {names}", first.why));
    }
}

fn write_fetched(all: &[Fetched], page: &mut Page) {
    for (index, fetched) in all.iter().enumerate() {
        let label = if index == 0 { "Fetched" } else { "" };
        let way = fetched.redirects.iter().map(|to| format!(", redirected to {to}"));
        let from = format!("{}{}", fetched.address, way.collect::<String>());
        let (style, came) = match &fetched.why {
            Some(why) => (palette::WARN, format!("nothing: {why}")),
            None => (palette::FAINT, few(&fetched.certificates)),
        };
        page.paragraph(label, style, &format!("{came} ({from})"));
    }
}

fn few(names: &[String]) -> String {
    let mut few = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    if let more @ 1.. = names.len().saturating_sub(NAMED) {
        few.push_str(&format!(" and {more} more"));
    }
    few
}
