//! Key purposes, by every rule of `vectors/eku.json`.

use serde_json::Value;
pub(crate) use xmppcert::pki::purpose::{Allowance, Role, allows};

/// The object identifier of a purpose that the vectors name.
pub(crate) fn oid(name: &str) -> String {
    let arc = "1.3.6.1.5.5.7.3";
    match name {
        "serverAuth" => format!("{arc}.1"),
        "clientAuth" => format!("{arc}.2"),
        "emailProtection" => format!("{arc}.4"),
        "anyExtendedKeyUsage" => "2.5.29.37.0".to_owned(),
        dotted if dotted.starts_with("1.") => dotted.to_owned(),
        other => unreachable!("no purpose: {other}"),
    }
}

fn role(name: &str) -> Role {
    match name {
        "c2s-server" => Role::ClientsServer,
        "s2s-responder" => Role::Responder,
        "s2s-initiator" => Role::Initiator,
        "c2s-user" => Role::Account,
        "ca-intermediate" => Role::Intermediate,
        other => unreachable!("no role: {other}"),
    }
}

#[test]
fn every_rule_is_kept() {
    let rules = super::vectors(include_str!("../vectors/eku.json"), "rules");
    for rule in &rules {
        let purposes = rule["eku"].as_array();
        let named = |value: &Value| oid(value.as_str().unwrap());
        let purposes: Option<Vec<String>> = purposes.map(|list| list.iter().map(named).collect());
        let allowance = allows(purposes.as_deref(), role(rule["role"].as_str().unwrap()));
        let told = match &allowance {
            Allowance::Yes => "ok",
            Allowance::WithWarnings(_) => "ok-warn",
            Allowance::No { .. } => "fail",
        };
        assert_eq!(told, rule["expect"], "{}: {allowance:?}", rule["id"]);
    }
    assert_eq!(rules.len(), 21);
}
