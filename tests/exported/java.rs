//! Openfire's store, opened and served by Java as Openfire does.

use std::process::Command;

use xmppcert::pki::hex::hex;

use super::given::{Source, has, kinds, run};
use super::pki::{DOMAIN, P384, PKI};

/// The SHA-256 of each certificate of the chain, as the program in Java prints them.
fn fingerprints(source: &Source) -> String {
    use xmppcert::pki::link::Link;
    let leaf = Link::from_der(&source.leaf.der).unwrap();
    let links = [&leaf, &*PKI.inner.link, &*PKI.outer.link];
    links.map(|link| hex(&link.fingerprint)).join(",")
}

#[test]
fn java_serves_what_is_openfires() {
    if !has("java") || !has("keytool") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (mut list, mut expected) = (String::new(), Vec::new());
    let mut take = |name: &str, password: &str, sources: &[Source]| {
        let directory = folder.path().join(name);
        std::fs::create_dir(&directory).unwrap();
        let passphrase = directory.join("passphrase");
        std::fs::write(&passphrase, password).unwrap();
        let mut options = vec!["--out-dir", directory.to_str().unwrap(), "--force"];
        // changeit is what it tries where nobody configured another
        if password != "changeit" {
            options.extend(["--passphrase-file", passphrase.to_str().unwrap()]);
        }
        for source in sources {
            source.export("openfire", &options).sound();
        }
        let file = directory.join("keystore").display().to_string();
        list.push_str(&format!("{file}\tjks\t{password}\t{DOMAIN}\n"));
        let alias = DOMAIN;
        expected.push(format!("opens\t{alias}\t{}\t", fingerprints(sources.last().unwrap())));
    };
    for (name, kind) in kinds() {
        take(name, "changeit", &[Source::of(kind)]);
    }
    take("renewed", "changeit", &kinds().map(|(_, kind)| Source::of(kind)));
    take("with a password", "correct horse", &[Source::of(P384)]);
    std::fs::write(folder.path().join("list"), list).unwrap();
    let program = folder.path().join("Stores.java");
    std::fs::write(&program, include_str!("../loading/java/Stores.java")).unwrap();
    let mut command = Command::new("java");
    command.arg("-XX:TieredStopAtLevel=1");
    command.arg("--add-exports=java.base/sun.security.tools.keytool=ALL-UNNAMED");
    command.arg(&program).arg(folder.path().join("list"));
    let ran = run(&mut command).sound();
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines, expected);
}
