//! One line and performance data for Nagios, Icinga and their kin (Monitoring Plugins Development
//! Guidelines): `XMPPCERT WARNING - example.org: ends in 6 days, on 2026-11-28 | …`.

use std::fmt::Write;

use super::sanitize::sanitized;
use super::{Format, Manner, State};
use crate::report::{Facts, Report, Severity};

/// One line a certificate, the worst in the first; the exit status is the state.
pub(super) const FORMAT: Format = Format {
    name: "nagios",
    summary: "one line for Nagios and its kin, with their exit status (verify)",
    open: |_| String::new(),
    item: |_, _, _| String::new(),
    between: |_| "",
    close: || "",
    whole: Some(whole),
};

fn whole(_: &str, reports: &[Report], manner: Manner) -> String {
    let state = |report: &Report| State::of(report, manner);
    let worst = reports.iter().map(state).max().unwrap_or(State::Unknown);
    let mut shown: Vec<&Report> = reports.iter().collect();
    shown.sort_by_key(|report| std::cmp::Reverse(state(report)));
    let first = match (reports, shown.first()) {
        ([_], Some(report)) => words(report, manner),
        (_, Some(report)) => {
            let bad = reports.iter().filter(|report| state(report) > State::Ok).count();
            match bad {
                0 => format!("{} certificates are sound", reports.len()),
                _ => format!("{bad} of {} certificates: {}", reports.len(), words(report, manner)),
            }
        }
        (_, None) => "nothing could be looked at".to_owned(),
    };
    let mut text = format!("XMPPCERT {worst} - {first}");
    let data: Vec<String> = reports.iter().filter_map(performance).collect();
    if !data.is_empty() {
        // writing to a String cannot fail
        let _ = write!(text, " | {}", data.join(" "));
    }
    text.push('\n');
    if reports.len() > 1 {
        for report in shown {
            let _ = writeln!(text, "{} - {}", state(report), words(report, manner));
        }
    }
    text
}

/// The line of a run that came to nothing.
pub(super) fn unknown(why: &str) -> String {
    format!("XMPPCERT {} - {}\n", State::Unknown, sanitized(why).replace('|', "/"))
}

/// The subject, when it ends, and the findings that count. A `|` would begin the performance data.
fn words(report: &Report, manner: Manner) -> String {
    let ends = match &report.facts {
        Facts::Verdict(facts) => facts.certificate.issued.validity.words.clone(),
        Facts::Unreadable(facts) => facts.why.clone(),
        _ => "no certificate".to_owned(),
    };
    // of what stands well, only that is said
    let counts = |severity| State::of(report, manner) > State::Ok && severity >= Severity::Warning;
    let counting = report.findings.iter().filter(|finding| counts(finding.code.severity));
    let codes: Vec<&str> = counting.map(|finding| finding.code.id).collect();
    let subject = match &report.facts {
        Facts::Verdict(facts) => facts.domain.as_ref().unwrap_or(&report.subject),
        _ => &report.subject,
    };
    let text = match codes.as_slice() {
        [] => format!("{subject}: {ends}"),
        codes => format!("{subject}: {}; {ends}", codes.join(", ")),
    };
    sanitized(&text).replace('|', "/")
}

/// `'example.org'=6;21;7`: days left, warning and critical thresholds, both of which fall from above.
fn performance(report: &Report) -> Option<String> {
    let Facts::Verdict(facts) = &report.facts else { return None };
    let name = facts.domain.as_ref().unwrap_or(&report.subject);
    // labels end at an apostrophe and may not hold an equals sign
    let label = sanitized(name).replace(['\'', '=', '|'], "_");
    let range = |days: Option<i64>| days.map(|days| format!("{days}:")).unwrap_or_default();
    let (warn, crit) = facts.thresholds;
    Some(format!("'{label}'={};{};{}", facts.days_left, range(warn), range(crit)))
}
