//! Where there is no Unix, a file has neither owner, mode nor number, and a directory no lock.

use std::fs::{File, Metadata, OpenOptions, Permissions};
use std::io::{self, ErrorKind};
use std::path::Path;

pub(super) fn identity(_: &Metadata) -> Option<(u64, u64)> {
    None
}

pub(super) fn owner(_: &Metadata) -> Option<u32> {
    None
}

pub(super) fn group(_: &Metadata) -> Option<u32> {
    None
}

pub(super) fn modified(_: &Metadata) -> Option<i64> {
    None
}

pub(super) fn sole_name(_: &Metadata) -> bool {
    false
}

pub(super) fn mode(_: &Metadata) -> Option<u32> {
    None
}

pub(super) fn permissions(_: u32) -> Option<Permissions> {
    None
}

pub(super) fn try_lock(_: &File) -> io::Result<bool> {
    Err(ErrorKind::Unsupported.into())
}

pub(super) fn never_wait(_: &mut OpenOptions) {}

pub(super) fn never_follow(_: &mut OpenOptions) {}

pub(super) fn symlink(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

pub(super) fn give(_: &File, _: Option<u32>, _: Option<u32>) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}
