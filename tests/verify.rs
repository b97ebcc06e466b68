//! What verify says through the command line: names by the tables of `tests/vectors/`, keys, lists, the
//! formats of monitoring.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::disallowed_methods, reason = "the tests lay out what the command finds")]

#[path = "verify/batch.rs"]
mod batch;
#[path = "verify/key.rs"]
mod key;
#[path = "verify/monitoring.rs"]
mod monitoring;
#[path = "verify/peers.rs"]
mod peers;
mod support;
#[path = "verify/vectors.rs"]
mod vectors;

use serde_json::Value;
use support::{Place, Ran};

/// Within the validity of the fixed certificates.
const AT: &str = "2026-03-01";

/// A place with the fixed certificates: a root, an intermediate, a server's, a user's.
fn place() -> Place {
    let place = Place::default();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/certs/");
    for name in ["root", "intermediate", "leaf", "client-juliet", "leaf.key"] {
        place.put(&format!("{name}.pem"), std::fs::read(format!("{folder}{name}.pem")).unwrap());
    }
    let both = [place.read("leaf.pem"), place.read("intermediate.pem")].concat();
    place.put("fullchain.pem", both);
    place
}

/// Runs `verify` with the fixed root as anchor.
fn verify(place: &Place, arguments: &str) -> Ran {
    let head = ["verify", "--anchors", "root.pem"];
    let at = if arguments.contains("--at") { vec![] } else { vec!["--at", AT] };
    place.xmppcert(&[&head[..], &at, &support::words(arguments)].concat())
}

fn codes(report: &Value) -> Vec<&str> {
    let findings = report["findings"].as_array().unwrap();
    findings.iter().map(|finding| finding["code"].as_str().unwrap()).collect()
}
