//! Renewals: the request that an old certificate's owner would want today.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "renewals/corpus.rs"]
mod corpus;
mod support;

use serde_json::Value;
use support::{Place, Ran, der, names, peer, san, words};

/// `csr --from` a file of the place, as JSON.
fn renew(place: &Place, file: &str, more: &str) -> Ran {
    let fixed = ["csr", "--format", "json", "--force", "--out", "new.csr", "--from", file];
    place.xmppcert(&[&fixed, &words(more)[..]].concat())
}

/// The codes and subjects of the findings.
fn found(report: &Value, code: &str) -> Vec<String> {
    let findings = report["findings"].as_array().unwrap().iter();
    let subjects = findings.filter(|finding| finding["code"] == code);
    subjects.map(|finding| finding["subject"].as_str().unwrap().to_owned()).collect()
}

fn explained(report: &Value, code: &str) -> String {
    let mut findings = report["findings"].as_array().unwrap().iter();
    let finding = findings.find(|finding| finding["code"] == code).expect(code);
    finding["explanation"].as_str().unwrap().to_owned()
}

/// A self-signed certificate of OpenSSL's in `old.crt`, with its key in `old.key`.
fn put_old(place: &Place, key: &str, subject: &str, extensions: &[&str]) {
    let mut typed =
        words("req -x509 -utf8 -multivalue-rdn -nodes -days 2 -keyout old.key -out old.crt");
    typed.extend(words(key));
    typed.extend(["-subj", subject]);
    typed.extend(extensions.iter().flat_map(|extension| ["-addext", extension]));
    place.run("openssl", &typed).sound();
}

const P256: &str = "-newkey ec -pkeyopt ec_paramgen_curve:P-256";

#[test]
fn a_request_of_ours_is_repeated_to_the_octet() {
    let place = Place::default();
    for typed in [
        "example.org",
        "example.org --component conference --for rfc6120",
        "example.org münchen.example --wildcard --xmpp-addr --ip 192.0.2.1 --ip 2001:db8::1",
        "example.org --for public-ca",
        "--jid jülïet@münchen.example --jid romeo@example.net",
        "--san srv:_xmpp-server.b.example --san ip:2001:db8::1 --san dns:b.example --san xmpp:a.example",
        "--san xmpp:example.org",
        "example.org --subject O=Montague",
        &format!("{}.example", "a".repeat(60)),
    ] {
        let (first, _) = place.request(&words(typed));
        place.put("first.der", &first);
        for file in ["made.csr", "first.der"] {
            renew(&place, file, "--for rfc6120").sound();
            let again = der(&place.read("new.csr"));
            assert_eq!(san(&again), san(&first), "{typed}, {file}");
        }
    }
}

#[test]
fn a_certificate_issued_from_our_request_is_renewed_to_the_octet() {
    if peer("openssl").is_none() {
        return;
    }
    let place = Place::default();
    support::put_authority(&place);
    let typed = "example.org --component conference --for rfc6120 --ip 192.0.2.1";
    let (request, _) = place.request(&words(typed));
    let typed =
        "x509 -req -in made.csr -CA ca.crt -CAkey ca.key -copy_extensions copyall -out old.crt";
    place.run("openssl", &words(typed)).sound();
    place.run("openssl", &words("x509 -in old.crt -outform DER -out old.der")).sound();
    for file in ["old.crt", "old.der"] {
        let report = renew(&place, file, "").sound().report();
        assert_eq!(report["facts"]["for"], "private-ca");
        assert_eq!(san(&der(&place.read("new.csr"))), san(&request), "{file}");
    }
}

#[test]
fn a_new_key_is_of_the_kind_of_the_old_one() {
    if peer("openssl").is_none() {
        return;
    }
    let place = Place::default();
    for (old, new, said) in [
        (P256, "P-256", ""),
        ("-newkey ec -pkeyopt ec_paramgen_curve:P-384", "P-384", ""),
        ("-newkey ec -pkeyopt ec_paramgen_curve:P-521", "P-521", ""),
        ("-newkey ed25519", "Ed25519", ""),
        ("-newkey rsa:2048", "RSA 2048", ""),
        ("-newkey ec -pkeyopt ec_paramgen_curve:secp256k1", "P-256", "EC (secp256k1)"),
        ("-newkey ec -pkeyopt ec_paramgen_curve:brainpoolP256r1", "P-256", "EC (brainpoolP256r1)"),
        ("-newkey ec -pkeyopt ec_paramgen_curve:brainpoolP384r1", "P-256", "EC (brainpoolP384r1)"),
        ("-newkey ec -pkeyopt ec_paramgen_curve:sect283k1", "P-256", "EC (1.3.132.0.16)"),
        (
            "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit",
            "P-256",
            "EC (a curve of its own)",
        ),
        ("-newkey ed448", "P-256", "Ed448"),
        ("-newkey rsa:1024", "P-256", "RSA 1024"),
    ] {
        put_old(&place, old, "/CN=example.org", &["subjectAltName=DNS:example.org"]);
        let report = renew(&place, "old.crt", "").sound().report();
        assert_eq!(report["facts"]["key"]["algorithm"], new, "{old}");
        let changed = found(&report, "key-kind-changed");
        assert_eq!(changed.first().map_or("", String::as_str), said, "{old}");
    }
}

#[test]
fn an_old_key_signs_where_it_is_given() {
    if peer("openssl").is_none() {
        return;
    }
    let place = Place::default();
    put_old(&place, P256, "/CN=example.org", &["subjectAltName=DNS:example.org"]);
    let report = renew(&place, "old.crt", "--key old.key").sound().report();
    assert_eq!(report["facts"]["key"]["new"], false);
    let public = |typed: &str| place.run("openssl", &words(typed)).sound().out;
    assert_eq!(public("req -noout -pubkey -in new.csr"), public("x509 -noout -pubkey -in old.crt"));
    assert_eq!(report["facts"]["files"].as_array().unwrap().len(), 1, "no key is written");
}

#[test]
fn names_that_cannot_be_had_again_are_said_with_the_reason() {
    if peer("openssl").is_none() {
        return;
    }
    let place = Place::default();
    let san = "subjectAltName=DNS:EXAMPLE.org,DNS:example.org,DNS:*.org,DNS:f*.example.org,\
               DNS:192.0.2.7,DNS:-x.example,IP:192.0.2.1,email:a@example.org,URI:xmpp:example.org,\
               RID:1.2.3.4,otherName:1.3.6.1.5.5.7.8.5;UTF8:*.example.org,\
               otherName:1.3.6.1.5.5.7.8.5;IA5:chat.example.org,\
               otherName:1.3.6.1.5.5.7.8.7;UTF8:_xmpp-server.example.org,\
               otherName:1.3.6.1.5.5.7.8.7;IA5:_xmpp-client._tcp.example.org";
    put_old(&place, P256, "/CN=example.org", &[&san.replace(' ', "")]);
    let report = renew(&place, "old.crt", "").sound().report();
    let kept = [
        "dns:example.org",
        "srv:_xmpp-server.example.org",
        "xmpp:chat.example.org",
        "ip:192.0.2.7",
        "ip:192.0.2.1",
    ];
    assert_eq!(names(&report), kept);
    let lost = [
        "*.org",
        "f*.example.org",
        "-x.example",
        "a@example.org",
        "xmpp:example.org",
        "registeredID 1.2.3.4",
        "*.example.org",
        "_xmpp-client._tcp.example.org",
    ];
    assert_eq!(found(&report, "name-not-kept"), lost);
    let mended = ["EXAMPLE.org", "192.0.2.7", "chat.example.org", "_xmpp-server.example.org"];
    assert_eq!(found(&report, "name-mended"), mended);
}

#[test]
fn a_public_ca_leaves_out_what_it_does_not_issue_once_for_all() {
    if peer("openssl").is_none() {
        return;
    }
    let place = Place::default();
    let (_, _) = place.request(&words("example.org --component conference --for rfc6120"));
    let report = renew(&place, "made.csr", "--for public-ca").sound().report();
    assert_eq!(names(&report), ["dns:example.org", "dns:conference.example.org"]);
    let left_out = report["facts"]["left_out"].as_array().unwrap();
    assert_eq!(left_out.len(), 5);
    assert!(left_out.iter().all(|name| name["why"].as_str().unwrap().contains("7.1.2.7.12")));
    assert_eq!(found(&report, "name-not-kept"), Vec::<String>::new());
    place.request(&words("--jid juliet@example.org"));
    let refused = renew(&place, "made.csr", "--for public-ca");
    assert_eq!(refused.status, Some(3), "{}", refused.err);
}

#[test]
fn a_common_name_is_promoted_where_a_server_has_no_other_host_name() {
    if peer("openssl").is_none() {
        return;
    }
    let place = Place::default();
    let jid = "subjectAltName=otherName:1.3.6.1.5.5.7.8.5;UTF8:juliet@example.org";
    let domain = "subjectAltName=otherName:1.3.6.1.5.5.7.8.5;UTF8:example.org";
    for (subject, extensions, expected) in [
        ("/CN=example.org", &[][..], vec!["dns:example.org"]),
        ("/CN=*.example.org", &[], vec!["dns:*.example.org"]),
        ("/CN=münchen.example", &[], vec!["dns:xn--mnchen-3ya.example"]),
        ("/O=Montague/CN=localhost", &[], vec!["dns:localhost"]),
        ("/CN=example.org", &[domain], vec!["dns:example.org", "xmpp:example.org"]),
        ("/CN=example.org", &[jid], vec!["xmpp:juliet@example.org"]),
        ("/CN=a.example", &["subjectAltName=DNS:b.example"], vec!["dns:b.example"]),
        (
            "/CN=b.a",
            &["subjectAltName=DNS:*.b.a,DNS:c.a,DNS:b.a"],
            vec!["dns:b.a", "dns:c.a", "dns:*.b.a"],
        ),
        ("/CN=Juliet", &[], vec![]),
        ("/CN=Juliet Capulet", &[], vec![]),
        ("/CN=192.0.2.1", &[], vec![]),
    ] {
        put_old(&place, P256, subject, extensions);
        let renewed = renew(&place, "old.crt", "");
        match expected.is_empty() {
            true => assert_eq!(renewed.status, Some(3), "{subject}"),
            false => assert_eq!(names(&renewed.sound().report()), expected, "{subject}"),
        }
    }
}

#[test]
fn of_several_things_the_first_that_can_be_renewed_is_taken() {
    if peer("openssl").is_none() {
        return;
    }
    let place = Place::default();
    support::put_authority(&place);
    put_old(
        &place,
        P256,
        "/CN=a.example",
        &["subjectAltName=DNS:a.example", "basicConstraints=CA:FALSE"],
    );
    place.request(&["b.example", "--key", "old.key"]);
    let [old, key, ca, request] =
        ["old.crt", "old.key", "ca.crt", "made.csr"].map(|file| place.read(file));
    let damaged = String::from_utf8(old.clone()).unwrap().replacen("MII", "M!I", 1).into_bytes();
    let taken = |parts: &[&[u8]]| {
        place.put("all.pem", parts.concat());
        let renewed = renew(&place, "all.pem", "");
        match renewed.status {
            Some(0) => names(&renewed.report())[0].clone(),
            _ => renewed.err,
        }
    };
    assert_eq!(taken(&[&key, &old, &ca]), "dns:a.example");
    assert_eq!(taken(&[&ca, &old]), "dns:a.example", "a chain in the wrong order");
    assert_eq!(taken(&[b"Bag Attributes\r\n", &request, &old]), "dns:b.example");
    assert_eq!(taken(&[&damaged, &old]), "dns:a.example");
    assert!(taken(&[&ca]).contains("it is the certificate of a CA (CN=Ours)"));
    assert!(taken(&[&key]).contains("there is no certificate or request in all.pem"));
    assert!(taken(&[&damaged]).contains("all.pem") && taken(&[&damaged]).contains("line 1"));
}

#[test]
fn garbage_is_refused_in_one_line_and_nothing_is_written() {
    let place = Place::default();
    let garbage: [&[u8]; 7] = [
        b"",
        b"garbage\n",
        b"\x30",
        b"\x30\x84\xff\xff\xff\xff",
        &[0x30; 4096],
        b"-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n",
        b"-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n-----END CERTIFICATE REQUEST-----\n",
    ];
    for octets in garbage {
        place.put("garbage", octets);
        let refused = renew(&place, "garbage", "");
        assert_eq!(refused.status, Some(3), "{octets:?}: {}", refused.err);
        assert_eq!(refused.err.lines().filter(|line| line.contains("error:")).count(), 1);
        assert!(refused.err.contains("garbage") && refused.err.len() < 400, "{}", refused.err);
    }
    assert_eq!(renew(&place, "absent", "").status, Some(3));
    assert_eq!(renew(&place, ".", "").status, Some(3));
    assert!(!support::exists(&place.path("new.csr")));
}

#[test]
fn a_hostile_certificate_never_reaches_the_terminal_raw() {
    if peer("openssl").is_none() {
        return;
    }
    let place = Place::default();
    let hostile =
        "evil\u{1b}]0;owned\u{7}\u{202e}gro.elpmaxe\nxmppcert: all is well\u{9b}31m\u{200b}";
    let san = "subjectAltName=DNS:example.org,otherName:1.3.6.1.5.5.7.8.5;UTF8:a\u{1b}[2Jb@example.org,\
               email:a\u{1b}[2Jb@example.org,URI:x:\u{7f}\u{1b}c";
    let raw = |c: char| c != '\n' && c.is_control() || "\u{202e}\u{200b}".contains(c);
    for (extensions, status) in [(&[san][..], 0), (&[], 3)] {
        put_old(&place, P256, &format!("/O={hostile}/CN={hostile}"), extensions);
        for color in ["never", "auto"] {
            let typed =
                ["csr", "--from", "old.crt", "--force", "--color", color, "--out", "new.csr"];
            let told = place.xmppcert(&typed);
            assert_eq!(told.status, Some(status), "{}", told.err);
            for shown in [told.text(), told.err] {
                assert!(!shown.contains(raw), "{shown:?}");
                assert!(!shown.lines().any(|line| line.starts_with("xmppcert: all is well")));
            }
        }
        // JSON is for programs: controls of ASCII are escaped, all else is as it was
        let told = renew(&place, "old.crt", "");
        assert!(!told.text().contains('\u{1b}') && !told.err.contains(raw), "{}", told.text());
    }
    put_old(&place, P256, &format!("/O={hostile}"), &[san]);
    let report = renew(&place, "old.crt", "").sound().report();
    assert!(explained(&report, "subject-not-kept").contains(hostile.split('\n').next().unwrap()));
}
