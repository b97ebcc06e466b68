//! A certification request: every name by kind, what becomes of it, and what to do next.

use anstyle::Style;

use super::super::palette;
use super::key::{description, write_files};
use super::page::Page;
use crate::report::{LeftOut, NameFact, RequestFacts};

pub(super) fn write(subject: &str, facts: &RequestFacts, page: &mut Page) {
    page.title(&format!("Request for {subject}, to {}", facts.destination_title));
    page.blank();
    write_names(&facts.names, page);
    write_left_out(&facts.left_out, page);
    page.blank();
    let subject = if facts.subject.is_empty() { "empty" } else { &facts.subject };
    page.row("Subject", Style::new(), subject);
    if !facts.extended_key_usage.is_empty() {
        page.row("Usage", Style::new(), &facts.extended_key_usage.join(", "));
    }
    page.row("Key", Style::new(), &description(&facts.key));
    write_files(&facts.files, page);
}

/// What to do next; it stands below the findings, where the eye ends.
pub(super) fn write_next(facts: &RequestFacts, page: &mut Page) {
    page.blank();
    for (index, step) in facts.next.iter().enumerate() {
        page.paragraph(if index == 0 { "Next" } else { "" }, Style::new(), &step.what);
        if let Some(command) = &step.command {
            page.command(command);
        }
    }
}

fn write_names(names: &[NameFact], page: &mut Page) {
    let width = names.iter().map(|name| shown(name).chars().count()).max().unwrap_or_default();
    let mut before = ("", "");
    for name in names {
        let label = if before.0 == name.kind { "" } else { label(name.kind) };
        // the same words on every line would only hide the line that differs
        let remark = if before == (name.kind, name.fate) { "" } else { name.fate };
        let style = if name.kept { palette::GOOD } else { palette::WARN };
        page.columns(label, &shown(name), width.min(60), style, remark);
        before = (name.kind, name.fate);
    }
}

fn write_left_out(left_out: &[LeftOut], page: &mut Page) {
    let mut said: Vec<(&str, &str)> = Vec::new();
    for name in left_out {
        let group = (name.kind, name.why.as_str());
        if said.contains(&group) {
            continue;
        }
        said.push(group);
        let same: Vec<&str> = left_out
            .iter()
            .filter(|other| (other.kind, other.why.as_str()) == group)
            .map(|other| other.value.as_str())
            .collect();
        page.blank();
        page.paragraph(
            "Left out",
            palette::FAINT,
            &format!("{} {}", label(name.kind), same.join(" ")),
        );
        page.paragraph("", palette::FAINT, &name.why);
    }
}

/// IDNs in both forms: `xn--mnchen-3ya.example (münchen.example)`.
fn shown(name: &NameFact) -> String {
    match &name.unicode {
        Some(unicode) => format!("{} ({unicode})", name.value),
        None => name.value.clone(),
    }
}

fn label(kind: &str) -> &'static str {
    match kind {
        "dns" => "DNS",
        "srv" => "SRV",
        "xmpp" => "XMPP",
        "ip" => "IP",
        _ => "other",
    }
}
