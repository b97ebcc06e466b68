//! Files that have no name until they are whole: `O_TMPFILE`, which only Linux has.

#[cfg(target_os = "linux")]
pub(super) use linux::{can_be_named, name, options};

#[cfg(not(target_os = "linux"))]
pub(super) use nowhere::{can_be_named, name, options};

#[cfg(target_os = "linux")]
mod linux {
    use std::fs::{File, OpenOptions};
    use std::io;
    use std::os::fd::AsRawFd;
    use std::os::unix::fs::OpenOptionsExt;
    use std::path::Path;

    use rustix::fs::{AtFlags, CWD, OFlags, linkat};

    use super::super::{disk, system};

    /// How to open a directory to have a nameless file in it.
    pub(in super::super) fn options(mode: u32) -> Option<OpenOptions> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).mode(mode);
        options.custom_flags(OFlags::TMPFILE.bits().cast_signed());
        Some(options)
    }

    /// Whether `/proc` is there and shows this very file.
    pub(in super::super) fn can_be_named(file: &File) -> bool {
        match (disk::look_through(path_in_proc(file).as_ref()), file.metadata()) {
            (Ok(through), Ok(direct)) => system::identity(&through) == system::identity(&direct),
            _ => false,
        }
    }

    pub(in super::super) fn name(file: &File, path: &Path) -> io::Result<()> {
        // AT_EMPTY_PATH would do without /proc, but wants a capability.
        Ok(linkat(CWD, path_in_proc(file), CWD, path, AtFlags::SYMLINK_FOLLOW)?)
    }

    fn path_in_proc(file: &File) -> String {
        format!("/proc/self/fd/{}", file.as_raw_fd())
    }
}

#[cfg(not(target_os = "linux"))]
mod nowhere {
    use std::fs::{File, OpenOptions};
    use std::io::{self, ErrorKind};
    use std::path::Path;

    pub(in super::super) fn options(_: u32) -> Option<OpenOptions> {
        None
    }

    pub(in super::super) fn can_be_named(_: &File) -> bool {
        false
    }

    pub(in super::super) fn name(_: &File, _: &Path) -> io::Result<()> {
        Err(ErrorKind::Unsupported.into())
    }
}
