//! JSON as `schema/xmppcert.schema.json` promises it: written by hand from the facts, so that no
//! inner type can change it unnoticed.

use serde_json::{Map, Value, json};

use crate::report::{
    Code, Facts, FileFact, Finding, KeyFacts, LeftOut, NameFact, Report, RequestFacts, Step,
};

use super::{Format, Manner};

/// One object with all reports.
pub(super) const FORMAT: Format = Format {
    name: "json",
    summary: "one JSON object, as schema/xmppcert.schema.json describes it",
    render: document,
};

/// One object a report, a line each.
pub(super) const LINES: Format =
    Format { name: "jsonl", summary: "one JSON object a report, a line each", render: lines };

/// The version of the shape; it changes only when a field changes its meaning or goes away.
const SCHEMA: u32 = 1;

fn document(command: &str, reports: &[Report], _: Manner) -> String {
    let reports: Vec<Value> = reports.iter().map(report).collect();
    let document = json!({ "schema": SCHEMA, "command": command, "reports": reports });
    format!("{document:#}\n")
}

fn lines(command: &str, reports: &[Report], _: Manner) -> String {
    let line = |one: &Report| {
        let mut line = Map::new();
        line.insert("schema".to_owned(), json!(SCHEMA));
        line.insert("command".to_owned(), json!(command));
        if let Value::Object(fields) = report(one) {
            line.extend(fields);
        }
        format!("{}\n", Value::Object(line))
    };
    reports.iter().map(line).collect()
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
        Facts::Code(code) => explained(code),
        Facts::Key(facts) => key(facts),
        Facts::Request(facts) => request(facts),
    }
}

fn explained(code: &Code) -> Value {
    json!({
        "kind": "code",
        "code": code.id,
        "severity": code.severity.to_string(),
        "title": code.title,
        "why": code.why,
        "fix": code.fix,
        "cite": code.cite,
    })
}

fn key(facts: &KeyFacts) -> Value {
    json!({
        "kind": "private-key",
        "algorithm": facts.algorithm,
        "new": facts.new,
        "encrypted": facts.encrypted,
        "format": facts.format,
        "spki_sha256": facts.spki_sha256,
        "files": files(&facts.files),
    })
}

fn request(facts: &RequestFacts) -> Value {
    let of_kind = |kind: &str| -> Vec<&str> {
        facts.names.iter().filter(|n| n.kind == kind).map(|n| n.value.as_str()).collect()
    };
    json!({
        "kind": "certificate-request",
        "for": facts.destination,
        "subject": facts.subject,
        "names": {
            "dns": of_kind("dns"), "srv": of_kind("srv"), "xmpp": of_kind("xmpp"), "ip": of_kind("ip"),
        },
        "fates": facts.names.iter().map(fate).collect::<Vec<_>>(),
        "left_out": facts.left_out.iter().map(left_out).collect::<Vec<_>>(),
        "extended_key_usage": facts.extended_key_usage,
        "key": key(&facts.key),
        "files": files(&facts.files),
        "next": facts.next.iter().map(step).collect::<Vec<_>>(),
        "command": facts.command,
    })
}

fn fate(name: &NameFact) -> Value {
    json!({
        "kind": name.kind, "value": name.value, "unicode": name.unicode, "kept": name.kept, "fate": name.fate,
    })
}

fn left_out(name: &LeftOut) -> Value {
    let code = name.code.map(|code| code.id);
    json!({ "kind": name.kind, "value": name.value, "why": name.why, "code": code })
}

fn files(files: &[FileFact]) -> Vec<Value> {
    let file = |file: &FileFact| {
        json!({
            "role": file.role,
            "path": file.path,
            "mode": file.mode.map(|mode| format!("{mode:04o}")),
            "replaced": file.replaced,
            "backup": file.backup,
        })
    };
    files.iter().map(file).collect()
}

fn step(step: &Step) -> Value {
    json!({ "what": step.what, "command": step.command })
}
