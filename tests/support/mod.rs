//! What several test files need.

#![allow(dead_code, unreachable_pub, reason = "each test file takes in a copy and uses a part")]
#![allow(clippy::print_stderr, reason = "tests have nobody else to tell")]
#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests may fail, as tests do")]

mod scratch;

#[allow(unused_imports, reason = "each test file takes in a copy and uses a part")]
pub use scratch::*;

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// A program of somebody else, whose opinion counts.
#[derive(Debug, Clone, Copy)]
pub struct Peer(&'static str);

/// The program, where it is installed.
///
/// Where it is not, the test says so and passes, unless `XMPPCERT_REQUIRE_PEERS=1`.
pub fn peer(program: &'static str) -> Option<Peer> {
    let installed = Command::new(program).arg("--version").stdin(Stdio::null()).output().is_ok();
    if installed {
        return Some(Peer(program));
    }
    assert!(!peers_are_required(), "{program} is not installed");
    eprintln!("skipped: {program} is not installed");
    None
}

/// The folder with certificates that others made, which are never part of this project.
///
/// Without `XMPPCERT_CORPORA` the test says so and passes, unless `XMPPCERT_REQUIRE_PEERS=1`.
#[expect(clippy::disallowed_methods, reason = "the tests have no session to ask")]
pub fn corpora() -> Option<PathBuf> {
    let folder = std::env::var_os("XMPPCERT_CORPORA").map(PathBuf::from);
    if folder.is_none() {
        assert!(!peers_are_required(), "XMPPCERT_CORPORA is not set");
        eprintln!("skipped: XMPPCERT_CORPORA is not set");
    }
    folder
}

#[expect(clippy::disallowed_methods, reason = "the tests have no session to ask")]
fn peers_are_required() -> bool {
    std::env::var_os("XMPPCERT_REQUIRE_PEERS").is_some_and(|value| value == "1")
}

impl Peer {
    /// Runs it with words that blanks separate, and something to read.
    ///
    /// # Errors
    /// What it printed, when it did not succeed.
    pub fn run(self, arguments: &str, input: &[u8]) -> Result<Vec<u8>, String> {
        let mut child = Command::new(self.0)
            .args(arguments.split_whitespace())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| error.to_string())?;
        // a program that needs no input may be gone before it has read it
        let _ = child.stdin.take().map(|mut stdin| stdin.write_all(input));
        let output = child.wait_with_output().map_err(|error| error.to_string())?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let (out, err) = (&output.stdout, &output.stderr);
        let said = [String::from_utf8_lossy(out), String::from_utf8_lossy(err)].concat();
        Err(format!("{} {arguments}: {said}", self.0))
    }
}

/// What a program did.
#[derive(Debug)]
pub struct Ran {
    pub status: Option<i32>,
    pub out: Vec<u8>,
    pub err: String,
}

impl Ran {
    /// The first report, where the program is ours and printed JSON.
    pub fn report(&self) -> serde_json::Value {
        let document: serde_json::Value = serde_json::from_slice(&self.out)
            .unwrap_or_else(|error| panic!("{error}: {}{}", self.text(), self.err));
        document["reports"][0].clone()
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.out).into_owned()
    }

    /// The same, where the program succeeded.
    pub fn sound(self) -> Ran {
        assert_eq!(self.status, Some(0), "{}{}", self.text(), self.err);
        self
    }
}

/// A directory of its own, gone with the value.
#[derive(Debug)]
pub struct Place(tempfile::TempDir);

impl Default for Place {
    fn default() -> Place {
        Place(tempfile::tempdir().unwrap())
    }
}

impl Place {
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    #[expect(clippy::disallowed_methods, reason = "tests see what stands on the disk")]
    pub fn read(&self, name: &str) -> Vec<u8> {
        let path = self.path(name);
        fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    #[expect(clippy::disallowed_methods, reason = "tests put what they need on the disk")]
    pub fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).unwrap();
    }

    /// Runs a program here, with no input.
    pub fn run(&self, program: impl AsRef<std::ffi::OsStr>, arguments: &[&str]) -> Ran {
        ran(Command::new(program).args(arguments).current_dir(self.0.path()))
    }

    /// Runs our own program here.
    pub fn xmppcert(&self, arguments: &[&str]) -> Ran {
        self.run(env!("CARGO_BIN_EXE_xmppcert"), arguments)
    }

    /// Makes a request with our own program, with JSON as its answer, and returns its DER.
    pub fn request(&self, arguments: &[&str]) -> (Vec<u8>, serde_json::Value) {
        let fixed = ["csr", "--format", "json", "--force", "--out", "made.csr"];
        let report = self.xmppcert(&[&fixed, arguments].concat()).sound().report();
        (der(&self.read("made.csr")), report)
    }
}

pub fn ran(command: &mut Command) -> Ran {
    let output = command.stdin(Stdio::null()).output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    Ran { status: output.status.code(), out: output.stdout, err }
}

/// The DER of a file's first PEM block.
pub fn der(pem: &[u8]) -> Vec<u8> {
    pem::parse(pem).unwrap().into_contents()
}

pub fn hex(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:02x}")).collect()
}

/// The subjectAltName extension in a certificate's or a request's DER, tag and length included, in
/// hexadecimal; empty where there is none.
pub fn san(der: &[u8]) -> String {
    const SUBJECT_ALT_NAME: [u8; 5] = [0x06, 0x03, 0x55, 0x1d, 0x11];
    let mut found = Vec::new();
    extensions(der, &SUBJECT_ALT_NAME, &mut found);
    assert!(found.len() <= 1, "two subjectAltNames");
    found.first().map(|extension| hex(extension)).unwrap_or_default()
}

/// Every sequence at any depth that begins with those octets.
fn extensions<'a>(mut der: &'a [u8], start: &[u8], found: &mut Vec<&'a [u8]>) {
    while let Some((tag, content, whole)) = value(der) {
        match tag {
            0x30 if content.starts_with(start) => found.push(&der[..whole]),
            // constructed values
            _ if tag & 0x20 != 0 => extensions(content, start, found),
            _ => {}
        }
        der = &der[whole..];
    }
}

/// The tag and the content of the first value, and the length of both together.
fn value(der: &[u8]) -> Option<(u8, &[u8], usize)> {
    let (&tag, &first) = (der.first()?, der.get(1)?);
    let more = if first < 0x80 { 0 } else { usize::from(first & 0x7f) };
    let octets = der.get(2..2 + more)?;
    let long = octets.iter().fold(0, |sum, octet| sum << 8 | usize::from(*octet));
    let length = if more == 0 { usize::from(first) } else { long };
    let start = 2 + more;
    Some((tag, der.get(start..start + length)?, start + length))
}

/// A CA's certificate and key in `ca.crt` and `ca.key`.
pub fn put_authority(place: &Place) {
    let words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=Ours \
                 -keyout ca.key -out ca.crt";
    place.run("openssl", &words.split_whitespace().collect::<Vec<_>>()).sound();
}

/// The names of a report, as `kind:value`, in their order.
pub fn names(report: &serde_json::Value) -> Vec<String> {
    let of = |name: &serde_json::Value| {
        format!("{}:{}", name["kind"].as_str().unwrap(), name["value"].as_str().unwrap())
    };
    report["facts"]["fates"].as_array().unwrap().iter().map(of).collect()
}

/// The words of a command.
pub fn words(command: &str) -> Vec<&str> {
    command.split_whitespace().collect()
}

/// Whether the file is there.
pub fn exists(path: &Path) -> bool {
    path.try_exists().unwrap()
}
