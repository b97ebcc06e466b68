//! The reports of `verify`, sound or not, with and without names, paths and peers.

use serde_json::Value;

use super::Promise;
use super::support::{read, run, scratch, write};

const RUNS: &[&str] = &[
    "fullchain.pem --domain example.com --peers",
    "fullchain.pem --domain example.org --server ejabberd --component conference",
    "fullchain.pem --domain juliet@example.com",
    "leaf.pem --domain example.com --service none",
    "leaf.pem",
    "root.pem --domain example.com --peers",
    "client-juliet.pem --jid juliet@example.com --untrusted intermediate.pem --peers",
    "client-juliet.pem --jid romeo@example.com --untrusted intermediate.pem",
    "fullchain.pem --domain example.com --key leaf.key.pem --at 2026-12-01",
    "leaf-empty-subject.pem leaf.pem --domain example.com --crit 90d",
];

#[test]
fn every_verdict_is_as_the_schema_has_it() {
    let promise = Promise::load();
    let directory = scratch();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/certs/");
    let names = ["root", "intermediate", "leaf", "leaf.key", "client-juliet", "leaf-empty-subject"];
    for name in names.map(|name| format!("{name}.pem")) {
        write(directory.path().join(&name), read(format!("{folder}{name}")));
    }
    let both =
        ["leaf.pem", "intermediate.pem"].map(|name| read(format!("{folder}{name}"))).concat();
    write(directory.path().join("fullchain.pem"), both);
    let mut verdicts = Vec::new();
    for line in RUNS {
        let at = if line.contains("--at") { "" } else { " --at 2026-03-01" };
        let line = format!("verify {line} --anchors root.pem --format json{at}");
        let words: Vec<&str> = line.split(' ').collect();
        let (status, printed, said) = run(directory.path(), &words);
        assert!(status < 2 && said.is_empty(), "{line}: {status} {said}");
        let document: Value = serde_json::from_str(&printed).unwrap();
        promise.keeps_document(&document).unwrap_or_else(|error| panic!("{line}\n{error}"));
        verdicts.push(document["reports"][0]["facts"]["identity"]["verdict"].clone());
    }
    for verdict in ["match", "no-match", "invalid-reference"] {
        assert!(verdicts.iter().any(|found| found == verdict), "no run gave {verdict}");
    }
}
