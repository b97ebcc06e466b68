//! Missing issuers fetched: from servers as they should be, and from such as nobody should meet.

use std::io::Write;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use rcgen::CertificateParams;
use serde_json::Value;
use xmppcert::pki::pem::encode;

use super::http::{Http, answer};
use super::mint::{Minted, NOW, ca, extension, leaf, root};
use super::support::Place;
use super::{chain, codes, ders, openssl_agrees, pem, pems, reasons};

/// DER with a tag.
fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).unwrap().to_be_bytes();
    [&[tag, 0x82], &length[..], content].concat()
}

/// authorityInfoAccess with caIssuers (RFC 5280 §4.2.2.1).
fn told_at(mut params: CertificateParams, addresses: &[String]) -> CertificateParams {
    let ca_issuers = [0x06, 8, 0x2b, 6, 1, 5, 5, 7, 0x30, 2];
    let one =
        |address: &String| der(0x30, &[&ca_issuers[..], &der(0x86, address.as_bytes())].concat());
    let all: Vec<u8> = addresses.iter().flat_map(one).collect();
    let access = extension(&[1, 3, 6, 1, 5, 5, 7, 1, 1], false, der(0x30, &all));
    params.custom_extensions.push(access);
    params
}

/// Certificates in a PKCS#7 bag without a signature (RFC 5652 §5), as CAs publish them.
fn bag(all: &[&Minted]) -> Vec<u8> {
    let oid = |last| [0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, last];
    let certificates: Vec<u8> = all.iter().flat_map(|one| one.link.der().to_vec()).collect();
    let parts =
        [&[0x02, 1, 1, 0x31, 0][..], &der(0x30, &oid(1)), &der(0xa0, &certificates), &[0x31, 0]];
    der(0x30, &[&oid(2)[..], &der(0xa0, &der(0x30, &parts.concat()))].concat())
}

/// A Java keystore with one trusted certificate, its digest wrong.
fn keystore(one: &Minted) -> Vec<u8> {
    let der = one.link.der();
    let length = u32::try_from(der.len()).unwrap().to_be_bytes();
    let head = b"\xfe\xed\xfe\xed\0\0\0\x02\0\0\0\x01\0\0\0\x02\0\x02ca\0\0\0\0\0\0\0\0\0\x05X.509";
    [&head[..], &length, der, &[0; 20]].concat()
}

/// A root, so many CAs below each other, and a leaf; all but the root are to be had, and say where.
fn line(http: &Http, cas: usize) -> (Vec<Minted>, Minted) {
    let mut line = vec![root(ca("Root"))];
    for depth in 1..=cas {
        let above = http.at(&format!("/{}.der", depth - 1));
        let next = line[depth - 1].issue(told_at(ca(&format!("CA {depth}")), &[above]));
        http.has(&format!("/{depth}.der"), next.link.der());
        line.push(next);
    }
    let leaf = line[cas].issue(told_at(leaf("example.org"), &[http.at(&format!("/{cas}.der"))]));
    (line, leaf)
}

/// A root and a CA, with a leaf that names these addresses.
fn pair(addresses: &[String]) -> (Minted, Minted, Minted) {
    let root = root(ca("Root"));
    let ca = root.issue(ca("CA"));
    let leaf = ca.issue(told_at(leaf("example.org"), addresses));
    (root, ca, leaf)
}

/// `chain leaf.pem --fetch` below a root.
fn fetched(root: &Minted, leaf: &Minted) -> (Place, Vec<Vec<u8>>, Value, i32) {
    let place = Place::default();
    place.put("anchors.pem", pem(root));
    place.put("leaf.pem", pem(leaf));
    let (found, report, status) =
        chain(&place, NOW, &["leaf.pem", "--fetch", "--anchors", "anchors.pem"]);
    (place, found, report, status)
}

/// The outcomes of all fetches.
fn outcomes(report: &Value) -> Vec<&str> {
    let all = report["facts"]["fetched"].as_array().unwrap().iter();
    all.map(|one| one["outcome"].as_str().unwrap()).collect()
}

#[test]
fn five_certificates_of_which_four_are_fetched() {
    let http = Http::start();
    let (line, leaf) = line(&http, 4);
    let (place, found, report, status) = fetched(&line[0], &leaf);
    assert_eq!(found, ders([&leaf, &line[4], &line[3], &line[2], &line[1]]));
    assert_eq!((status, codes(&report)), (0, vec![]), "{report}");
    assert_eq!(http.asked(), ["/4.der", "/3.der", "/2.der", "/1.der"]);
    assert_eq!(outcomes(&report), ["fetched"; 4]);
    let fact = &report["facts"]["fetched"][0];
    assert_eq!(fact["certificates"], serde_json::json!(["CN=CA 4"]));
    assert_eq!(report["facts"]["certificates"][1]["file"], http.at("/4.der"));
    openssl_agrees(&place, NOW);
    let head = &http.heads()[0];
    assert!(head.starts_with("GET /4.der HTTP/1.1\r\n"), "{head}");
    assert!(!head.to_lowercase().contains("cookie"), "{head}");
}

#[test]
fn no_more_than_five_are_asked() {
    let http = Http::start();
    let (line, leaf) = line(&http, 7);
    let (_, found, report, status) = fetched(&line[0], &leaf);
    assert_eq!(found.len(), 6);
    assert_eq!((status, codes(&report)), (1, vec!["chain-incomplete"]));
    assert_eq!(http.asked(), ["/7.der", "/6.der", "/5.der", "/4.der", "/3.der"]);
    assert_eq!(outcomes(&report), ["fetched", "fetched", "fetched", "fetched", "fetched", "limit"]);
    let explanation = report["findings"][0]["explanation"].as_str().unwrap();
    let words = format!("{} was not asked for it: 5 addresses", http.at("/2.der"));
    assert!(explanation.contains(&words), "{explanation}");
}

#[test]
fn nothing_is_asked_unasked_or_needlessly() {
    let http = Http::start();
    let (line, leaf) = line(&http, 2);
    let place = Place::default();
    place.put("anchors.pem", pem(&line[0]));
    place.put("leaf.pem", pem(&leaf));
    place.put("cas.pem", pems(&line[1..]));
    let (found, report, _) = chain(&place, NOW, &["leaf.pem", "--anchors", "anchors.pem"]);
    assert_eq!(found.len(), 1);
    assert_eq!(report["facts"]["fetched"], serde_json::json!([]));
    // the cure is the option
    assert_eq!(report["findings"][0]["fix"], "xmppcert chain leaf.pem --fetch --out fullchain.pem");
    let all = ["leaf.pem", "cas.pem", "--fetch", "--anchors", "anchors.pem"];
    let (found, _, status) = chain(&place, NOW, &all);
    assert_eq!((found.len(), status), (3, 0));
    assert_eq!(http.asked(), Vec::<String>::new());
    // only what is missing is asked for
    place.put("one.pem", pem(&line[2]));
    let some = ["leaf.pem", "one.pem", "--fetch", "--anchors", "anchors.pem"];
    let (found, _, status) = chain(&place, NOW, &some);
    assert_eq!((found.len(), status), (3, 0));
    assert_eq!(http.asked(), ["/1.der"]);
}

#[test]
fn der_pem_and_bags_are_read_and_keystores_are_not() {
    let http = Http::start();
    let (root, ca, leaf) = pair(&[http.at("/issuer")]);
    let other = root.issue(super::mint::ca("Other CA"));
    let text = format!("What you asked for:\r\n{}", pems([&other, &ca]));
    for body in [
        ca.link.der().to_vec(),
        text.into_bytes(),
        bag(&[&other, &root, &ca]),
        encode("PKCS7", &bag(&[&ca])).as_bytes().to_vec(),
    ] {
        http.has("/issuer", body);
        let (_, found, report, status) = fetched(&root, &leaf);
        assert_eq!((found, status), (ders([&leaf, &ca]), 0), "{report}");
    }
    // a Java keystore opens without a password
    http.has("/issuer", keystore(&ca));
    assert_eq!(outcomes(&fetched(&root, &leaf).2), ["useless"]);
}

#[test]
fn what_did_not_sign_is_left_out_and_the_next_address_asked() {
    let http = Http::start();
    let (root, ca, leaf) = pair(&[http.at("/namesake"), http.at("/issuer")]);
    let namesake = root.issue(super::mint::ca("CA"));
    http.has("/namesake", namesake.link.der());
    http.has("/issuer", ca.link.der());
    let (_, found, report, status) = fetched(&root, &leaf);
    assert_eq!((found, status), (ders([&leaf, &ca]), 0), "{report}");
    assert_eq!(reasons(&report, "CA"), ["namesake"]);
    http.has("/issuer", b"");
    let (_, found, report, status) = fetched(&root, &leaf);
    assert_eq!((found, status), (ders([&leaf]), 1));
    assert_eq!(codes(&report), ["chain-incomplete"]);
    let explanation = report["findings"][0]["explanation"].as_str().unwrap();
    assert!(explanation.contains("/namesake was asked for it, and has other"), "{explanation}");
    assert!(explanation.contains("/issuer was asked for it in vain"), "{explanation}");
}

#[test]
fn a_root_that_is_fetched_is_no_anchor() {
    let http = Http::start();
    let (stranger, own) = (root(ca("Stranger")), root(ca("Root")));
    let issuer = stranger.issue(told_at(ca("CA"), &[http.at("/root")]));
    let leaf = issuer.issue(told_at(leaf("example.org"), &[http.at("/issuer")]));
    http.has("/issuer", issuer.link.der());
    http.has("/root", stranger.link.der());
    let (_, found, report, status) = fetched(&own, &leaf);
    assert_eq!((found, status), (ders([&leaf, &issuer]), 1));
    assert_eq!(report["facts"]["complete"], false);
    assert_eq!(report["facts"]["anchor"], Value::Null);
    assert_eq!(codes(&report), ["untrusted-root"]);
    assert_eq!(reasons(&report, "Stranger"), ["untrusted-root"]);
}

#[test]
fn other_schemes_and_credentials_are_told_and_not_asked() {
    let http = Http::start();
    let host = http.at("").replace("http://", "");
    let addresses = [
        format!("https://{host}/x"),
        "ldap:///CN=CA?cACertificate".to_owned(),
        "file:///etc/hostname".to_owned(),
        format!("http://user:secret@{host}/x"),
        format!("http://{host}/\u{1b}[2J"),
    ];
    let (root, _, leaf) = pair(&addresses);
    let (place, found, report, status) = fetched(&root, &leaf);
    assert_eq!((found, status), (ders([&leaf]), 1));
    assert_eq!(outcomes(&report), ["refused"; 5], "{report}");
    assert_eq!(http.asked(), Vec::<String>::new());
    let fix = report["findings"][0]["fix"].as_str().unwrap();
    assert!(fix.contains("INTERMEDIATES"), "{fix}");
    let at = NOW.to_string();
    let text = ["chain", "leaf.pem", "--fetch", "--anchors", "anchors.pem", "--at", &at];
    let ran = place.xmppcert(&text);
    assert!(ran.err.contains("[2J"), "{}", ran.err);
    assert!(!ran.err.contains('\u{1b}'), "{}", ran.err);
}

#[test]
fn redirects_are_followed_twice_and_to_http_alone() {
    let http = Http::start();
    let (root, ca, leaf) = pair(&[http.at("/a/1")]);
    let to = |location: &str| answer("302 Found", &format!("Location: {location}\r\n"), b"");
    http.says("/a/1", to("2"));
    http.says("/a/2", to(&http.at("/3?x=1")));
    http.has("/3?x=1", ca.link.der());
    let (_, found, report, status) = fetched(&root, &leaf);
    assert_eq!((found, status), (ders([&leaf, &ca]), 0), "{report}");
    let told = &report["facts"]["fetched"][0]["redirects"];
    assert_eq!(*told, serde_json::json!([http.at("/a/2"), http.at("/3?x=1")]));
    http.says("/3?x=1", to("/4"));
    http.has("/4", ca.link.der());
    failed(&root, &leaf, "it redirects more than 2 times");
    http.says("/a/1", to("/a/1"));
    failed(&root, &leaf, "it redirects more than 2 times");
    http.says("/a/1", to("https://127.0.0.1/x"));
    failed(
        &root,
        &leaf,
        "it redirects to https://127.0.0.1/x: it is https, and only http is asked",
    );
    http.says("/a/1", to("file:///etc/hostname"));
    failed(&root, &leaf, "it is file, and only http is asked");
    http.says("/a/1", to(&http.at("/4").replace("http://", "http://user@")));
    failed(&root, &leaf, "it has credentials before the host");
    http.says("/a/1", answer("302 Found", "", b""));
    failed(&root, &leaf, "it redirects without saying where to");
}

/// Fetches in vain, and says so in facts and finding; the chain ends with the leaf.
fn failed(root: &Minted, leaf: &Minted, why: &str) {
    let started = Instant::now();
    let (_, found, report, status) = fetched(root, leaf);
    let passed = started.elapsed();
    assert_eq!((found, status), (ders([leaf]), 1), "{why}");
    let told = report["facts"]["fetched"][0]["why"].as_str().unwrap_or_default();
    assert!(told.contains(why), "{told}, not {why}");
    assert_eq!(codes(&report), ["chain-incomplete"]);
    let explanation = report["findings"][0]["explanation"].as_str().unwrap();
    assert!(explanation.contains(told), "{explanation}");
    assert!(passed < Duration::from_secs(8), "{why}: {passed:?}");
}

#[test]
fn answers_that_are_none_fail_and_say_why() {
    let http = Http::start();
    let (root, ca, leaf) = pair(&[http.at("/x")]);
    let der = ca.link.der();
    let whole = answer("200 OK", "", der);
    let length = der.len();
    failed(&root, &leaf, "the answer has the status 404");
    http.says("/x", answer("500 Oh", "", der));
    failed(&root, &leaf, "the answer has the status 500");
    http.has("/x", "<html><body>Buy certificates!</body></html>");
    failed(&root, &leaf, "the answer holds no certificate");
    http.has("/x", vec![0x30; 64 << 10]);
    failed(&root, &leaf, "the answer holds no certificate");
    http.has("/x", vec![0x30; (64 << 10) + 1]);
    failed(&root, &leaf, "the answer has more than 65536 octets");
    http.says("/x", answer("200 OK", "Content-Encoding: gzip\r\n", der));
    failed(&root, &leaf, "the answer is encoded");
    http.says("/x", &whole[..whole.len() - 1]);
    failed(&root, &leaf, "the answer is not whole");
    let less = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", length - 9);
    http.says("/x", [less.as_bytes(), der].concat());
    failed(&root, &leaf, "the answer holds no certificate");
    let chunk =
        format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n", length + 9);
    http.says("/x", [chunk.as_bytes(), der].concat());
    failed(&root, &leaf, "the answer is not whole");
    http.says("/x", b"SSH-2.0-OpenSSH_9.2\r\n".as_slice());
    failed(&root, &leaf, "no HTTP");
    http.says("/x", format!("HTTP/1.1 200 OK\r\nX: {}\r\n\r\n", "y".repeat(1 << 20)));
    failed(&root, &leaf, "no HTTP");
    http.says("/x", Vec::new());
    failed(&root, &leaf, "");
}

#[test]
fn a_length_that_is_not_told_is_no_harm() {
    let http = Http::start();
    let (root, ca, leaf) = pair(&[http.at("/x")]);
    http.says("/x", [b"HTTP/1.0 200 OK\r\n\r\n", ca.link.der()].concat());
    let (_, found, ..) = fetched(&root, &leaf);
    assert_eq!(found, ders([&leaf, &ca]));
}

/// Writes without end, until the reader has gone away.
fn endlessly(stream: &mut TcpStream, octets: &[u8], pause: Duration) {
    while stream.write_all(octets).is_ok() {
        std::thread::sleep(pause);
    }
}

#[test]
fn an_endless_body_ends_at_the_limit() {
    let http = Http::start();
    let (root, _, leaf) = pair(&[http.at("/x")]);
    http.does("/x", |stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
        endlessly(stream, &[0x30; 4096], Duration::ZERO);
    });
    failed(&root, &leaf, "the answer has more than 65536 octets");
}

#[test]
fn drops_end_with_their_time() {
    let http = Http::start();
    let (root, _, leaf) = pair(&[http.at("/x")]);
    let drop = Duration::from_millis(100);
    http.does("/x", move |stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        endlessly(stream, b"0", drop);
    });
    failed(&root, &leaf, "there was no whole answer within 5 s");
    http.does("/x", move |stream| endlessly(stream, b"H", drop));
    failed(&root, &leaf, "");
}

#[test]
fn redirects_share_the_time_of_one_request() {
    let http = Http::start();
    let (root, _, leaf) = pair(&[http.at("/1")]);
    for (path, location) in [("/1", "/2"), ("/2", "/3"), ("/3", "/4")] {
        http.does(path, move |stream| {
            std::thread::sleep(Duration::from_millis(2500));
            let head = format!("Location: {location}\r\n");
            let _ = stream.write_all(&answer("302 Found", &head, b""));
        });
    }
    failed(&root, &leaf, "there was no whole answer within 5 s");
}

#[test]
fn nobody_listens() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let (root, _, leaf) = pair(&[format!("http://{address}/x")]);
    failed(&root, &leaf, "the connection is refused");
}

#[test]
fn a_certificate_that_is_its_own_issuers_address_is_asked_once() {
    let http = Http::start();
    let (root, _, leaf) = pair(&[http.at("/leaf")]);
    http.has("/leaf", leaf.link.der());
    let (_, found, report, status) = fetched(&root, &leaf);
    assert_eq!((found, status), (ders([&leaf]), 1));
    assert_eq!(http.asked(), ["/leaf"]);
    assert_eq!(reasons(&report, "example.org"), ["duplicate"]);
}

/// A heap may hold a CA that has the name and the key identifier of the issuer, and another key.
#[test]
fn an_impostor_in_the_heap_does_not_keep_from_fetching() {
    let http = Http::start();
    let (root, issuer, leaf) = pair(&[http.at("/issuer")]);
    http.has("/issuer", issuer.link.der());
    let mut params = ca("CA");
    let named = issuer.link.extensions.subject_key.clone().unwrap();
    params.key_identifier_method = rcgen::KeyIdMethod::PreSpecified(named);
    let impostor = root.issue(params);
    let place = Place::default();
    place.put("anchors.pem", pem(&root));
    place.put("heap.pem", pems([&leaf, &impostor]));
    let words = ["heap.pem", "--fetch", "--anchors", "anchors.pem"];
    let (found, report, status) = chain(&place, NOW, &words);
    assert_eq!((found, status), (ders([&leaf, &issuer]), 0), "{report}");
}

/// A shell's proxy was not set for an address out of a certificate.
#[test]
fn no_proxy_is_asked() {
    let (http, proxy) = (Http::start(), Http::start());
    let (line, leaf) = line(&http, 1);
    let place = Place::default();
    place.put("anchors.pem", pem(&line[0]));
    place.put("leaf.pem", pem(&leaf));
    let at = NOW.to_string();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_xmppcert"));
    command.current_dir(place.path("")).args(["chain", "leaf.pem", "--fetch", "--at", &at]);
    command.args(["--anchors", "anchors.pem"]);
    for name in ["http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"] {
        command.env(name, proxy.at(""));
    }
    let ran = super::support::ran(&mut command).sound();
    assert_eq!((http.asked().len(), proxy.asked().len()), (1, 0));
    // in a pipe nobody watches
    assert!(!ran.err.contains("fetching"), "{}", ran.err);
}
