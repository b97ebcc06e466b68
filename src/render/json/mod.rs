//! JSON as `schema/xmppcert.schema.json` promises it: written by hand from the facts, so that no
//! inner type can change it unnoticed.

mod exported;
mod hosts;
mod judged;
mod made;
mod peers;
mod seen;

use std::fmt::Write;

use serde_json::{Map, Value, json};

use crate::report::{Facts, Finding, Report};

use super::sanitize::is_treacherous;
use super::{Format, Manner};

/// One object with all reports.
pub(super) const FORMAT: Format = Format {
    name: "json",
    summary: "one JSON object, as schema/xmppcert.schema.json describes it",
    open,
    item,
    between: |_| ",",
    close: || "\n  ]\n}\n",
    whole: None,
};

/// One object a report, a line each.
pub(super) const LINES: Format = Format {
    name: "jsonl",
    summary: "one JSON object a report, a line each",
    open: |_| String::new(),
    item: line,
    between: |_| "",
    close: || "",
    whole: None,
};

/// The version of the shape; it changes only when a field changes its meaning or goes away.
const SCHEMA: u32 = 1;

fn open(command: &str) -> String {
    format!("{{\n  \"schema\": {SCHEMA},\n  \"command\": {},\n  \"reports\": [", json!(command))
}

fn item(_command: &str, one: &Report, _: Manner) -> String {
    let text = escaped(&format!("{:#}", report(one)));
    format!("\n    {}", text.replace('\n', "\n    "))
}

fn line(command: &str, one: &Report, _: Manner) -> String {
    let mut line = Map::new();
    line.insert("schema".to_owned(), json!(SCHEMA));
    line.insert("command".to_owned(), json!(command));
    if let Value::Object(fields) = report(one) {
        line.extend(fields);
    }
    format!("{}\n", escaped(&Value::Object(line).to_string()))
}

/// The same document with every treacherous character as `\u`: whoever looks at JSON in a terminal is
/// as safe as with text, and nothing on the way takes a DEL out (RFC 8259 §7).
fn escaped(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        // serde_json leaves line feeds between values alone, never in them
        if c == '\n' || !is_treacherous(c) {
            safe.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            // writing to a String cannot fail
            let _ = write!(safe, "\\u{unit:04x}");
        }
    }
    safe
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
        Facts::Chain(facts) => judged::chain(facts),
        Facts::Code(code) => made::explained(code),
        Facts::Crl(facts) => seen::crl(facts),
        Facts::Export(facts) => exported::export(facts),
        Facts::Hosts(facts) => hosts::hosts(facts),
        Facts::Key(facts) => made::key(facts),
        Facts::Layout(facts) => exported::layout(facts),
        Facts::Loading(facts) => exported::loading(facts),
        Facts::Parameters(facts) => seen::parameters(facts),
        Facts::PrivateKey(facts) => seen::private_key(facts),
        Facts::PublicKey(facts) => seen::public_key(facts),
        Facts::Request(facts) => made::request(facts),
        Facts::RequestSeen(facts) => seen::request(facts),
        Facts::Store(facts) => seen::store(facts),
        Facts::Tree(branches) => seen::tree(branches),
        Facts::Unreadable(facts) => seen::unreadable(facts),
        Facts::Verdict(facts) => judged::verdict(facts),
    }
}
