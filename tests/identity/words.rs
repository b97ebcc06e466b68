//! What is said of names that match, and that all of it fits one line of a terminal.

use xmppcert::name::reference::{Mismatch, Remark};
use xmppcert::name::{Defect, Identity, MatchedBy, Profile, Reference, Service};

fn remarks(wanted: &str, presented: Identity) -> Vec<Remark> {
    let reference = Reference::parse(wanted, Some(Service::Server)).unwrap();
    reference.matches(&[presented]).matched.unwrap().remarks
}

#[test]
fn odd_matches_are_remarked() {
    let xmpp = |text: &str| Identity::Xmpp(text.into());
    assert_eq!(remarks("example.org", xmpp("EXAMPLE.org")), []);
    assert_eq!(remarks("example.org", xmpp("example.org.")), [Remark::TrailingDot]);
    let u_label = Remark::ALabelInXmppAddr("münchen.example".into());
    assert_eq!(remarks("münchen.example", xmpp("XN--mnchen-3ya.example")), [u_label]);
    assert_eq!(remarks("münchen.example", xmpp("münchen.example")), []);
    assert_eq!(remarks("[2001:db8::1]", xmpp("[2001:db8::1]")), [Remark::IpInXmppAddr]);
    assert_eq!(remarks("192.0.2.1", Identity::Ip([192, 0, 2, 1].into())), []);
}

#[test]
fn what_looks_right_is_told_what_is_wrong() {
    let reference = Reference::parse("example.org", Some(Service::Client)).unwrap();
    let why = |presented: Identity| reference.matches(&[presented]).reasons.remove(0).why;
    let direct = Identity::Srv("_xmpps-client.example.org".into());
    assert_eq!(why(direct), Mismatch::DirectTls("_xmpps-client".into()));
    let dotted = Identity::Dns("example.org.".into());
    assert_eq!(why(dotted), Mismatch::Defect(Defect::TrailingDot));
    let protocol = Identity::Srv("_xmpp-client._tcp.example.org".into());
    assert_eq!(why(protocol), Mismatch::Defect(Defect::Protocol("_tcp".into())));
}

#[test]
fn a_secure_target_is_a_second_choice() {
    let target = "xmpp23.hosting.example.net";
    let reference = Reference::parse("example.org", Some(Service::Server)).unwrap();
    let reference = reference.with_secure_target(target.try_into().unwrap());
    let names = [
        Identity::Srv(format!("_xmpp-server.{target}")),
        Identity::Dns(target.into()),
        Identity::Xmpp(target.into()),
        Identity::Xmpp("example.org".into()),
        Identity::Dns("other.example".into()),
    ];
    let verdict = reference.matches(&names);
    let first = verdict.matched.unwrap();
    assert_eq!((first.by, first.index, first.remarks), (MatchedBy::Xmpp, 3, vec![]));
    let also: Vec<usize> = verdict.also.iter().map(|found| found.index).collect();
    assert_eq!(also, [0, 1, 2]);
    let by_target = |remarks: &[Remark]| remarks == [Remark::SecureSrvTarget(target.into())];
    assert!(verdict.also.iter().all(|found| by_target(&found.remarks)));
    let why = verdict.reasons[0].why.to_string();
    assert_eq!(why, "covers other.example, not example.org or xmpp23.hosting.example.net");
}

#[test]
fn lenient_profiles_say_that_they_were() {
    let reference = Reference::parse("chat.example.org", Some(Service::Server)).unwrap();
    let srv = [Identity::Srv("_xmpp-server.*.example.org".into())];
    let why = reference.matches(&srv).reasons[0].why.to_string();
    assert!(why.contains("*.example.org") && why.contains("chat.example.org"), "{why}");
    let found = reference.clone().under(Profile::SrvWildcard).matches(&srv).matched.unwrap();
    assert_eq!((found.by, found.remarks), (MatchedBy::Srv, vec![Remark::SrvWildcard]));
    let cn = [Identity::CommonName("*.example.org".into())];
    let found = reference.clone().under(Profile::LegacyCommonName).matches(&cn).matched.unwrap();
    assert_eq!((found.by, found.remarks), (MatchedBy::CommonName, vec![Remark::CommonName]));
}

#[test]
fn a_malformed_name_hides_the_common_name_from_the_legacy_profile() {
    let reference = Reference::parse("example.org", Some(Service::Client)).unwrap();
    let malformed = Identity::Malformed { kind: "dns", text: String::new(), why: "bad".into() };
    let names = [Identity::CommonName("example.org".into()), malformed];
    assert!(!reference.under(Profile::LegacyCommonName).matches(&names).is_match());
}

#[test]
fn what_is_refused_says_what_was_meant() {
    let error = Reference::parse("https://example.org/chat", None).unwrap_err();
    assert_eq!(error.meant().unwrap().to_string(), "example.org");
    assert!(error.to_string().starts_with("https://example.org/chat starts with a scheme"));
}
