//! Several files of one directory that change at one instant.

mod change;
mod entry;
mod folder;

use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::artifact::Artifact;
use super::deposit::stale;
use super::directory::Directory;
use super::disk;
use super::draft::{Draft, holds};
use super::error::WriteError;
use super::placement::Written;
use super::target::{Clobber, Target, locate};

use change::Change;
use entry::Entry;
use folder::{Folder, Generation};

/// Artifacts of one directory, whole and on the disk, that are yet to take the place of the old ones,
/// all at one instant.
///
/// [`Deposit`](super::Deposit) renames file after file; killed between two renames it leaves a new key
/// beside an old certificate. Here the visible names are symbolic links into a hidden directory with
/// one directory for each generation of the whole set, and a link that names one of these:
///
/// ```text
/// example.org.crt -> .example.org.xmppcert/current/example.org.crt
/// example.org.key -> .example.org.xmppcert/current/example.org.key
/// .example.org.xmppcert/current -> 2
/// .example.org.xmppcert/1/…, .example.org.xmppcert/2/…
/// ```
///
/// To rename another link over `current` changes all of them, and a run that is killed, whenever that
/// is, has done it or not. All links are relative. Where regular files have the names at first,
/// they become generation 1 and their names links to it, one by one, before anything changes.
/// Where nothing has a name, its link leads nowhere until that instant; a run killed before it leaves
/// such links, which the next run uses.
///
/// Of the generations the last and the one before it stay, as the backup. Servers that load
/// whole directories pass over this one, since its name begins with a dot. It is open to pass for
/// everybody, whatever the umask; each file in it has the mode and owner of its artifact.
///
/// What it does not do: a reader that opens the certificate before the instant and the key after it
/// has one of each. A filesystem without symbolic links fails the commit. Programs that copy
/// regular files only see links.
///
/// Dropped before [`commit`](Self::commit), it leaves nothing.
#[must_use = "nothing has changed before commit"]
pub struct Switch {
    change: Change,
    written: Vec<Written>,
    /// The generation that stays beside the new one.
    backup: Option<u64>,
    /// The users to whom leftovers can belong.
    owners: Vec<u32>,
}

/// What goes when the new files are accepted.
struct Stale {
    generations: Vec<Generation>,
    names: Vec<TempPath>,
}

impl Switch {
    /// Checks all targets, then writes every artifact into a new generation in the hidden directory of
    /// that name, `.name.xmppcert`, which is made if it is not there.
    ///
    /// Names are relative to `base`, an absolute one goes where it says, and all must be in one
    /// directory. A target that is a symbolic link, but not ours, is refused as by
    /// [`Deposit::stage`](super::Deposit::stage). A file that has taken the place of one of our links
    /// since is part of what is replaced. Files of the last generation that no artifact replaces
    /// stay, if their names still lead to them.
    ///
    /// The two ways to replace of [`Clobber`] are one here.
    ///
    /// # Errors
    /// Whatever speaks against a target, or prevents writing. Then nothing is left.
    pub fn stage(
        base: &Path,
        name: &str,
        artifacts: Vec<Artifact>,
        clobber: Clobber,
    ) -> Result<Self, WriteError> {
        let (targets, directories) = locate(base, &artifacts)?;
        let directory = only(directories, &targets, base)?;
        let folder = Folder::open(&directory, name)?;
        let before = folder.current()?;
        let mut entries: Vec<Entry> = Vec::new();
        for target in targets {
            let entry = Entry::look(target, &folder, before, clobber)?;
            entries.push(entry);
        }
        let carried = carried(&entries, &folder, before, &directory);
        entries.extend(carried);
        let old = gather(&entries, &folder)?;
        let new = folder.begin()?;
        let change = Change { entries, before, old, new, done: Vec::new(), folder, directory };
        let drafts = fill(&change, &artifacts)?;
        let backup = backup(&change, &artifacts);
        let written = tell(&change, backup, &artifacts, &drafts);
        let owners = owners(&change, &artifacts, &drafts);
        Ok(Self { change, written, backup, owners })
    }

    /// Makes the visible names links, where they are not, and then the new generation the one.
    ///
    /// # Errors
    /// Whatever fails; then all that was done is undone, if the error is not
    /// [`WriteError::NotUndone`].
    pub fn commit(mut self) -> Result<Switched, WriteError> {
        if let Err(cause) = self.change.perform() {
            return Err(match self.change.undo() {
                Ok(()) => cause,
                Err(worse) => worse.while_undoing(cause),
            });
        }
        self.change.new.stays = true;
        self.change.old.iter_mut().for_each(|old| old.stays = true);
        let stale = Stale::find(&self.change, self.backup, &self.owners);
        Ok(Switched { files: self.written, stale, change: self.change })
    }
}

/// New files in the place of the old ones, which can still be taken back.
///
/// Dropped, it is kept.
#[must_use = "to drop it is to keep the files"]
pub struct Switched {
    /// The files, in the order of the artifacts.
    pub files: Vec<Written>,
    stale: Stale,
    change: Change,
}

impl Switched {
    /// Lets go of all generations but this one and the one before it, and of what killed runs left.
    pub fn keep(self) {}

    /// Gives all names their old files back at one instant; where the names were regular files, they
    /// become the same files again.
    ///
    /// # Errors
    /// [`WriteError::NotUndone`] for the first name that cannot be put back; the others are.
    pub fn rollback(mut self) -> Result<(), WriteError> {
        self.stale.spare();
        self.change.undo()
    }
}

impl Stale {
    fn find(change: &Change, backup: Option<u64>, owners: &[u32]) -> Self {
        let (folder, new) = (&change.folder, change.new.number);
        let locked = folder.directory.is_locked() && change.directory.is_locked();
        let mut numbers = folder.numbers();
        // Without the locks, what comes after ours may be another run's work.
        numbers.retain(|n| *n != new && Some(*n) != backup && (locked || *n < new));
        let mut names = Vec::new();
        for entry in &change.entries {
            let links = entry.leftovers(folder, &change.directory).into_iter();
            names.extend(links.filter_map(|path| TempPath::try_from_path(path).ok()));
            let files = change.directory.leftovers(&entry.target.name).into_iter();
            names.extend(files.filter_map(|path| stale(path, owners)));
        }
        let links = folder.leftovers().into_iter();
        names.extend(links.filter_map(|path| TempPath::try_from_path(path).ok()));
        let generations = numbers.into_iter().map(|number| folder.discarded(number)).collect();
        Self { generations, names }
    }

    /// Leaves everything as it is.
    fn spare(&mut self) {
        self.generations.iter_mut().for_each(|generation| generation.stays = true);
        self.names.iter_mut().for_each(|path| path.disable_cleanup(true));
    }
}

/// The one directory of all targets.
fn only(
    directories: Vec<Directory>,
    targets: &[Target],
    base: &Path,
) -> Result<Directory, WriteError> {
    if let Some((first, other)) =
        targets.first().zip(targets.iter().find(|target| target.directory != 0))
    {
        let (first, path) = (first.shown.clone(), other.shown.clone());
        return Err(WriteError::NotOneDirectory { first, path });
    }
    directories.into_iter().next().ok_or_else(|| {
        WriteError::new(base, io::Error::new(io::ErrorKind::InvalidInput, "no files are given"))
    })
}

/// The names of the last generation that no artifact has, but that still lead to it.
fn carried(
    entries: &[Entry],
    folder: &Folder,
    before: Option<u64>,
    directory: &Directory,
) -> Vec<Entry> {
    let Some((before, first)) = before.zip(entries.first()) else { return Vec::new() };
    let is_known = |path: &PathBuf| {
        entries.iter().any(|entry| path.file_name() == Some(entry.target.name.as_os_str()))
    };
    let all = disk::list(&folder.generation(before)).into_iter();
    let others = all.filter(|path| !is_known(path));
    others.filter_map(|path| Entry::carried(path, folder, directory, &first.target)).collect()
}

/// The old files as a generation of their own, if laying the links would change anything without.
fn gather(entries: &[Entry], folder: &Folder) -> Result<Option<Generation>, WriteError> {
    if !entries.iter().any(Entry::is_elsewhere) {
        return Ok(None);
    }
    let generation = folder.begin()?;
    for entry in entries {
        let Some(path) = entry.old_path() else { continue };
        let prefix = folder.directory.hidden_prefix(&entry.target.name);
        let taken = generation.take_in(path, &entry.target.name, &prefix);
        taken.map_err(|error| WriteError::new(&entry.target.shown, error))?;
    }
    let synced = generation.sync().and_then(|()| folder.directory.sync());
    synced.map_err(|error| WriteError::new(&generation.path, error))?;
    Ok(Some(generation))
}

/// Writes the new generation.
fn fill(change: &Change, artifacts: &[Artifact]) -> Result<Vec<Draft>, WriteError> {
    let (folder, new) = (&change.folder, &change.new);
    let mut drafts = Vec::new();
    for (entry, artifact) in change.entries.iter().zip(artifacts) {
        let target = &entry.target;
        let prefix = folder.directory.hidden_prefix(&target.name);
        let mut draft = Draft::write(&new.path, &prefix, artifact, &target.shown)?;
        let placed = draft.place(&new.path.join(&target.name));
        placed.map_err(|error| WriteError::new(&target.shown, error))?;
        drafts.push(draft);
    }
    for entry in change.entries.iter().skip(artifacts.len()) {
        let Some(path) = entry.old_path() else { continue };
        let prefix = folder.directory.hidden_prefix(&entry.target.name);
        let taken = new.take_in(path, &entry.target.name, &prefix);
        taken.map_err(|error| WriteError::new(&entry.target.shown, error))?;
    }
    let synced = new.sync().and_then(|()| folder.directory.sync());
    synced.map_err(|error| WriteError::new(&new.path, error))?;
    // The folder's own name, before any link says it.
    let synced = change.directory.sync();
    synced.map_err(|error| WriteError::new(&change.directory.path, error))?;
    Ok(drafts)
}

/// The generation that stays as the backup: that of the old files, or, if the new ones are the same,
/// the one before it.
fn backup(change: &Change, artifacts: &[Artifact]) -> Option<u64> {
    let mut pairs = change.entries.iter().zip(artifacts);
    if pairs.all(|(entry, artifact)| holds_old(entry, artifact)) {
        let older = change.folder.numbers().into_iter();
        return older.filter(|number| Some(*number) < change.before).max();
    }
    let has_files = change.entries.iter().any(|entry| entry.old_path().is_some());
    change.old.as_ref().filter(|_| has_files).map(|old| old.number).or(change.before)
}

fn holds_old(entry: &Entry, artifact: &Artifact) -> bool {
    entry.old_path().is_some_and(|old| holds(old, artifact.bytes()))
}

fn owners(change: &Change, artifacts: &[Artifact], drafts: &[Draft]) -> Vec<u32> {
    let makers = drafts.iter().filter_map(|draft| draft.maker);
    let wanted = artifacts.iter().filter_map(|artifact| artifact.owner().uid);
    makers.chain(wanted).chain(change.entries.iter().filter_map(Entry::old_owner)).collect()
}

fn tell(
    change: &Change,
    backup: Option<u64>,
    artifacts: &[Artifact],
    drafts: &[Draft],
) -> Vec<Written> {
    let all = change.entries.iter().zip(artifacts).zip(drafts);
    let told = all.map(|((entry, artifact), draft)| Written {
        path: entry.target.shown.clone(),
        mode: draft.mode,
        owner: Some(artifact.owner()).filter(|owner| !owner.is_nobody()),
        replaced: entry.old_path().is_some(),
        backup: backup
            .filter(|_| entry.old_path().is_some() && !holds_old(entry, artifact))
            .map(|number| change.shown(number, entry)),
    });
    told.collect()
}
