//! Content on the disk that has no visible name yet.

use std::ffi::OsStr;
use std::fs::{File, Metadata};
use std::io::{self, Read, Write};
use std::path::Path;

use tempfile::TempPath;
use zeroize::Zeroizing;

use super::artifact::Artifact;
use super::disk;

/// The content of one artifact, under a hidden name or none at all.
///
/// Dropped before it is placed, it is gone.
pub(super) struct Draft {
    file: File,
    hidden: Option<TempPath>,
    /// Its permission bits.
    pub(super) mode: u32,
}

impl Draft {
    /// A new empty file in `directory`, which nobody can see or nobody looks for.
    pub(super) fn create(
        directory: &Path,
        prefix: &OsStr,
        artifact: &Artifact,
    ) -> io::Result<Self> {
        let wanted = artifact.mode();
        let (file, hidden) = match disk::nameless(directory, wanted) {
            Some(file) => (file, None),
            None => {
                let (file, hidden) = disk::hidden_file(directory, prefix, wanted)?;
                (file, Some(hidden))
            }
        };
        if artifact.is_secret() {
            disk::override_umask(&file, wanted);
        }
        let mode = disk::mode(&file)?.unwrap_or(wanted);
        Ok(Self { file, hidden, mode })
    }

    /// Writes its content and waits until the disk has it.
    pub(super) fn fill(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        self.file.sync_all()
    }

    /// What the file is now.
    pub(super) fn metadata(&self) -> io::Result<Metadata> {
        self.file.metadata()
    }

    /// Sees to it that there is a hidden name, from which it can replace another file.
    pub(super) fn hide(&mut self, directory: &Path, prefix: &OsStr) -> io::Result<()> {
        if self.hidden.is_none() {
            let make = |path: &Path| disk::name(&self.file, path);
            self.hidden = Some(disk::hidden_name(directory, prefix, make)?);
        }
        Ok(())
    }

    /// Gives it its name, which must be free.
    pub(super) fn place(&mut self, target: &Path) -> io::Result<()> {
        match self.hidden.take() {
            None => disk::name(&self.file, target),
            Some(hidden) => hidden.persist_noclobber(target).map_err(|failed| failed.error),
        }
    }

    /// Gives it its name, whatever had it. It must have been hidden before.
    pub(super) fn place_over(&mut self, target: &Path) -> io::Result<()> {
        match self.hidden.take() {
            None => Err(io::ErrorKind::InvalidInput.into()),
            Some(hidden) => hidden.persist(target).map_err(|failed| failed.error),
        }
    }
}

/// Whether the file at `path` holds exactly `bytes`; no when it cannot be read.
pub(super) fn holds(path: &Path, bytes: &[u8]) -> bool {
    let Ok(file) = disk::open_itself(path) else { return false };
    let mut chunk = Zeroizing::new([0; 4096]);
    let mut reader = file.take(bytes.len() as u64 + 1);
    let mut rest = bytes;
    loop {
        match reader.read(&mut chunk[..]) {
            Ok(0) => return rest.is_empty(),
            Ok(count) => match rest.strip_prefix(&chunk[..count]) {
                Some(after) => rest = after,
                None => return false,
            },
            Err(_) => return false,
        }
    }
}
