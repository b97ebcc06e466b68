//! Text for people: one screen a report, colours that mean something.

mod code;
mod key;
mod page;
mod request;

use crate::report::{Facts, Finding, Report, RequestFacts, Severity};

use self::page::Page;
use super::{Format, Manner, palette};

/// For people; colours are in it, and whoever prints it takes them out where they do not belong.
pub(super) const FORMAT: Format = Format { name: "text", summary: "text for people", render: text };

fn text(_command: &str, reports: &[Report], manner: Manner) -> String {
    let mut page = Page::default();
    for (index, report) in reports.iter().enumerate() {
        if index > 0 {
            page.blank();
        }
        match &report.facts {
            Facts::Code(facts) => code::write(facts, &mut page),
            Facts::Key(facts) => key::write(&report.subject, facts, &mut page),
            Facts::Request(facts) => request::write(&report.subject, facts, &mut page),
        }
        findings(&report.findings, manner, &mut page);
        if let Facts::Request(facts) = &report.facts {
            request::write_next(facts, &mut page);
        }
    }
    page.into_string()
}

/// Worst first; each with its cure under it.
fn findings(findings: &[Finding], manner: Manner, page: &mut Page) {
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by_key(|finding| std::cmp::Reverse(finding.code.severity));
    if !sorted.is_empty() {
        page.blank();
    }
    for finding in sorted {
        let style = match finding.code.severity {
            Severity::Error => palette::BAD,
            Severity::Warning => palette::WARN,
            Severity::Note => palette::FAINT,
        };
        let head = finding.code.severity.to_string();
        page.finding(style, &head, finding.code.id, &finding.explanation, &finding.fix);
        if manner.verbose {
            page.paragraph("", palette::FAINT, &format!("source: {}", finding.code.cite));
        }
    }
}

/// The end of a request's report for someone who has just seen the rest of it: the files and the
/// next step.
pub fn written(facts: &RequestFacts) -> String {
    let mut page = Page::default();
    page.title("Written");
    page.blank();
    key::write_files(&facts.files, &mut page);
    request::write_next(facts, &mut page);
    page.into_string()
}
