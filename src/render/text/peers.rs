//! Who accepts a certificate in which role.

use anstyle::Style;

use super::super::palette;
use super::page::Page;
use crate::report::{Accepts, Evidence, PeerFact, PeerRole, PeersFacts};

/// One section a role, in it one entry for all who say the same, those who accept first.
pub(super) fn write(facts: &PeersFacts, page: &mut Page) {
    for (role, title) in [
        (PeerRole::Incoming, "When it connects to"),
        (PeerRole::Outgoing, "When it is connected to by"),
        (PeerRole::Account, "As login (SASL EXTERNAL) at"),
    ] {
        let rows: Vec<&PeerFact> = facts.rows.iter().filter(|row| row.role == role).collect();
        if rows.is_empty() {
            continue;
        }
        page.title(title);
        for answer in [Accepts::Yes, Accepts::Fallback, Accepts::No] {
            entries(&rows, answer, page);
        }
        page.blank();
    }
    if !facts.unknown.is_empty() {
        let text = format!("how they decide is not known: {}", facts.unknown.join(", "));
        page.paragraph("unknown", palette::FAINT, &text);
    }
}

fn entries(rows: &[&PeerFact], answer: Accepts, page: &mut Page) {
    let style = match answer {
        Accepts::Yes => palette::GOOD,
        Accepts::Fallback => palette::WARN,
        Accepts::No => palette::BAD,
    };
    let mut label = answer.to_string();
    let mut told: Vec<&PeerFact> = Vec::new();
    for row in rows.iter().filter(|row| row.accepts == answer) {
        if told.iter().any(|other| is_same(other, row)) {
            continue;
        }
        let alike: Vec<&PeerFact> = rows.iter().copied().filter(|r| is_same(r, row)).collect();
        page.paragraph(&label, style, &servers(&alike, rows));
        page.paragraph("", Style::new(), &row.why);
        if let Some(setting) = row.refused_where {
            page.paragraph("", palette::FAINT, &format!("refused where {setting}"));
        }
        label.clear();
        told.push(row);
    }
}

fn is_same(one: &PeerFact, other: &PeerFact) -> bool {
    let key = |row: &PeerFact| (row.accepts, row.refused_where, row.why.clone());
    key(one) == key(other)
}

/// `Prosody, ejabberd (before 25.08)`: the versions only where others of the same server say
/// something else.
fn servers(alike: &[&PeerFact], rows: &[&PeerFact]) -> String {
    let mut names: Vec<String> = Vec::new();
    for (index, row) in alike.iter().enumerate() {
        let of_server = |others: &[&PeerFact]| -> Vec<&'static str> {
            others.iter().filter(|r| r.server == row.server).map(|r| r.versions).collect()
        };
        let versions = of_server(alike);
        if alike.iter().take(index).any(|earlier| earlier.server == row.server) {
            continue;
        }
        let mut remarks = Vec::new();
        if versions.len() < of_server(rows).len() {
            remarks.push(versions.join(", "));
        }
        if row.evidence == Evidence::Unverified {
            remarks.push("not verified".to_owned());
        }
        names.push(match remarks.as_slice() {
            [] => row.title.to_owned(),
            some => format!("{} ({})", row.title, some.join("; ")),
        });
    }
    names.join(", ")
}
