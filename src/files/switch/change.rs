//! The change itself, step by step, and back.

use std::mem;

use super::super::directory::Directory;
use super::super::error::WriteError;
use super::entry::Entry;
use super::folder::{Folder, Generation};

/// What is to change, and what has been done of it.
pub(super) struct Change {
    pub(super) entries: Vec<Entry>,
    /// The generation that was the one.
    pub(super) before: Option<u64>,
    /// The old files as a generation, where they were not one.
    pub(super) old: Option<Generation>,
    pub(super) new: Generation,
    pub(super) done: Vec<Step>,
    pub(super) folder: Folder,
    // Last, for the lock in it must outlive all that is above.
    pub(super) directory: Directory,
}

/// A step that was done.
pub(super) enum Step {
    /// Another generation became the one.
    Switched { from: Option<u64>, to: u64 },
    /// The name of that entry became a link.
    Laid(usize),
}

impl Change {
    /// Does everything. Whenever it is cut short, all names hold the old files or all the new ones.
    pub(super) fn perform(&mut self) -> Result<(), WriteError> {
        if let Some(old) = &self.old {
            // Nothing is read through the folder yet, or what is stays the same file.
            self.switch_to(old.number)?;
        }
        for index in 0..self.entries.len() {
            let entry = &self.entries[index];
            let laid = entry.lay(&self.folder, &self.directory);
            if laid.map_err(|error| WriteError::new(&entry.target.shown, error))? {
                self.done.push(Step::Laid(index));
            }
        }
        // The links must be on the disk before what they lead to changes.
        let synced = self.directory.sync();
        synced.map_err(|error| WriteError::new(&self.directory.path, error))?;
        self.switch_to(self.new.number)
    }

    fn switch_to(&mut self, to: u64) -> Result<(), WriteError> {
        let from = self.folder.current()?;
        if from != self.expected() {
            return self.folder.switch(self.expected(), Some(to));
        }
        let result = self.folder.switch(from, Some(to));
        if self.folder.current().is_ok_and(|now| now == Some(to)) {
            // Also when it could not be synced: then it has to be undone.
            self.done.push(Step::Switched { from, to });
        }
        result
    }

    /// The generation that is the one, if nobody else was here.
    fn expected(&self) -> Option<u64> {
        let switched = self.done.iter().rev().find_map(|step| match step {
            Step::Switched { to, .. } => Some(*to),
            Step::Laid(_) => None,
        });
        switched.or(self.before)
    }

    /// Undoes everything, the last step first; then neither generation is left.
    pub(super) fn undo(&mut self) -> Result<(), WriteError> {
        let mut result = Ok(());
        for step in mem::take(&mut self.done).into_iter().rev() {
            // The others are undone although one fails.
            result = result.and(self.undo_step(&step));
        }
        // The names are back; if the disk loses them in a crash now, that is a second misfortune.
        let _ = self.directory.sync();
        let stays = result.is_err();
        self.new.stays = stays;
        self.old.iter_mut().for_each(|old| old.stays = stays);
        result
    }

    fn undo_step(&self, step: &Step) -> Result<(), WriteError> {
        let not_undone =
            |source, kept, path| WriteError::NotUndone { cause: None, kept, source, path };
        match *step {
            Step::Switched { from, to } => {
                self.folder.switch(Some(to), from).map_err(|error| match error {
                    WriteError::Io { source, path } => not_undone(source, None, path),
                    other => {
                        let path = self.folder.directory.path.clone();
                        not_undone(std::io::Error::other(other), None, path)
                    }
                })
            }
            Step::Laid(index) => {
                let entry = &self.entries[index];
                let old = self.old.as_ref();
                entry.put_back(&self.folder, old).map_err(|source| {
                    let kept = entry.target.old.as_ref().and(old);
                    let kept = kept.map(|old| self.shown(old.number, entry));
                    not_undone(source, kept, entry.target.shown.clone())
                })
            }
        }
    }

    /// The path of a file in a generation, as the caller would write it.
    pub(super) fn shown(&self, number: u64, entry: &Entry) -> std::path::PathBuf {
        let folder = entry.target.shown.with_file_name(&self.folder.name);
        folder.join(number.to_string()).join(&entry.target.name)
    }
}
