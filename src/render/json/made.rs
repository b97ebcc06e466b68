//! What a command made.

use serde_json::{Value, json};

use crate::report::{Code, FileFact, KeyFacts, LeftOut, NameFact, RequestFacts, Step};

pub(super) fn explained(code: &Code) -> Value {
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

pub(super) fn key(facts: &KeyFacts) -> Value {
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

pub(super) fn request(facts: &RequestFacts) -> Value {
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

pub(super) fn files(files: &[FileFact]) -> Vec<Value> {
    let file = |file: &FileFact| {
        json!({
            "role": file.role,
            "path": file.path,
            "owner": file.owner,
            "mode": file.mode.map(|mode| format!("{mode:04o}")),
            "replaced": file.replaced,
            "backup": file.backup,
        })
    };
    files.iter().map(file).collect()
}

pub(super) fn step(step: &Step) -> Value {
    json!({ "what": step.what, "command": step.command })
}
