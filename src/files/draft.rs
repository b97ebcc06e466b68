//! Content on the disk that has no visible name yet.

use std::ffi::OsStr;
use std::fs::{File, Metadata};
use std::io::{self, Read, Write};
use std::path::Path;

use tempfile::TempPath;
use zeroize::Zeroizing;

use super::artifact::Artifact;
use super::error::WriteError;
use super::{disk, system};

/// The content of one artifact, under a hidden name or none at all.
///
/// Dropped before it is placed, it is gone.
pub(super) struct Draft {
    file: File,
    hidden: Option<TempPath>,
    /// Its permission bits.
    pub(super) mode: u32,
    /// The user that made it, whoever owns it now.
    pub(super) maker: Option<u32>,
}

impl Draft {
    /// The artifact's bytes, owner and mode on the disk in `directory`; errors name it as `shown`.
    pub(super) fn write(
        directory: &Path,
        prefix: &OsStr,
        artifact: &Artifact,
        shown: &Path,
    ) -> Result<Self, WriteError> {
        let failed = |error| WriteError::new(shown, error);
        let mut draft = Self::create(directory, prefix, artifact).map_err(failed)?;
        draft.require_private(artifact, 0, shown)?;
        draft.file.write_all(artifact.bytes()).map_err(failed)?;
        draft.give_away(artifact, shown)?;
        if let Some(mode) = artifact.given_mode() {
            // After the owner: the group that the mode lets in must be the one that is meant.
            disk::override_umask(&draft.file, mode);
            draft.mode = disk::mode(&draft.file).map_err(failed)?.unwrap_or(mode);
            draft.require_private(artifact, mode, shown)?;
        }
        draft.file.sync_all().map_err(failed)?;
        Ok(draft)
    }

    /// A new empty file in `directory`, which nobody can see or nobody looks for.
    fn create(directory: &Path, prefix: &OsStr, artifact: &Artifact) -> io::Result<Self> {
        // A mode that was given may let a group in, and the group is not yet the right one.
        let wanted = if artifact.given_mode().is_some() { 0o600 } else { artifact.mode() };
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
        let maker = system::owner(&file.metadata()?);
        Ok(Self { file, hidden, mode, maker })
    }

    /// Fails if it is a secret that somebody else may open whom the mode `granted` does not name.
    fn require_private(
        &self,
        artifact: &Artifact,
        granted: u32,
        shown: &Path,
    ) -> Result<(), WriteError> {
        if artifact.is_secret() && self.mode & 0o077 & !granted != 0 {
            let wanted = artifact.mode();
            return Err(WriteError::NotPrivate { mode: self.mode, wanted, path: shown.into() });
        }
        Ok(())
    }

    fn give_away(&self, artifact: &Artifact, shown: &Path) -> Result<(), WriteError> {
        let owner = artifact.owner();
        if owner.is_nobody() {
            return Ok(());
        }
        system::give(&self.file, owner.uid, owner.gid).map_err(|error| match error.kind() {
            io::ErrorKind::PermissionDenied => {
                WriteError::NotGiven { owner: owner.names(), path: shown.to_path_buf() }
            }
            _ => WriteError::new(shown, error),
        })
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
