//! The verdict on a certificate: accepted or not, and then why.

use anstyle::Style;

use super::super::palette;
use super::page::Page;
use super::{peers, seen};
use crate::report::{Finding, IdentityFact, PathFacts, PathLink, Severity, VerdictFacts};

const PLAIN: Style = Style::new();

/// All that there is to say before the findings.
pub(super) fn write(subject: &str, facts: &VerdictFacts, findings: &[Finding], page: &mut Page) {
    let what = match &facts.judged_for {
        Some(wanted) => format!("judged for {wanted}"),
        None => "judged without a name".to_owned(),
    };
    page.headline(subject, &what);
    let (style, words) = outcome(findings);
    page.row("Verdict", style, &words);
    if let Some(identity) = &facts.identity {
        write_identity(identity, page);
    }
    write_tree(&facts.path, page);
    write_sum(&facts.path, page);
    seen::in_brief(&facts.certificate, page);
    if let Some(all) = &facts.peers {
        page.blank();
        peers::write(all, page);
    }
}

/// `accepted`, or how many findings speak against it.
fn outcome(findings: &[Finding]) -> (Style, String) {
    let count = |severity| findings.iter().filter(|f| f.code.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let plural = |count: usize, word: &str| match count {
        1 => format!("1 {word}"),
        many => format!("{many} {word}s"),
    };
    match (errors, warnings) {
        (0, 0) => (palette::GOOD, "sound".to_owned()),
        (0, some) => (palette::WARN, format!("sound, with {}", plural(some, "warning"))),
        (some, 0) => (palette::BAD, format!("not sound: {}", plural(some, "error"))),
        (some, more) => (
            palette::BAD,
            format!("not sound: {}, {}", plural(some, "error"), plural(more, "warning")),
        ),
    }
}

fn write_identity(identity: &IdentityFact, page: &mut Page) {
    let presented = identity.presented.as_deref().unwrap_or_default();
    match &identity.by {
        Some(by) => page.row("Name", palette::GOOD, &format!("{} {presented} matches", kind(by))),
        None if identity.verdict == "invalid-reference" => {
            page.row("Name", palette::BAD, "what was asked for is no name")
        }
        None => page.row("Name", palette::BAD, "none matches"),
    }
}

fn kind(by: &str) -> &str {
    match by {
        "srv" => "SRVName",
        "dns" | "dns-wildcard" => "dNSName",
        "ip" => "iPAddress",
        "xmpp" => "XmppAddr",
        _ => "commonName",
    }
}

/// The anchor at the top, the leaf below, as a tree.
pub(super) fn write_tree(path: &PathFacts, page: &mut Page) {
    for (depth, link) in path.links.iter().rev().enumerate() {
        let stem = match depth {
            0 => String::new(),
            _ => format!("{}└─ ", "   ".repeat(depth - 1)),
        };
        let label = if depth == 0 { "Path" } else { "" };
        let (style, remark) = remark(link, depth == 0);
        page.columns(label, &format!("{stem}{}", link.short), 0, style, &remark);
    }
}

fn write_sum(path: &PathFacts, page: &mut Page) {
    let sum = match (path.is_sound, path.others) {
        (true, _) => format!("by {}", path.anchors),
        (false, 0) => format!("asked {}", path.anchors),
        (false, others) => format!("asked {}; {others} other paths are no better", path.anchors),
    };
    page.row(if path.links.is_empty() { "Path" } else { "" }, palette::FAINT, &sum);
}

fn remark(link: &PathLink, is_top: bool) -> (Style, String) {
    match (link.faults.as_slice(), link.is_anchor, is_top) {
        ([], true, _) => (palette::FAINT, "trust anchor".to_owned()),
        ([], false, true) => (palette::BAD, "no trust anchor".to_owned()),
        ([], false, false) => (PLAIN, String::new()),
        (faults, _, _) => (palette::BAD, faults.join(", ")),
    }
}

/// `sound  host1.example  ends in 80 days, on …`, for many files.
pub(super) fn short(facts: &VerdictFacts, findings: &[Finding]) -> (&'static str, String) {
    let worst = findings.iter().map(|finding| finding.code.severity).max();
    let head = match worst {
        Some(Severity::Error) => "not sound",
        _ => "sound",
    };
    let end = &facts.certificate.issued.validity.words;
    let words = match &facts.judged_for {
        Some(wanted) => format!("for {wanted}, {end}"),
        None => end.clone(),
    };
    (head, words)
}
