//! A line or two a report, for many files.

use anstyle::Style;

use super::super::palette;
use super::layout;
use super::page::Page;
use super::verdict;
use crate::report::{CertificateFacts, Facts, HolderFacts, Report, Severity, Shown};

/// `subject  kind  what is in it`, and a second line where something is wrong.
pub(super) fn write(report: &Report, page: &mut Page) {
    let (kind, words, state) = summary(report);
    let style = match state {
        Shown::Good => Style::new(),
        Shown::Soon => palette::WARN,
        Shown::Bad => palette::BAD,
    };
    page.line(&report.subject, kind, style, &words);
    let wrong: Vec<&str> = report
        .findings
        .iter()
        .filter(|finding| finding.code.severity > Severity::Note)
        .map(|finding| finding.code.id)
        .collect();
    if !wrong.is_empty() {
        page.row("", palette::WARN, &wrong.join(", "));
    }
}

fn summary(report: &Report) -> (&'static str, String, Shown) {
    let good = |kind, words| (kind, words, Shown::Good);
    match &report.facts {
        Facts::Certificate(facts) => {
            let kind = if facts.holder.is_ca { "CA" } else { "certificate" };
            (kind, certificate(facts), facts.issued.validity.state)
        }
        Facts::Chain(facts) => {
            let words = format!("{} certificates", facts.certificates.len());
            ("chain", words, if facts.is_complete { Shown::Good } else { Shown::Bad })
        }
        Facts::Code(code) => good("code", code.title.to_owned()),
        Facts::Crl(facts) => {
            let words =
                format!("{} revoked, by {}, {}", facts.revoked, facts.issuer, facts.validity.words);
            ("CRL", words, facts.validity.state)
        }
        Facts::Export(facts) => {
            let files: Vec<&str> = facts.files.iter().map(|file| file.path.as_str()).collect();
            good("export", files.join(" "))
        }
        Facts::Hosts(facts) => {
            let names: Vec<&str> = facts.hosts.iter().map(|host| host.domain.as_str()).collect();
            good("hosts", names.join(", "))
        }
        Facts::Key(facts) => good("key", facts.algorithm.clone()),
        Facts::Layout(facts) => good(facts.title, layout::summary(facts)),
        Facts::Loading(facts) => {
            let count = facts.served.iter().filter(|served| !served.chain.is_empty()).count();
            let words = format!("{count} of {} domains served", facts.served.len());
            let whole = facts.dies.is_none() && count == facts.served.len();
            ("loading", words, if whole { Shown::Good } else { Shown::Bad })
        }
        Facts::Parameters(facts) => {
            let size = facts.bits.map(|bits| format!("{bits} bits"));
            let what = facts.curve.clone().or(size).unwrap_or_default();
            good("parameters", format!("{}, {what}", facts.label))
        }
        Facts::PrivateKey(facts) => {
            let what = facts.algorithm.as_ref().or(facts.encryption.as_ref());
            good("private key", what.or(facts.unusable.as_ref()).cloned().unwrap_or_default())
        }
        Facts::PublicKey(facts) => {
            good("public key", facts.curve.clone().unwrap_or_else(|| facts.kind.clone()))
        }
        Facts::Request(facts) => good("request", facts.subject.clone()),
        Facts::RequestSeen(facts) => good("request", names(facts)),
        Facts::Store(facts) => {
            let entries = facts.unopened.clone();
            good(
                "store",
                format!(
                    "{}, {}",
                    facts.format,
                    entries.unwrap_or_else(|| facts.protection.join(", "))
                ),
            )
        }
        Facts::Tree(branches) => good("chain", format!("{} certificates", branches.len())),
        Facts::Unreadable(facts) => {
            ("unread", format!("{}: {}", facts.looks_like, facts.why), Shown::Bad)
        }
        Facts::Verdict(facts) => {
            let (kind, words) = verdict::short(facts, &report.findings);
            (kind, words, facts.certificate.issued.validity.state)
        }
    }
}

fn certificate(facts: &CertificateFacts) -> String {
    format!("{}, {}", names(&facts.holder), facts.issued.validity.words)
}

/// The first names of every kind that XMPP uses; the subject where there is none.
fn names(facts: &HolderFacts) -> String {
    const SHOWN: usize = 3;
    let seen = &facts.names;
    let all: Vec<&str> = [&seen.dns, &seen.srv, &seen.xmpp, &seen.ip]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    match all.as_slice() {
        [] => facts.subject.clone(),
        few if few.len() <= SHOWN => few.join(" "),
        many => format!("{} and {} more", many[..SHOWN].join(" "), many.len() - SHOWN),
    }
}
