//! What stands at a path.

use std::fmt;
use std::fs::FileType;

/// What stands at a path, when it is not simply a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// A regular file.
    Regular,
    /// A directory.
    Directory,
    /// A symbolic link, wherever it points.
    SymbolicLink,
    /// A named pipe.
    Fifo,
    /// A local socket.
    Socket,
    /// A character device, such as `/dev/null`.
    CharacterDevice,
    /// A block device, such as a disk.
    BlockDevice,
    /// Something this operating system has besides these.
    Other,
}

impl Kind {
    pub(super) fn of(found: FileType) -> Self {
        if found.is_file() {
            Self::Regular
        } else if found.is_dir() {
            Self::Directory
        } else if found.is_symlink() {
            Self::SymbolicLink
        } else {
            Self::special(found)
        }
    }

    #[cfg(unix)]
    fn special(found: FileType) -> Self {
        use std::os::unix::fs::FileTypeExt;
        if found.is_fifo() {
            Self::Fifo
        } else if found.is_socket() {
            Self::Socket
        } else if found.is_char_device() {
            Self::CharacterDevice
        } else if found.is_block_device() {
            Self::BlockDevice
        } else {
            Self::Other
        }
    }

    #[cfg(not(unix))]
    fn special(_: FileType) -> Self {
        Self::Other
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Regular => "a file",
            Self::Directory => "a directory",
            Self::SymbolicLink => "a symbolic link",
            Self::Fifo => "a named pipe",
            Self::Socket => "a socket",
            Self::CharacterDevice => "a character device",
            Self::BlockDevice => "a block device",
            Self::Other => "something else",
        })
    }
}
