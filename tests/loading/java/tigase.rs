//! Tigase's files, the expected read off its source: `CertificateUtil.parseCertificate`, `sort` and
//! `removeRootCACertificate`, `CertificateContainer`, `SSLContextContainerAbstract.find`.

use xmppcert::pki::key::KeyKind;
use xmppcert::servers::loading::Fate;

use crate::pem_files::{Made, Pki, ca, chain, codes, fates, leaf, load, own};

/// What becomes of one file `certs/example.org.pem`: the chain, else the code of the first finding.
fn of(content: &str, made: &[&Made]) -> Result<Vec<String>, String> {
    let loading =
        load("tigase", &[("certs/example.org.pem", content.to_owned())], &["example.org"]);
    let served = chain(&loading, 0, made);
    if served.is_empty() {
        // a domain that goes without is told of as well
        assert!(
            codes(&loading).contains(&"nothing-served") || codes(&loading) == ["key-not-of-leaf"]
        );
        assert!(!loading.served[0].how.is_empty());
        return Err(codes(&loading)[0].to_owned());
    }
    assert_eq!(fates(&loading), [Fate::Served]);
    Ok(served)
}

fn served(names: &[&str]) -> Result<Vec<String>, String> {
    Ok(names.iter().map(|name| (*name).to_owned()).collect())
}

fn refused(code: &str) -> Result<Vec<String>, String> {
    Err(code.to_owned())
}

#[test]
fn certificates_are_sorted_from_the_root_down_which_is_taken_away() {
    let Pki { root, middle, leaf } = Pki::default();
    let (r, m, l, key) = (root.pem(), middle.pem(), leaf.pem(), leaf.key_pem());
    let made = [&root, &middle, &leaf];
    for order in [[&l, &key, &m, &r], [&r, &m, &l, &key], [&key, &m, &r, &l], [&m, &l, &key, &r]] {
        assert_eq!(of(&order.map(String::as_str).concat(), &made), served(&["leaf", "middle"]));
    }
    assert_eq!(of(&[l.as_str(), &key, &m].concat(), &made), refused("root-not-there"));
    assert_eq!(of(&[l.as_str(), &key].concat(), &made), refused("root-not-there"));
    assert_eq!(of(&key, &made), refused("root-not-there"));
    assert_eq!(of("", &made), refused("root-not-there"));
    assert_eq!(of(&[l.as_str(), &key, &r].concat(), &made), refused("chain-refused"));
}

#[test]
fn what_is_left_over_spoils_the_chain() {
    let Pki { root, middle, leaf } = Pki::default();
    let (r, m, l, key) = (root.pem(), middle.pem(), leaf.pem(), leaf.key_pem());
    let whole = [l.as_str(), &key, &m, &r].concat();
    let stranger = own("stranger", ca("Stranger"));
    let made = [&root, &middle, &leaf, &stranger];
    let with = |more: &str| of(&[&whole, more].concat(), &made);
    assert_eq!(with(&l), refused("chain-refused"));
    assert_eq!(with(&m), refused("chain-refused"));
    assert_eq!(with(&stranger.pem()), refused("chain-refused"));
    // the last root is the one
    let file = [("certs/example.org.pem", [whole.as_str(), &stranger.pem()].concat())];
    let told = &load("tigase", &file, &["example.org"]).findings[0].explanation;
    assert!(told.contains("Stranger has issued none"), "{told}");
    assert_eq!(of(&[&stranger.pem(), whole.as_str()].concat(), &made), refused("chain-refused"));
    // of two copies of the root the first is taken out, and the other one has to come before the intermediate
    assert_eq!(with(&r), refused("chain-refused"));
    assert_eq!(of(&[r.as_str(), &whole].concat(), &made), refused("chain-refused"));
    let twice = [r.as_str(), &r, &l, &key, &m].concat();
    assert_eq!(of(&twice, &made), served(&["leaf", "middle"]));
    let sister = middle.issue("sister", crate::pem_files::leaf("a.example.org"));
    assert_eq!(with(&sister.pem()), refused("chain-refused"));
}

#[test]
fn a_root_stays_without_key_cert_sign_and_is_all_there_is_of_a_self_signed_leaf() {
    let mut plain = ca("Plain root");
    plain.key_usages.clear();
    let root = own("root", plain);
    let below = root.issue("leaf", leaf("example.org"));
    let file = [below.pem(), below.key_pem(), root.pem()].concat();
    assert_eq!(of(&file, &[&root, &below]), served(&["leaf", "root"]));

    let alone = own("alone", leaf("example.org"));
    assert_eq!(of(&[alone.pem(), alone.key_pem()].concat(), &[&alone]), served(&["alone"]));
    let mut signing = ca("example.org");
    signing.subject_alt_names = leaf("example.org").subject_alt_names;
    let signing = own("signing", signing);
    assert_eq!(
        of(&[signing.pem(), signing.key_pem()].concat(), &[&signing]),
        refused("chain-refused")
    );
    let mut old = leaf("example.org");
    old.not_after = rcgen::date_time_ymd(2021, 1, 1);
    let old = own("old", old);
    let loading = load(
        "tigase",
        &[("certs/example.org.pem", [old.pem(), old.key_pem()].concat())],
        &["example.org"],
    );
    assert_eq!(codes(&loading), ["nothing-served"]);
    assert!(loading.served[0].how.contains("makes a new one"), "{}", loading.served[0].how);
}

#[test]
fn keys_are_read_from_two_kinds_of_blocks() {
    let Pki { root, middle, leaf } = Pki::default();
    let whole = |key: &str| [&leaf.pem(), key, &middle.pem(), &root.pem()].concat();
    let made = [&root, &middle, &leaf];
    assert_eq!(of(&whole(""), &made), refused("key-not-loaded"));
    let sec1 = leaf.key.to_sec1_pem().unwrap();
    let loading = load("tigase", &[("certs/example.org.pem", whole(&sec1))], &["example.org"]);
    assert_eq!(codes(&loading), ["key-not-loaded", "nothing-served"]);
    assert!(loading.findings[0].explanation.contains("EC PRIVATE KEY is passed over"));
    assert!(loading.findings[0].fix.contains("export --server tigase --domain example.org"));
    // the last key is the one
    let other = root.issue("other", crate::pem_files::leaf("a.example"));
    assert_eq!(
        of(&whole(&[other.key_pem(), leaf.key_pem()].concat()), &made),
        served(&["leaf", "middle"])
    );
    assert_eq!(
        of(&whole(&[leaf.key_pem(), other.key_pem()].concat()), &made),
        refused("key-not-of-leaf")
    );
    let encrypted = leaf.key_pem().replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY");
    assert_eq!(of(&whole(&encrypted), &made), refused("key-not-loaded"));
    for (kind, expected) in [
        (KeyKind::EcP384, served(&["x", "middle"])),
        (KeyKind::EcP521, served(&["x", "middle"])),
        (KeyKind::Rsa2048, served(&["x", "middle"])),
        (KeyKind::Ed25519, refused("key-not-loaded")),
    ] {
        let x = middle.issue_of("x", crate::pem_files::leaf("example.org"), kind);
        let file = [x.pem(), x.key_pem(), middle.pem(), root.pem()].concat();
        assert_eq!(of(&file, &[&middle, &x]), expected, "{}", kind.name());
        if kind == KeyKind::Rsa2048 {
            let pkcs1 = x.key.to_pkcs1_pem().unwrap();
            let file = [&x.pem(), pkcs1.as_str(), &middle.pem(), &root.pem()].concat();
            assert_eq!(of(&file, &[&middle, &x]), served(&["x", "middle"]));
        }
    }
}

#[test]
fn lines_are_read_as_java_reads_them() {
    let Pki { root, middle, leaf } = Pki::default();
    let whole = [leaf.pem(), leaf.key_pem(), middle.pem(), root.pem()].concat();
    let made = [&root, &middle, &leaf];
    let sound = served(&["leaf", "middle"]);
    assert_eq!(of(&whole.replace('\n', "\r\n"), &made), sound);
    assert_eq!(of(&whole.replace('\n', "\r"), &made), sound);
    assert_eq!(of(&format!("\u{feff}{whole}"), &made), sound);
    assert_eq!(of(&format!("Bag Attributes\n  friendlyName: x\n{whole}"), &made), sound);
    assert_eq!(of(&whole.replace("-----BEGIN", "x -----BEGIN"), &made), sound);
    let cut = whole.len() - 40;
    // a block without an end is passed over: here it is the root
    assert_eq!(of(&whole[..cut], &made), refused("root-not-there"));
    let garbled = whole.replacen("MII", "!!!", 1);
    assert_eq!(of(&garbled, &made), refused("file-refused"));
}

#[test]
fn files_stand_for_names_and_the_default_for_none() {
    let Pki { root, middle, leaf: own_leaf } = Pki::default();
    let file = |leaf: &Made| [leaf.pem(), leaf.key_pem(), middle.pem(), root.pem()].concat();
    let star = middle.issue("star", leaf("*.example.org"));
    let made = [&own_leaf, &star, &middle];
    let serves = |name: &str, which: &Made, domain: &str| {
        let loading = load("tigase", &[(name, file(which))], &[domain]);
        chain(&loading, 0, &made).first().cloned()
    };
    let leaf_is = Some("leaf".to_owned());
    let star_is = Some("star".to_owned());
    // by the name of the certificate, whatever the file is called, and by that of the file
    assert_eq!(serves("certs/x.crt", &own_leaf, "example.org"), leaf_is);
    assert_eq!(serves("certs/example.net.pem", &own_leaf, "example.net"), leaf_is);
    assert_eq!(serves("certs/example.net.crt", &own_leaf, "example.net"), None);
    assert_eq!(serves("certs/x.pem", &star, "a.example.org"), star_is);
    assert_eq!(serves("certs/x.pem", &star, "example.org"), star_is);
    assert_eq!(serves("certs/x.pem", &star, "a.b.example.org"), None);
    assert_eq!(serves("certs/default.pem", &own_leaf, "example.org"), None);
    assert_eq!(serves("certs/x.key", &own_leaf, "example.org"), None);
    assert_eq!(serves("certs/more/x.pem", &own_leaf, "example.org"), None);
    assert_eq!(serves("anywhere/x.txt", &own_leaf, "example.org"), leaf_is);
    let loading = load("tigase", &[("certs/default.pem", file(&own_leaf))], &["example.org"]);
    assert!(loading.served[0].how.contains("default.pem is for connections that name no host"));
}

#[test]
fn longer_names_come_later_and_wildcards_take_what_they_cover() {
    let Pki { root, middle, leaf: _ } = Pki::default();
    let file = |leaf: &Made| [leaf.pem(), leaf.key_pem(), middle.pem(), root.pem()].concat();
    let one = middle.issue("one", leaf("chat.example.org"));
    let two = middle.issue("two", leaf("chat.example.org"));
    let star = middle.issue("star", leaf("*.example.org"));
    let made = [&one, &two, &star];
    let first = |files: &[(&str, &Made)]| {
        let files: Vec<_> = files.iter().map(|(path, made)| (*path, file(made))).collect();
        let loading = load("tigase", &files, &["chat.example.org"]);
        (chain(&loading, 0, &made)[0].clone(), codes(&loading).concat())
    };
    assert_eq!(first(&[("certs/a.b.c.d.pem", &one), ("certs/a.pem", &two)]).0, "one");
    assert_eq!(first(&[("certs/a.b.pem", &star), ("certs/a.b.c.pem", &one)]).0, "one");
    assert_eq!(first(&[("certs/a.b.pem", &one), ("certs/a.b.c.pem", &star)]).0, "star");
    let (_, told) = first(&[("certs/a.pem", &one), ("certs/b.pem", &two)]);
    assert_eq!(told, "several-candidates");
    assert_eq!(first(&[("named.pem", &one), ("certs/a.b.c.pem", &two)]).0, "one");
}
