//! Where an artifact goes, and whether it may.

use std::ffi::OsString;
use std::fs::Metadata;
use std::path::{Path, PathBuf};

use super::artifact::Artifact;
use super::directory::Directory;
use super::error::WriteError;
use super::kind::Kind;
use super::{disk, system};

/// What to do about files that are there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clobber {
    /// Leave them, and fail.
    Refuse,
    /// Put the new ones in their places; secrets stay beside them as `name.~1~`.
    Replace,
    /// Put the new ones in their places; all that differ stay beside them as `.name.~1~`.
    ///
    /// For directories that a server loads as a whole: HAProxy's `crt` with a directory takes every
    /// name that does not begin with a dot. Prosody's index passes over directories that begin with a
    /// dot, but not over files: it would load `.fullchain.pem.~1~` beside `.privkey.pem.~1~`. For such
    /// names there is [`Switch`](super::Switch), whose old files are in a hidden directory.
    ReplaceHidden,
}

/// Where an artifact goes.
pub(super) struct Target {
    /// The path as the caller would write it.
    pub(super) shown: PathBuf,
    /// The path that is used: absolute, and its directory free of links.
    pub(super) real: PathBuf,
    /// The last part of both.
    pub(super) name: OsString,
    /// Which of the directories it is in.
    pub(super) directory: usize,
    /// The file that has the name now.
    pub(super) old: Option<Metadata>,
}

/// The targets of all artifacts, and the directories they are in, locked.
pub(super) fn aim(
    base: &Path,
    artifacts: &[Artifact],
    clobber: Clobber,
) -> Result<(Vec<Target>, Vec<Directory>), WriteError> {
    let (mut targets, directories) = locate(base, artifacts)?;
    for next in 0..targets.len() {
        targets[next].old = existing(&targets[next], clobber)?;
        let (before, rest) = targets.split_at(next);
        require_distinct_files(before, &rest[0])?;
    }
    Ok((targets, directories))
}

/// The same, with what is at the targets not looked at yet.
pub(super) fn locate(
    base: &Path,
    artifacts: &[Artifact],
) -> Result<(Vec<Target>, Vec<Directory>), WriteError> {
    let mut directories = Vec::new();
    let mut targets: Vec<Target> = Vec::new();
    for artifact in artifacts {
        let target = resolve(base.join(&artifact.name), &mut directories)?;
        require_distinct(&targets, &target)?;
        targets.push(target);
    }
    directories.iter_mut().for_each(Directory::lock);
    Ok((targets, directories))
}

fn resolve(shown: PathBuf, directories: &mut Vec<Directory>) -> Result<Target, WriteError> {
    let Some(name) = file_name(&shown) else {
        return Err(WriteError::IsDirectory { path: shown });
    };
    let parent = shown.parent().unwrap_or(Path::new(""));
    let found = Directory::find(parent).map_err(|error| no_parent(&shown, parent, error))?;
    let real = found.path.join(&name);
    let directory = directories.iter().position(|known: &Directory| known.is(&found));
    let directory = directory.unwrap_or_else(|| {
        directories.push(found);
        directories.len() - 1
    });
    Ok(Target { shown, real, name, directory, old: None })
}

/// The last part of the path; none when it ends as only a directory's does: `a/`, `a/.`, `a/..`.
fn file_name(path: &Path) -> Option<OsString> {
    let name = path.file_name()?;
    // `Path` forgives a slash or dot at the end, where the shell would say "is a directory".
    path.as_os_str().as_encoded_bytes().ends_with(name.as_encoded_bytes()).then(|| name.into())
}

fn no_parent(shown: &Path, parent: &Path, error: std::io::Error) -> WriteError {
    use std::io::ErrorKind::{NotADirectory, NotFound};
    match error.kind() {
        NotFound | NotADirectory => {
            WriteError::NoParent { directory: parent.to_path_buf(), path: shown.to_path_buf() }
        }
        _ => WriteError::new(shown, error),
    }
}

fn require_distinct(targets: &[Target], next: &Target) -> Result<(), WriteError> {
    let same = |other: &&Target| other.directory == next.directory && other.name == next.name;
    targets.iter().find(same).map_or(Ok(()), |first| Err(same_target(first, next)))
}

/// Catches the names that only the filesystem thinks the same, such as `A.key` and `a.key`.
pub(super) fn require_distinct_files(targets: &[Target], next: &Target) -> Result<(), WriteError> {
    let Some(new) = next.old.as_ref().filter(|old| system::sole_name(old)) else { return Ok(()) };
    let is_new = |old: &Metadata| system::identity(old) == system::identity(new);
    let same = targets.iter().find(|other| other.old.as_ref().is_some_and(is_new));
    same.map_or(Ok(()), |first| Err(same_target(first, next)))
}

fn same_target(first: &Target, next: &Target) -> WriteError {
    WriteError::SameTarget { first: first.shown.clone(), path: next.shown.clone() }
}

/// The file at the target, if it may be replaced; an error if it may not.
pub(super) fn existing(target: &Target, clobber: Clobber) -> Result<Option<Metadata>, WriteError> {
    let path = target.shown.clone();
    let found = disk::look(&target.real).map_err(|error| WriteError::new(&path, error))?;
    let Some(found) = found else { return Ok(None) };
    match Kind::of(found.file_type()) {
        Kind::Regular if clobber != Clobber::Refuse => Ok(Some(found)),
        Kind::Regular => Err(WriteError::AlreadyExists { path }),
        Kind::Directory => Err(WriteError::IsDirectory { path }),
        Kind::SymbolicLink => {
            let points_to = disk::goal(&target.real).unwrap_or_default();
            Err(WriteError::SymbolicLink { points_to, path })
        }
        what => Err(WriteError::NotRegular { what, path }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_can_only_be_a_directory_has_no_file_name() {
        for path in ["", "/", ".", "..", "a/", "a//", "a/.", "a/.."] {
            assert_eq!(file_name(path.as_ref()), None, "{path}");
        }
        for path in ["a", "./a", "../a", "b/a", "/a", "b//a", "b/./a"] {
            assert_eq!(file_name(path.as_ref()), Some("a".into()), "{path}");
        }
    }
}
