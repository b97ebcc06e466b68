//! What is there, and what is put there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use xmppcert::files::{Artifact, Clobber, Committed, Deposit, WriteError};

pub(crate) const KEY: &str = "example.org.key";
pub(crate) const CRT: &str = "example.org.crt";

#[derive(PartialEq)]
pub(crate) struct Seen {
    pub(crate) inode: u64,
    pub(crate) mode: u32,
    pub(crate) bytes: Vec<u8>,
}

/// Of long contents the first line only.
impl std::fmt::Debug for Seen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = String::from_utf8_lossy(&self.bytes);
        let first = text.lines().next().unwrap_or_default();
        write!(f, "{} {:04o} {} bytes {first:?}", self.inode, self.mode, self.bytes.len())
    }
}

pub(crate) fn snapshot(dir: &Path) -> BTreeMap<String, Seen> {
    let seen = fs::read_dir(dir).unwrap().map(|entry| {
        let entry = entry.unwrap();
        let found = entry.metadata().unwrap();
        let bytes = if found.is_file() { fs::read(entry.path()).unwrap() } else { Vec::new() };
        let seen = Seen { inode: found.ino(), mode: found.mode() & 0o7777, bytes };
        (entry.file_name().into_string().unwrap(), seen)
    });
    seen.collect()
}

/// Recognisable from its first line to its last.
pub(crate) fn content(generation: u32) -> Vec<u8> {
    format!("generation {generation}\n").repeat(4000).into_bytes()
}

pub(crate) fn pair(generation: u32) -> Vec<Artifact> {
    let content = content(generation);
    vec![Artifact::secret(KEY, content.clone()), Artifact::public(CRT, content)]
}

pub(crate) fn with_old_pair() -> TempDir {
    let dir = TempDir::new().unwrap();
    write_old_pair(dir.path());
    dir
}

pub(crate) fn write_old_pair(dir: &Path) {
    for (name, mode) in [(KEY, 0o600), (CRT, 0o644)] {
        fs::write(dir.join(name), content(0)).unwrap();
        fs::set_permissions(dir.join(name), fs::Permissions::from_mode(mode)).unwrap();
    }
}

pub(crate) fn make_fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

pub(crate) fn stage(dir: &Path, clobber: Clobber) -> Result<Deposit, WriteError> {
    Deposit::stage(dir, pair(1), clobber)
}

pub(crate) fn put(dir: &Path, artifact: Artifact, clobber: Clobber) -> Committed {
    Deposit::stage(dir, vec![artifact], clobber).unwrap().commit().unwrap()
}

pub(crate) fn leftovers(dir: &Path) -> usize {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name());
    entries.filter(|name| name.to_str().unwrap().contains(".xmppcert")).count()
}

/// Both files, every backup and every hidden file is whole, and each key that was placed is there.
pub(crate) fn require_whole(dir: &Path) -> (u32, u32) {
    let mut generations = BTreeMap::new();
    for (name, seen) in snapshot(dir) {
        let text = std::str::from_utf8(&seen.bytes).unwrap();
        let first = text.lines().next().unwrap_or_else(|| panic!("{name} is empty"));
        let generation = first.strip_prefix("generation ").unwrap().parse().unwrap();
        assert!(seen.bytes == content(generation), "{name} is not whole");
        assert!(!name.contains(".key") || seen.mode == 0o600, "{name} is open");
        generations.insert(name, generation);
    }
    let keys = generations.iter().filter(|(name, _)| name.starts_with(KEY));
    let keys: BTreeSet<u32> = keys.map(|(_, generation)| *generation).collect();
    let (key, crt) = (generations[KEY], generations[CRT]);
    assert!((0..=key).all(|generation| keys.contains(&generation)), "a key is lost");
    assert!(key == crt || key == crt + 1, "key {key}, certificate {crt}");
    (key, crt)
}
