//! Who is who: presented names against wanted ones, SASL EXTERNAL and key purposes, by the tables
//! of `tests/vectors/`, by certificates of other people and against any text at all.
#![allow(clippy::unwrap_used, reason = "helpers of tests may unwrap, as tests do")]
#![allow(clippy::print_stderr, reason = "tests have nobody else to tell")]

#[path = "identity/corpus.rs"]
mod corpus;
#[path = "identity/external.rs"]
mod external;
#[path = "identity/presented.rs"]
mod presented;
#[path = "identity/properties.rs"]
mod properties;
#[path = "identity/purpose.rs"]
mod purpose;
#[path = "identity/standing.rs"]
mod standing;
#[path = "identity/words.rs"]
mod words;

use serde_json::Value;
use xmppcert::name::{Domain, Profile, Reference, Service, Verdict};

/// The profiles that the vectors know and that we do not offer: nobody should want them.
const NOT_OFFERED: [&str; 4] = ["rfc6125", "rfc9525-literal", "lenient-xmpps", "uts46"];

fn vectors(json: &str, key: &str) -> Vec<Value> {
    let document: Value = serde_json::from_str(json).unwrap();
    let vectors = document[key].as_array().unwrap().clone();
    assert!(document["count"].is_null() || document["count"] == vectors.len());
    vectors
}

fn identity() -> Vec<Value> {
    vectors(include_str!("vectors/identity.json"), "vectors")
}

/// The reference of a vector; `None` where it must be refused and is.
fn reference(vector: &Value) -> Option<Reference> {
    let service = vector["service"].as_str().unwrap();
    assert!(service == "none" || Service::named(service).is_some(), "{service}");
    let parsed = Reference::parse(vector["reference"].as_str().unwrap(), Service::named(service));
    assert_eq!(parsed.is_err(), vector["expect"] == "invalid-reference", "{}", vector["id"]);
    let target = vector["secure_srv_target"].as_str();
    let target = target.map(|target| Domain::try_from(target).unwrap());
    let reference = parsed.ok()?;
    Some(target.into_iter().fold(reference, Reference::with_secure_target))
}

fn judge(vector: &Value, verdict: &Verdict, how: &str) {
    let id = &vector["id"];
    let expected = vector["matched"].as_object().map(|matched| {
        (matched["kind"].as_str().unwrap().to_owned(), matched["index"].as_u64().unwrap() as usize)
    });
    assert_eq!(expected.is_some(), vector["expect"] == "match", "{id}");
    let found = verdict.matched.as_ref().map(|found| (found.by.to_string(), found.index));
    assert_eq!(found, expected, "{id}, {how}: {verdict:?}");
}

#[test]
fn every_vector_has_its_verdict_name_and_place() {
    let (mut judged, mut refused) = (0, 0);
    for vector in identity() {
        let Some(reference) = reference(&vector) else {
            refused += 1;
            continue;
        };
        judge(&vector, &reference.matches(&presented::from_values(&vector)), "by value");
        judge(&vector, &reference.matches(&presented::from_der(&vector)), "by DER");
        judged += 1;
    }
    assert_eq!((judged, refused), (132, 11));
}

#[test]
fn every_name_matches_or_says_why_not() {
    let mut misses = 0;
    for vector in identity() {
        let Some(reference) = reference(&vector) else { continue };
        let presented = presented::from_der(&vector);
        let verdict = reference.matches(&presented);
        let found = verdict.matched.iter().chain(&verdict.also).count();
        assert_eq!(found + verdict.reasons.len(), presented.len(), "{}", vector["id"]);
        for miss in &verdict.reasons {
            let why = miss.why.to_string();
            let is_sentence =
                why.len() >= "is empty".len() && !why.ends_with('.') && !why.contains(['\n', '\0']);
            assert!(is_sentence, "{}: {why}", vector["id"]);
            misses += 1;
        }
    }
    assert!(misses > 90, "only {misses} misses");
}

#[test]
fn the_other_profiles_differ_where_the_vectors_say_so() {
    let mut seen = Vec::new();
    for vector in identity() {
        let Some(alternatives) = vector["alternatives"].as_object() else { continue };
        for (name, expected) in alternatives {
            let (id, profile) = (&vector["id"], Profile::named(name));
            assert_eq!(profile.is_none(), NOT_OFFERED.contains(&name.as_str()), "{id}: {name}");
            let (Some(profile), Some(reference)) = (profile, reference(&vector)) else { continue };
            let verdict = reference.under(profile).matches(&presented::from_der(&vector));
            assert_eq!(verdict.is_match(), expected == "match", "{id} under {name}");
            seen.push(profile);
        }
    }
    let count = |wanted: Profile| seen.iter().filter(|profile| **profile == wanted).count();
    assert_eq!((count(Profile::LegacyCommonName), count(Profile::SrvWildcard)), (6, 1));
}

/// A profile changes nothing but what it is for.
#[test]
fn the_other_profiles_agree_everywhere_else() {
    for profile in [Profile::LegacyCommonName, Profile::SrvWildcard] {
        for vector in identity().iter().filter(|v| v["alternatives"][profile.name()].is_null()) {
            let Some(reference) = reference(vector) else { continue };
            let verdict = reference.under(profile).matches(&presented::from_der(vector));
            judge(vector, &verdict, profile.name());
        }
    }
}

#[test]
fn the_order_of_reports_is_that_of_the_vectors() {
    use xmppcert::name::MatchedBy::{CommonName, Dns, DnsWildcard, Ip, Srv, Xmpp};
    let order = [Srv, Dns, DnsWildcard, Ip, Xmpp, CommonName];
    assert!(order.is_sorted());
    let document: Value = serde_json::from_str(include_str!("vectors/identity.json")).unwrap();
    let named: Vec<String> = order.iter().map(ToString::to_string).collect();
    assert_eq!(document["report_order"], Value::from(named));
}
