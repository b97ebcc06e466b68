//! JSON as `schema/xmppcert.schema.json` promises it: written by hand from the facts, so that no
//! inner type can change it unnoticed.

mod made;
mod seen;

use serde_json::{Map, Value, json};

use crate::report::{Facts, Finding, Report};

use super::{Format, Manner};

/// One object with all reports.
pub(super) const FORMAT: Format = Format {
    name: "json",
    summary: "one JSON object, as schema/xmppcert.schema.json describes it",
    open,
    item,
    close: || "\n  ]\n}\n",
};

/// One object a report, a line each.
pub(super) const LINES: Format = Format {
    name: "jsonl",
    summary: "one JSON object a report, a line each",
    open: |_| String::new(),
    item: line,
    close: || "",
};

/// The version of the shape; it changes only when a field changes its meaning or goes away.
const SCHEMA: u32 = 1;

fn open(command: &str) -> String {
    format!("{{\n  \"schema\": {SCHEMA},\n  \"command\": {},\n  \"reports\": [", json!(command))
}

fn item(_command: &str, one: &Report, _: Manner, first: bool) -> String {
    let comma = if first { "\n    " } else { ",\n    " };
    let text = format!("{:#}", report(one));
    format!("{comma}{}", text.replace('\n', "\n    "))
}

fn line(command: &str, one: &Report, _: Manner, _: bool) -> String {
    let mut line = Map::new();
    line.insert("schema".to_owned(), json!(SCHEMA));
    line.insert("command".to_owned(), json!(command));
    if let Value::Object(fields) = report(one) {
        line.extend(fields);
    }
    format!("{}\n", Value::Object(line))
}

fn report(report: &Report) -> Value {
    let findings: Vec<Value> = report.findings.iter().map(finding).collect();
    json!({ "subject": report.subject, "facts": facts(&report.facts), "findings": findings })
}

fn finding(finding: &Finding) -> Value {
    json!({
        "code": finding.code.id,
        "severity": finding.code.severity.to_string(),
        "subject": finding.subject,
        "explanation": finding.explanation,
        "fix": finding.fix,
        "cite": finding.code.cite,
    })
}

fn facts(facts: &Facts) -> Value {
    match facts {
        Facts::Certificate(facts) => seen::certificate(facts),
        Facts::Code(code) => made::explained(code),
        Facts::Crl(facts) => seen::crl(facts),
        Facts::Key(facts) => made::key(facts),
        Facts::PrivateKey(facts) => seen::private_key(facts),
        Facts::PublicKey(facts) => seen::public_key(facts),
        Facts::Request(facts) => made::request(facts),
        Facts::RequestSeen(facts) => seen::request(facts),
        Facts::Store(facts) => seen::store(facts),
        Facts::Tree(branches) => seen::tree(branches),
        Facts::Unreadable(facts) => seen::unreadable(facts),
    }
}
