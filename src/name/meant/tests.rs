//! Guesses, as tables of what was typed and what was meant.

use super::Meant;
use crate::name::{AccountJid, DnsName, Domain, Jid, SrvName};

fn domain(name: &str) -> Option<Meant> {
    Some(Meant::Domain(name.to_owned()))
}

fn jid(name: &str) -> Option<Meant> {
    Some(Meant::Jid(name.to_owned()))
}

fn wildcard(apex: &str) -> Option<Meant> {
    Some(Meant::Wildcard(apex.to_owned()))
}

fn srv(name: &str) -> Option<Meant> {
    Some(Meant::SrvName(name.to_owned()))
}

fn ip(address: &str) -> Option<Meant> {
    Some(Meant::Ip(address.to_owned()))
}

#[test]
fn domains() {
    let several = |names: &[&str]| Some(Meant::Several(names.iter().map(|&n| n.into()).collect()));
    let table = [
        ("https://example.org/", domain("example.org")),
        ("https://user@EXAMPLE.org:8443/a?b#c", domain("example.org")),
        ("https://192.0.2.1/", ip("192.0.2.1")),
        ("example.org:5222", domain("example.org")),
        ("example.org:", domain("example.org")),
        ("192.0.2.1:5222", ip("192.0.2.1")),
        ("[2001:db8::1]:5222", ip("2001:db8::1")),
        ("[2001:db8::1]", ip("2001:db8::1")),
        ("xmpp:romeo@example.org/orchard", jid("romeo@example.org")),
        ("xmpp:romeo@example.org?message", jid("romeo@example.org")),
        ("xmpp:example.org", domain("example.org")),
        ("romeo@example.org", jid("romeo@example.org")),
        ("romeo@example.org:5222", jid("romeo@example.org")),
        ("<Romeo@münchen.example>", jid("romeo@münchen.example")),
        ("romeo@", None),
        ("@example.org", domain("example.org")),
        ("*.example.org", wildcard("example.org")),
        ("*.com", None),
        ("*", None),
        ("_xmpp-server.example.org", srv("_xmpp-server.example.org")),
        ("_xmpp-server._tcp.example.org.", srv("_xmpp-server.example.org")),
        ("_xmpps-client._tcp.münchen.example", srv("_xmpp-client.xn--mnchen-3ya.example")),
        ("_443._tcp.example.org", domain("example.org")),
        ("my_host.example.com", domain("my-host.example.com")),
        ("a..b", domain("a.b")),
        ("example.org..", domain("example.org")),
        (".example.org", domain("example.org")),
        ("-x.example", domain("x.example")),
        ("x-.example", domain("x.example")),
        ("example,org", domain("example.org")),
        ("a.example,b.example", several(&["a.example", "b.example"])),
        ("a.example; b.example", several(&["a.example", "b.example"])),
        ("DNS:a.example, DNS:b.example", several(&["a.example", "b.example"])),
        (" example.org\n", domain("example.org")),
        ("\"example.org\"", domain("example.org")),
        ("example.org/", domain("example.org")),
        ("two words", None),
        ("☕.example", None),
        ("xn--a.example", None),
        ("192.0.2.256", None),
        ("", None),
    ];
    for (typed, meant) in table {
        let error = Domain::try_from(typed).unwrap_err();
        assert_eq!(error.meant(), meant, "{error}");
    }
}

#[test]
fn jids() {
    let table = [
        ("xmpp:romeo@example.org/orchard", jid("romeo@example.org/orchard")),
        ("mailto:romeo@example.org?subject=x", jid("romeo@example.org")),
        ("xmpp:ro%20meo@example.org", None),
        ("romeo@", None),
        ("romeo@@example.org", jid("romeo@example.org")),
        ("@example.org", domain("example.org")),
        ("romeo@example.org/", jid("romeo@example.org")),
        ("example.org/", domain("example.org")),
        ("romeo@example..org", jid("romeo@example.org")),
        (" romeo@example.org", jid("romeo@example.org")),
        ("romeo@192.0.2.1", None),
        ("ro☕meo@example.org", None),
        ("", None),
    ];
    for (typed, meant) in table {
        let error = Jid::try_from(typed).unwrap_err();
        assert_eq!(error.meant(), meant, "{error}");
    }
    let session = AccountJid::try_from("romeo@example.org/orchard").unwrap_err();
    assert_eq!(session.meant(), jid("romeo@example.org"));
}

#[test]
fn service_names() {
    for (typed, meant) in [
        ("_xmpps-client.example.org", srv("_xmpp-client.example.org")),
        ("_xmpp-server._tcp.example.org", srv("_xmpp-server.example.org")),
        ("_xmpp-server.*.example.org", None),
        ("xmpp-server.example.org", None),
    ] {
        assert_eq!(SrvName::try_from(typed).unwrap_err().meant(), meant, "{typed}");
    }
}

#[test]
fn dns_names() {
    for (typed, meant) in [
        ("*", None),
        ("*.com", None),
        ("f*.example", None),
        ("f*.example.org", wildcard("example.org")),
        ("*example.org", wildcard("example.org")),
        ("a.*.b", None),
        ("*.example.org:443", wildcard("example.org")),
        ("example.org:443", domain("example.org")),
    ] {
        assert_eq!(DnsName::try_from(typed).unwrap_err().meant(), meant, "{typed}");
    }
}
