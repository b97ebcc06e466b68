//! The examples of the help, run for real.

use std::path::Path;
use std::process::{Command, Stdio};

use super::{commands, minted};
use crate::support::{old_certificate, peer, read, run, scratch, write};

/// The command lines under "Examples:", without the remarks beside them.
fn examples(command: &clap::Command) -> Vec<String> {
    let texts = [command.get_after_help(), command.get_after_long_help()];
    let mut found = Vec::new();
    for text in texts.into_iter().flatten().map(ToString::to_string) {
        let lines = text.lines().skip_while(|line| *line != "Examples:").skip(1);
        for line in lines.map_while(|line| line.strip_prefix("  ")) {
            let command = line.split("  ").next().unwrap_or(line).trim_end().to_owned();
            if !found.contains(&command) {
                found.push(command);
            }
        }
    }
    found
}

/// The files that examples name, but for the one that this example writes.
fn lay_out(directory: &Path, example: &str) {
    // only an RSA key has the form of PKCS#1
    let kind = if example.contains("pkcs1") { "rsa2048" } else { "p256" };
    if !example.contains("--out server.key") {
        let (status, _, said) = run(directory, &["key", "--type", kind, "--out", "server.key"]);
        assert_eq!(status, 0, "{said}");
    }
    write(directory.join("old.crt"), old_certificate());
    write(directory.join("secret"), "wherefore art thou\n");
    // made elsewhere, with the passphrase in `secret`: what `inspect` is shown
    let seen = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/inspect");
    for (made, name) in [
        ("certificate.in/server.crt", "server.crt"),
        ("stores.in/server.p12", "keystore.p12"),
        ("stores.in/bundle.p7b", "bundle.p7b"),
    ] {
        write(directory.join(name), read(seen.join(made)));
    }
    if example.contains("keystore.p12") {
        write(directory.join("secret"), "romeo\n");
    }
    // where `moved` puts what belongs under /etc
    let hosts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/hosts");
    for (made, folder, name) in [
        ("options.in", "prosody", "prosody.cfg.lua"),
        ("ejabberd.in", "ejabberd", "ejabberd.yml"),
        ("mongooseim.in", "mongooseim", "mongooseim.toml"),
    ] {
        let folder = directory.join("system").join(folder);
        std::fs::create_dir_all(folder.join("conf.d")).unwrap();
        write(folder.join(name), read(hosts.join(made).join(name)));
    }
    minted::lay_out(directory);
    std::fs::create_dir(directory.join("certs")).unwrap();
    write(directory.join("certs/server.crt"), read(seen.join("certificate.in/server.crt")));
}

/// The example with every directory of the system moved below `directory`, where it is made.
fn moved(example: &str, directory: &Path) -> String {
    let roots = ["/etc/", "/usr/local/", "~/"];
    let words = example.split(' ').map(|word| {
        let Some(root) = roots.iter().find(|root| word.starts_with(**root)) else {
            return word.to_owned();
        };
        let goal = directory.join("system").join(word.trim_start_matches(root));
        let parent =
            if example.contains("--out-dir") { Some(goal.as_path()) } else { goal.parent() };
        let parent = parent.expect("a directory below the scratch directory");
        std::fs::create_dir_all(parent).unwrap();
        if parent.ends_with("man1") {
            std::fs::create_dir_all(parent.with_file_name("man7")).unwrap();
        }
        goal.display().to_string()
    });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn every_command_shows_examples_of_itself() {
    for (words, command) in commands() {
        let found = examples(&command);
        let own = found.iter().filter(|example| example.starts_with(&words.join(" "))).count();
        assert!(own > 0, "{} has no example", words.join(" "));
    }
}

#[test]
fn every_example_of_the_help_runs() {
    let binary = Path::new(env!("CARGO_BIN_EXE_xmppcert")).parent().unwrap();
    let mut all: Vec<String> = commands().iter().flat_map(|(_, it)| examples(it)).collect();
    all.dedup();
    assert!(all.len() >= 15, "only {} examples are left", all.len());
    for example in all {
        if example.contains("| man ") && peer("man").is_none() {
            continue;
        }
        let directory = scratch();
        lay_out(directory.path(), &example);
        let output = Command::new("sh")
            .args([
                "-c",
                &format!("PATH={}:$PATH; {}", binary.display(), moved(&example, directory.path())),
            ])
            .current_dir(directory.path())
            // what the system trusts, where no anchors are named
            .env("SSL_CERT_FILE", "root.pem")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{example}\n{said}");
    }
}
