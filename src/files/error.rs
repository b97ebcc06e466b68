//! Why a file could not be read or written.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::kind::Kind;

/// Why a file could not be read. Sizes are in bytes.
#[derive(Debug, Error)]
pub enum ReadError {
    /// Nothing has this name.
    #[error("no such file: {path}")]
    NotFound {
        /// The name as it was given.
        path: PathBuf,
    },
    /// The file, or a directory on the way to it, is closed to us.
    #[error("not permitted to read: {path}")]
    PermissionDenied {
        /// The name as it was given.
        path: PathBuf,
    },
    /// Something else than a regular file has this name.
    #[error("is {what}, not a file: {path}")]
    NotARegularFile {
        /// What stands there.
        what: Kind,
        /// The name as it was given.
        path: PathBuf,
    },
    /// There is more than the caller would have.
    #[error("{}: {path}", excess(*size, *limit))]
    TooLarge {
        /// The size of the file; none when the end was not reached.
        size: Option<u64>,
        /// The most that was wanted.
        limit: u64,
        /// The name as it was given.
        path: PathBuf,
    },
    /// The operating system failed in another way.
    #[error("cannot read ({source}): {path}")]
    Io {
        /// What it said.
        source: io::Error,
        /// The name as it was given.
        path: PathBuf,
    },
}

impl ReadError {
    pub(super) fn new(path: &Path, source: io::Error) -> Self {
        let path = path.to_path_buf();
        match source.kind() {
            ErrorKind::NotFound => Self::NotFound { path },
            ErrorKind::PermissionDenied => Self::PermissionDenied { path },
            _ => Self::Io { source, path },
        }
    }
}

fn excess(size: Option<u64>, limit: u64) -> String {
    match size {
        Some(size) => format!("has {size} bytes, more than the limit of {limit}"),
        None => format!("has more bytes than the limit of {limit}"),
    }
}

/// Why files could not be written. Unless it is [`WriteError::NotUndone`], the disk is as it was.
#[derive(Debug, Error)]
pub enum WriteError {
    /// A file has this name, and replacing was not asked for.
    #[error("already exists: {path}")]
    AlreadyExists {
        /// The target as it was given.
        path: PathBuf,
    },
    /// A directory has this name, or the name can only be a directory's.
    #[error("is a directory, not a file: {path}")]
    IsDirectory {
        /// The target as it was given.
        path: PathBuf,
    },
    /// The target is a symbolic link. Links are never written through, nor replaced.
    #[error("is a symbolic link to {}, and must be removed, or its goal named: {path}", points_to.display())]
    SymbolicLink {
        /// What the link says.
        points_to: PathBuf,
        /// The target as it was given.
        path: PathBuf,
    },
    /// A named pipe, a socket or a device has this name.
    #[error("is {what}, not a file: {path}")]
    NotRegular {
        /// What stands there.
        what: Kind,
        /// The target as it was given.
        path: PathBuf,
    },
    /// The directory that should hold the file does not exist, or is no directory.
    #[error("there is no directory {} to hold: {path}", directory.display())]
    NoParent {
        /// The directory that is missing.
        directory: PathBuf,
        /// The target as it was given.
        path: PathBuf,
    },
    /// The directory is closed to us, or the file in it is protected.
    #[error("not permitted to write: {path}")]
    PermissionDenied {
        /// The target as it was given.
        path: PathBuf,
    },
    /// The filesystem is full, or our quota is.
    #[error("no space left on the filesystem to write: {path}")]
    NoSpace {
        /// The target as it was given.
        path: PathBuf,
    },
    /// The filesystem is mounted for reading.
    #[error("the filesystem is read-only: {path}")]
    ReadOnlyFilesystem {
        /// The target as it was given.
        path: PathBuf,
    },
    /// Two artifacts would be one file.
    #[error("is to be the same file as {}: {path}", first.display())]
    SameTarget {
        /// The target of the artifact that came first.
        first: PathBuf,
        /// The target of the one that came after.
        path: PathBuf,
    },
    /// Files that are to change at one instant are in two directories.
    #[error("is not in the same directory as {}, and cannot change at the same instant: {path}", first.display())]
    NotOneDirectory {
        /// The target of the artifact that came first.
        first: PathBuf,
        /// The target of the one that came after.
        path: PathBuf,
    },
    /// Something has the name of what [`Switch`](super::Switch) keeps its files in.
    #[error("is {what} that no xmppcert has made, and must be moved away: {path}")]
    InTheWay {
        /// What stands there.
        what: Kind,
        /// Its name.
        path: PathBuf,
    },
    /// The filesystem cannot close a secret to others.
    #[error(
        "would be open to others (mode {mode:04o} for {wanted:04o} on this filesystem): {path}"
    )]
    NotPrivate {
        /// The permission bits it would have.
        mode: u32,
        /// The permission bits it should have.
        wanted: u32,
        /// The target as it was given.
        path: PathBuf,
    },
    /// The file may not be given to another user or group.
    #[error("only root can give it to {owner}; run this as root, as with sudo: {path}")]
    NotGiven {
        /// The user and group wanted, by their names where the system knows them.
        owner: String,
        /// The target as it was given.
        path: PathBuf,
    },
    /// A target could not be put back as it was. The only case that leaves a change behind.
    #[error("{}could not be put back as it was ({source}){}: {path}", after(cause.as_deref()), kept_at(kept.as_deref()))]
    NotUndone {
        /// What had to be undone; none when the caller rolled back.
        cause: Option<Box<WriteError>>,
        /// Where the old content is now.
        kept: Option<PathBuf>,
        /// Why it could not be put back.
        source: io::Error,
        /// The target as it was given.
        path: PathBuf,
    },
    /// The operating system failed in another way.
    #[error("cannot write ({source}): {path}")]
    Io {
        /// What it said.
        source: io::Error,
        /// The target as it was given.
        path: PathBuf,
    },
}

impl WriteError {
    pub(super) fn new(path: &Path, source: io::Error) -> Self {
        let path = path.to_path_buf();
        match source.kind() {
            ErrorKind::AlreadyExists => Self::AlreadyExists { path },
            ErrorKind::IsADirectory => Self::IsDirectory { path },
            ErrorKind::PermissionDenied => Self::PermissionDenied { path },
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::NoSpace { path },
            ErrorKind::ReadOnlyFilesystem => Self::ReadOnlyFilesystem { path },
            _ => Self::Io { source, path },
        }
    }

    /// The same, with what had to be undone when it happened.
    pub(super) fn while_undoing(self, first: Self) -> Self {
        match self {
            Self::NotUndone { cause: None, kept, source, path } => {
                Self::NotUndone { cause: Some(Box::new(first)), kept, source, path }
            }
            other => other,
        }
    }
}

/// What is where we left something of ours is no longer that.
pub(super) fn replaced_since() -> io::Error {
    io::Error::other("another program has replaced it since")
}

fn after(cause: Option<&WriteError>) -> String {
    cause.map_or_else(String::new, |cause| format!("{cause}; after that a file "))
}

fn kept_at(kept: Option<&Path>) -> String {
    kept.map_or_else(String::new, |kept| format!(", its old content is in {}", kept.display()))
}
