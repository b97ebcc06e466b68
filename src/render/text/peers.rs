//! Who accepts a certificate in which role.

use anstyle::Style;

use super::super::palette;
use super::page::Page;
use crate::report::{Accepts, Evidence, PeerFact, PeerRole, PeersFacts};

/// One section a role, in it one entry for all who say the same, those who accept first.
pub(super) fn write(facts: &PeersFacts, page: &mut Page) {
    let (both, rest): (Vec<&PeerFact>, Vec<&PeerFact>) = facts
        .rows
        .iter()
        .filter(|row| row.role != PeerRole::Outgoing || !has_twin(row, &facts.rows))
        .partition(|row| row.role != PeerRole::Account && has_twin(row, &facts.rows));
    section("Between servers, whichever side connects", &both, &facts.rows, page);
    for (role, title) in [
        (PeerRole::Incoming, "As a server that connects to"),
        (PeerRole::Outgoing, "As a server that is connected to by"),
        (PeerRole::Account, "As a user who logs in (SASL EXTERNAL) at"),
    ] {
        let rows: Vec<&PeerFact> = rest.iter().copied().filter(|row| row.role == role).collect();
        section(title, &rows, &facts.rows, page);
    }
    if !facts.unknown.is_empty() {
        let text = format!("how {} decide is not known", facts.unknown.join(" and "));
        page.paragraph("unknown", palette::FAINT, &text);
    }
}

/// Whether the same server says the same in the other direction.
fn has_twin(row: &PeerFact, all: &[PeerFact]) -> bool {
    let is_twin = |other: &PeerFact| {
        other.role != row.role
            && other.role != PeerRole::Account
            && (other.server, other.versions) == (row.server, row.versions)
            && is_same(other, row)
            && (other.refused_where, &other.remarks) == (row.refused_where, &row.remarks)
    };
    all.iter().any(is_twin)
}

fn section(title: &str, rows: &[&PeerFact], all: &[PeerFact], page: &mut Page) {
    if rows.is_empty() {
        return;
    }
    page.title(title);
    for (answer, style) in [
        (Accepts::Yes, palette::GOOD),
        (Accepts::Fallback, palette::WARN),
        (Accepts::No, palette::BAD),
    ] {
        let mut label = answer.to_string();
        let mut left: Vec<&PeerFact> =
            rows.iter().copied().filter(|row| row.accepts == answer).collect();
        while let Some(first) = left.first().copied() {
            let (alike, others): (Vec<&PeerFact>, Vec<&PeerFact>) =
                left.into_iter().partition(|row| is_same(row, first));
            entry(&label, style, &alike, all, page);
            label.clear();
            left = others;
        }
    }
    page.blank();
}

/// All who say the same, what they say, and what is peculiar to some.
fn entry(label: &str, style: Style, alike: &[&PeerFact], all: &[PeerFact], page: &mut Page) {
    page.paragraph(label, style, &servers(alike, all));
    if let Some(first) = alike.first() {
        page.paragraph("", Style::new(), &first.gist);
    }
    let mut left: Vec<&PeerFact> = alike.to_vec();
    while let Some(first) = left.first().copied() {
        let remarks = peculiar(first);
        let (same, others): (Vec<&PeerFact>, Vec<&PeerFact>) =
            left.into_iter().partition(|row| peculiar(row) == remarks);
        if !remarks.is_empty() {
            let text = format!("{}: {}", servers(&same, all), remarks.join(", "));
            page.paragraph("", palette::FAINT, &text);
        }
        left = others;
    }
}

fn peculiar(row: &PeerFact) -> Vec<String> {
    let refused = row.refused_where.iter().map(|setting| format!("refuses where {setting}"));
    row.remarks.iter().cloned().chain(refused).collect()
}

fn is_same(one: &PeerFact, other: &PeerFact) -> bool {
    (one.accepts, &one.gist) == (other.accepts, &other.gist)
}

/// `Prosody, ejabberd (before 25.08)`: the versions only where others of the same server say
/// something else.
fn servers(alike: &[&PeerFact], all: &[PeerFact]) -> String {
    let mut names: Vec<String> = Vec::new();
    for (index, row) in alike.iter().enumerate() {
        let is_mine = |other: &PeerFact| other.server == row.server && other.role == row.role;
        if alike.iter().take(index).any(|earlier| earlier.server == row.server) {
            continue;
        }
        let versions: Vec<&str> =
            alike.iter().filter(|other| is_mine(other)).map(|other| other.versions).collect();
        let mut remarks = Vec::new();
        if versions.len() < all.iter().filter(|other| is_mine(other)).count() {
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
