//! What comes of judging a certificate: its facts as `inspect` has them, and the verdict.

use serde_json::{Value, json};

use super::{made, peers, seen};
use crate::report::{
    ChainFacts, ChainLink, Dropped, Fetched, IdentityFact, PathFacts, PathLink, VerdictFacts,
};

pub(super) fn verdict(facts: &VerdictFacts) -> Value {
    let mut object = seen::certificate_fields(&facts.certificate);
    let subjects = |path: &PathFacts| -> Vec<Value> {
        path.links.iter().map(|link| json!(link.subject)).collect()
    };
    let path = facts.path.is_sound.then(|| subjects(&facts.path));
    object.insert("judged_for".to_owned(), json!(facts.judged_for));
    object.insert("identity".to_owned(), facts.identity.as_ref().map_or(Value::Null, identity));
    object.insert("path".to_owned(), json!(path));
    object.insert("path_links".to_owned(), facts.path.links.iter().map(link).collect());
    object.insert("anchors".to_owned(), json!(facts.path.anchors));
    object.insert(
        "peers".to_owned(),
        facts.peers.as_ref().map_or(Value::Null, |all| peers::peers(&all.rows)),
    );
    Value::Object(object)
}

fn identity(identity: &IdentityFact) -> Value {
    let other = |(name, why): &(String, String)| json!({ "presented": name, "why": why });
    json!({
        "verdict": identity.verdict,
        "by": identity.by,
        "presented": identity.presented,
        "others": identity.others.iter().map(other).collect::<Vec<_>>(),
    })
}

pub(super) fn link(link: &PathLink) -> Value {
    json!({ "subject": link.subject, "anchor": link.is_anchor, "faults": link.faults })
}

pub(super) fn chain(facts: &ChainFacts) -> Value {
    let subjects = |path: &Vec<PathLink>| -> Vec<Value> {
        path.iter().map(|link| json!(link.subject)).collect()
    };
    json!({
        "kind": "chain",
        "complete": facts.is_complete,
        "certificates": links(&facts.certificates),
        "anchor": facts.anchor,
        "path_links": facts.path.links.iter().map(link).collect::<Vec<_>>(),
        "anchors": facts.path.anchors,
        "choice": facts.choice,
        "dropped": facts.dropped.iter().map(dropped).collect::<Vec<_>>(),
        "alternatives": facts.alternatives.iter().map(subjects).collect::<Vec<_>>(),
        "fetched": facts.fetched.iter().map(fetched).collect::<Vec<_>>(),
        "files": made::files(&facts.files),
    })
}

/// The certificates of a chain.
pub(super) fn links(chain: &[ChainLink]) -> Vec<Value> {
    chain.iter().map(part).collect()
}

fn fetched(fetched: &Fetched) -> Value {
    json!({
        "address": fetched.address, "outcome": fetched.outcome, "why": fetched.why,
        "redirects": fetched.redirects, "certificates": fetched.certificates,
    })
}

fn part(part: &ChainLink) -> Value {
    json!({
        "subject": part.subject, "file": part.file, "not_after": part.not_after, "sha256": part.sha256,
    })
}

fn dropped(dropped: &Dropped) -> Value {
    json!({
        "subject": dropped.subject, "file": dropped.file, "reason": dropped.reason, "why": dropped.why,
    })
}
