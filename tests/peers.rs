//! What servers make of certificates, against the tables of what they did.
#![allow(clippy::unwrap_used, reason = "helpers of tests may unwrap, as tests do")]

#[path = "peers/accounts.rs"]
mod accounts;
#[path = "peers/cases.rs"]
mod cases;
#[path = "identity/presented.rs"]
#[allow(dead_code, reason = "the other test takes more of it")]
mod presented;
#[path = "peers/shown.rs"]
mod shown;
#[path = "peers/tables.rs"]
mod tables;
#[path = "peers/vectors.rs"]
mod vectors;

use xmppcert::servers::{Accepts, PeerRole, PeerVerdict, choose, who_accepts};

/// What the server says to a server's certificate.
fn verdict(server: &str, role: PeerRole, case: &cases::Case) -> PeerVerdict {
    let choice = choose(server).unwrap();
    let says = |row: &PeerVerdict| choice.says(row) && row.role == role;
    who_accepts(&case.shown()).into_iter().find(says).unwrap()
}

/// `yes`, `fallback`, `no`, or `policy` where a setting makes a refusal of the fallback.
fn answer(verdict: &PeerVerdict) -> String {
    match (verdict.accepts, verdict.refused_where) {
        (Accepts::Fallback, Some(_)) => "policy".to_owned(),
        (accepts, _) => accepts.to_string(),
    }
}
