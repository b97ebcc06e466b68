//! The hidden directory with the generations, and each of these.

use std::ffi::{OsStr, OsString};
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use tempfile::TempPath;

use super::super::directory::Directory;
use super::super::disk;
use super::super::error::{WriteError, replaced_since};
use super::super::kind::Kind;

/// The link that says which generation is the one.
const CURRENT: &str = "current";

/// For everybody to pass: each file has its own mode, and the names are those beside the directory.
const MODE: u32 = 0o755;

/// The hidden directory; if it is new and empty, it goes when this is dropped.
pub(super) struct Folder {
    pub(super) name: OsString,
    pub(super) directory: Directory,
    new: bool,
}

impl Folder {
    /// The folder of that name in the directory; made, if it is not there.
    pub(super) fn open(parent: &Directory, name: &str) -> Result<Self, WriteError> {
        let path = parent.path.join(name);
        let mut parts = Path::new(name).components();
        if !matches!((parts.next(), parts.next()), (Some(Component::Normal(n)), None) if n == name)
        {
            let error = io::Error::new(ErrorKind::InvalidInput, "the name has more than one part");
            return Err(WriteError::new(&path, error));
        }
        let name = OsString::from(format!(".{name}.xmppcert"));
        let path = parent.path.join(&name);
        let failed = |error| WriteError::new(&path, error);
        let found = disk::look(&path).map_err(failed)?;
        let new = found.is_none();
        match found.map(|found| Kind::of(found.file_type())) {
            None => disk::make_directory(&path, MODE).map_err(failed)?,
            Some(Kind::Directory) => {}
            Some(what) => return Err(WriteError::InTheWay { what, path }),
        }
        let mut directory = Directory::find(&path).map_err(failed)?;
        directory.lock();
        Ok(Self { name, directory, new })
    }

    /// What the link at a visible name says: `.example.org.xmppcert/current/example.org.key`.
    pub(super) fn goal(&self, name: &OsStr) -> PathBuf {
        Path::new(&self.name).join(CURRENT).join(name)
    }

    /// The number of the generation that is the one.
    pub(super) fn current(&self) -> Result<Option<u64>, WriteError> {
        let path = self.directory.path.join(CURRENT);
        let found = disk::look(&path).map_err(|error| WriteError::new(&path, error))?;
        let Some(found) = found else { return Ok(None) };
        let goal = disk::goal(&path).unwrap_or_default();
        match number(goal.as_os_str()) {
            Some(number) => Ok(Some(number)),
            None => Err(WriteError::InTheWay { what: Kind::of(found.file_type()), path }),
        }
    }

    /// Makes another generation the one, or none: this is the instant.
    pub(super) fn switch(&self, from: Option<u64>, to: Option<u64>) -> Result<(), WriteError> {
        let path = self.directory.path.join(CURRENT);
        let failed = |error| WriteError::new(&path, error);
        if self.current()? != from {
            return Err(failed(replaced_since()));
        }
        let result = match (from, to) {
            (_, Some(to)) => self.link_to(to).and_then(|link| disk::rename(&link, &path)),
            (Some(_), None) => disk::remove(&path),
            (None, None) => Ok(()),
        };
        result.and_then(|()| self.directory.sync()).map_err(failed)
    }

    fn link_to(&self, number: u64) -> io::Result<TempPath> {
        let prefix = self.directory.hidden_prefix(CURRENT.as_ref());
        let goal = PathBuf::from(number.to_string());
        disk::hidden_name(&self.directory.path, &prefix, |link| disk::point(link, &goal))
    }

    /// The numbers of all generations, finished or not.
    pub(super) fn numbers(&self) -> Vec<u64> {
        let all = disk::list(&self.directory.path);
        all.iter().filter_map(|path| number(path.file_name()?)).collect()
    }

    /// A new generation, empty, with the next number.
    pub(super) fn begin(&self) -> Result<Generation, WriteError> {
        let mut next = self.numbers().into_iter().max().unwrap_or(0);
        loop {
            next = next.saturating_add(1);
            let path = self.generation(next);
            match disk::make_directory(&path, MODE) {
                Ok(()) => return Ok(Generation { number: next, path, stays: false }),
                Err(error) if error.kind() == ErrorKind::AlreadyExists && next < u64::MAX => {}
                Err(error) => return Err(WriteError::new(&path, error)),
            }
        }
    }

    /// The directory of that generation.
    pub(super) fn generation(&self, number: u64) -> PathBuf {
        self.directory.path.join(number.to_string())
    }

    /// That generation, to be removed when it is dropped.
    pub(super) fn discarded(&self, number: u64) -> Generation {
        Generation { number, path: self.generation(number), stays: false }
    }

    /// The links that killed runs left before they became `current`.
    pub(super) fn leftovers(&self) -> Vec<PathBuf> {
        self.directory.leftovers(CURRENT.as_ref())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if self.new {
            // Fails when it is in use by now, as it should.
            let _ = disk::remove_directory(&self.directory.path);
        }
    }
}

/// One set of files; gone when it is dropped, unless it stays.
pub(super) struct Generation {
    pub(super) number: u64,
    pub(super) path: PathBuf,
    pub(super) stays: bool,
}

impl Generation {
    /// The old file at `path`, under that name: the very same file, if it can be linked.
    pub(super) fn take_in(&self, path: &Path, name: &OsStr, prefix: &OsStr) -> io::Result<()> {
        let second = disk::second_name(path, &self.path, prefix)?;
        second.persist_noclobber(self.path.join(name)).map_err(|failed| failed.error)
    }

    /// Writes the names in it to the disk.
    pub(super) fn sync(&self) -> io::Result<()> {
        disk::sync_directory(&disk::open_to_read(&self.path)?)
    }
}

impl Drop for Generation {
    fn drop(&mut self) {
        if self.stays {
            return;
        }
        // What cannot be removed now is a leftover, and the next run's.
        for file in disk::list(&self.path) {
            let _ = disk::remove(&file);
        }
        let _ = disk::remove_directory(&self.path);
    }
}

/// A generation's number has digits only, and no zero before them.
fn number(name: &OsStr) -> Option<u64> {
    let text = name.to_str()?;
    let found = text.parse().ok()?;
    (u64::to_string(&found) == text).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_number_names_a_generation() {
        assert_eq!(number("7".as_ref()), Some(7));
        assert_eq!(number("10".as_ref()), Some(10));
        for other in ["", "07", "+7", "7 ", "current", "7/", "18446744073709551616"] {
            assert_eq!(number(other.as_ref()), None, "{other}");
        }
    }
}
