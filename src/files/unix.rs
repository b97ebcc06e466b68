//! What Unix knows of a file besides its bytes.

use std::fs::{File, Metadata, OpenOptions, Permissions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt, fchown};
use std::path::Path;

use rustix::fs::{FlockOperation, OFlags, flock};

/// The device and number of a file, the same for all its names.
pub(super) fn identity(of: &Metadata) -> Option<(u64, u64)> {
    Some((of.dev(), of.ino()))
}

/// The user that a file belongs to.
pub(super) fn owner(of: &Metadata) -> Option<u32> {
    Some(of.uid())
}

/// The group that a file belongs to.
pub(super) fn group(of: &Metadata) -> Option<u32> {
    Some(of.gid())
}

/// When the content was last changed, in seconds since 1970-01-01T00:00:00Z.
pub(super) fn modified(of: &Metadata) -> Option<i64> {
    Some(of.mtime())
}

/// Whether a file has one name only.
pub(super) fn sole_name(of: &Metadata) -> bool {
    of.nlink() == 1
}

/// The permission bits.
pub(super) fn mode(of: &Metadata) -> Option<u32> {
    Some(of.mode() & 0o7777)
}

pub(super) fn permissions(mode: u32) -> Option<Permissions> {
    Some(Permissions::from_mode(mode))
}

/// Locks for as long as the file is open: no when another has it, an error when it cannot be.
pub(super) fn try_lock(file: &File) -> io::Result<bool> {
    match flock(file, FlockOperation::NonBlockingLockExclusive).map_err(io::Error::from) {
        Ok(()) => Ok(true),
        Err(error) => match error.kind() {
            ErrorKind::WouldBlock | ErrorKind::Interrupted => Ok(false),
            _ => Err(error),
        },
    }
}

/// Opening a pipe does not wait for its writer, nor a terminal become ours.
pub(super) fn never_wait(options: &mut OpenOptions) {
    options.custom_flags((OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed());
}

/// The same, and opening a symbolic link fails.
pub(super) fn never_follow(options: &mut OpenOptions) {
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::NOFOLLOW;
    options.custom_flags(flags.bits().cast_signed());
}

pub(super) fn symlink(goal: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(goal, link)
}

/// Gives a file to that user and group; fails where only root may.
pub(super) fn give(file: &File, uid: Option<u32>, gid: Option<u32>) -> io::Result<()> {
    fchown(file, uid, gid)
}
