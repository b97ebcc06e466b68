//! Each form, and the decisions.

use super::super::general_name::GeneralName as G;
use super::*;

fn dns(text: &str) -> G {
    G::Dns(text.to_owned())
}

fn allowed(permitted: &[G], excluded: &[G], name: G) -> bool {
    let constraints = NameConstraints {
        permitted: permitted.to_vec(),
        excluded: excluded.to_vec(),
        faults: Vec::new(),
    };
    constraints.objection(&name, &mut Comparisons(100)).unwrap().is_none()
}

#[test]
fn domains() {
    let example = [dns("Example.com")];
    for inside in ["example.com", "a.EXAMPLE.com", "*.example.com", "*.a.example.com"] {
        assert!(allowed(&example, &[], dns(inside)), "{inside}");
    }
    for outside in
        ["com", "notexample.com", "*.com", "example.com.", "a..example.com", ".example.com"]
    {
        assert!(!allowed(&example, &[], dns(outside)), "{outside}");
    }
    assert!(allowed(&example, &[], G::Ip(vec![192, 0, 2, 1])));
}

#[test]
fn a_leading_dot_means_below_n2() {
    let below = [dns(".example.com")];
    assert!(
        allowed(&below, &[], dns("a.example.com")) && !allowed(&below, &[], dns("example.com"))
    );
    assert!(allowed(&below, &[], dns("*.example.com")) && allowed(&[], &below, dns("example.com")));
}

#[test]
fn a_wildcard_is_excluded_with_any_of_its_hosts_n1() {
    for excluded in ["bad.example.com", "example.com", ".example.com", "com", ""] {
        assert!(!allowed(&[], &[dns(excluded)], dns("*.example.com")), "{excluded}");
    }
    for other in ["a.bad.example.com", ".bad.example.com", "other.example"] {
        assert!(allowed(&[], &[dns(other)], dns("*.example.com")), "{other}");
    }
}

#[test]
fn services_and_jids_stay_in_the_domain() {
    let example = [dns("example.com")];
    for inside in [
        G::Srv("_xmpp-server.im.example.com".into()),
        G::Xmpp("juliet@example.com/balcony".into()),
        G::Xmpp("example.com".into()),
    ] {
        assert!(allowed(&example, &[], inside.clone()) && !allowed(&[], &example, inside));
    }
    for outside in [
        G::Srv("_xmpp-server.evil.example".into()),
        G::Srv("no-service".into()),
        G::Xmpp("a@b@c".into()),
        G::Malformed(Form::Xmpp),
    ] {
        assert!(!allowed(&example, &[], outside));
    }
}

#[test]
fn addresses_need_a_whole_mask() {
    let network = G::Ip(vec![192, 0, 2, 0, 255, 255, 255, 0]);
    let permitted = std::slice::from_ref(&network);
    assert!(allowed(permitted, &[], G::Ip(vec![192, 0, 2, 9])));
    assert!(!allowed(permitted, &[], G::Ip(vec![192, 0, 3, 9])));
    assert!(!allowed(permitted, &[], G::Ip(vec![0; 16])));
    // a network is no address, and is nowhere
    assert!(!allowed(permitted, &[], network.clone()));
    assert!(!allowed(&[], permitted, network.clone()));
    assert!(address::fault(&[192, 0, 2, 0, 255, 0, 255, 0]).is_some());
    assert!(address::fault(&[192, 0, 2, 0, 255, 255, 240, 0]).is_none());
    assert!(address::fault(&[127, 0, 0, 1]).is_some());
}

#[test]
fn mailboxes_and_uris() {
    let email = |text: &str| G::Email(text.to_owned());
    assert!(allowed(&[email("a@Example.com")], &[], email("a@example.COM")));
    assert!(!allowed(&[email("*@example.com")], &[], email("a@example.com")));
    assert!(allowed(&[email("example.com")], &[], email("a@example.com")));
    assert!(!allowed(&[email("example.com")], &[], email("a@im.example.com")));
    assert!(allowed(&[email(".example.com")], &[], email("a@im.example.com")));
    assert!(mail::fault("a@b@c").is_some() && mail::fault("a@b.c").is_none());
    let uri = |text: &str| G::Uri(text.to_owned());
    assert!(allowed(&[uri("a.example")], &[], uri("https://u@A.example:8/x")));
    assert!(!allowed(&[uri("a.example")], &[], uri("https://b.a.example/")));
    assert!(!allowed(&[uri(".a.example")], &[], uri("urn:x")));
}

#[test]
fn nothing_undefined_passes() {
    let other = G::Other("1.2.3".into());
    assert!(!allowed(&[], std::slice::from_ref(&other), other.clone()));
    assert!(!allowed(&[G::Xmpp("a".into())], &[], G::Xmpp("a".into())));
    assert!(allowed(&[], &[other], dns("a")));
    assert!(!allowed(&[], &[G::Ip(vec![0; 8])], G::Malformed(Form::Ip)));
}
