//! The matching against any names at all.

use proptest::prelude::*;
use xmppcert::name::identity::Pattern;
use xmppcert::name::{Domain, Identity, MatchedBy, Profile, Reference, Service};

/// Any identity, from texts that are often close to names.
fn identities() -> impl Strategy<Value = Identity> {
    let text = prop_oneof![
        ".*",
        r"(\*|\*\.|_xmpp-(client|server)\.|_xmpps-client\.|a@)?([a-cA-C*]{1,3}\.){0,4}(org|ORG|test)\.?",
        r"(xn--)?[a-z0-9ü☕-]{0,9}(\.|。)(xn--mnchen-3ya|münchen)\.example(/x)?",
    ];
    (0..8u8, text, any::<std::net::IpAddr>()).prop_map(|(kind, text, ip)| match kind {
        0 => Identity::CommonName(text),
        1 => Identity::Dns(text),
        2 => Identity::Srv(text),
        3 => Identity::Xmpp(text),
        4 => Identity::Uri(text),
        5 => Identity::Ip(ip),
        6 => Identity::Other { kind: "2.999".into(), text },
        _ => Identity::Malformed { kind: "srv", text, why: "bad".into() },
    })
}

fn references() -> impl Strategy<Value = Reference> {
    let text = prop_oneof![r"([a-c]{1,2}\.){0,3}(org|test)", Just("münchen.example".to_owned())];
    let service = prop::sample::select(vec![None, Some(Service::Client), Some(Service::Server)]);
    let target = prop::option::of(r"[a-c]\.(org|test)");
    (text, service, prop::sample::select(Profile::ALL.to_vec()), target).prop_map(
        |(text, service, profile, target)| {
            let reference = Reference::parse(&text, service).unwrap().under(profile);
            let target = target.map(|target| Domain::try_from(target.as_str()).unwrap());
            target.into_iter().fold(reference, Reference::with_secure_target)
        },
    )
}

/// Domains of few letters, so that they are often the same.
const ORG: &str = r"([a-c]{1,2}\.){0,3}org";

/// The same letters, each in the case that a bit says.
fn recased(text: &str, bits: u64) -> String {
    let case = |(at, c): (usize, char)| match bits >> (at % 64) & 1 {
        1 => c.to_ascii_uppercase(),
        _ => c.to_ascii_lowercase(),
    };
    text.chars().enumerate().map(case).collect()
}

/// The three kinds of names for a host.
fn kinds(host: &str) -> [Identity; 3] {
    [
        Identity::Dns(host.to_owned()),
        Identity::Srv(format!("_xmpp-server.{host}")),
        Identity::Xmpp(host.to_owned()),
    ]
}

fn server(text: &str) -> Reference {
    Reference::parse(text, Some(Service::Server)).unwrap()
}

proptest! {
    #[test]
    fn any_names_are_compared_and_each_has_one_place(
        names in prop::collection::vec(identities(), 0..9),
        reference in references(),
    ) {
        let verdict = reference.matches(&names);
        let found = verdict.matched.iter().chain(&verdict.also).map(|found| found.index);
        let mut places: Vec<usize> = found.chain(verdict.reasons.iter().map(|miss| miss.index)).collect();
        places.sort_unstable();
        prop_assert_eq!(places, (0..names.len()).collect::<Vec<_>>());
        for miss in &verdict.reasons {
            prop_assert!(!miss.why.to_string().is_empty());
        }
    }

    #[test]
    fn any_text_is_a_reference_or_is_refused(text in ".*") {
        let _ = Reference::parse(&text, None).map_err(|error| error.to_string());
    }

    #[test]
    fn names_that_do_not_match_hide_none_that_does(
        names in prop::collection::vec(identities(), 0..5),
        reference in references(),
        at in 0usize..6,
    ) {
        let mut more = names.clone();
        let own = Identity::Dns(match reference.wanted() {
            xmppcert::name::Wanted::Domain(domain) => domain.as_ascii().to_owned(),
            xmppcert::name::Wanted::Ip(ip) => ip.to_string(),
        });
        more.insert(at.min(names.len()), own);
        prop_assert!(reference.matches(&more).is_match());
    }

    #[test]
    fn a_name_equal_to_the_domain_always_matches(host in ORG, bits in any::<u64>()) {
        let by = [MatchedBy::Dns, MatchedBy::Srv, MatchedBy::Xmpp];
        for (identity, by) in kinds(&recased(&host, bits)).into_iter().zip(by) {
            let verdict = server(&host).matches(&[identity]);
            prop_assert_eq!(verdict.matched.unwrap().by, by);
        }
    }

    #[test]
    fn case_changes_nothing(
        host in r"(\*\.)?([a-c]{1,2}\.){0,3}(org|test)",
        wanted in ORG,
        bits in any::<u64>(),
    ) {
        for (one, other) in kinds(&host).into_iter().zip(kinds(&recased(&host, bits))) {
            let by = |names: &[Identity], wanted: &str| {
                server(wanted).matches(names).matched.map(|found| found.by)
            };
            let (one, other) = ([one], [other]);
            prop_assert_eq!(by(&one, &wanted), by(&other, &wanted));
            prop_assert_eq!(by(&one, &wanted), by(&one, &recased(&wanted, bits)));
        }
    }

    #[test]
    fn a_name_with_another_last_label_never_matches(
        front in r"(\*|\*\.|\*\.[a-c]\.|([a-c]{1,2}\.){0,3})",
        wanted in ORG,
        profile in prop::sample::select(Profile::ALL.to_vec()),
    ) {
        let host = format!("{front}test");
        let mut names = kinds(&host).to_vec();
        names.push(Identity::CommonName(host.clone()));
        for name in names {
            let verdict = server(&wanted).under(profile).matches(&[name]);
            prop_assert!(!verdict.is_match(), "{host} for {wanted}");
        }
    }

    /// Compared label by label by somebody who never saw the code.
    #[test]
    fn patterns_cover_what_their_labels_say(
        pattern in r"(\*\.)?([ab]\.){0,3}[ab]",
        name in r"([ab]\.){0,4}[ab]",
    ) {
        let (stars, labels): (Vec<&str>, Vec<&str>) =
            (pattern.split('.').collect(), name.split('.').collect());
        let is_equal = stars.len() == labels.len()
            && stars.iter().zip(&labels).all(|(star, label)| *star == "*" || star == label);
        let is_allowed = stars[0] != "*" || stars.len() >= 3;
        let read = Pattern::read(&pattern);
        prop_assert_eq!(read.is_ok(), is_allowed);
        if let Ok(read) = read {
            prop_assert_eq!(read.covers(&Domain::try_from(name.as_str()).unwrap()), is_equal);
        }
    }
}
