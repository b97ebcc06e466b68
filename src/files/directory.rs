//! A directory that files are going into.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use super::{disk, system};

const PATIENCE: Duration = Duration::from_secs(5);
const GLANCE: Duration = Duration::from_millis(5);

/// A directory that files are going into, locked where it can be until this is dropped.
pub(super) struct Directory {
    /// Absolute, without links or dots.
    pub(super) path: PathBuf,
    identity: Option<(u64, u64)>,
    handle: Option<File>,
    locked: bool,
}

impl Directory {
    /// Finds the directory, which must exist; does not lock it yet.
    pub(super) fn find(path: &Path) -> io::Result<Self> {
        let path = disk::resolve(if path.as_os_str().is_empty() { Path::new(".") } else { path })?;
        let found = disk::look_through(&path)?;
        if !found.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        Ok(Self { identity: system::identity(&found), path, handle: None, locked: false })
    }

    /// Whether both are one directory, under whatever name.
    pub(super) fn is(&self, other: &Self) -> bool {
        match (self.identity, other.identity) {
            (Some(one), Some(another)) => one == another,
            _ => self.path == other.path,
        }
    }

    /// Waits until no other deposit goes into this directory.
    ///
    /// Gives up after five seconds: anyone who can read the directory can hold the lock, and must
    /// not be able to stop a renewal.
    pub(super) fn lock(&mut self) {
        // Without the right to list it there is no handle, and so neither lock nor sync.
        let Ok(handle) = disk::open_to_read(&self.path) else { return };
        let mut waited = Duration::ZERO;
        while waited < PATIENCE {
            match system::try_lock(&handle) {
                Ok(true) => {
                    self.locked = true;
                    break;
                }
                Ok(false) => sleep(GLANCE),
                Err(_) => break,
            }
            waited += GLANCE;
        }
        self.handle = Some(handle);
    }

    /// Whether no other deposit can be at work here.
    pub(super) fn is_locked(&self) -> bool {
        self.locked
    }

    /// What a hidden name for `name` starts with; eight random letters and digits follow.
    ///
    /// Only names with `-` are ever removed by a later run: whoever made them had the lock.
    pub(super) fn hidden_prefix(&self, name: &OsStr) -> OsString {
        prefix(name, if self.locked { "-" } else { "+" })
    }

    /// The hidden names for `name` that killed runs left; none unless the directory is locked.
    pub(super) fn leftovers(&self, name: &OsStr) -> Vec<PathBuf> {
        if !self.locked {
            return Vec::new();
        }
        let prefix = prefix(name, "-");
        let mut found = disk::list(&self.path);
        found.retain(|path| path.file_name().is_some_and(|name| is_hidden_name(name, &prefix)));
        found
    }

    /// The path of the numbered backup of `name`, as GNU names it: `name.~1~`.
    pub(super) fn backup_path(&self, name: &OsStr, number: u64) -> PathBuf {
        let mut backup = name.to_os_string();
        backup.push(format!(".~{number}~"));
        self.path.join(backup)
    }

    /// The highest number that a backup of `name` has; 0 when there is none.
    pub(super) fn last_backup(&self, name: &OsStr) -> u64 {
        let others = disk::list(&self.path);
        let numbers = others.iter().filter_map(|path| backup_number(path.file_name()?, name));
        numbers.max().unwrap_or(0)
    }

    /// Writes the names in it to the disk.
    pub(super) fn sync(&self) -> io::Result<()> {
        self.handle.as_ref().map_or(Ok(()), disk::sync_directory)
    }
}

fn prefix(name: &OsStr, mark: &str) -> OsString {
    // A file name has 255 bytes at most, and the name of a domain may need them all.
    let short = if name.len() <= 200 {
        name.to_os_string()
    } else {
        name.to_string_lossy().chars().take(50).collect::<String>().into()
    };
    let mut prefix = OsString::from(".");
    prefix.push(short);
    prefix.push(".xmppcert");
    prefix.push(mark);
    prefix
}

fn is_hidden_name(name: &OsStr, prefix: &OsStr) -> bool {
    let random = name.as_encoded_bytes().strip_prefix(prefix.as_encoded_bytes());
    random.is_some_and(|r| r.len() == disk::RANDOM && r.iter().all(u8::is_ascii_alphanumeric))
}

fn backup_number(backup: &OsStr, name: &OsStr) -> Option<u64> {
    let rest = backup.as_encoded_bytes().strip_prefix(name.as_encoded_bytes())?;
    let digits = rest.strip_prefix(b".~")?.strip_suffix(b"~")?;
    if digits.first().is_none_or(|first| !(b'1'..=b'9').contains(first)) {
        return None;
    }
    std::str::from_utf8(digits).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_our_own_making_are_leftovers() {
        let start = prefix("a.key".as_ref(), "-");
        for (name, ours) in [
            (".a.key.xmppcert-a1B2c3D4", true),
            (".a.key.xmppcert-a1B2c3D", false),
            (".a.key.xmppcert-a1B2c3D45", false),
            (".a.key.xmppcert-a1B2c3D.", false),
            (".a.key.xmppcert+a1B2c3D4", false),
            (".b.key.xmppcert-a1B2c3D4", false),
            ("a.key.xmppcert-a1B2c3D4", false),
        ] {
            assert_eq!(is_hidden_name(name.as_ref(), &start), ours, "{name}");
        }
    }

    #[test]
    fn a_backup_number_has_digits_only_and_no_zero_before_them() {
        let number = |backup: &str| backup_number(backup.as_ref(), "a.key".as_ref());
        assert_eq!(number("a.key.~7~"), Some(7));
        assert_eq!(number("a.key.~10~"), Some(10));
        for other in ["a.key.~0~", "a.key.~07~", "a.key.~~", "a.key.~x~", "a.key~", "b.key.~1~"] {
            assert_eq!(number(other), None, "{other}");
        }
    }

    #[test]
    fn the_longest_file_name_still_has_a_hidden_one() {
        let name = "é".repeat(127);
        assert!(prefix(name.as_ref(), "-").len() + disk::RANDOM <= 255);
    }
}
