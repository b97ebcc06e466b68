//! Keystores, opened by keytool and openssl, and the passphrase, which nobody sees.

use std::path::Path;
use std::process::{Command, Stdio};

use xmppcert::pki::pem;

use super::given::{Source, has, kinds, run, xmppcert};
use super::pki::P256;

const PASSPHRASE: &str = "correct horse battery staple";

/// The file of a store, in a directory of its own.
fn store(folder: &Path, source: &Source, server: &str, more: &[&str]) -> String {
    let passphrase = folder.join("passphrase");
    std::fs::write(&passphrase, format!("{PASSPHRASE}\n")).unwrap();
    let mut options = vec!["--out-dir", folder.to_str().unwrap(), "--force"];
    options.extend(["--passphrase-file", passphrase.to_str().unwrap()]);
    options.extend(more);
    let paths = source.export(server, &options).sound().paths();
    assert_eq!(paths.len(), 1, "{server}");
    paths[0].clone()
}

fn certificates(text: &str) -> Vec<Vec<u8>> {
    let blocks = pem::blocks(text.as_bytes()).into_iter().map(Result::unwrap);
    blocks.filter(|block| block.label == "CERTIFICATE").map(|block| block.der.to_vec()).collect()
}

/// Every server and format with a store, and what keytool calls that.
const STORES: &[(&str, &[&str], &str)] = &[
    ("jks", &[], "JKS"),
    ("openfire", &[], "JKS"),
    ("pkcs12", &[], "PKCS12"),
    ("pkcs12", &["--legacy"], "PKCS12"),
    ("spectrum2", &[], "PKCS12"),
    ("spectrum2", &["--legacy"], "PKCS12"),
    ("mlink", &[], "PKCS12"),
    ("mlink", &["--legacy"], "PKCS12"),
];

#[test]
fn keytool_lists_every_store() {
    if !has("keytool") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for (number, (server, more, kind)) in STORES.iter().enumerate() {
        // each starts a Java of its own
        let source = Source::of(kinds()[number % 3].1);
        let file = store(folder.path(), &source, server, more);
        let mut command = Command::new("keytool");
        command.args(["-J-XX:TieredStopAtLevel=1", "-list", "-rfc", "-keystore", &file]);
        command.args(["-storetype", kind, "-storepass:file"]).arg(folder.path().join("passphrase"));
        let ran = run(&mut command).sound();
        assert_eq!(certificates(&ran.out), source.chain(), "{server} {more:?}");
        assert!(ran.out.contains("Entry type: PrivateKeyEntry"), "{}", ran.out);
    }
}

#[test]
fn openssl_opens_every_pkcs12() {
    if !has("openssl") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for (server, more, _) in STORES.iter().filter(|(_, _, kind)| *kind == "PKCS12") {
        for (name, kind) in kinds() {
            let source = Source::of(kind);
            let file = store(folder.path(), &source, server, more);
            let mut command = Command::new("openssl");
            command.args(["pkcs12", "-in", &file, "-nodes", "-passin"]);
            command.arg(format!("file:{}", folder.path().join("passphrase").display()));
            let ran = run(&mut command).sound();
            assert_eq!(certificates(&ran.out), source.chain(), "{server} {more:?} {name}");
            let key = |text: &str| {
                let blocks = pem::blocks(text.as_bytes()).into_iter().map(Result::unwrap);
                let mut keys = blocks.filter(|block| block.label == "PRIVATE KEY");
                keys.next().map(|block| block.der.to_vec())
            };
            assert_eq!(key(&ran.out), key(&source.leaf.key), "{server} {more:?} {name}");
            command.args(["-info", "-nokeys"]);
            let said = run(&mut command).sound().err;
            assert_eq!(said.contains("3-KeyTripleDES"), more.contains(&"--legacy"), "{said}");
        }
    }
}

/// Where the passphrase shows while a program runs, and how often it was looked for in what `ps` reads.
fn shows(command: &mut Command) -> (Vec<&'static str>, u32) {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let has_it = |octets: &[u8]| {
        let mut places = octets.windows(PASSPHRASE.len());
        places.any(|place| place == PASSPHRASE.as_bytes())
    };
    let (mut places, mut looks) = (Vec::new(), 0);
    while child.try_wait().unwrap().is_none() {
        for name in ["cmdline", "environ"] {
            let octets = std::fs::read(format!("/proc/{}/{name}", child.id())).unwrap_or_default();
            looks += u32::from(!octets.is_empty());
            if has_it(&octets) {
                places.push(name);
            }
        }
    }
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for (name, octets) in [("output", &output.stdout), ("messages", &output.stderr)] {
        if has_it(octets) {
            places.push(name);
        }
    }
    places.dedup();
    (places, looks)
}

#[test]
fn the_passphrase_is_seen_by_nobody() {
    let (folder, source) = (tempfile::tempdir().unwrap(), Source::of(P256));
    let passphrase = folder.path().join("passphrase");
    std::fs::write(&passphrase, PASSPHRASE).unwrap();
    let out = folder.path().display().to_string();
    for server in ["pkcs12", "openfire"] {
        let mut command = xmppcert(&["--server", server, "--out-dir", &out]);
        command.args(source.options()).arg("--passphrase-file").arg(&passphrase);
        let (places, looks) = shows(&mut command);
        assert!(looks >= 10, "it was too fast: {looks}");
        assert_eq!(places, [""; 0], "{server}");
    }
    // whoever gives it in the environment shows it there, and nowhere else
    let mut command = xmppcert(&["--server", "jks", "--out-dir", &out]);
    command.args(source.options()).args(["--passphrase-env", "PASSPHRASE"]);
    let (mut places, _) = shows(command.env("PASSPHRASE", PASSPHRASE));
    places.sort_unstable();
    places.dedup();
    assert_eq!(places, ["environ"]);
}

#[test]
fn an_empty_passphrase_makes_no_store() {
    let (folder, source) = (tempfile::tempdir().unwrap(), Source::of(P256));
    let passphrase = folder.path().join("passphrase");
    std::fs::write(&passphrase, "\n").unwrap();
    let out = folder.path().join("out");
    std::fs::create_dir(&out).unwrap();
    for server in ["pkcs12", "jks", "mlink", "openfire"] {
        let options =
            ["--out-dir", out.to_str().unwrap(), "--passphrase-file", passphrase.to_str().unwrap()];
        let ran = source.export(server, &options);
        assert_eq!(ran.status, Some(3), "{server}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains("the passphrase is empty"), "{}", ran.err);
        assert_eq!(std::fs::read_dir(&out).unwrap().count(), 0, "{server}");
    }
}
