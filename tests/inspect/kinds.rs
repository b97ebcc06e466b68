//! Everything that OpenSSL writes is recognised by its content, alone and in company.

use std::collections::BTreeSet;

use serde_json::Value;

use super::support::{Place, peer, scratch, words, write};
use super::{inspected, jsonl};

/// A CA, a server's key, certificate and request, and the same things in other clothes.
fn made() -> Option<Place> {
    peer("openssl")?;
    let place = Place::default();
    place.put("index.txt", "");
    place.put("ca.cnf", "[ca]\ndefault_ca=c\n[c]\ndatabase=index.txt\ndefault_md=sha256\n");
    for command in [
        "genrsa -traditional -out pkcs1.pem 2048",
        "ecparam -name prime256v1 -genkey -noout -out sec1.pem",
        "ecparam -name prime256v1 -genkey -out parameters.pem",
        "pkey -in sec1.pem -out pkcs8.pem",
        "pkey -in sec1.pem -outform DER -out pkcs8.der",
        "rsa -in pkcs1.pem -traditional -outform DER -out pkcs1.der",
        "pkcs8 -topk8 -in sec1.pem -passout pass:secret -out pbes2.pem",
        "pkcs8 -topk8 -in sec1.pem -passout pass:secret -outform DER -out pbes2.der",
        "ec -in sec1.pem -aes256 -passout pass:secret -out traditional.pem",
        "pkey -in sec1.pem -pubout -out public.pem",
        "pkey -in sec1.pem -pubout -outform DER -out public.der",
        "req -x509 -key sec1.pem -subj /CN=ca.example -days 9 -out ca.pem",
        "req -new -key pkcs1.pem -subj /CN=s.example -out request.pem",
        "req -in request.pem -outform DER -out request.der",
        "x509 -req -in request.pem -CA ca.pem -CAkey sec1.pem -CAcreateserial -days 3 -out s.pem",
        "x509 -in s.pem -outform DER -out s.der",
        "ca -config ca.cnf -gencrl -keyfile sec1.pem -cert ca.pem -crldays 3 -out crl.pem",
        "crl -in crl.pem -outform DER -out crl.der",
        "crl2pkcs7 -in crl.pem -certfile s.pem -certfile ca.pem -out bag.p7b",
        "crl2pkcs7 -in crl.pem -certfile s.pem -certfile ca.pem -outform DER -out bag.p7c",
        "pkcs12 -export -inkey pkcs1.pem -in s.pem -certfile ca.pem -name me -passout pass:secret -out modern.p12",
        "pkcs12 -export -legacy -inkey pkcs1.pem -in s.pem -name me -passout pass:secret -out legacy.p12",
        "pkcs12 -export -nomac -inkey pkcs1.pem -in s.pem -name me -passout pass:secret -out no-mac.p12",
        "pkcs12 -export -inkey pkcs1.pem -in s.pem -name me -passout pass: -out empty.p12",
        "pkcs12 -in modern.p12 -passin pass:secret -nodes -out attributes.pem",
    ] {
        place.run("openssl", &words(command)).sound();
    }
    Some(place)
}

fn reports(place: &Place, arguments: &[&str]) -> Vec<Value> {
    let (_, out, err) = inspected(&place.path(""), &[&["--format", "jsonl"], arguments].concat());
    let closed = err.contains("the passphrase does not open");
    assert!(err.is_empty() || closed, "{arguments:?}: {err}");
    jsonl(&out)
}

fn kinds(reports: &[Value]) -> Vec<&str> {
    reports.iter().map(|report| report["facts"]["kind"].as_str().unwrap()).collect()
}

fn fingerprints(reports: &[Value]) -> BTreeSet<String> {
    let of = |report: &Value| Some(report["facts"]["fingerprints"]["sha256"].as_str()?.to_owned());
    reports.iter().filter_map(of).collect()
}

#[test]
fn each_kind_is_recognised_in_pem_and_der_whatever_its_name() {
    let Some(place) = made() else { return };
    for (file, kind, format) in [
        ("pkcs1.pem", "private-key", "PKCS#1"),
        ("sec1.pem", "private-key", "SEC1"),
        ("pkcs8.pem", "private-key", "PKCS#8"),
        ("pkcs1.der", "private-key", "DER"),
        ("pkcs8.der", "private-key", "DER"),
        ("public.pem", "public-key", ""),
        ("public.der", "public-key", ""),
        ("request.pem", "request", ""),
        ("request.der", "request", ""),
        ("s.pem", "certificate", ""),
        ("s.der", "certificate", ""),
        ("crl.pem", "crl", ""),
        ("crl.der", "crl", ""),
    ] {
        let content = place.read(file);
        let text = String::from_utf8_lossy(&content);
        // as operators get them: from Windows, with a mark of byte order, out of a mail
        let mut clothes = vec![content.clone()];
        if file.ends_with(".pem") {
            clothes.push(text.replace('\n', "\r\n").into_bytes());
            clothes.push([b"\xef\xbb\xbf", content.as_slice()].concat());
            clothes.push(format!("Dear all,\n\nsee below.\n{text}\nRegards\n").into_bytes());
        }
        for (number, content) in clothes.into_iter().enumerate() {
            place.put("nameless", content);
            let reports = reports(&place, &["nameless"]);
            assert_eq!(kinds(&reports), [kind], "{file}, {number}");
            assert_eq!(reports[0]["findings"], Value::Array(vec![]), "{file}, {number}");
            if kind == "private-key" {
                assert_eq!(reports[0]["facts"]["format"], format, "{file}");
                assert!(reports[0]["facts"]["spki_sha256"].is_string(), "{file}");
            }
        }
    }
}

#[test]
fn encrypted_keys_say_their_encryption_and_open_with_the_passphrase() {
    let Some(place) = made() else { return };
    place.put("secret", "secret\n");
    place.put("wrong", "another\n");
    let public = reports(&place, &["public.pem"])[0]["facts"]["spki_sha256"].clone();
    for (file, scheme) in [
        ("pbes2.pem", "PBES2, PBKDF2-SHA256, AES-256-CBC"),
        ("pbes2.der", "PBES2, PBKDF2-SHA256, AES-256-CBC"),
        ("traditional.pem", "traditional PEM, AES-256-CBC"),
    ] {
        for passphrase in [None, Some("wrong")] {
            let given = passphrase.map(|name| ["--passphrase-file", name]);
            let reports =
                reports(&place, &[given.as_ref().map_or(&[][..], |g| g), &[file]].concat());
            assert_eq!(kinds(&reports), ["private-key"], "{file}");
            let facts = &reports[0]["facts"];
            assert_eq!((&facts["encryption"], &facts["opened"]), (&scheme.into(), &false.into()));
            assert_eq!(reports[0]["findings"][0]["code"], "locked", "{file}");
        }
        let reports = reports(&place, &["--passphrase-file", "secret", file]);
        let facts = &reports[0]["facts"];
        assert_eq!((&facts["opened"], &facts["spki_sha256"]), (&true.into(), &public), "{file}");
        assert_eq!(reports[0]["findings"], Value::Array(vec![]), "{file}");
    }
}

#[test]
fn bags_and_stores_show_what_they_hold_and_how_it_hangs_together() {
    let Some(place) = made() else { return };
    place.put("secret", "secret\n");
    let wanted = fingerprints(&reports(&place, &["s.pem", "ca.pem"]));
    for file in ["bag.p7b", "bag.p7c"] {
        let reports = reports(&place, &[file]);
        assert_eq!(
            kinds(&reports),
            ["tree", "store", "certificate", "certificate", "crl"],
            "{file}"
        );
        assert_eq!(fingerprints(&reports), wanted, "{file}");
        let tree = reports[0]["facts"]["certificates"].as_array().unwrap();
        let drawn: Vec<_> =
            tree.iter().map(|b| (b["subject"].as_str().unwrap(), &b["depth"])).collect();
        assert_eq!(drawn, [("ca.example", &0.into()), ("s.example", &1.into())], "{file}");
    }
    for file in ["modern.p12", "legacy.p12", "no-mac.p12", "empty.p12"] {
        let closed = reports(&place, &[file]);
        let opened = match file {
            "empty.p12" => closed,
            _ => {
                assert_eq!(closed[0]["findings"][0]["code"], "locked", "{file}");
                reports(&place, &["--passphrase-file", "secret", file])
            }
        };
        let store = opened.iter().find(|report| report["facts"]["kind"] == "store").unwrap();
        assert_eq!(store["facts"]["entries"][0]["alias"], "me", "{file}");
        let what = store["facts"]["entries"][0]["what"].as_str().unwrap();
        assert!(what.starts_with("RSA 2048 key with "), "{file}: {what}");
        assert!(!fingerprints(&opened).is_empty(), "{file}");
    }
}

#[test]
fn several_things_in_one_file_are_each_shown_with_their_line() {
    let Some(place) = made() else { return };
    let all: Vec<u8> = ["attributes.pem", "request.pem", "crl.pem", "parameters.pem", "public.pem"]
        .iter()
        .flat_map(|file| place.read(file))
        .collect();
    place.put("all.pem", &all);
    let reports = reports(&place, &["all.pem"]);
    let (tree, things) = reports.split_first().unwrap();
    assert_eq!(tree["facts"]["kind"], "tree");
    let text = String::from_utf8(all).unwrap();
    let lines = text.lines().enumerate().filter(|(_, line)| line.starts_with("-----BEGIN "));
    let lines: Vec<String> = lines.map(|(index, _)| format!("all.pem:{}", index + 1)).collect();
    let subjects: Vec<&str> =
        things.iter().map(|thing| thing["subject"].as_str().unwrap()).collect();
    assert_eq!(subjects, lines);
    assert_eq!(
        kinds(things),
        [
            "certificate",
            "certificate",
            "private-key",
            "request",
            "crl",
            "parameters",
            "private-key",
            "public-key"
        ]
    );
    let (status, out, _) = inspected(&place.path(""), &["--short", "all.pem", "s.der"]);
    assert_eq!((status, out.lines().count()), (0, lines.len() + 2), "{out}");
    // what lies in one file breaks off nothing of another
    let (_, out, _) = inspected(&place.path(""), &["--format", "json", "all.pem", "s.der"]);
    let document: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(document["reports"].as_array().unwrap().len(), reports.len() + 1);
}

#[test]
fn pem_reads_back_the_same_and_has_no_private_key() {
    let Some(place) = made() else { return };
    place.put("secret", "secret\n");
    for file in
        ["attributes.pem", "bag.p7b", "bag.p7c", "modern.p12", "s.der", "pkcs1.pem", "pbes2.pem"]
    {
        let given = ["--passphrase-file", "secret", "--pem", file];
        let (status, out, err) = inspected(&place.path(""), &given);
        assert_eq!((status, err.as_str()), (0, ""), "{file}");
        assert!(!out.contains("PRIVATE"), "{file}: {out}");
        if !out.is_empty() {
            place.put("again.pem", &out);
            let before = fingerprints(&reports(&place, &["--passphrase-file", "secret", file]));
            assert_eq!(fingerprints(&reports(&place, &["again.pem"])), before, "{file}");
            assert!(!before.is_empty(), "{file}");
        }
    }
}

#[test]
fn standard_input_is_read_and_directories_are_walked() {
    let Some(place) = made() else { return };
    let program = super::support::xmppcert(&place.path("")).get_program().to_owned();
    let input = std::fs::File::open(place.path("s.der")).unwrap();
    let output = std::process::Command::new(program)
        .args(["inspect", "--format", "jsonl", "-"])
        .stdin(input)
        .output()
        .unwrap();
    let piped = jsonl(&String::from_utf8(output.stdout).unwrap());
    assert_eq!(fingerprints(&piped), fingerprints(&reports(&place, &["s.pem"])));
    let walked = reports(&place, &["."]);
    let found: BTreeSet<&str> = kinds(&walked).into_iter().collect();
    for kind in ["certificate", "crl", "private-key", "public-key", "request", "store", "tree"] {
        assert!(found.contains(kind), "no {kind} in {found:?}");
    }
}

#[test]
fn parameters_are_a_kind_of_their_own() {
    let place = scratch();
    let block = |label: &str, der: &[u8]| pem::encode(&pem::Pem::new(label, der));
    let p384 = [6, 5, 0x2b, 0x81, 4, 0, 0x22];
    let prime = [&[0x30, 0x81, 0x87, 2, 0x81, 0x81, 0][..], &[0xff; 128], &[2, 1, 2]].concat();
    let all = [
        ("EC PARAMETERS", &p384[..], "P-384", Value::Null),
        ("DH PARAMETERS", &prime, "", 1024.into()),
        ("X9.42 DH PARAMETERS", &prime, "", 1024.into()),
        ("DSA PARAMETERS", &prime, "", 1024.into()),
    ];
    for (label, der, curve, bits) in all {
        write(place.path().join("it"), block(label, der));
        let (status, out, _) = inspected(place.path(), &["--format", "jsonl", "it"]);
        let report = jsonl(&out).remove(0);
        let facts = &report["facts"];
        assert_eq!(
            (status, &facts["kind"], &facts["label"]),
            (0, &"parameters".into(), &label.into())
        );
        assert_eq!((facts["curve"].as_str().unwrap_or_default(), &facts["bits"]), (curve, &bits));
        let (_, out, _) = inspected(place.path(), &["it"]);
        assert!(out.starts_with(&format!("it  {label}\n")), "{out}");
        write(place.path().join("it"), block(label, b"neither"));
        let (status, out, _) = inspected(place.path(), &["--format", "jsonl", "it"]);
        assert_eq!(
            (status, &jsonl(&out)[0]["facts"]["kind"]),
            (1, &"unreadable".into()),
            "{label}"
        );
    }
}
