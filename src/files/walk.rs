//! Directories, walked.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use super::error::ReadError;

/// Directories below each other, at most.
const DEEPEST: usize = 64;

/// The regular files under a directory, in the order of their names; for anything else the path
/// itself, which may be `-` or not exist.
///
/// Symbolic links to files count as files; links to directories are not followed, so that no loop
/// can be walked. Pipes, sockets and devices below a directory are passed over.
///
/// # Errors
/// When a directory cannot be listed.
pub fn walk(path: &Path) -> Result<Vec<PathBuf>, ReadError> {
    if !path.is_dir() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut found = Vec::new();
    list(path, 0, &mut found)?;
    Ok(found)
}

/// The names of the regular files in a directory itself, sorted; links to files count as files.
///
/// # Errors
/// When the directory cannot be listed.
pub fn names(directory: &Path) -> Result<Vec<OsString>, ReadError> {
    let failed = |source: io::Error| ReadError::new(directory, source);
    let mut names = Vec::new();
    for entry in std::fs::read_dir(directory).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if entry.path().is_file() {
            names.push(entry.file_name());
        }
    }
    names.sort();
    Ok(names)
}

fn list(directory: &Path, depth: usize, found: &mut Vec<PathBuf>) -> Result<(), ReadError> {
    let failed = |source: io::Error| ReadError::new(directory, source);
    let mut entries = std::fs::read_dir(directory)
        .and_then(|entries| entries.collect::<io::Result<Vec<_>>>())
        .map_err(failed)?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let kind = entry.file_type().map_err(failed)?;
        let path = entry.path();
        if kind.is_dir() && depth < DEEPEST {
            list(&path, depth + 1, found)?;
        } else if kind.is_file() || (kind.is_symlink() && path.is_file()) {
            found.push(path);
        }
    }
    Ok(())
}
