//! Properties: names survive a request, and no octets make a reader panic.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;
use x509_parser::certification_request::X509CertificationRequest;
use x509_parser::extensions::{GeneralName, ParsedExtension};
use x509_parser::prelude::FromDer;
use xmppcert::enroll::{DESTINATIONS, Former, renew};
use xmppcert::name::{DnsName, Domain, Jid, Service, SrvName};
use xmppcert::pki::certificate::{Certificate, Request};
use xmppcert::pki::distinguished::Subject;
use xmppcert::pki::key::{KeyKind, PrivateKey};
use xmppcert::pki::presented::Presented;
use xmppcert::pki::request::{RequestContent, Usages, write};
use xmppcert::pki::san::AltName;

static KEY: LazyLock<PrivateKey> = LazyLock::new(|| PrivateKey::generate(KeyKind::EcP256).unwrap());

/// Labels in several scripts, as people type them.
fn label() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zA-Z0-9]{1,8}(-[a-z0-9]{1,8})?",
        1 => "[a-z]{50,63}",
        1 => "[äöüéñß]{1,4}[a-z]{1,5}",
        1 => "[а-я]{1,9}",
        1 => "[一-龥]{1,6}",
    ]
}

fn domain() -> impl Strategy<Value = Domain> {
    prop::collection::vec(label(), 1..5)
        .prop_filter_map("no domain", |labels| Domain::try_from(labels.join(".").as_str()).ok())
}

fn jid() -> impl Strategy<Value = Jid> {
    ("[a-z0-9._+=!#$%-]{1,12}|[äöüéа-я]{1,9}", domain())
        .prop_filter_map("no JID", |(local, domain)| {
            Jid::try_from(format!("{local}@{domain}").as_str()).ok()
        })
}

fn name() -> impl Strategy<Value = AltName> {
    prop_oneof![
        3 => domain().prop_map(|domain| AltName::Dns(DnsName::from(domain))),
        1 => domain().prop_filter_map("too short", |domain| DnsName::wildcard(&domain).map(AltName::Dns)),
        1 => domain().prop_map(|domain| AltName::Srv(SrvName::new(Service::Client, domain))),
        1 => domain().prop_map(|domain| AltName::Srv(SrvName::new(Service::Server, domain))),
        1 => domain().prop_map(|domain| AltName::Xmpp(Jid::from(domain))),
        1 => jid().prop_map(AltName::Xmpp),
        1 => any::<u32>().prop_map(|ip| AltName::Ip(IpAddr::V4(Ipv4Addr::from(ip)))),
        1 => any::<u128>().prop_map(|ip| AltName::Ip(IpAddr::V6(Ipv6Addr::from(ip)))),
    ]
}

fn names() -> impl Strategy<Value = Vec<AltName>> {
    prop::collection::vec(name(), 1..40)
}

fn request(names: &[AltName]) -> Vec<u8> {
    let subject = Subject::common_name(&names[0].to_string());
    let content = RequestContent { subject, names: names.to_vec(), usages: Usages::Server };
    write(&content, &*KEY).unwrap()
}

/// A name as our reader should give it back.
fn as_presented(name: &AltName) -> Presented {
    match name {
        AltName::Dns(name) => Presented::Dns(name.as_ascii()),
        AltName::Srv(name) => Presented::Srv(name.as_ascii()),
        AltName::Xmpp(jid) => Presented::Xmpp(jid.to_string()),
        AltName::Ip(ip) => Presented::Ip(*ip),
    }
}

/// A name as another reader gives it back: kind and value.
fn as_parsed(name: &GeneralName<'_>) -> (String, Vec<u8>) {
    // [0] EXPLICIT and string, each with its tag and length
    let inner = |value: &[u8]| {
        let (_, outer) = x509_parser::der_parser::parse_der(value).unwrap();
        let (_, string) = x509_parser::der_parser::parse_der(outer.as_slice().unwrap()).unwrap();
        (format!("{:?}", string.tag()), string.as_slice().unwrap().to_vec())
    };
    match name {
        GeneralName::DNSName(text) => ("dns".to_owned(), text.as_bytes().to_vec()),
        GeneralName::IPAddress(octets) => ("ip".to_owned(), octets.to_vec()),
        GeneralName::OtherName(oid, value) => {
            let (string, octets) = inner(value);
            (format!("{oid} {string}"), octets)
        }
        other => (format!("{other:?}"), vec![]),
    }
}

fn expected(name: &AltName) -> (String, Vec<u8>) {
    match name {
        AltName::Dns(name) => ("dns".to_owned(), name.as_ascii().into_bytes()),
        AltName::Ip(IpAddr::V4(ip)) => ("ip".to_owned(), ip.octets().to_vec()),
        AltName::Ip(IpAddr::V6(ip)) => ("ip".to_owned(), ip.octets().to_vec()),
        AltName::Srv(name) => {
            ("1.3.6.1.5.5.7.8.7 Tag(22)".to_owned(), name.as_ascii().into_bytes())
        }
        AltName::Xmpp(jid) => {
            ("1.3.6.1.5.5.7.8.5 Tag(12)".to_owned(), jid.to_string().into_bytes())
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_name_comes_back_in_its_order(names in names()) {
        let der = request(&names);
        let ours = Request::from_der(&der).unwrap().holder.extensions.names;
        prop_assert_eq!(ours, names.iter().map(as_presented).collect::<Vec<_>>());

        let (rest, theirs) = X509CertificationRequest::from_der(&der).unwrap();
        prop_assert!(rest.is_empty());
        let san = theirs.requested_extensions().unwrap().find_map(|extension| match extension {
            ParsedExtension::SubjectAlternativeName(san) => Some(san),
            _ => None,
        });
        let parsed: Vec<_> = san.unwrap().general_names.iter().map(as_parsed).collect();
        prop_assert_eq!(parsed, names.iter().map(expected).collect::<Vec<_>>());
    }

    #[test]
    fn a_request_renewed_is_the_same_request(names in names()) {
        let mut once: Vec<AltName> = Vec::new();
        for name in names {
            if !once.contains(&name) {
                once.push(name);
            }
        }
        let former = Former::Request(Box::new(Request::from_der(&request(&once)).unwrap()));
        let renewal = renew(&former, None).unwrap();
        prop_assert_eq!(renewal.names, once);
    }

    #[test]
    fn octets_of_any_kind_are_read_or_refused(octets in prop::collection::vec(any::<u8>(), 0..600)) {
        read(&octets);
    }

    #[test]
    fn an_other_name_of_any_octets_is_one_name(
        value in prop::collection::vec(octet(), 0..14), srv in any::<bool>(),
    ) {
        let oid = [0x2b, 6, 1, 5, 5, 7, 8, if srv { 7 } else { 5 }];
        let name = [&[0x06, oid.len() as u8][..], &oid, &value].concat();
        let name = [&[0xa0, name.len() as u8][..], &name].concat();
        let der = certificate_with([&[0x30, name.len() as u8][..], &name].concat());
        let names = Certificate::from_der(&der).unwrap().holder.extensions.names;
        prop_assert_eq!(names.len(), 1);
        prop_assert_eq!(names[0].kind(), if srv { "srv" } else { "xmpp" });
        read(&der);
    }

    #[test]
    fn damaged_requests_are_read_or_refused(names in names(), damage in damage()) {
        read(&damaged(request(&names), &damage));
    }

    #[test]
    fn damaged_certificates_are_read_or_refused(names in names(), damage in damage()) {
        read(&damaged(certificate(&names), &damage));
    }
}

/// Reads it as everything that it could be, and renews what was read.
fn read(octets: &[u8]) {
    let certificate = Certificate::from_der(octets).map(|c| Former::Certificate(Box::new(c)));
    let request = Request::from_der(octets).map(|r| Former::Request(Box::new(r)));
    for former in [certificate.ok(), request.ok()].into_iter().flatten() {
        for destination in DESTINATIONS {
            let _ = renew(&former, Some(destination));
        }
        let _ = renew(&former, None);
    }
}

/// Octets that DER is made of: tags, lengths, letters.
fn octet() -> impl Strategy<Value = u8> {
    prop_oneof![
        prop::sample::select(vec![0xa0, 0x0c, 0x16, 0x30, 0x80, 0x81, 0x82, 0x84, 0x85, 0xff]),
        0u8..12,
        b'a'..b'e',
    ]
}

/// A certificate with those names, for the key that signs it.
fn certificate(names: &[AltName]) -> Vec<u8> {
    certificate_with(xmppcert::pki::san::general_names(names).unwrap())
}

/// A certificate whose subjectAltName has that value.
fn certificate_with(san: Vec<u8>) -> Vec<u8> {
    let mut parameters = rcgen::CertificateParams::default();
    let san = rcgen::CustomExtension::from_oid_content(&[2, 5, 29, 17], san);
    parameters.custom_extensions = vec![san];
    parameters.is_ca = rcgen::IsCa::ExplicitNoCa;
    parameters.self_signed(&*KEY).unwrap().der().to_vec()
}

/// What happens to octets: one replaced, some cut out, some doubled, or the end lost.
#[derive(Debug, Clone)]
enum Damage {
    Replaced(Index, u8),
    Cut(Index, usize),
    Doubled(Index, usize),
    Ended(Index),
}

fn damage() -> impl Strategy<Value = Vec<Damage>> {
    let one = prop_oneof![
        6 => (any::<Index>(), any::<u8>()).prop_map(|(at, octet)| Damage::Replaced(at, octet)),
        1 => (any::<Index>(), 1usize..9).prop_map(|(at, length)| Damage::Cut(at, length)),
        1 => (any::<Index>(), 1usize..9).prop_map(|(at, length)| Damage::Doubled(at, length)),
        1 => any::<Index>().prop_map(Damage::Ended),
    ];
    prop::collection::vec(one, 1..5)
}

fn damaged(mut octets: Vec<u8>, damage: &[Damage]) -> Vec<u8> {
    for one in damage {
        if octets.is_empty() {
            break;
        }
        let range = |at: &Index, length: usize| {
            let start = at.index(octets.len());
            start..(start + length).min(octets.len())
        };
        match one {
            Damage::Replaced(at, octet) => {
                let at = at.index(octets.len());
                octets[at] = *octet;
            }
            Damage::Cut(at, length) => drop(octets.drain(range(at, *length))),
            Damage::Doubled(at, length) => {
                let range = range(at, *length);
                let copy = octets[range.clone()].to_vec();
                octets.splice(range.start..range.start, copy);
            }
            Damage::Ended(at) => octets.truncate(at.index(octets.len())),
        }
    }
    octets
}

/// Every single octet of a real request and a real certificate, each in a few wrong ways.
#[test]
fn no_octet_of_a_request_or_certificate_is_taken_on_trust() {
    let names = ["dns", "srv", "xmpp", "ip"].map(|kind| match kind {
        "dns" => AltName::Dns("example.org".parse::<Domain>().unwrap().into()),
        "srv" => AltName::Srv("_xmpp-server.example.org".parse().unwrap()),
        "xmpp" => AltName::Xmpp("juliet@example.org".parse().unwrap()),
        _ => AltName::Ip("192.0.2.1".parse().unwrap()),
    });
    for whole in [request(&names), certificate(&names)] {
        for at in 0..whole.len() {
            read(&whole[..at]);
            for octet in [0x00, 0x7f, 0x80, 0x84, 0xff, whole[at] ^ 1, whole[at] ^ 0x20] {
                let mut damaged = whole.clone();
                damaged[at] = octet;
                read(&damaged);
            }
        }
    }
}
