//! The way to a file: every directory from the root down, with its owner and permissions.

use std::io;
use std::path::{Path, PathBuf};

use super::{disk, system};

/// A directory on the way to a file, or the file itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its path, free of symbolic links.
    pub path: PathBuf,
    /// Its permission bits.
    pub mode: u32,
    /// Its owner's number.
    pub uid: u32,
    /// Its group's number.
    pub gid: u32,
    /// When its content was last changed, in seconds since 1970-01-01T00:00:00Z.
    pub modified: Option<i64>,
}

/// Every part of the way to a file, from the root directory down, the file last; links are followed, as
/// whoever opens it would follow them.
///
/// # Errors
/// When a part cannot be looked at, or where files have no owners.
pub fn way(path: &Path) -> io::Result<Vec<Part>> {
    let full = disk::resolve(path)?;
    let mut parts = Vec::new();
    for part in full.ancestors() {
        let found = disk::look_through(part)?;
        let known = system::mode(&found).zip(system::owner(&found)).zip(system::group(&found));
        let ((mode, uid), gid) = known.ok_or(io::ErrorKind::Unsupported)?;
        let modified = system::modified(&found);
        parts.push(Part { path: part.to_path_buf(), mode, uid, gid, modified });
    }
    parts.reverse();
    Ok(parts)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn the_way_begins_at_the_root_and_ends_at_the_file() {
        let parts = way(Path::new("Cargo.toml")).unwrap();
        assert_eq!(parts[0].path, Path::new("/"));
        assert!(parts[parts.len() - 1].path.ends_with("Cargo.toml"));
        assert!(way(Path::new("no such file")).is_err());
    }
}
