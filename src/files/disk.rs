//! The doors themselves: every call that opens, links, renames or removes.

use std::ffi::OsStr;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile, TempPath};

use super::{nameless, system};

/// The random characters at the end of a hidden name.
pub(super) const RANDOM: usize = 8;

/// What stands at a path, following symbolic links.
pub(super) fn look_through(path: &Path) -> io::Result<Metadata> {
    fs::metadata(path)
}

/// What stands at a path itself, if anything does.
pub(super) fn look(path: &Path) -> io::Result<Option<Metadata>> {
    match fs::symlink_metadata(path) {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// What a symbolic link says.
pub(super) fn goal(link: &Path) -> io::Result<PathBuf> {
    fs::read_link(link)
}

/// The one absolute path of a directory, free of links and dots.
pub(super) fn resolve(directory: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(directory)
}

/// The paths of everything in a directory; none when it cannot be listed.
pub(super) fn list(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).into_iter().flatten();
    entries.flatten().map(|entry| entry.path()).collect()
}

/// A file or directory, for reading. Neither a pipe nor a terminal can make this wait.
pub(super) fn open_to_read(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    system::never_wait(options.read(true));
    open(&options, path)
}

/// The same, but fails at a symbolic link.
pub(super) fn open_itself(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    system::never_follow(options.read(true));
    open(&options, path)
}

/// A file with no name in `directory`, or none where that cannot be had or could not be named later.
pub(super) fn nameless(directory: &Path, mode: u32) -> Option<File> {
    let file = open(&nameless::options(mode)?, directory).ok()?;
    nameless::can_be_named(&file).then_some(file)
}

/// Gives a nameless file a name. Never takes one that is in use.
pub(super) fn name(file: &File, path: &Path) -> io::Result<()> {
    nameless::name(file, path)
}

/// A new empty file under a hidden name; the name goes when it is dropped.
pub(super) fn hidden_file(
    directory: &Path,
    prefix: &OsStr,
    mode: u32,
) -> io::Result<(File, TempPath)> {
    let mut builder = Builder::new();
    builder.prefix(prefix).rand_bytes(RANDOM);
    if let Some(permissions) = system::permissions(mode) {
        builder.permissions(permissions);
    }
    builder.tempfile_in(directory).map(NamedTempFile::into_parts)
}

/// A hidden name given by `make`; the name goes when it is dropped.
pub(super) fn hidden_name(
    directory: &Path,
    prefix: &OsStr,
    make: impl FnMut(&Path) -> io::Result<()>,
) -> io::Result<TempPath> {
    let mut builder = Builder::new();
    builder.prefix(prefix).rand_bytes(RANDOM);
    builder.make_in(directory, make).map(NamedTempFile::into_temp_path)
}

/// A second name for the file at `from`, or for the link if it is one.
pub(super) fn link(from: &Path, to: &Path) -> io::Result<()> {
    fs::hard_link(from, to)
}

/// The same; a copy where there are no hard links, or not for us. The name goes when it is dropped.
pub(super) fn second_name(file: &Path, directory: &Path, prefix: &OsStr) -> io::Result<TempPath> {
    match hidden_name(directory, prefix, |path| link(file, path)) {
        // Linux forbids links to files of others that we cannot write (fs.protected_hardlinks).
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::PermissionDenied | ErrorKind::Unsupported | ErrorKind::TooManyLinks
            ) =>
        {
            let (copy, path) = hidden_file(directory, prefix, 0o600)?;
            duplicate(file, &copy)?;
            Ok(path)
        }
        other => other,
    }
}

/// A symbolic link. Never takes a name that is in use.
pub(super) fn point(link: &Path, goal: &Path) -> io::Result<()> {
    system::symlink(goal, link)
}

/// A new directory of that mode, whatever the umask.
pub(super) fn make_directory(path: &Path, mode: u32) -> io::Result<()> {
    fs::create_dir(path)?;
    if let Some(permissions) = system::permissions(mode) {
        open_itself(path)?.set_permissions(permissions)?;
    }
    Ok(())
}

/// Takes an empty directory away.
pub(super) fn remove_directory(path: &Path) -> io::Result<()> {
    fs::remove_dir(path)
}

/// Fills `copy` with what stands at `path`, and gives it the same mode, and owner where we may.
pub(super) fn duplicate(path: &Path, mut copy: &File) -> io::Result<()> {
    let mut original = open_itself(path)?;
    io::copy(&mut original, &mut copy)?;
    let found = original.metadata()?;
    let given = system::give(copy, system::owner(&found), system::group(&found));
    match system::mode(&found).and_then(|mode| system::permissions(shared(mode, given.is_ok()))) {
        Some(permissions) => copy.set_permissions(permissions)?,
        None => copy.set_permissions(found.permissions())?,
    }
    copy.sync_all()
}

/// The mode for a copy of a file of that mode. Only root can give the copy to the same group; if it
/// was not `given`, our own group must not get more than everybody has.
fn shared(mode: u32, given: bool) -> u32 {
    if given { mode } else { mode & !0o7070 | (mode & 0o007) << 3 & mode }
}

/// Sets the permission bits, whatever the umask took away; filesystems without modes keep theirs.
pub(super) fn override_umask(file: &File, mode: u32) {
    if let Some(permissions) = system::permissions(mode) {
        // Some of those refuse. The caller looks at the mode afterwards in any case.
        let _ = file.set_permissions(permissions);
    }
}

/// The permission bits; none where there are no such things.
pub(super) fn mode(file: &File) -> io::Result<Option<u32>> {
    Ok(system::mode(&file.metadata()?))
}

/// Moves a name over another, in one step.
#[expect(clippy::disallowed_methods, reason = "the door for renaming")]
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)
}

/// Takes a name away.
#[expect(clippy::disallowed_methods, reason = "the door for removing")]
pub(super) fn remove(path: &Path) -> io::Result<()> {
    fs::remove_file(path)
}

/// Writes the names in a directory to the disk.
pub(super) fn sync_directory(directory: &File) -> io::Result<()> {
    match directory.sync_all() {
        // Some network filesystems have no such call for directories, and need none.
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => {
            Ok(())
        }
        other => other,
    }
}

#[expect(clippy::disallowed_methods, reason = "the door for opening")]
fn open(options: &OpenOptions, path: &Path) -> io::Result<File> {
    options.open(path)
}
