//! Chains put together: the right certificates in the right order, whatever the heap looks like.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests may fail, as tests do"
)]

#[path = "support/corpora.rs"]
mod corpora;
#[path = "chain/fetch.rs"]
mod fetch;
#[path = "chain/generations.rs"]
mod generations;
#[path = "chain/heaps.rs"]
mod heaps;
#[path = "support/http.rs"]
mod http;
#[path = "support/mint.rs"]
mod mint;
#[path = "chain/real.rs"]
mod real;
#[path = "chain/streams.rs"]
mod streams;
mod support;

use mint::Minted;
use serde_json::Value;
use support::Place;
use xmppcert::pki::pem::{blocks, encode};

/// A certificate in PEM.
fn pem(minted: &Minted) -> String {
    encode("CERTIFICATE", minted.link.der()).to_string()
}

/// Certificates in one file.
fn pems<'a>(all: impl IntoIterator<Item = &'a Minted>) -> String {
    all.into_iter().map(pem).collect()
}

/// What the command made of files in a place, at an instant: the certificates of `out.pem`, the report,
/// and the exit status.
fn chain(place: &Place, at: i64, arguments: &[&str]) -> (Vec<Vec<u8>>, Value, i32) {
    let at = at.to_string();
    let fixed = ["--out", "out.pem", "--force", "--format", "json", "--at", &at];
    let ran = place.xmppcert(&[&["chain"], arguments, &fixed].concat());
    let report = ran.report();
    let found = blocks(&place.read("out.pem"));
    let ders = found.into_iter().map(|block| block.unwrap().der.to_vec()).collect();
    (ders, report, ran.status.unwrap())
}

/// The DER of minted certificates.
fn ders<'a>(all: impl IntoIterator<Item = &'a Minted>) -> Vec<Vec<u8>> {
    all.into_iter().map(|one| one.link.der().to_vec()).collect()
}

/// The reasons for which certificates of that subject's commonName are left out.
fn reasons(report: &Value, name: &str) -> Vec<String> {
    let all = report["facts"]["dropped"].as_array().unwrap().iter();
    let named = all.filter(|one| one["subject"] == format!("CN={name}"));
    named.map(|one| one["reason"].as_str().unwrap().to_owned()).collect()
}

/// The codes of the findings.
fn codes(report: &Value) -> Vec<&str> {
    let all = report["findings"].as_array().unwrap().iter();
    all.map(|finding| finding["code"].as_str().unwrap()).collect()
}

/// What OpenSSL says of what was printed, with the leaf taken from it.
fn openssl_agrees(place: &Place, at: i64) {
    if support::peer("openssl").is_none() {
        return;
    }
    let at = at.to_string();
    let words = ["verify", "-attime", &at, "-partial_chain", "-CAfile", "anchors.pem"];
    place.run("openssl", &[&words[..], &["-untrusted", "out.pem", "out.pem"]].concat()).sound();
}
