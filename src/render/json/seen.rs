//! What a command saw in a file.

use serde_json::{Map, Value, json};

use crate::report::{
    Branch, CertificateFacts, CrlFacts, HolderFacts, NamesSeen, ParametersFacts, PrivateKeyFacts,
    PublicKeyFacts, StoreEntry, StoreFacts, UnreadableFacts, Validity,
};

pub(super) fn certificate(facts: &CertificateFacts) -> Value {
    Value::Object(certificate_fields(facts))
}

pub(super) fn certificate_fields(facts: &CertificateFacts) -> Map<String, Value> {
    let issued = &facts.issued;
    let mut object = Map::new();
    object.insert("kind".to_owned(), json!("certificate"));
    extend(&mut object, holder(&facts.holder));
    extend(
        &mut object,
        json!({
            "version": issued.version,
            "issuer": issued.issuer,
            "issuer_note": issued.issuer_note,
            "serial": issued.serial,
        }),
    );
    extend(&mut object, validity(&issued.validity));
    extend(
        &mut object,
        json!({
            "self_signed": issued.self_signed,
            "aki": issued.aki,
            "aia": { "ocsp": issued.ocsp, "issuers": issued.issuers },
            "crls": issued.crls,
            "sct_count": issued.sct_count,
            "policies": issued.policies,
            "fingerprints": { "sha256": issued.sha256, "sha1": issued.sha1 },
        }),
    );
    object
}

pub(super) fn request(facts: &HolderFacts) -> Value {
    let mut object = Map::new();
    object.insert("kind".to_owned(), json!("request"));
    extend(&mut object, holder(facts));
    object.insert("proves_possession".to_owned(), json!(facts.proves_possession));
    Value::Object(object)
}

fn holder(facts: &HolderFacts) -> Value {
    json!({
        "subject": facts.subject,
        "cn": facts.cn,
        "names": names(&facts.names),
        "good_for": facts.good_for,
        "key": key(&facts.key),
        "spki_sha256": facts.key.spki_sha256,
        "signature": facts.signature,
        "key_usage": facts.key_usage,
        "extended_key_usage": facts.extended_key_usage,
        "is_ca": facts.is_ca,
        "path_length": facts.path_length,
        "ski": facts.ski,
        "tls_features": facts.tls_features,
    })
}

fn names(names: &NamesSeen) -> Value {
    let other = names
        .other
        .iter()
        .map(|name| json!({ "oid": name.oid, "label": name.label, "der": name.der }));
    let malformed = names.malformed.iter().map(
        |name| json!({ "kind": name.kind, "text": name.text, "der": name.der, "why": name.why }),
    );
    json!({
        "dns": names.dns,
        "srv": names.srv,
        "xmpp": names.xmpp,
        "ip": names.ip,
        "email": names.email,
        "uri": names.uri,
        "other": other.collect::<Vec<_>>(),
        "malformed": malformed.collect::<Vec<_>>(),
    })
}

fn key(facts: &PublicKeyFacts) -> Value {
    json!({ "type": facts.kind, "curve": facts.curve, "bits": facts.bits })
}

fn validity(validity: &Validity) -> Value {
    json!({
        "not_before": validity.not_before,
        "not_after": validity.not_after,
        "days_left": validity.days_left,
    })
}

pub(super) fn public_key(facts: &PublicKeyFacts) -> Value {
    json!({ "kind": "public-key", "key": key(facts), "spki_sha256": facts.spki_sha256 })
}

pub(super) fn parameters(facts: &ParametersFacts) -> Value {
    json!({
        "kind": "parameters",
        "label": facts.label,
        "curve": facts.curve,
        "bits": facts.bits,
        "good_for": facts.good_for,
    })
}

pub(super) fn private_key(facts: &PrivateKeyFacts) -> Value {
    json!({
        "kind": "private-key",
        "algorithm": facts.algorithm,
        "format": facts.format,
        "encryption": facts.encryption,
        "opened": facts.opened,
        "spki_sha256": facts.spki_sha256,
        "unusable": facts.unusable,
    })
}

pub(super) fn crl(facts: &CrlFacts) -> Value {
    let entries = facts
        .entries
        .iter()
        .map(|(serial, date, reason)| json!({ "serial": serial, "date": date, "reason": reason }));
    json!({
        "kind": "crl",
        "issuer": facts.issuer,
        "this_update": facts.validity.not_before,
        "next_update": facts.validity.not_after,
        "days_left": facts.validity.days_left,
        "number": facts.number,
        "signature": facts.signature,
        "revoked": facts.revoked,
        "entries": entries.collect::<Vec<_>>(),
    })
}

pub(super) fn store(facts: &StoreFacts) -> Value {
    let entry = |entry: &StoreEntry| {
        json!({
            "alias": entry.alias, "what": entry.what, "created": entry.created, "subject": entry.subject,
        })
    };
    json!({
        "kind": "store",
        "format": facts.format,
        "protection": facts.protection,
        "entries": facts.entries.iter().map(entry).collect::<Vec<_>>(),
        "unopened": facts.unopened,
    })
}

pub(super) fn unreadable(facts: &UnreadableFacts) -> Value {
    let read = facts.read.iter().map(|(label, value)| json!({ "label": label, "value": value }));
    json!({
        "kind": "unreadable",
        "looks_like": facts.looks_like,
        "why": facts.why,
        "read": read.collect::<Vec<_>>(),
    })
}

pub(super) fn tree(branches: &[Branch]) -> Value {
    let branch = |branch: &Branch| {
        json!({
            "number": branch.number, "depth": branch.depth, "subject": branch.subject, "note": branch.note,
        })
    };
    json!({ "kind": "tree", "certificates": branches.iter().map(branch).collect::<Vec<_>>() })
}

fn extend(object: &mut Map<String, Value>, fields: Value) {
    if let Value::Object(fields) = fields {
        object.extend(fields);
    }
}
