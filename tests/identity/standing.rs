//! The standing of a certificate, as `verify` tells it, by the same tables.

use super::{identity, presented};
use xmppcert::check::{Asked, Outcome, Standing};
use xmppcert::name::{Identity, MatchedBy, Profile, Service, Wanted};

fn asked(domain: &str, services: &[Service]) -> Asked {
    match Wanted::parse(domain) {
        Ok(wanted) => {
            Asked::Server { wanted, services: services.to_vec(), profile: Profile::Rfc9525 }
        }
        Err(why) => Asked::Invalid { typed: domain.to_owned(), why },
    }
}

#[test]
fn every_vector_has_its_outcome() {
    // verify knows nothing of SRV records, so of no secure target either
    for vector in identity().iter().filter(|vector| vector["secure_srv_target"].is_null()) {
        let service = Service::named(vector["service"].as_str().unwrap());
        let services: Vec<Service> = service.into_iter().collect();
        let asked = asked(vector["reference"].as_str().unwrap(), &services);
        let standing = Standing::of(asked, &presented::from_der(vector));
        assert_eq!(
            standing.outcome.to_string(),
            vector["expect"].as_str().unwrap(),
            "{}",
            vector["id"]
        );
        let by = vector["matched"]["kind"].as_str().map(str::to_owned);
        assert_eq!(standing.by.map(|by| by.to_string()), by, "{}", vector["id"]);
    }
}

#[test]
fn both_services_must_be_served() {
    let client = Identity::Srv("_xmpp-client.example.org".into());
    let server = Identity::Srv("_xmpp-server.example.org".into());
    let outcome =
        |names: &[Identity]| Standing::of(asked("example.org", &Service::ALL), names).outcome;
    assert_eq!(outcome(std::slice::from_ref(&client)), Outcome::NoMatch);
    assert_eq!(outcome(&[client.clone(), server]), Outcome::Match);
    assert_eq!(outcome(&[client, Identity::Dns("example.org".into())]), Outcome::Match);
}

#[test]
fn an_account_is_named_by_its_own_xmpp_addr() {
    let names =
        ["romeo@example.net", "Juliet@example.org/balcony"].map(|jid| Identity::Xmpp(jid.into()));
    let standing = |jid: &str| Standing::of(Asked::Account(jid.parse().unwrap()), &names);
    let juliet = standing("juliet@example.org");
    assert_eq!((juliet.outcome, juliet.by), (Outcome::Match, Some(MatchedBy::Xmpp)));
    assert_eq!(juliet.presented.as_deref(), Some("Juliet@example.org/balcony"));
    assert_eq!(standing("nurse@example.org").outcome, Outcome::NoMatch);
}
