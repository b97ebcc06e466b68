//! What comes by standard input.

use std::io::Write;
use std::process::{Command, Stdio};

use xmppcert::pki::pem::encode;

use super::mint::{NOW, ca, leaf, root};
use super::support::{Place, peer};
use super::{pem, pems};

const SECRET: &str = "wherefore art thou";

/// What `xmppcert` says to words and to what it reads: its status, output and errors.
fn told(place: &Place, words: &[&str], input: &[u8]) -> (Option<i32>, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_xmppcert"))
        .args(words)
        .args(["--at", &NOW.to_string()])
        .current_dir(place.path(""))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // who refuses at once does not read
    let _ = child.stdin.take().map(|mut stdin| stdin.write_all(input));
    let output = child.wait_with_output().unwrap();
    let text = |octets: &[u8]| String::from_utf8_lossy(octets).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn a_chain_comes_and_goes_by_the_standard_streams() {
    let place = Place::default();
    let root = root(ca("Root"));
    let issuer = root.issue(ca("CA"));
    let leaf = issuer.issue(leaf("example.org"));
    place.put("root.pem", pem(&root));
    let words = ["chain", "-", "--anchors", "root.pem"];
    let (status, out, said) = told(&place, &words, pems([&issuer, &leaf]).as_bytes());
    assert_eq!((status, out), (Some(0), pems([&leaf, &issuer])), "{said}");
}

#[test]
fn a_private_key_in_place_of_the_leaf_is_refused_and_not_shown() {
    let place = Place::default();
    let leaf = root(leaf("example.org"));
    let key = encode("PRIVATE KEY", leaf.key.serialized_der());
    let (status, out, said) = told(&place, &["chain", "-", "--anchors", "mozilla"], key.as_bytes());
    assert_eq!((status, out.as_str()), (Some(3), ""));
    assert!(said.contains("there is no certificate in -: it holds a private key"), "{said}");
    for line in key.lines().filter(|line| !line.starts_with('-')) {
        assert!(!said.contains(line), "{said}");
    }
}

#[test]
fn one_passphrase_opens_the_key_and_the_heap() {
    let place = Place::default();
    let root = root(ca("Root"));
    let issuer = root.issue(ca("CA"));
    let leaf = issuer.issue(leaf("example.org"));
    place.put("root.pem", pem(&root));
    place.put("leaf.pem", pem(&leaf));
    place.put("heap", pem(&issuer));
    place.put("plain.key", encode("PRIVATE KEY", leaf.key.serialized_der()).as_bytes());
    place.put("secret", SECRET);
    let sealed = ["key", "convert", "plain.key", "--to", "pkcs8", "--encrypt"];
    let to = ["--passphrase-file", "secret", "--out", "sealed.key"];
    place.xmppcert(&[&sealed[..], &to].concat()).sound();
    if peer("openssl").is_some() {
        let words = "pkcs12 -export -nokeys -in heap -passout file:secret -out heap.p12";
        place.run("openssl", &super::support::words(words)).sound();
        place.put("heap", place.read("heap.p12"));
    }
    let words = ["chain", "leaf.pem", "heap", "--key", "sealed.key", "--passphrase-file", "-"];
    let words = [&words[..], &["--anchors", "root.pem"]].concat();
    let (status, out, said) = told(&place, &words, format!("{SECRET}\n").as_bytes());
    assert_eq!((status, out), (Some(0), pems([&leaf, &issuer])), "{said}");
    let (status, ..) = told(&place, &words, b"hence from Verona\n");
    assert_eq!(status, Some(3));
}

#[test]
fn standard_input_is_one_thing() {
    let place = Place::default();
    for words in ["- -", "- --key -", "- --passphrase-file -", "x --key - --passphrase-file -"] {
        let words: Vec<&str> = ["chain"].into_iter().chain(words.split(' ')).collect();
        let (status, _, said) = told(&place, &words, b"");
        assert_eq!(status, Some(2), "{said}");
        assert!(said.contains("standard input is read once, and is named 2 times"), "{said}");
    }
}
