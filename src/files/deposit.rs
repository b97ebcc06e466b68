//! Writing several files, all of them or none.

use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::artifact::Artifact;
use super::directory::Directory;
use super::disk;
use super::error::WriteError;
use super::kind::Kind;
use super::placement::{Placement, Written};
use super::system;
use super::target::{Clobber, Target, aim};

/// Artifacts whose bytes are on the disk, but whose names are not given yet.
///
/// Dropped before [`commit`](Self::commit), it leaves nothing.
#[must_use = "nothing has its name before commit"]
pub struct Deposit {
    placements: Vec<Placement>,
    leftovers: Vec<PathBuf>,
    // Last, for the locks in it must outlive the hidden names above.
    directories: Vec<Directory>,
}

impl Deposit {
    /// Checks all targets, then writes the bytes of every artifact beside its target.
    ///
    /// Names are relative to `base`, an absolute one goes where it says. Directories are not made.
    /// Links among the directories are followed, but a target that is itself a symbolic link is
    /// refused with either [`Clobber`]: to write through it would surprise whoever laid it (as in
    /// certbot's `live`), and so would to replace it.
    ///
    /// A secret's mode is 0600 from before its first byte; a public file's 0644, less the umask.
    /// Where an artifact has a mode or an owner of its own, the file has them before it has its
    /// name. Owner and mode of a file to be replaced are not taken over.
    ///
    /// Waits up to five seconds for another deposit into the same directory.
    ///
    /// # Errors
    /// Whatever speaks against a target, or prevents writing. Then nothing is left.
    pub fn stage(
        base: &Path,
        artifacts: Vec<Artifact>,
        clobber: Clobber,
    ) -> Result<Self, WriteError> {
        let (targets, directories) = aim(base, &artifacts, clobber)?;
        let hidden = |target: &Target| directories[target.directory].leftovers(&target.name);
        // Before the first draft, which may itself have such a name.
        let leftovers = targets.iter().flat_map(hidden).collect();
        let staged = artifacts.into_iter().zip(targets).map(|(artifact, target)| {
            let directory = &directories[target.directory];
            Placement::stage(artifact, target, clobber, directory)
        });
        let placements = staged.collect::<Result<_, _>>()?;
        Ok(Self { placements, leftovers, directories })
    }

    /// Gives every file its name, and waits until the disk has them.
    ///
    /// A name that is free is taken only if it is still free. A file that is replaced gets a second
    /// name first, then all names change one straight after the other. The second name is a
    /// numbered backup (`example.org.key.~1~`) that stays, if the new file is secret or the old one
    /// was closed to all but its owner, and their contents differ; otherwise it is hidden and goes
    /// with [`Committed::keep`]. With [`Clobber::ReplaceHidden`] every old file that differs stays,
    /// as a backup that is hidden (`.example.org.key.~1~`).
    ///
    /// # Errors
    /// Whatever fails; then all that was done is undone: no new file is left, and every old one is
    /// the same file as before, if the error is not [`WriteError::NotUndone`].
    pub fn commit(mut self) -> Result<Committed, WriteError> {
        if let Err(cause) = self.place_all() {
            return Err(match undo(&mut self.placements, &self.directories) {
                Ok(()) => cause,
                Err(worse) => worse.while_undoing(cause),
            });
        }
        let owners: Vec<u32> = self.placements.iter().flat_map(Placement::owners).collect();
        Ok(Committed {
            files: self.placements.iter().map(Placement::written).collect(),
            stale: self.leftovers.into_iter().filter_map(|path| stale(path, &owners)).collect(),
            placements: self.placements,
            directories: self.directories,
        })
    }

    fn place_all(&mut self) -> Result<(), WriteError> {
        for placement in &mut self.placements {
            placement.keep_old(&self.directories[placement.target.directory])?;
        }
        if self.placements.iter().any(Placement::replaces) {
            // The second name must be on the disk before the first one is given away.
            sync(&self.directories)?;
        }
        for placement in &mut self.placements {
            placement.hide(&self.directories[placement.target.directory])?;
        }
        self.placements.iter_mut().try_for_each(Placement::place)?;
        sync(&self.directories)
    }
}

/// Files that have their names, and can still be taken back.
///
/// Dropped, it is kept.
#[must_use = "to drop it is to keep the files"]
pub struct Committed {
    /// The files, in the order of the artifacts.
    pub files: Vec<Written>,
    placements: Vec<Placement>,
    stale: Vec<TempPath>,
    // Last, for the locks in it must outlive the hidden names above.
    directories: Vec<Directory>,
}

impl Committed {
    /// Lets go of the old content, except the backups, and removes what killed runs left.
    pub fn keep(self) {}

    /// Takes the new files away and gives the old ones their names back.
    ///
    /// A file that another program has replaced in the meantime stays, and the old content becomes
    /// a numbered backup beside it.
    ///
    /// # Errors
    /// [`WriteError::NotUndone`] for the first file that cannot be put back; the others are.
    pub fn rollback(mut self) -> Result<(), WriteError> {
        self.stale.iter_mut().for_each(|path| path.disable_cleanup(true));
        undo(&mut self.placements, &self.directories)
    }
}

fn undo(placements: &mut [Placement], directories: &[Directory]) -> Result<(), WriteError> {
    let mut result = Ok(());
    for placement in placements.iter_mut().rev() {
        // The others are undone although one fails.
        result = result.and(placement.undo(&directories[placement.target.directory]));
    }
    // The names are back; if the disk loses them in a crash now, that is a second misfortune.
    let _ = sync(directories);
    result
}

fn sync(directories: &[Directory]) -> Result<(), WriteError> {
    directories.iter().try_for_each(|directory| {
        directory.sync().map_err(|error| WriteError::new(&directory.path, error))
    })
}

/// What a killed run left, to be removed when this is dropped, if it is a file of one of those.
pub(super) fn stale(path: PathBuf, owners: &[u32]) -> Option<TempPath> {
    let found = disk::look(&path).ok()??;
    let known = system::owner(&found).is_none_or(|owner| owners.contains(&owner));
    let ours = Kind::of(found.file_type()) == Kind::Regular && known;
    if ours { TempPath::try_from_path(path).ok() } else { None }
}
