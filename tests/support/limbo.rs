//! Suites in the format of x509-limbo: cases read, judged, and matched with the names they expect.

#![allow(dead_code, unreachable_pub, reason = "each test file takes in a copy and uses a part")]
#![allow(clippy::disallowed_methods, reason = "the tests have no session to ask")]

use std::{fs, net::IpAddr, path::Path, sync::Arc};

use serde_json::Value;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};
use xmppcert::check::path::{Judge, Judgement, Purpose, Question, RevocationCheck};
use xmppcert::pki::{general_name::GeneralName, link::Link, revocation::RevocationList};

/// One case.
pub struct Case {
    pub id: String,
    pub must_hold: bool,
    pub purpose: Purpose,
    pub now: i64,
    max_depth: Option<usize>,
    pub leaf: Vec<u8>,
    anchors: Vec<Vec<u8>>,
    others: Vec<Vec<u8>>,
    lists: Vec<Vec<u8>>,
    names: Vec<(String, String)>,
}

/// What was made of a case.
pub struct Outcome {
    pub holds: bool,
    pub judgement: Option<Judgement>,
    pub why: String,
}

/// When a case names no instant: the day of the corpus.
const DAY: i64 = 1_795_305_600; // 2026-11-22T00:00:00Z

pub fn cases(file: &Path) -> Vec<Case> {
    let suite: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    suite["testcases"].as_array().unwrap().iter().map(Case::read).collect()
}

fn der(pem: &Value) -> Vec<u8> {
    pem::parse(pem.as_str().unwrap()).unwrap().into_contents()
}

impl Case {
    fn read(case: &Value) -> Case {
        let all = |key: &str| case[key].as_array().unwrap().iter().map(der).collect::<Vec<_>>();
        let purposes = case["extended_key_usage"].as_array().unwrap();
        let now = case["validation_time"].as_str();
        let peers = case["expected_peer_names"].as_array().unwrap();
        let names =
            peers.iter().chain([&case["expected_peer_name"]]).filter(|name| !name.is_null());
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        Case {
            id: text(&case["id"]),
            must_hold: case["expected_result"] == "SUCCESS",
            purpose: match purposes.first().and_then(Value::as_str) {
                Some("clientAuth") => Purpose::Client,
                _ if text(&case["id"]).starts_with("pkits") => Purpose::Any,
                _ => Purpose::Server,
            },
            now: now
                .map_or(DAY, |now| OffsetDateTime::parse(now, &Rfc3339).unwrap().unix_timestamp()),
            max_depth: case["max_chain_depth"].as_u64().map(|depth| depth as usize),
            leaf: der(&case["peer_certificate"]),
            anchors: all("trusted_certs"),
            others: all("untrusted_intermediates"),
            lists: all("crls"),
            names: names.map(|name| (text(&name["kind"]), text(&name["value"]))).collect(),
        }
    }

    /// Judges the path and, where it holds, matches the names.
    pub fn judge(&self, strict: bool) -> Outcome {
        let refuse = |why: String| Outcome { holds: false, judgement: None, why };
        let leaf = match Link::from_der(&self.leaf) {
            Ok(leaf) => Arc::new(leaf),
            Err(error) => return refuse(error.to_string()),
        };
        let links = |all: &[Vec<u8>]| -> Vec<Arc<Link>> {
            all.iter().filter_map(|der| Link::from_der(der).ok()).map(Arc::new).collect()
        };
        let lists = self.lists.iter().filter_map(|der| RevocationList::from_der(der).ok());
        let judge = Judge::new(links(&self.anchors), links(&self.others), lists.map(Arc::new));
        let mut question = Question { purpose: self.purpose, strict, ..Question::server(self.now) };
        question.max_depth = self.max_depth.unwrap_or(question.max_depth);
        if !self.lists.is_empty() {
            question.revocation = RevocationCheck::Required;
        }
        let judgement = judge.judge(&leaf, &[], &question);
        let unmatched = self.names.iter().find(|(kind, value)| !matches(&leaf, kind, value));
        let why = match unmatched {
            Some((_, value)) if judgement.is_sound() => format!("is not for {value}"),
            _ => {
                let all = judgement.best.breaches.iter();
                all.map(|b| format!("[{} {}] {b}", b.at, b.rule.id()))
                    .collect::<Vec<_>>()
                    .join("; ")
            }
        };
        Outcome {
            holds: judgement.is_sound() && unmatched.is_none(),
            judgement: Some(judgement),
            why,
        }
    }
}

/// RFC 9525 §6.3 for hosts, octets for addresses, RFC 5280 §7.5 for mailboxes.
fn matches(leaf: &Link, kind: &str, wanted: &str) -> bool {
    leaf.extensions.names.iter().any(|name| match (kind, name) {
        ("DNS", GeneralName::Dns(name)) => host(name, wanted),
        ("IP", GeneralName::Ip(octets)) => match wanted.parse().unwrap() {
            IpAddr::V4(v4) => v4.octets() == octets.as_slice(),
            IpAddr::V6(v6) => v6.octets() == octets.as_slice(),
        },
        ("RFC822", GeneralName::Email(name)) => name == wanted,
        _ => false,
    })
}

fn host(presented: &str, wanted: &str) -> bool {
    match presented.strip_prefix("*.") {
        Some(rest) if rest.contains('.') => {
            wanted.split_once('.').is_some_and(|(_, parent)| parent.eq_ignore_ascii_case(rest))
        }
        Some(_) => false,
        None => presented.is_ascii() && presented.eq_ignore_ascii_case(wanted),
    }
}

impl Case {
    /// What OpenSSL says of path and name; `None` for what `openssl verify` cannot be asked.
    pub fn openssl(&self, directory: &Path) -> Option<bool> {
        if !self.lists.is_empty() || self.names.len() > 1 {
            return None;
        }
        let pem = |name: &str, all: &[Vec<u8>]| {
            let blocks =
                all.iter().map(|der| pem::encode(&pem::Pem::new("CERTIFICATE", der.clone())));
            let path = directory.join(name);
            fs::write(&path, blocks.collect::<String>()).unwrap();
            path
        };
        let mut command = std::process::Command::new("openssl");
        command.args(["verify", "-attime", &self.now.to_string()]);
        // without these two it would ask the system's trust anchors as well
        command
            .args(["-no-CApath", "-no-CAstore", "-CAfile"])
            .arg(pem("anchors.pem", &self.anchors));
        command.arg("-untrusted").arg(pem("others.pem", &self.others));
        command.args(match self.purpose {
            Purpose::Server => ["-purpose", "sslserver"],
            Purpose::Client => ["-purpose", "sslclient"],
            Purpose::Any => ["-purpose", "any"],
        });
        match self.names.first().map(|(kind, value)| (kind.as_str(), value)) {
            Some(("DNS", name)) => drop(command.args(["-verify_hostname", name])),
            Some(("IP", address)) => drop(command.args(["-verify_ip", address])),
            Some(_) => return None,
            None => {}
        }
        if let Some(depth) = self.max_depth {
            command.args(["-verify_depth", &depth.to_string()]);
        }
        command.arg(pem("leaf.pem", std::slice::from_ref(&self.leaf)));
        Some(command.output().unwrap().status.success())
    }
}
