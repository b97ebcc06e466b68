//! What is exported, and the program that does it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use super::generation::{Generation, Place, is_root};
use super::pki::{self, DOMAIN, Kind, Leaf, P256, P384, PKI, RIGHT, RSA, Wish, leaf};

/// The keys that servers have.
pub fn kinds() -> [(&'static str, &'static Kind); 3] {
    [("RSA 2048", RSA), ("P-256", P256), ("P-384", P384)]
}

/// With a subject: Java opens no store with a certificate whose subject is empty and whose subjectAltName is not
/// critical (RFC 5280 §4.2.1.6).
const NAMED: Wish<'static> = Wish { cn: DOMAIN, ..RIGHT };

/// A key, a leaf and its issuers, each in a file of its own.
pub struct Source {
    folder: TempDir,
    pub leaf: Leaf,
}

impl Source {
    pub fn new(leaf: Leaf) -> Source {
        let folder = tempfile::tempdir().unwrap();
        let put =
            |name: &str, text: String| std::fs::write(folder.path().join(name), text).unwrap();
        put("privkey.pem", leaf.key.clone());
        put("cert.pem", leaf.pem());
        // in the wrong order: to put the chain together is what export is for
        put("issuers.pem", pki::outer() + &pki::inner());
        put("root.pem", pki::root());
        Source { folder, leaf }
    }

    /// As a CA would issue it, with a key of that kind.
    pub fn of(kind: &'static Kind) -> Source {
        Source::new(leaf(&Wish { kind, ..NAMED }))
    }

    pub fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// What a server is to send.
    pub fn chain(&self) -> Vec<Vec<u8>> {
        let above = [&PKI.inner, &PKI.outer].map(|minted| minted.link.der().to_vec());
        [self.leaf.der.clone()].into_iter().chain(above).collect()
    }

    /// The options that name key, certificates and anchor.
    pub fn options(&self) -> Vec<String> {
        let [key, cert, issuers, root] =
            ["privkey.pem", "cert.pem", "issuers.pem", "root.pem"].map(|name| self.path(name));
        ["--domain", DOMAIN, "--key", &key, "--cert", &cert, &issuers, "--anchors", &root]
            .map(str::to_owned)
            .to_vec()
    }

    /// Exports for a server, with more options.
    pub fn export(&self, server: &str, more: &[&str]) -> Ran {
        let mut command = xmppcert(&["--server", server]);
        run(command.args(self.options()).args(more))
    }
}

/// Our own program, about to export, with JSON as its answer.
pub fn xmppcert(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xmppcert"));
    command.args(["export", "--format", "json"]).args(arguments).stdin(Stdio::null());
    command
}

/// What it did.
#[derive(Debug)]
pub struct Ran {
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
}

pub fn run(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    let text = |octets: &[u8]| String::from_utf8_lossy(octets).into_owned();
    Ran { status: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
}

impl Ran {
    /// The same, where it succeeded.
    pub fn sound(self) -> Ran {
        assert_eq!(self.status, Some(0), "{}{}", self.out, self.err);
        self
    }

    /// Its report.
    pub fn report(&self) -> Value {
        let document: Value = serde_json::from_str(&self.out)
            .unwrap_or_else(|error| panic!("{error}: {}{}", self.out, self.err));
        document["reports"][0].clone()
    }

    fn facts(&self, list: &str, field: &str) -> Vec<String> {
        let report = self.report();
        let list =
            report["facts"][list].as_array().unwrap_or_else(|| panic!("no {list}: {report}"));
        list.iter().map(|one| one[field].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// The lines of configuration.
    pub fn snippets(&self) -> Vec<String> {
        self.facts("snippets", "text")
    }

    /// What makes the server take the files.
    pub fn reloads(&self) -> Vec<String> {
        let mut commands = self.facts("next", "command");
        commands.retain(|command| !command.is_empty());
        commands
    }

    pub fn paths(&self) -> Vec<String> {
        self.facts("files", "path")
    }

    /// The codes of its errors.
    pub fn errors(&self) -> Vec<String> {
        let report = self.report();
        let findings = report["findings"].as_array().unwrap().iter();
        let errors = findings.filter(|finding| finding["severity"] == "error");
        errors.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
    }
}

/// A directory that a configuration names, of a server that runs as a user of its own.
pub struct Home {
    pub place: Place,
    owner: Option<String>,
}

impl Home {
    pub fn new(generation: &Generation, user: &str) -> Home {
        let place = generation.place();
        place.give_to(generation, user);
        // by number: the users of the other generation are not those of this machine
        let owner = is_root().then(|| format!("0:{}", generation.user(user).1));
        Home { place, owner }
    }

    /// Exports into it, as somebody who renews does.
    pub fn take(&self, server: &str, source: &Source, more: &[&str]) -> Ran {
        let directory = self.place.outside().display().to_string();
        let mut options = vec!["--out-dir", &directory];
        if let Some(owner) = &self.owner {
            options.extend(["--owner", owner]);
        }
        options.extend(more);
        source.export(server, &options).sound()
    }

    /// The lines of configuration, as they are for those inside.
    pub fn snippets(&self, ran: &Ran) -> Vec<String> {
        let outside = self.place.outside().display().to_string();
        let inside = self.place.inside.display().to_string();
        ran.snippets().iter().map(|text| text.replace(&outside, &inside)).collect()
    }
}

/// Says why a test is skipped; with `XMPPCERT_REQUIRE_PEERS=1` that is a failure.
pub fn skip(why: &str) {
    let required = std::env::var_os("XMPPCERT_REQUIRE_PEERS").is_some_and(|value| value == "1");
    assert!(!required, "{why}");
    eprintln!("skipped: {why}");
}

/// Whether a program is there; says so where it is not.
pub fn has(program: &str) -> bool {
    let is_there = Command::new(program).arg("--version").stdin(Stdio::null()).output().is_ok();
    if !is_there {
        skip(&format!("{program} is not installed"));
    }
    is_there
}

/// The names in a directory, those that begin with a dot apart.
pub fn names(directory: &Path) -> (Vec<String>, Vec<String>) {
    let entries = std::fs::read_dir(directory).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names.into_iter().partition(|name| !name.starts_with('.'))
}

pub fn path_of(folder: &TempDir, name: &str) -> PathBuf {
    folder.path().join(name)
}
