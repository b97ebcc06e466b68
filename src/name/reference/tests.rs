//! What is said of names that are not the wanted one.

use super::*;

fn reasons(wanted: &str, presented: &[Identity]) -> Vec<String> {
    let verdict = Reference::parse(wanted, Some(Service::Server)).unwrap().matches(presented);
    assert_eq!(verdict.matched, None);
    verdict.reasons.iter().map(|miss| miss.why.to_string()).collect()
}

#[test]
fn each_reason_carries_both_sides() {
    let dns = |text: &str| Identity::Dns(text.into());
    let srv = |text: &str| Identity::Srv(text.into());
    for (presented, reason) in [
        (dns("chat.example.org"), "covers chat.example.org, not example.org"),
        (
            dns("*.example.org"),
            "*.example.org covers one label in front of example.org, never example.org itself",
        ),
        (srv("_xmpp-client.example.org"), "is for xmpp-client streams, xmpp-server is wanted"),
        (srv("_imaps.example.org"), "is for the service imaps, xmpp-server is wanted"),
        (
            srv("_xmpps-client.example.org"),
            "is an SRVName for _xmpps-client, which certificates never name (XEP-0368 §3)",
        ),
        (
            Identity::CommonName("example.org".into()),
            "a commonName does not count (RFC 9525 §2), though it is example.org",
        ),
        (Identity::Ip([192, 0, 2, 1].into()), "is the address 192.0.2.1, example.org is wanted"),
        (
            Identity::Xmpp("juliet@example.org".into()),
            "is the account juliet@example.org, the server example.org is wanted",
        ),
        (
            Identity::Email("example.org".into()),
            "an rfc822Name does not identify an XMPP server (RFC 6120 §13.7.1.2.1)",
        ),
    ] {
        assert_eq!(reasons("example.org", &[presented]), [reason]);
    }
}

#[test]
fn a_deep_name_and_an_old_reading_are_told() {
    let star = [Identity::Dns("*.example.org".into())];
    let reason = "*.example.org covers one label in front of example.org, a.b.example.org has 2";
    assert_eq!(reasons("a.b.example.org", &star), [reason]);
    let old = [Identity::Dns("strasse.example".into())];
    assert!(reasons("straße.example", &old)[0].contains("IDNA2003"));
    let address = [Identity::Dns("192.0.2.1".into())];
    assert_eq!(reasons("192.0.2.1", &address), ["names a host, the address 192.0.2.1 is wanted"]);
}
