//! One artifact on its way to its target, and back.

use std::ffi::OsString;
use std::io::{self, ErrorKind};
use std::mem;
use std::path::{Path, PathBuf};

use tempfile::{PathPersistError, TempPath};

use super::artifact::Artifact;
use super::directory::Directory;
use super::draft::{Draft, holds};
use super::error::{WriteError, replaced_since};
use super::owner::Owner;
use super::target::{Clobber, Target};
use super::{disk, system};

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Where it is, as the caller named it.
    pub path: PathBuf,
    /// Its permission bits.
    pub mode: u32,
    /// The user and group it was given to; none where it stays with whoever wrote it.
    pub owner: Option<Owner>,
    /// Whether another file had the name.
    pub replaced: bool,
    /// Where the content of that file stays, if it was worth keeping.
    pub backup: Option<PathBuf>,
}

/// One artifact on its way to its target.
pub(super) struct Placement {
    artifact: Artifact,
    pub(super) target: Target,
    prefix: OsString,
    draft: Draft,
    clobber: Clobber,
    kept: Option<Kept>,
    placed: bool,
}

/// The old file, under another name.
enum Kept {
    /// Until the new one is accepted; dropped, it is gone.
    Meanwhile(TempPath),
    /// For good.
    Backup(PathBuf),
}

impl Placement {
    /// Writes the artifact's content into the directory of its target, without its name.
    pub(super) fn stage(
        artifact: Artifact,
        target: Target,
        clobber: Clobber,
        directory: &Directory,
    ) -> Result<Self, WriteError> {
        let prefix = directory.hidden_prefix(&target.name);
        let draft = Draft::write(&directory.path, &prefix, &artifact, &target.shown)?;
        Ok(Self { artifact, target, prefix, draft, clobber, kept: None, placed: false })
    }

    /// Gives the old file a second name, if there is one.
    pub(super) fn keep_old(&mut self, directory: &Directory) -> Result<(), WriteError> {
        if self.target.old.is_none() {
            return Ok(());
        }
        self.give_second_name(directory).map_err(|error| self.failed(error))
    }

    /// Gives the new file a hidden name, if it is to replace the old one.
    ///
    /// After this, nothing but the rename itself is left to do.
    pub(super) fn hide(&mut self, directory: &Directory) -> Result<(), WriteError> {
        if self.kept.is_none() {
            return Ok(());
        }
        let result = self.draft.hide(&directory.path, &self.prefix);
        result.map_err(|error| self.failed(error))
    }

    /// Gives the new file its name.
    pub(super) fn place(&mut self) -> Result<(), WriteError> {
        let target = &self.target.real;
        let result = match self.kept {
            Some(_) => self.draft.place_over(target),
            None => self.draft.place(target),
        };
        self.placed = result.is_ok();
        result.map_err(|error| self.failed(error))
    }

    /// Puts everything back as it was before `keep_old`.
    pub(super) fn undo(&mut self, directory: &Directory) -> Result<(), WriteError> {
        let kept = self.kept.take();
        let result = match (mem::take(&mut self.placed), &kept) {
            (true, Some(kept)) => {
                self.require_ours().and_then(|()| disk::rename(kept.path(), &self.target.real))
            }
            (true, None) => self.require_ours().and_then(|()| remove_if_there(&self.target.real)),
            (false, Some(Kept::Backup(path))) => disk::remove(path),
            (false, Some(Kept::Meanwhile(_)) | None) => return Ok(()),
        };
        match result {
            Ok(()) => {
                // Its name has just been given back: there is nothing to remove under this one.
                kept.map(Kept::leave);
                Ok(())
            }
            Err(source) => {
                let kept =
                    kept.map(|kept| self.beside(&kept.save(directory, &self.target, self.clobber)));
                let path = self.target.shown.clone();
                Err(WriteError::NotUndone { cause: None, kept, source, path })
            }
        }
    }

    /// What to tell of it.
    pub(super) fn written(&self) -> Written {
        let backup = match &self.kept {
            Some(Kept::Backup(path)) => Some(self.beside(path)),
            Some(Kept::Meanwhile(_)) | None => None,
        };
        Written {
            path: self.target.shown.clone(),
            mode: self.draft.mode,
            owner: Some(self.artifact.owner()).filter(|owner| !owner.is_nobody()),
            replaced: self.replaces(),
            backup,
        }
    }

    /// Whether an old file has been given a second name.
    pub(super) fn replaces(&self) -> bool {
        self.kept.is_some()
    }

    /// The users to whom a leftover of this name can belong: ours, the new file's, the old one's.
    pub(super) fn owners(&self) -> impl Iterator<Item = u32> {
        let old = self.target.old.as_ref().and_then(system::owner);
        [self.draft.maker, self.artifact.owner().uid, old].into_iter().flatten()
    }

    fn give_second_name(&mut self, directory: &Directory) -> io::Result<()> {
        let second = match disk::second_name(&self.target.real, &directory.path, &self.prefix) {
            // It went away since it was staged: the name is free.
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            other => other?,
        };
        self.kept = Some(if self.old_is_precious(&second) {
            let saved = back_up(second, directory, &self.target, self.clobber);
            Kept::Backup(saved.map_err(|failed| failed.error)?)
        } else {
            Kept::Meanwhile(second)
        });
        Ok(())
    }

    /// Whether the old content is worth a backup: all is that differs, or only what is a secret or
    /// as closed as one.
    fn old_is_precious(&self, old: &Path) -> bool {
        let mode = self.target.old.as_ref().and_then(system::mode);
        let closed = mode.is_some_and(|mode| mode & 0o077 == 0);
        let every = self.clobber == Clobber::ReplaceHidden;
        (every || self.artifact.is_secret() || closed) && !holds(old, self.artifact.bytes())
    }

    /// Fails if the target is now a file that somebody else put there.
    fn require_ours(&self) -> io::Result<()> {
        let Some(found) = disk::look(&self.target.real)? else { return Ok(()) };
        if system::identity(&found) == system::identity(&self.draft.metadata()?) {
            Ok(())
        } else {
            Err(replaced_since())
        }
    }

    /// The path of a file in the target's directory, as the caller would write it.
    fn beside(&self, path: &Path) -> PathBuf {
        self.target.shown.with_file_name(path.file_name().unwrap_or_default())
    }

    fn failed(&self, error: io::Error) -> WriteError {
        WriteError::new(&self.target.shown, error)
    }
}

impl Kept {
    fn path(&self) -> &Path {
        match self {
            Self::Meanwhile(path) => path,
            Self::Backup(path) => path,
        }
    }

    /// Gives it a name that no later run removes, if that can be had; says what it is called now.
    fn save(self, directory: &Directory, target: &Target, clobber: Clobber) -> PathBuf {
        match self {
            Self::Meanwhile(path) => match back_up(path, directory, target, clobber) {
                Ok(backup) => backup,
                Err(failed) => Self::Meanwhile(failed.path).leave(),
            },
            Self::Backup(path) => path,
        }
    }

    /// Leaves the name alone from now on.
    fn leave(self) -> PathBuf {
        match self {
            Self::Meanwhile(mut path) => {
                path.disable_cleanup(true);
                path.to_path_buf()
            }
            Self::Backup(path) => path,
        }
    }
}

/// Turns the hidden name into a numbered backup, and never takes one that is in use.
fn back_up(
    mut hidden: TempPath,
    directory: &Directory,
    target: &Target,
    clobber: Clobber,
) -> Result<PathBuf, PathPersistError> {
    let mut name = OsString::from(if clobber == Clobber::ReplaceHidden { "." } else { "" });
    name.push(&target.name);
    let mut number = directory.last_backup(&name);
    loop {
        number = number.saturating_add(1);
        let backup = directory.backup_path(&name, number);
        match hidden.persist_noclobber(&backup) {
            Ok(()) => return Ok(backup),
            Err(failed) if failed.error.kind() == ErrorKind::AlreadyExists && number < u64::MAX => {
                hidden = failed.path;
            }
            Err(failed) => return Err(failed),
        }
    }
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match disk::remove(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
