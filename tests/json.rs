//! The JSON that scripts read: as the published schema has it, and never with a secret in it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests may fail, as tests do"
)]

#[path = "json/inspect.rs"]
mod inspect;
mod support;
#[path = "json/verify.rs"]
mod verify;

use std::path::Path;

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::{Value, json};
use support::{files_in, old_certificate, read, run, scratch, write};

/// The schema, compiled, with a way in for whole documents and one for single lines.
struct Promise {
    schemas: Schemas,
    document: SchemaIndex,
    line: SchemaIndex,
}

impl Promise {
    fn load() -> Promise {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schema/xmppcert.schema.json");
        let schema: Value = serde_json::from_slice(&read(path)).unwrap();
        let mut compiler = Compiler::new();
        compiler.add_resource("xmppcert.json", schema).unwrap();
        let mut schemas = Schemas::new();
        let document = compiler.compile("xmppcert.json", &mut schemas).unwrap();
        let line = compiler.compile("xmppcert.json#/$defs/line", &mut schemas).unwrap();
        Promise { schemas, document, line }
    }

    fn keeps_document(&self, document: &Value) -> Result<(), String> {
        self.schemas.validate(document, self.document).map_err(|error| format!("{error:#}"))
    }

    fn keeps_line(&self, line: &Value) -> Result<(), String> {
        self.schemas.validate(line, self.line).map_err(|error| format!("{error:#}"))
    }
}

/// Runs that between them make every kind of report, with every field in more than one state.
const RUNS: &[&str] = &[
    "csr a.example",
    "csr b.example --component conference --wildcard --ip 192.0.2.1 --for public-ca",
    "csr c.example --for cacert --type rsa2048",
    "csr d.example --for rfc6120 --type ed25519",
    "csr a.example --force --xmpp-addr --no-srv-name",
    "csr münchen.example straße.example --xmpp-addr",
    "csr --jid juliet@example.org",
    "csr --san srv:_xmpp-server.e.example --san xmpp:f.example --san ip:2001:db8::1 --key server.key",
    "csr --from old.crt",
    "csr --from-config prosody.cfg.lua",
    "hosts prosody.cfg.lua",
    "hosts --server jabberd2 c2s.xml",
    "csr g.example --encrypt --passphrase-file secret --subject O=Example",
    "csr h.example --for public-ca --san xmpp:h.example",
    "key --type p521 --out p521.key",
    "key --encrypt --passphrase-file secret --out sealed.key",
    "key --force --out p521.key",
    "key convert server.key --to sec1 --out ec.key",
    "key convert server.key --to der --out key.der",
    "key convert server.key --to public --out server.pub",
    "key convert sealed.key --to pkcs8 --passphrase-file secret --out plain.key",
    "explain xmpp-addr-left-out key-encrypted",
    "chain old.crt old.crt --anchors old.crt --out chain.pem --force",
    "explain --all",
];

/// Makes every run, in order, in one directory.
fn each_run(format: &str, mut judge: impl FnMut(&str, &str)) {
    let directory = scratch();
    let path = directory.path();
    assert_eq!(run(path, &["key", "--out", "server.key"]).0, 0);
    write(path.join("secret"), "wherefore art thou\n");
    write(path.join("old.crt"), old_certificate());
    let configuration =
        "VirtualHost 's.example'\nComponent 'm\u{fc}.s.example' 'muc'\nVirtualHost(x)\n";
    write(path.join("prosody.cfg.lua"), configuration);
    write(path.join("c2s.xml"), "<c2s><local><id/></local></c2s>");
    for line in RUNS {
        let words: Vec<&str> = line.split(' ').chain(["--format", format]).collect();
        let (status, printed, said) = run(path, &words);
        assert_eq!((status, said.as_str()), (0, ""), "{line}");
        judge(line, &printed);
    }
    assert!(files_in(path).contains(&"p521.key.~1~".to_owned()), "no run had a backup to report");
}

#[test]
fn every_document_is_as_the_schema_has_it() {
    let promise = Promise::load();
    each_run("json", |line, printed| {
        let document: Value = serde_json::from_str(printed).unwrap();
        promise.keeps_document(&document).unwrap_or_else(|error| panic!("{line}\n{error}"));
        assert!(line.starts_with(document["command"].as_str().unwrap()), "{line}");
    });
}

/// Fetches are in a run that fails, since nobody is there to answer.
#[test]
fn fetches_are_as_the_schema_has_them() {
    let directory = scratch();
    let recorded =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/chain/fetch.in");
    for name in ["leaf.pem", "root.pem"] {
        write(directory.path().join(name), read(recorded.join(name)));
    }
    let line = "chain leaf.pem --fetch --anchors root.pem --at 2026-03-01 --out o --format json";
    let words: Vec<&str> = line.split(' ').collect();
    let (status, printed, said) = run(directory.path(), &words);
    assert_eq!((status, said.as_str()), (1, ""));
    let document: Value = serde_json::from_str(&printed).unwrap();
    let fetched = &document["reports"][0]["facts"]["fetched"];
    assert_eq!(fetched.as_array().map(Vec::len), Some(2));
    Promise::load().keeps_document(&document).unwrap();
}

#[test]
fn exports_are_as_the_schema_has_them() {
    let promise = Promise::load();
    let sessions = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/export");
    let of_key = "--domain example.com --key server.key --cert leaf.pem intermediate.pem";
    let common = "--anchors root.pem --at 2026-03-01 --format json";
    let directory = scratch();
    let mut lines = vec![
        (
            "check.in",
            "export --server prosody --domain example.com --user root --check certs".to_owned(),
        ),
        (
            "check.in",
            "export --server ejabberd --domain example.com --user root --check ejabberd".to_owned(),
        ),
        ("check.in", "export --list".to_owned()),
        (
            "write.in",
            "export --server jks --cert root.pem --passphrase-file secret --dry-run".to_owned(),
        ),
    ];
    let every = xmppcert::servers::all().map(|server| server.name);
    for name in every.chain(xmppcert::export::FORMATS.iter().map(|format| format.name)) {
        let out = directory.path().display();
        let line = format!(
            "export --server {name} {of_key} --passphrase-file secret --force --out-dir {out}"
        );
        lines.push(("write.in", line));
    }
    for (place, line) in lines {
        let words: Vec<&str> = line.split(' ').chain(common.split(' ')).collect();
        let (status, printed, said) = run(&sessions.join(place), &words);
        assert!(status <= 1, "{line}\n{said}");
        let document: Value = serde_json::from_str(&printed).unwrap();
        promise.keeps_document(&document).unwrap_or_else(|error| panic!("{line}\n{error}"));
        assert!(!printed.contains("PRIVATE KEY"), "{line}");
    }
}

#[test]
fn every_line_is_as_the_schema_has_it() {
    let promise = Promise::load();
    each_run("jsonl", |line, printed| {
        assert!(printed.ends_with('\n'), "{line}");
        for text in printed.lines() {
            let report: Value = serde_json::from_str(text).unwrap();
            promise.keeps_line(&report).unwrap_or_else(|error| panic!("{line}\n{error}"));
        }
    });
}

#[test]
fn a_document_that_breaks_the_promise_is_caught() {
    let promise = Promise::load();
    let mut sound = None;
    each_run("json", |line, printed| {
        if line.starts_with("csr a.example") {
            sound = serde_json::from_str::<Value>(printed).ok();
        }
    });
    let sound = sound.unwrap();
    promise.keeps_document(&sound).unwrap();
    let facts = "/reports/0/facts";
    let wrongs = [
        (String::new(), "schema", json!(2)),
        (String::new(), "command", json!("crs")),
        (String::new(), "more", json!(null)),
        (facts.to_owned(), "for", json!("letsencrypt")),
        (facts.to_owned(), "kind", json!("request")),
        (format!("{facts}/names"), "dns", json!("a.example")),
        (format!("{facts}/files/0"), "mode", json!("rw-------")),
        (format!("{facts}/key"), "spki_sha256", json!("abc")),
        ("/reports/0/findings/0".to_owned(), "severity", json!("fatal")),
    ];
    for (place, field, value) in wrongs {
        let mut wrong = sound.clone();
        wrong.pointer_mut(&place).unwrap()[field] = value;
        assert!(promise.keeps_document(&wrong).is_err(), "{place}/{field}");
    }
    let mut short = sound;
    short.pointer_mut(facts).unwrap().as_object_mut().unwrap().remove("left_out");
    assert!(promise.keeps_document(&short).is_err());
}

#[test]
fn no_secret_is_in_the_json() {
    each_run("json", |line, printed| {
        for mark in ["PRIVATE KEY", "wherefore", "MIGH", "MHcC"] {
            assert!(!printed.contains(mark), "{line} prints {mark}");
        }
    });
}

/// A field that is renamed, moved or dropped breaks the scripts that read it: the schema and its
/// number change first. The same document stands in tests/cmd/csr/json.trycmd, value by value.
#[test]
fn the_shape_of_a_request_is_as_it_was() {
    let mut shape = String::new();
    each_run("json", |line, printed| {
        if line.starts_with("csr b.example") {
            describe("", &serde_json::from_str(printed).unwrap(), &mut shape);
        }
    });
    let expected = include_str!("json/request.shape");
    assert_eq!(shape, expected, "\n{shape}");
}

/// Every path with the type of its value; of a list the first item stands for all.
fn describe(path: &str, value: &Value, shape: &mut String) {
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    };
    shape.push_str(&format!("{path}: {kind}\n"));
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, it)| describe(&format!("{path}.{name}"), it, shape));
        }
        Value::Array(items) => {
            items.first().iter().for_each(|it| describe(&format!("{path}[]"), it, shape));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
