//! The table of identities, each with its certificate, as the command judges it.

use std::sync::Mutex;

use serde_json::Value;

use super::support::Place;

/// What a vector needs that the command line does not give: a secure SRV record's target.
fn is_beyond(vector: &Value) -> bool {
    !vector["secure_srv_target"].is_null()
}

fn service(vector: &Value) -> &'static str {
    match vector["service"].as_str().unwrap() {
        "none" => "none",
        service if service.ends_with("-client") => "client",
        _ => "server",
    }
}

/// The reports of one service: each vector has a domain of its own, so each is a line of a list.
fn offences(place: &Place, vector: &Value) -> Option<String> {
    let id = vector["id"].as_str().unwrap();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/identity-certs");
    let file = format!("{folder}/{id}.der");
    let domain = format!("--domain={}", vector["reference"].as_str().unwrap());
    let ran = place.xmppcert(&[
        "verify",
        &file,
        &domain,
        "--service",
        service(vector),
        "--at",
        "2026-06-01",
        "--format",
        "json",
        "--anchors",
        "mozilla",
    ]);
    let identity = ran.report()["facts"]["identity"].clone();
    let matched = &vector["matched"];
    let expected = (&vector["expect"], &matched["kind"]);
    let found = (&identity["verdict"], &identity["by"]);
    let presented = matched["index"].as_u64().map(|index| {
        let name = &vector["presented"][usize::try_from(index).unwrap()];
        name["value"].as_str().unwrap_or_default().to_owned()
    });
    let same_name = match &presented {
        Some(name) if matched["kind"] != "ip" => identity["presented"] == name.as_str(),
        _ => true,
    };
    (expected != found || !same_name).then(|| format!("{id}: {vector} gave {identity}"))
}

#[test]
fn every_identity_has_its_verdict() {
    let document: Value = serde_json::from_str(include_str!("../vectors/identity.json")).unwrap();
    let vectors = document["vectors"].as_array().unwrap();
    let askable: Vec<&Value> = vectors.iter().filter(|vector| !is_beyond(vector)).collect();
    assert_eq!((vectors.len(), askable.len()), (143, 140));
    let place = Place::default();
    let wrong = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for share in askable.chunks(askable.len().div_ceil(4)) {
            let (place, wrong) = (&place, &wrong);
            scope.spawn(move || {
                let found = share.iter().filter_map(|vector| offences(place, vector));
                wrong.lock().unwrap().extend(found.collect::<Vec<_>>());
            });
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
