//! How the program is run, and what it has left.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Read,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::Path,
    process::{Command, Output, Stdio},
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use xmppcert::pki::{
    certificate::Request,
    key::{Found, PrivateKey},
    pem,
};

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_xmppcert");
pub(crate) const KEY: &str = "example.org.key";
pub(crate) const CSR: &str = "example.org.csr";

/// The program with arguments that blanks separate, in a directory.
pub(crate) fn xmppcert(dir: &Path, arguments: &str) -> Command {
    in_shell(dir, "exec", arguments, "")
}

/// The same, run by the shell words before it and with the redirections after it.
pub(crate) fn in_shell(dir: &Path, before: &str, arguments: &str, after: &str) -> Command {
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!(r#"{before} "$0" "$@" {after}"#));
    command.arg(PROGRAM).args(arguments.split_whitespace()).current_dir(dir);
    command.env("XMPPCERT_NO_INPUT", "1").env("NO_COLOR", "1").stdin(Stdio::null());
    command
}

/// A directory with a key and a request in it that the program has made.
pub(crate) fn with_pair() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    require(&xmppcert(dir.path(), "csr example.org").output().unwrap(), 0);
    dir
}

/// What the program said, if it ended with this status.
#[track_caller]
pub(crate) fn require(output: &Output, status: i32) -> String {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(status), "{said}");
    said
}

/// What the program said of its failure: one line of error, hints, and nothing else.
#[track_caller]
pub(crate) fn require_failure(output: &Output) -> String {
    let said = require(output, 3);
    let told = |line: &str, what| line.starts_with(&format!("xmppcert: {what}: "));
    let mut lines = said.lines();
    assert!(lines.next().is_some_and(|line| told(line, "error")), "{said}");
    assert!(lines.all(|line| told(line, "hint")), "{said}");
    said
}

/// A file as it is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Seen {
    pub(crate) inode: u64,
    pub(crate) mode: u32,
    pub(crate) bytes: Vec<u8>,
}

/// Everything in a directory.
pub(crate) fn snapshot(dir: &Path) -> BTreeMap<String, Seen> {
    let seen = fs::read_dir(dir).unwrap().map(|entry| {
        let entry = entry.unwrap();
        let found = entry.metadata().unwrap();
        let bytes = if found.is_file() { fs::read(entry.path()).unwrap() } else { Vec::new() };
        let seen = Seen { inode: found.ino(), mode: found.permissions().mode() & 0o7777, bytes };
        (entry.file_name().into_string().unwrap(), seen)
    });
    seen.collect()
}

/// The public half of a whole unencrypted key.
#[track_caller]
pub(crate) fn spki_of_key(bytes: &[u8]) -> Vec<u8> {
    match PrivateKey::find(bytes) {
        Ok(Found::Plain(key)) => key.spki_der().to_vec(),
        other => panic!("no key, but {other:?}"),
    }
}

/// The public key in a whole request, which ends where it should.
#[track_caller]
pub(crate) fn spki_of_request(bytes: &[u8]) -> Vec<u8> {
    assert!(bytes.ends_with(b"-----END CERTIFICATE REQUEST-----\n"));
    let blocks = pem::blocks(bytes);
    let [Ok(block)] = &*blocks else { panic!("no request: {} blocks", blocks.len()) };
    Request::from_der(&block.der).unwrap().holder.key.spki
}

/// Looks at a directory as often as it can while something is done there.
///
/// Returns every name that was ever seen with the mode that it had then, and how many looks there were.
pub(crate) fn watching(dir: &Path, done: impl FnOnce()) -> (BTreeSet<(String, u32)>, u64) {
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        let watcher = scope.spawn(|| {
            let (mut seen, mut looks) = (BTreeSet::new(), 0);
            while !over.load(Ordering::Relaxed) {
                looks += 1;
                for entry in fs::read_dir(dir).unwrap().flatten() {
                    // it may have gone since
                    let Ok(found) = entry.metadata() else { continue };
                    let name = entry.file_name().into_string().unwrap();
                    seen.insert((name, found.permissions().mode() & 0o7777));
                }
            }
            (seen, looks)
        });
        let at_end = AtEnd(&over);
        done();
        drop(at_end);
        watcher.join().unwrap()
    })
}

/// Says that it is over, also when what was done has panicked.
struct AtEnd<'a>(&'a AtomicBool);

impl Drop for AtEnd<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Shell words that run a command where one more thing is mounted; none where that is not allowed.
pub(crate) fn with_mount(mount: &str) -> Option<String> {
    for unshare in ["unshare -m", "unshare -rm"] {
        let probe = format!("exec {unshare} mount -t tmpfs none /mnt 2>/dev/null");
        if Command::new("sh").args(["-c", &probe]).status().is_ok_and(|status| status.success()) {
            let inner = format!(r#"{mount} && exec "$0" "$@""#);
            return Some(format!("exec {unshare} sh -c '{inner}'"));
        }
    }
    println!("skipped: no mounts of our own here");
    None
}

/// Whether the filesystem has what the promise about killed runs needs.
pub(crate) fn has_nameless_files() -> bool {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{Mode, OFlags, open};
        let dir = tempfile::tempdir().unwrap();
        if open(dir.path(), OFlags::TMPFILE | OFlags::RDWR, Mode::RUSR).is_ok() {
            return true;
        }
    }
    println!("skipped: no O_TMPFILE here");
    false
}

/// A number below `limit` that nobody foresees.
pub(crate) fn random(limit: u64) -> u64 {
    let mut octets = [0; 8];
    fs::File::open("/dev/urandom").unwrap().read_exact(&mut octets).unwrap();
    u64::from_ne_bytes(octets) % limit
}
