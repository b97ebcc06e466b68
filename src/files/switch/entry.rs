//! One visible name.

use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};

use super::super::directory::Directory;
use super::super::error::{WriteError, replaced_since};
use super::super::target::{Clobber, Target, existing};
use super::super::{disk, system};
use super::folder::{Folder, Generation};

/// A visible name, with what it was found to be.
pub(super) struct Entry {
    pub(super) target: Target,
    /// Whether it is already a link into the folder; otherwise `target.old` says what it is.
    linked: bool,
    /// The file of that name in the generation that was the one.
    in_current: Option<PathBuf>,
}

impl Entry {
    /// Looks at the name, and refuses what may not be replaced.
    pub(super) fn look(
        mut target: Target,
        folder: &Folder,
        current: Option<u64>,
        clobber: Clobber,
    ) -> Result<Self, WriteError> {
        let failed = |error| WriteError::new(&target.shown, error);
        let in_current = match current.map(|number| folder.generation(number).join(&target.name)) {
            Some(path) => disk::look(&path).map_err(failed)?.map(|_| path),
            None => None,
        };
        let linked = is_link_to(&target.real, &folder.goal(&target.name));
        if !linked {
            target.old = existing(&target, clobber)?;
        } else if clobber == Clobber::Refuse && in_current.is_some() {
            return Err(WriteError::AlreadyExists { path: target.shown });
        }
        Ok(Self { target, linked, in_current })
    }

    /// A name in `directory` that no artifact has, if it is one of ours nevertheless.
    pub(super) fn carried(
        path: PathBuf,
        folder: &Folder,
        directory: &Directory,
        beside: &Target,
    ) -> Option<Self> {
        let name = path.file_name()?.to_os_string();
        let real = directory.path.join(&name);
        let shown = beside.shown.with_file_name(&name);
        let linked = is_link_to(&real, &folder.goal(&name));
        let target = Target { shown, real, name, directory: 0, old: None };
        linked.then_some(Self { target, linked, in_current: Some(path) })
    }

    /// The old file, wherever it is; none when the name leads nowhere.
    pub(super) fn old_path(&self) -> Option<&Path> {
        if self.linked {
            self.in_current.as_deref()
        } else {
            self.target.old.as_ref().map(|_| self.target.real.as_path())
        }
    }

    /// Whether a link laid now would change what is read under the name.
    pub(super) fn is_elsewhere(&self) -> bool {
        !self.linked && (self.target.old.is_some() || self.in_current.is_some())
    }

    /// The user that the old file belongs to.
    pub(super) fn old_owner(&self) -> Option<u32> {
        self.target.old.as_ref().and_then(system::owner)
    }

    /// Makes the name a link into the folder; says whether it was none before.
    pub(super) fn lay(&self, folder: &Folder, directory: &Directory) -> io::Result<bool> {
        let (path, goal) = (&self.target.real, folder.goal(&self.target.name));
        if self.linked {
            return Ok(false);
        }
        let Some(old) = &self.target.old else {
            return disk::point(path, &goal).map(|()| true);
        };
        let prefix = directory.hidden_prefix(&self.target.name);
        let link = disk::hidden_name(&directory.path, &prefix, |link| disk::point(link, &goal))?;
        require_same(path, old)?;
        link.persist(path).map_err(|failed| failed.error).map(|()| true)
    }

    /// Puts back what had the name before the link was laid, out of the generation that holds it.
    pub(super) fn put_back(&self, folder: &Folder, old: Option<&Generation>) -> io::Result<()> {
        let path = &self.target.real;
        if !is_link_to(path, &folder.goal(&self.target.name)) {
            return match (disk::look(path)?, &self.target.old) {
                (None, None) => Ok(()),
                _ => Err(replaced_since()),
            };
        }
        match old.filter(|_| self.target.old.is_some()) {
            Some(old) => disk::rename(&old.path.join(&self.target.name), path),
            None => disk::remove(path),
        }
    }

    /// The links that killed runs left before they got this name.
    pub(super) fn leftovers(&self, folder: &Folder, directory: &Directory) -> Vec<PathBuf> {
        let goal = folder.goal(&self.target.name);
        let mut found = directory.leftovers(&self.target.name);
        found.retain(|path| is_link_to(path, &goal));
        found
    }
}

fn is_link_to(path: &Path, goal: &Path) -> bool {
    // Fails for everything that is no link.
    disk::goal(path).is_ok_and(|found| found.as_os_str() == goal.as_os_str())
}

fn require_same(path: &Path, old: &Metadata) -> io::Result<()> {
    match disk::look(path)? {
        Some(found) if system::identity(&found) == system::identity(old) => Ok(()),
        _ => Err(replaced_since()),
    }
}
