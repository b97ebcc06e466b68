//! What is told of files beside what is served: the codes, and what people read.

use xmppcert::servers::loading::{Barred, Fate, Found, Given, Loading};

use super::pki::{DOMAIN, ED25519, RIGHT, Wish, leaf, named, right};
use super::table::predict;

/// What one server makes of files that stand in a directory.
fn loading(server: &str, files: &[(&str, &str)], user: Option<&str>) -> Loading {
    let domains = [DOMAIN.parse().unwrap()];
    let found = files.iter().map(|(name, content)| {
        let path = format!("/etc/certs/{name}");
        let closed = user.filter(|closed| *closed == *name || closed.is_empty());
        let barred = closed.map(|closed| Barred {
            user: "server".to_owned(),
            at: if closed.is_empty() { "/etc/certs".to_owned() } else { path.clone() },
            how: "mode 0700, owner 0, group 0".to_owned(),
        });
        let octets = barred.map_or(Ok(content.as_bytes()), Err);
        Found { path, base: "/etc/certs".len(), octets, modified: None }
    });
    let now = super::situation::now();
    let given = Given { domains: &domains, found: found.collect(), now, passphrase: None };
    predict(server, "26", &given)
}

/// The codes that are told, the fate of each file, and the texts.
fn told(loading: &Loading) -> (Vec<&str>, Vec<Fate>, String) {
    let texts: Vec<String> = loading
        .findings
        .iter()
        .map(|one| format!("{} Cure: {}", one.explanation, one.fix))
        .collect();
    let codes = loading.findings.iter().map(|one| one.code.id).collect();
    (codes, loading.files.iter().map(|file| file.fate).collect(), texts.join("\n"))
}

#[track_caller]
fn expect(
    server: &str,
    files: &[(&str, &str)],
    user: Option<&str>,
    codes: &[&str],
    fates: &[Fate],
    words: &[&str],
) {
    let loading = loading(server, files, user);
    let (found, became, text) = told(&loading);
    assert_eq!((found.as_slice(), became.as_slice()), (codes, fates), "{text}");
    for word in words {
        assert!(text.contains(word), "no {word:?} in\n{text}");
    }
}

#[test]
fn ejabberd_is_told_of() {
    use Fate::{Fatal, Ignored, Loaded, Served};
    let own = right();
    let whole = own.fullchain() + &own.key;
    let expect = |files: &[(&str, &str)], user, codes: &[&str], fates: &[Fate], words: &[&str]| {
        expect("ejabberd", files, user, codes, fates, words);
    };
    expect(&[("a", &whole)], None, &[], &[Served], &[]);
    expect(&[("a", &whole), ("b", &right().key)], None, &[], &[Served, Loaded], &[]);
    let locked = own.encrypted("secret");
    let chain = own.fullchain();
    let words = [
        "/etc/certs/b",
        "at line 1: encrypted certificate",
        "xmppcert key convert /etc/certs/b --to pkcs8",
    ];
    expect(&[("a", &chain), ("b", &locked)], None, &["start-aborted"], &[Loaded, Fatal], &words);
    let stray = right().pem();
    let words = ["no matching private key found", "put its key beside it"];
    expect(&[("a", &whole), ("b", &stray)], None, &["start-aborted"], &[Loaded, Fatal], &words);
    let words = ["takes it for one of its own", "take it out of /etc/certs/b"];
    expect(
        &[("a", &whole), ("b", &super::ejabberd::anchor())],
        None,
        &["start-aborted"],
        &[Loaded, Fatal],
        &words,
    );
    let deep = [("a", &*whole), ("old/a", &*whole), ("old/b", &*whole)];
    let words = ["/etc/certs/old is a directory", "illegal operation on a directory"];
    expect(&deep, None, &["start-aborted"], &[Loaded, Fatal, Fatal], &words);
    let words = ["server has to read", "mode 0700", "does not start"];
    expect(&[("a", &whole)], Some("a"), &["files-unreadable"], &[Fatal], &words);
    let words = ["is empty, please make sure ejabberd has sufficient rights", "goes on"];
    let closed = ["files-unreadable", "nothing-served"];
    expect(&[("a", &whole)], Some(""), &closed, &[Ignored], &words);
    let edwards = leaf(&Wish { kind: ED25519, ..RIGHT });
    let edwards = edwards.fullchain() + &edwards.key;
    expect(&[("a", &edwards)], None, &["nothing-served"], &[Fatal], &["Ed25519", "--type p256"]);
    let other = named(&["other.example"]);
    let other = other.fullchain() + &other.key;
    let words = ["a certificate for other.example", "xmppcert csr chat.example"];
    expect(&[("a", &other)], None, &["other-served"], &[Served], &words);
    let hidden = format!("\u{feff}{}{whole}", right().key);
    expect(&[("a", &hidden)], None, &["file-ignored"], &[Served], &["line 1: a byte order mark"]);
}

#[test]
fn mongooseim_is_told_of() {
    use Fate::{Ignored, Refused, Served};
    let own = right();
    let (chain, key, locked) = (own.fullchain(), own.key.clone(), own.encrypted("secret"));
    let expect = |files: &[(&str, &str)], user, codes: &[&str], fates: &[Fate], words: &[&str]| {
        expect("mongooseim", files, user, codes, fates, words);
    };
    expect(&[("a", &chain), ("b", &key)], None, &[], &[Served; 2], &[]);
    expect(
        &[("a", &chain), ("b", &key), ("c", &chain)],
        None,
        &[],
        &[Served, Served, Ignored],
        &[],
    );
    let refused = [Refused; 2];
    expect(
        &[("a", &chain), ("b", &locked)],
        None,
        &["key-not-loaded"],
        &refused,
        &["tls.password"],
    );
    let twice = key.clone() + &right().key;
    expect(
        &[("a", &chain), ("b", &twice)],
        None,
        &["key-not-loaded"],
        &refused,
        &["2 private keys"],
    );
    expect(
        &[("a", &chain), ("b", &right().key)],
        None,
        &["key-not-of-leaf"],
        &refused,
        &["/etc/certs/b"],
    );
    expect(
        &[("a", &chain), ("b", &key)],
        Some("b"),
        &["files-unreadable"],
        &refused,
        &["mode 0700"],
    );
    expect(&[("a", &chain[..99]), ("b", &key)], None, &["file-refused"], &refused, &["no end"]);
    expect(&[("b", &key)], None, &["nothing-served"], &[Refused], &["None of the files"]);
}
