//! Directories as ACME clients lay them out.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use super::given::{Ran, Source, run, xmppcert};
use super::pki::{DOMAIN, P256, RIGHT, RSA, Wish, leaf};

fn put(path: &Path, text: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// As certbot: links in `live`, files in `archive`, here after one renewal.
fn certbot(base: &Path, name: &str, old: &Source, new: &Source) {
    let (live, archive) = (base.join("live").join(name), base.join("archive").join(name));
    for (number, source) in [(1, old), (2, new)] {
        let chain = source.leaf.fullchain();
        put(&archive.join(format!("cert{number}.pem")), source.leaf.pem());
        put(&archive.join(format!("chain{number}.pem")), &chain[source.leaf.pem().len()..]);
        put(&archive.join(format!("fullchain{number}.pem")), &chain);
        put(&archive.join(format!("privkey{number}.pem")), &source.leaf.key);
    }
    fs::create_dir_all(&live).unwrap();
    for file in ["cert", "chain", "fullchain", "privkey"] {
        let target = format!("../../archive/{name}/{file}2.pem");
        symlink(target, live.join(format!("{file}.pem"))).unwrap();
    }
    put(&live.join("README"), "This directory contains your keys and certificates.\n");
    put(&base.join("live/README"), "This directory contains your keys and certificates.\n");
    put(&base.join(format!("renewal/{name}.conf")), "version = 2.1.0\n");
}

/// As lego: the chain in `.crt`, its issuers once more apart, the key in the old form of its kind.
fn lego(base: &Path, source: &Source, key: &str) {
    let chain = source.leaf.fullchain();
    let file = |end: &str| base.join(format!("certificates/{DOMAIN}.{end}"));
    put(&file("crt"), &chain);
    put(&file("issuer.crt"), &chain[source.leaf.pem().len()..]);
    put(&file("key"), key);
    put(&file("json"), "{}\n");
}

/// As acme.sh, with EC keys in a directory of their own.
fn acme_sh(base: &Path, end: &str, source: &Source, key: &str) {
    let chain = source.leaf.fullchain();
    let file = |name: &str| base.join(format!("{DOMAIN}{end}/{name}"));
    put(&file("fullchain.cer"), &chain);
    put(&file("ca.cer"), &chain[source.leaf.pem().len()..]);
    put(&file(&format!("{DOMAIN}.cer")), source.leaf.pem());
    put(&file(&format!("{DOMAIN}.key")), key);
    put(&file(&format!("{DOMAIN}.conf")), "Le_Domain='chat.example'\n");
    put(&file(&format!("{DOMAIN}.csr")), "");
}

fn export(directory: &Path, source: &Source, more: &[&str]) -> Ran {
    let mut command = xmppcert(&["--server", "pem", "--anchors", &source.path("root.pem")]);
    command.args(["--from-lineage", directory.to_str().unwrap()]);
    run(command.args(more))
}

/// Exports and looks whether exactly that pair arrives, under the name of the domain.
fn gives(directory: &Path, source: &Source, more: &[&str]) {
    let out = tempfile::tempdir().unwrap();
    let options = [&["--out-dir", out.path().to_str().unwrap()], more].concat();
    let ran = export(directory, source, &options).sound();
    let read = |end: &str| fs::read_to_string(out.path().join(format!("{DOMAIN}.{end}")));
    assert_eq!(read("crt").ok(), Some(source.leaf.fullchain()), "{directory:?}: {ran:?}");
    assert_eq!(read("key").ok(), Some(source.leaf.key.clone()), "{directory:?}");
}

#[test]
fn certbots() {
    let base = tempfile::tempdir().unwrap();
    let (old, new) = (Source::of(P256), Source::of(RSA));
    certbot(base.path(), DOMAIN, &old, &new);
    let live = base.path().join("live");
    gives(&live.join(DOMAIN), &new, &[]);
    gives(&live.join(DOMAIN), &new, &["--domain", DOMAIN]);
    gives(&live, &new, &["--domain", DOMAIN]);
    gives(base.path(), &new, &["--domain", DOMAIN]);
}

/// certbot calls a second lineage of a domain so, and one of several domains by the first.
#[test]
fn certbots_of_other_names() {
    let base = tempfile::tempdir().unwrap();
    let source = Source::of(P256);
    certbot(base.path(), "chat.example-0001", &source, &source);
    gives(&base.path().join("live/chat.example-0001"), &source, &[]);
    gives(&base.path().join("live/chat.example-0001"), &source, &["--domain", DOMAIN]);
    certbot(base.path(), "xmpp", &source, &source);
    gives(&base.path().join("live/xmpp"), &source, &[]);
    let several = Source::new(leaf(&Wish { names: "dns:a.example dns:chat.example", ..RIGHT }));
    certbot(base.path(), "a.example", &several, &several);
    gives(&base.path().join("live/a.example"), &several, &["--domain", DOMAIN]);
    // the first name, which the directory has
    let out = tempfile::tempdir().unwrap();
    let options = ["--out-dir", out.path().to_str().unwrap()];
    export(&base.path().join("live/a.example"), &several, &options).sound();
    assert!(out.path().join("a.example.crt").exists());
    // by another name than any of its own
    certbot(base.path(), "b.example", &several, &several);
    let ran = export(&base.path().join("live/b.example"), &several, &["--dry-run"]);
    assert_eq!(ran.status, Some(2), "{ran:?}");
    assert!(ran.err.contains("names several domains"), "{}", ran.err);
}

#[test]
fn legos() {
    let base = tempfile::tempdir().unwrap();
    for kind in [P256, RSA] {
        let source = Source::of(kind);
        let key = if kind == RSA { source.leaf.pkcs1() } else { source.leaf.sec1() };
        lego(base.path(), &source, &key);
        gives(base.path(), &source, &["--domain", DOMAIN]);
        gives(&base.path().join("certificates"), &source, &["--domain", DOMAIN]);
    }
    let ran = export(base.path(), &Source::of(P256), &[]);
    assert_eq!(ran.status, Some(3), "{ran:?}");
    assert!(ran.err.contains("--domain"), "{}", ran.err);
}

#[test]
fn acme_shs() {
    let base = tempfile::tempdir().unwrap();
    let (rsa, ec) = (Source::of(RSA), Source::of(P256));
    acme_sh(base.path(), "_ecc", &ec, &ec.leaf.sec1());
    gives(&base.path().join(format!("{DOMAIN}_ecc")), &ec, &[]);
    gives(base.path(), &ec, &["--domain", DOMAIN]);
    acme_sh(base.path(), "", &rsa, &rsa.leaf.pkcs1());
    gives(&base.path().join(DOMAIN), &rsa, &[]);
    gives(&base.path().join(DOMAIN), &rsa, &["--domain", DOMAIN]);
    gives(&base.path().join(format!("{DOMAIN}_ecc")), &ec, &["--domain", DOMAIN]);
    // which of both is for whoever runs it to say
    let ran = export(base.path(), &ec, &["--domain", DOMAIN, "--dry-run"]);
    assert_eq!(ran.status, Some(2), "{ran:?}");
    assert!(ran.err.contains("more than one pair"), "{}", ran.err);
}

#[test]
fn snikkets() {
    let base = tempfile::tempdir().unwrap();
    let (old, new) = (Source::of(P256), Source::of(P256));
    certbot(&base.path().join("letsencrypt"), DOMAIN, &old, &new);
    gives(base.path(), &new, &["--domain", DOMAIN]);
    gives(&base.path().join("letsencrypt"), &new, &["--domain", DOMAIN]);
    gives(&base.path().join("letsencrypt/live").join(DOMAIN), &new, &[]);
}

#[test]
fn where_there_is_none_nothing_is_written() {
    let base = tempfile::tempdir().unwrap();
    let source = Source::of(P256);
    put(&base.path().join("fullchain.pem"), source.leaf.fullchain());
    for more in [&["--domain", DOMAIN][..], &[]] {
        let ran = export(base.path(), &source, more);
        assert_eq!(ran.status, Some(3), "{ran:?}");
        assert!(ran.err.contains("no key and chain"), "{}", ran.err);
    }
    let ran = export(&base.path().join("nowhere"), &source, &[]);
    assert_eq!(ran.status, Some(3), "{ran:?}");
    assert!(ran.err.contains("it is no directory"), "{}", ran.err);
}
