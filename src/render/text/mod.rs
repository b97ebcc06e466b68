//! Text for people: one screen a report, colours that mean something.

mod chain;
mod code;
mod export;
mod hosts;
mod key;
mod layout;
mod loading;
mod page;
mod peers;
mod request;
mod seen;
mod short;
mod verdict;

use crate::report::{Facts, Finding, Report, RequestFacts, Severity};

use self::page::Page;
use super::{Format, Manner, palette};

/// For people; colours are in it, and whoever prints it takes them out where they do not belong.
pub(super) const FORMAT: Format = Format {
    name: "text",
    summary: "text for people",
    open: nothing,
    item: text,
    between: |manner| if manner.short { "" } else { "\n" },
    close: || "",
    whole: None,
};

fn nothing(_: &str) -> String {
    String::new()
}

fn text(_command: &str, report: &Report, manner: Manner) -> String {
    let mut page = Page::default();
    if manner.short {
        short::write(report, &mut page);
        return page.into_string();
    }
    facts(report, manner, &mut page);
    findings(&report.findings, manner, &mut page);
    match &report.facts {
        Facts::Request(facts) => request::write_next(facts, &mut page),
        Facts::Export(facts) => export::write_next(facts, &mut page),
        _ => {}
    }
    page.into_string()
}

fn facts(report: &Report, manner: Manner, page: &mut Page) {
    let subject = &report.subject;
    match &report.facts {
        Facts::Certificate(facts) => seen::certificate(subject, facts, page),
        Facts::Chain(facts) => chain::write(subject, facts, page),
        Facts::Code(facts) => code::write(facts, page),
        Facts::Crl(facts) => seen::crl(subject, facts, page),
        Facts::Export(facts) => export::write(subject, facts, manner.verbose, page),
        Facts::Hosts(facts) => hosts::write(subject, facts, page),
        Facts::Key(facts) => key::write(subject, facts, page),
        Facts::Layout(facts) => layout::write(facts, page),
        Facts::Loading(facts) => loading::write(subject, facts, page),
        Facts::Parameters(facts) => seen::parameters(subject, facts, page),
        Facts::PrivateKey(facts) => seen::private_key(subject, facts, page),
        Facts::PublicKey(facts) => seen::public_key(subject, facts, page),
        Facts::Request(facts) => request::write(subject, facts, page),
        Facts::RequestSeen(facts) => seen::request(subject, facts, page),
        Facts::Store(facts) => seen::store(subject, facts, page),
        Facts::Tree(branches) => seen::tree(subject, branches, page),
        Facts::Unreadable(facts) => seen::unreadable(subject, facts, page),
        Facts::Verdict(facts) => verdict::write(subject, facts, &report.findings, page),
    }
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
