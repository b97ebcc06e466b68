//! Metrics in Prometheus's text format, for node_exporter's textfile collector.

use std::fmt::Write;

use super::sanitize::sanitized;
use super::{Format, Manner};
use crate::report::{Facts, Report, Severity, VerdictFacts};

/// Every metric with the samples of all certificates under it, as the format wants them.
pub(super) const FORMAT: Format = Format {
    name: "prometheus",
    summary: "metrics for Prometheus's textfile collector (verify)",
    open: |_| String::new(),
    item: |_, _, _| String::new(),
    between: |_| "",
    close: || "",
    whole: Some(whole),
};

/// A metric: its name, its help, its value.
type Metric = (&'static str, &'static str, fn(&VerdictFacts) -> Option<i64>);

const METRICS: [Metric; 4] = [
    (
        "xmppcert_not_before_timestamp_seconds",
        "First second of the certificate, in Unix time.",
        |facts| Some(facts.begins),
    ),
    (
        "xmppcert_not_after_timestamp_seconds",
        "Last second of the certificate, in Unix time.",
        |facts| Some(facts.ends),
    ),
    ("xmppcert_identity_match", "1 where the certificate names what was asked for.", |facts| {
        facts.identity.as_ref().map(|identity| i64::from(identity.verdict == "match"))
    }),
    (
        "xmppcert_path_sound",
        "1 where there is a path to a trust anchor that may be relied upon.",
        |facts| Some(i64::from(facts.path.is_sound)),
    ),
];

fn whole(_: &str, reports: &[Report], _: Manner) -> String {
    let mut text = String::new();
    for (name, help, value) in METRICS {
        let mut samples = String::new();
        for (report, facts) in judged(reports) {
            if let Some(value) = value(facts) {
                // writing to a String cannot fail
                let _ = writeln!(samples, "{name}{{{}}} {value}", labels(report, facts));
            }
        }
        if !samples.is_empty() {
            let _ = write!(text, "# HELP {name} {help}\n# TYPE {name} gauge\n{samples}");
        }
    }
    findings(reports, &mut text);
    text
}

fn judged(reports: &[Report]) -> impl Iterator<Item = (&Report, &VerdictFacts)> {
    reports.iter().filter_map(|report| match &report.facts {
        Facts::Verdict(facts) => Some((report, facts.as_ref())),
        _ => None,
    })
}

/// How many findings there are of each severity, zero said as well, so that alerts can compare.
fn findings(reports: &[Report], text: &mut String) {
    let name = "xmppcert_findings";
    let _ = write!(text, "# HELP {name} Findings by severity.\n# TYPE {name} gauge\n");
    for report in reports {
        let labels = match &report.facts {
            Facts::Verdict(facts) => labels(report, facts),
            _ => format!("file=\"{}\"", escaped(&report.subject)),
        };
        for severity in [Severity::Error, Severity::Warning, Severity::Note] {
            let count = report.findings.iter().filter(|f| f.code.severity == severity).count();
            let _ = writeln!(text, "{name}{{{labels},severity=\"{severity}\"}} {count}");
        }
    }
}

fn labels(report: &Report, facts: &VerdictFacts) -> String {
    let mut labels = format!("file=\"{}\"", escaped(&report.subject));
    if let Some(domain) = &facts.domain {
        let _ = write!(labels, ",domain=\"{}\"", escaped(domain));
    }
    if let Some(service) = &facts.service {
        let _ = write!(labels, ",service=\"{}\"", escaped(service));
    }
    labels
}

/// Backslash, quote and line feed are escaped in label values; nothing else may harm a terminal.
fn escaped(text: &str) -> String {
    sanitized(text).replace('\\', "\\\\").replace('"', "\\\"")
}
