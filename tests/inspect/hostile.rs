//! Text that would move the cursor, turn round what is read, or break lines: in every string of a
//! certificate, and never raw on a terminal.

use std::path::Path;

use serde_json::Value;

use super::build::{Parts, attribute, extension, other_name, tlv};
use super::support::{Place, peer, scratch, write};
use super::{inspected, jsonl};

/// Escape sequences, controls of both kinds, line ends, bidirectional overrides, what cannot be seen.
const HOSTILE: &str = "a\u{1b}[2Jb\u{1b}]0;c\u{7}\r\nd\u{9b}31m\u{85}\u{202e}e\u{2066}f\u{200b}g\u{7f}\u{feff}h\u{e0041}\u{2028}\u{8}\t";

/// A certificate with that text wherever text may stand. Nobody signed it.
fn certificate(text: &str) -> Vec<u8> {
    parts(text).certificate()
}

/// Attributes of every string type, of a known and an unknown kind.
fn name(text: &str) -> Vec<u8> {
    let octets = text.as_bytes();
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let wider: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
    [
        attribute(3, 0x0c, octets),
        attribute(10, 0x13, octets),
        attribute(11, 0x14, octets),
        attribute(7, 0x1e, &wide),
        attribute(8, 0x1c, &wider),
        attribute(9, 0x1b, octets),
        attribute(99, 0x16, octets),
        tlv(0x31, &tlv(0x30, &[tlv(0x06, &[0x2a, 3]), tlv(0x0c, octets)].concat())),
    ]
    .concat()
}

fn parts(text: &str) -> Parts {
    let octets = text.as_bytes();
    let name = name(text);
    let names = [
        tlv(0x81, octets),
        tlv(0x82, octets),
        tlv(0x86, octets),
        tlv(0xa4, &tlv(0x30, &name)),
        tlv(0x87, octets),
        other_name(5, 0x0c, octets),
        other_name(5, 0x16, octets),
        other_name(7, 0x16, octets),
        other_name(9, 0x0c, octets),
        tlv(0xa0, octets),
    ]
    .concat();
    let uri = tlv(0x86, octets);
    let access = |last: u8| {
        let method = tlv(0x06, &[0x2b, 6, 1, 5, 5, 7, 48, last]);
        tlv(0x30, &[method, uri.clone()].concat())
    };
    let point = tlv(0x30, &tlv(0xa0, &tlv(0xa0, &uri)));
    let policy = [
        tlv(0x06, &[0x2a, 3]),
        tlv(
            0x30,
            &tlv(0x30, &[tlv(0x06, &[0x2b, 6, 1, 5, 5, 7, 2, 1]), tlv(0x16, octets)].concat()),
        ),
    ]
    .concat();
    let extensions = [
        extension(&[0x55, 29, 17], &tlv(0x30, &names)),
        extension(&[0x2b, 6, 1, 5, 5, 7, 1, 1], &tlv(0x30, &[access(1), access(2)].concat())),
        extension(&[0x55, 29, 31], &tlv(0x30, &point)),
        extension(&[0x55, 29, 32], &tlv(0x30, &tlv(0x30, &policy))),
        extension(&[0x2a, 3, 4], octets),
    ]
    .concat();
    Parts { name, extensions, ..Parts::default() }
}

/// Whether a terminal, or the eye, would be led astray.
fn is_treacherous(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

fn assert_harmless(what: &str, text: &str) {
    let found = text.chars().find(|c| is_treacherous(*c));
    assert!(found.is_none(), "{what} has {found:?}: {text:.2000}");
}

/// Shown in every way, nothing of it is treacherous; the JSON reads. Returns the reports.
fn assert_shown_harmless(directory: &Path, file: &str) -> Vec<Value> {
    for manner in [&[file][..], &["--short", file], &["-v", file], &["--pem", file]] {
        // these fail where what is printed is no UTF-8
        let (status, out, err) = inspected(directory, manner);
        assert!(status == 0 || status == 1, "{manner:?}: {status} {err}");
        assert_harmless("standard output", &out);
        assert_harmless("standard error", &err);
    }
    let (_, out, err) = inspected(directory, &["--format", "json", file]);
    assert_harmless("JSON", &out);
    assert_harmless("standard error", &err);
    let document: Value = serde_json::from_str(&out).unwrap();
    let (_, out, _) = inspected(directory, &["--format", "jsonl", file]);
    let reports = jsonl(&out);
    assert_eq!(document["reports"].as_array().unwrap().len(), reports.len());
    reports
}

#[test]
fn no_string_of_a_certificate_reaches_the_terminal_raw() {
    let place = scratch();
    write(place.path().join("hostile.der"), certificate(HOSTILE));
    let reports = assert_shown_harmless(place.path(), "hostile.der");
    let facts = &reports[0]["facts"];
    assert_eq!(facts["kind"], "certificate", "{facts}");
    assert_eq!(facts["cn"], HOSTILE);
    assert!(facts["names"]["xmpp"].as_array().unwrap().iter().any(|name| name == HOSTILE));
    // controls are told of, name by name
    let codes: Vec<&str> = reports[0]["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["code"].as_str().unwrap())
        .collect();
    assert!(codes.contains(&"control-in-name") && codes.contains(&"other-name-type"), "{codes:?}");
    // where the certificate itself breaks, the tolerant reader shows the same texts
    let broken = certificate(HOSTILE);
    let cut = &broken[..broken.len() - 90];
    write(place.path().join("cut.der"), cut);
    write(place.path().join("cut.pem"), pem::encode(&pem::Pem::new("CERTIFICATE", cut)));
    assert_shown_harmless(place.path(), "cut.der");
    assert_shown_harmless(place.path(), "cut.pem");
}

#[test]
fn names_of_64_kib_and_octets_that_are_no_text_are_shown_as_well() {
    let place = scratch();
    for (name, text) in [("long.der", "x".repeat(65_536)), ("wild.der", HOSTILE.repeat(700))] {
        write(place.path().join(name), certificate(&text));
        let reports = assert_shown_harmless(place.path(), name);
        assert_eq!(reports[0]["facts"]["cn"].as_str().unwrap(), text);
    }
    // every octet in a field of its own
    let mut octets = certificate(&"\u{1}".repeat(300));
    for (index, octet) in octets.iter_mut().filter(|octet| **octet == 1).enumerate() {
        *octet = 0x80 | (index % 128) as u8;
    }
    write(place.path().join("octets.der"), octets);
    assert_shown_harmless(place.path(), "octets.der");
}

#[test]
fn file_names_labels_and_headers_are_made_harmless_too() {
    let place = scratch();
    let text = "a\u{1b}[2J\u{202e}b";
    write(place.path().join(text), certificate("plain"));
    for arguments in [&[text][..], &["--short", text], &["\u{1b}[1mnowhere\u{202e}"], &["."]] {
        let (_, out, err) = inspected(place.path(), arguments);
        assert_harmless("standard output", &out);
        assert_harmless("standard error", &err);
    }
    let label = format!("-----BEGIN {text}-----\nAAAA\n-----END {text}-----\n");
    let cut = format!("-----BEGIN CERTIFICATE-----\n{text}\n-----END CERTIFICATE-----\n");
    let header = format!(
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: {text},00\n\nAAAA\n\
         -----END RSA PRIVATE KEY-----\n"
    );
    for (name, content) in [("label", label), ("cut", cut), ("header", header)] {
        write(place.path().join(name), content);
        assert_shown_harmless(place.path(), name);
    }
}

#[test]
fn certificates_that_openssl_makes_of_such_text_are_shown_harmless() {
    let Some(_) = peer("openssl") else { return };
    let place = Place::default();
    let name = "a\u{1b}[2J\u{202e}b\u{85}c";
    place.put(
        "config",
        format!(
            "[x]\nsubjectAltName=URI:http://{name},DNS:{name},\
        otherName:1.3.6.1.5.5.7.8.5;UTF8:{name},otherName:1.3.6.1.4.1.99;UTF8:{name}\n[req]\n\
        distinguished_name=dn\n[dn]\n"
        ),
    );
    let subject = format!("/CN={name}/O={name}/OU={name}");
    let words = [
        "req",
        "-x509",
        "-newkey",
        "ed25519",
        "-nodes",
        "-keyout",
        "k",
        "-out",
        "c",
        "-utf8",
        "-config",
        "config",
        "-extensions",
        "x",
        "-subj",
        &subject,
    ];
    place.run("openssl", &words).sound();
    let folder = place.path("");
    let reports = assert_shown_harmless(&folder, "c");
    for text in [&reports[0]["facts"]["cn"], &reports[0]["facts"]["names"]["xmpp"][0]] {
        assert!(text.as_str().unwrap().starts_with("a\u{1b}[2J"), "{text}");
    }
}

#[test]
fn requests_lists_and_chains_with_such_text_are_shown_harmless() {
    let place = scratch();
    for (size, text) in [("short", HOSTILE.to_owned()), ("long", HOSTILE.repeat(700))] {
        let name = tlv(0x30, &name(&text));
        let ed25519 = super::build::algorithm(&[0x2b, 0x65, 0x70]);
        let signed = |body: &[Vec<u8>]| {
            tlv(0x30, &[tlv(0x30, &body.concat()), ed25519.clone(), tlv(0x03, &[0; 65])].concat())
        };
        let key = tlv(0x30, &[ed25519.clone(), tlv(0x03, &[0; 33])].concat());
        let asked = tlv(0x30, &parts(&text).extensions);
        let extension_request = tlv(0x06, &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 14]);
        let asked = tlv(0x30, &[extension_request, tlv(0x31, &asked)].concat());
        let request = signed(&[tlv(0x02, &[0]), name.clone(), key, tlv(0xa0, &asked)]);
        let date = tlv(0x17, b"250101000000Z");
        let list = signed(&[tlv(0x02, &[1]), ed25519.clone(), name, date]);
        let block = |label: &str, der: &[u8]| pem::encode(&pem::Pem::new(label, der));
        let two = [certificate(&text), certificate(&text.replace('a', "b"))];
        let chain: String = two.iter().map(|der| block("CERTIFICATE", der)).collect();
        for (kind, content) in [("request", request), ("crl", list), ("tree", chain.into())] {
            let file = format!("{size}-{kind}");
            write(place.path().join(&file), content);
            let reports = assert_shown_harmless(place.path(), &file);
            let facts = &reports[0]["facts"];
            assert_eq!(facts["kind"], kind, "{facts:.1000}");
            // the text itself is there, as it stands in the file
            let shown = match kind {
                "request" => &facts["cn"],
                "crl" => &facts["issuer"],
                _ => &facts["certificates"][0]["subject"],
            };
            assert!(shown.as_str().unwrap().contains(&text), "{kind}: {shown:.1000}");
        }
    }
}

#[test]
fn names_of_entries_in_keystores_are_made_harmless_too() {
    let place = scratch();
    let text = "a\u{1b}[2J\u{202e}b\u{85}\n\u{7f}";
    for (file, alias) in [("short.jks", text.to_owned()), ("long.jks", text.repeat(4000))] {
        let words = |text: &str| [&(text.len() as u16).to_be_bytes(), text.as_bytes()].concat();
        let certificate = certificate(text);
        let store = [
            // the magic, version 2, one entry: a certificate
            vec![0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2],
            words(&alias),
            vec![0; 8],
            words("X.509"),
            (certificate.len() as u32).to_be_bytes().to_vec(),
            certificate,
            vec![0; 20],
        ];
        write(place.path().join(file), store.concat());
        let reports = assert_shown_harmless(place.path(), file);
        let entry = &reports[0]["facts"]["entries"][0];
        assert_eq!(entry["alias"].as_str(), Some(alias.as_str()), "{entry:.1000}");
    }
    let Some(openssl) = peer("openssl") else { return };
    let made = openssl.run("req -x509 -newkey ed25519 -nodes -subj /CN=a -keyout -", b"").unwrap();
    let ours = Place::default();
    ours.put("made", made);
    let name = "a\u{1b}[2J\u{202e}b\u{85}\tc";
    let words =
        ["pkcs12", "-export", "-in", "made", "-passout", "pass:", "-out", "s", "-name", name];
    ours.run("openssl", &words).sound();
    let reports = assert_shown_harmless(&ours.path(""), "s");
    assert!(!reports[0]["facts"]["entries"][0]["alias"].is_null(), "{}", reports[0]);
}
