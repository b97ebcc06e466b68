//! What a server would refuse is not written, unless it is forced.

use std::fs;

use super::given::{Ran, Source};
use super::pki::{self, DOMAIN, ED25519, P256, RIGHT, Wish, leaf};

/// Exports into an empty directory, and says what stands there then.
fn export(source: &Source, server: &str, more: &[&str]) -> (Ran, usize) {
    let out = tempfile::tempdir().unwrap();
    let options = [&["--out-dir", out.path().to_str().unwrap()], more].concat();
    let ran = source.export(server, &options);
    let count = fs::read_dir(out.path()).unwrap().count();
    (ran, count)
}

/// Refused for that reason, and written all the same where it is forced.
fn refuses(source: &Source, server: &str, code: &str) {
    let (ran, count) = export(source, server, &[]);
    assert_eq!((ran.status, count), (Some(1), 0), "{server}: {}{}", ran.out, ran.err);
    assert!(ran.errors().contains(&code.to_owned()), "{server}: {:?}", ran.errors());
    let (ran, count) = export(source, server, &["--dry-run"]);
    assert_eq!((ran.status, count), (Some(1), 0), "{server}: {}{}", ran.out, ran.err);
    let (ran, count) = export(source, server, &["--force"]);
    assert_eq!((ran.status, count > 0), (Some(1), true), "{server}: {}{}", ran.out, ran.err);
    assert!(ran.errors().contains(&code.to_owned()), "{server}: {:?}", ran.errors());
}

const SERVERS: [&str; 3] = ["prosody", "ejabberd", "jabberd2"];

#[test]
fn what_is_right_is_written() {
    let source = Source::of(P256);
    for server in SERVERS {
        let (ran, count) = export(&source, server, &[]);
        assert_eq!((ran.status, count > 0), (Some(0), true), "{server}: {}{}", ran.out, ran.err);
        assert_eq!(ran.errors(), [""; 0]);
        let (ran, count) = export(&source, server, &["--dry-run"]);
        assert_eq!((ran.status, count), (Some(0), 0), "{server}: {}{}", ran.out, ran.err);
    }
}

#[test]
fn ed25519_for_ejabberd() {
    let source = Source::of(ED25519);
    let (ran, count) = export(&source, "ejabberd", &[]);
    assert_eq!((ran.status, count), (Some(1), 0), "{}{}", ran.out, ran.err);
    let code = ran.errors().remove(0);
    refuses(&source, "ejabberd", &code);
    let (ran, _) = export(&source, "prosody", &[]);
    assert_eq!(ran.status, Some(0), "Prosody serves it: {}{}", ran.out, ran.err);
}

#[test]
fn expired() {
    let source = Source::new(leaf(&Wish { days: (-90, -1), ..RIGHT }));
    SERVERS.iter().for_each(|server| refuses(&source, server, "expired"));
}

#[test]
fn for_another_name() {
    let source = Source::new(leaf(&Wish { names: "dns:other.example", ..RIGHT }));
    SERVERS.iter().for_each(|server| refuses(&source, server, "identity-mismatch"));
}

/// A pair that is none is not written even where it is forced: no server could use it.
#[test]
fn a_key_of_another() {
    let source = Source::of(P256);
    fs::write(source.path("privkey.pem"), pki::right().key).unwrap();
    for server in SERVERS {
        for more in [&[][..], &["--force"]] {
            let (ran, count) = export(&source, server, more);
            assert_eq!((ran.status, count), (Some(3), 0), "{server}: {}{}", ran.out, ran.err);
            assert!(ran.err.contains(&source.path("privkey.pem")), "{}", ran.err);
        }
    }
}

#[test]
fn a_chain_without_root_for_tigase() {
    let source = Source::of(P256);
    // another root, so that this chain's is nowhere
    let other = crate::mint::root(crate::mint::ca("Other"));
    fs::write(source.path("root.pem"), pki::certificate(other.link.der())).unwrap();
    let (ran, count) = export(&source, "tigase", &[]);
    assert_eq!((ran.status, count), (Some(3), 0), "{}{}", ran.out, ran.err);
    assert!(ran.err.contains("the root is not at hand"), "{}", ran.err);
    let (ran, count) = export(&source, "tigase", &["--force"]);
    assert_eq!((ran.status, count), (Some(1), 1), "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("root-not-there"), "{}", ran.out);
    // the others need no root in their files
    let (ran, _) = export(&source, "prosody", &["--force"]);
    assert_eq!(ran.paths().len(), 2, "{}{}", ran.out, ran.err);
}

/// What stands there already is not touched, whatever was wrong.
#[test]
fn the_old_pair_stays() {
    let (old, new) = (Source::of(P256), Source::new(leaf(&Wish { days: (-90, -1), ..RIGHT })));
    let out = tempfile::tempdir().unwrap();
    let directory = out.path().to_str().unwrap();
    old.export("prosody", &["--out-dir", directory]).sound();
    let read =
        || ["crt", "key"].map(|end| fs::read(out.path().join(format!("{DOMAIN}.{end}"))).unwrap());
    let before = read();
    assert_eq!(new.export("prosody", &["--out-dir", directory]).status, Some(1));
    assert_eq!(read(), before);
    // and what is right takes the place of nothing unless it is forced
    let right = Source::of(P256);
    let ran = right.export("prosody", &["--out-dir", directory]);
    assert_eq!((ran.status, ran.err.contains("--force")), (Some(3), true), "{}", ran.err);
    assert!(ran.err.contains("--out-dir names another directory"), "{}", ran.err);
    assert_eq!(read(), before);
    right.export("prosody", &["--out-dir", directory, "--force"]).sound();
    assert_ne!(read(), before);
}
