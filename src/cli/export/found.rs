//! Files as the user meets them that a server runs as.

use std::path::Path;

use anyhow::anyhow;
use zeroize::Zeroizing;

use crate::check::case::Access;
use crate::files;
use crate::report::Finding;
use crate::servers::loading::{Barred, Found};

use super::super::failure::Failure;
use super::super::verify::access;

/// The most that one file may hold: 16 MiB.
const LIMIT: u64 = 16 << 20;
/// The most files that are looked at: nobody has so many certificates in one place.
const MOST: usize = 10_000;

/// A file and its content, or why the server does not get at it.
pub(super) struct OnDisk {
    path: String,
    base: usize,
    octets: Result<Zeroizing<Vec<u8>>, Barred>,
    modified: Option<i64>,
}

impl OnDisk {
    /// The file as a loader looks at it.
    pub(super) fn found(&self) -> Found<'_> {
        Found {
            path: self.path.clone(),
            base: self.base,
            octets: self.octets.as_ref().map(|octets| octets.as_slice()).map_err(Clone::clone),
            modified: self.modified,
        }
    }
}

/// Everything at a path, as `user` meets it; permissions do not count without one.
///
/// # Errors
/// When we cannot look ourselves.
pub(super) fn at(path: &Path, user: Option<&str>) -> Result<Vec<OnDisk>, Failure> {
    let files = files::walk(path).map_err(unreadable)?;
    if files.len() > MOST {
        let error = anyhow!("more than {MOST} files are in {}", path.display());
        return Err(Failure::input(error).hint("name the directory that the server looks into"));
    }
    let is_directory = files.first().is_none_or(|first| first != path);
    let base = if is_directory { path.display().to_string().len() } else { 0 };
    files.iter().map(|file| one(file, base, user)).collect()
}

fn one(file: &Path, base: usize, user: Option<&str>) -> Result<OnDisk, Failure> {
    let modified = files::way(file).ok().and_then(|parts| parts.last()?.modified);
    let octets = match user.and_then(|user| barred(file, user)) {
        Some(barred) => Err(barred),
        None => Ok(files::read(file, LIMIT).map_err(unreadable)?),
    };
    Ok(OnDisk { path: file.display().to_string(), base, octets, modified })
}

/// The finding that a file is closed to the server's user, if it is.
pub(super) fn closed_to(file: &Path, user: &str) -> Option<Finding> {
    let barred = barred(file, user)?;
    Some(barred.finding(&file.display().to_string()))
}

/// What keeps a user from a file: on the way to where it is, or to the link that leads there.
fn barred(file: &Path, user: &str) -> Option<Barred> {
    let link = file.parent().filter(|parent| !parent.as_os_str().is_empty());
    let of_link = link.and_then(|parent| access(parent, Some(user)));
    let first = of_link.as_ref().and_then(|access| closed(access, 0o1, user));
    first.or_else(|| closed(&access(file, Some(user))?, 0o4, user))
}

/// The first part that is closed; the last has to let do what `bit` stands for.
fn closed(access: &Access, bit: u32, user: &str) -> Option<Barred> {
    let part = access.barred(bit).into_iter().next()?;
    Some(Barred { user: user.to_owned(), at: part.path.clone(), how: part.how() })
}

fn unreadable(error: files::ReadError) -> Failure {
    let is_closed = matches!(error, files::ReadError::PermissionDenied { .. });
    let failure = Failure::input(error);
    match is_closed {
        true => failure.hint("whoever looks needs the right to read: run it as root, with sudo"),
        false => failure,
    }
}
