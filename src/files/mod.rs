//! The one door to the disk: files are read here with a limit, and written here whole or not at all.
//!
//! The room never knows what a certificate is, never prints, and never replaces a file unasked.
//!
//! [`read`] takes regular files only and stops at a limit. [`Deposit`] writes a set of
//! [`Artifact`]s so that either all of them are there or none is, whatever fails on the way:
//! [`Deposit::stage`] checks and writes, [`Deposit::commit`] gives the names, and
//! [`Committed::rollback`] takes everything back for as long as the caller has not said
//! [`Committed::keep`].
//!
//! [`Switch`] does the same for files of one directory, such as a key and its certificate, whose
//! content changes at one instant.
//!
//! # After `kill -9`
//!
//! What a [`Switch`] leaves is told there. At whatever moment a [`Deposit`] is killed, every name
//! holds a whole file: its old content or its new.
//! The names of one deposit change one by one, so a killed run may leave some of them new and
//! the others old. Besides that:
//!
//! - With [`Clobber::Refuse`] on Linux, on a filesystem with `O_TMPFILE`, nothing else can be left.
//! - With [`Clobber::Replace`] and [`Clobber::ReplaceHidden`] hidden names such as
//!   `.example.org.key.xmppcert-a1B2c3D4` can be
//!   left: hard links to an old file by a run killed between the start of `commit` and the end of
//!   `keep`, and to a new one by a run killed just before the renames. What becomes a numbered
//!   backup has a hidden name for a moment only; a backup may be left of a file that was not
//!   replaced after all.
//! - Without `O_TMPFILE` or `/proc` the new content has such a hidden name from `stage` on, and
//!   only there it can be incomplete. Without hard links the same holds for the copy of the old.
//!
//! A hidden name has the mode of its content, so a secret under one is as closed as the key
//! itself. The next deposit on the same target removes such leftovers when it is kept, if they are
//! regular files of the same owner and it holds the lock on the directory, which every deposit
//! takes while it lasts (`flock`, which vanishes with its holder). A deposit that cannot have the
//! lock, because the filesystem has none or another run sits on it for five seconds, goes on
//! without; its hidden names have `+` for `-` and are nobody's to remove.

mod artifact;
mod deposit;
mod directory;
mod disk;
mod draft;
mod error;
mod kind;
mod nameless;
mod owner;
mod placement;
mod read;
mod switch;
mod target;
mod user;
mod walk;
mod way;

#[cfg(not(unix))]
#[path = "elsewhere.rs"]
mod system;
#[cfg(unix)]
#[path = "unix.rs"]
mod system;

pub use artifact::Artifact;
pub use deposit::{Committed, Deposit};
pub use error::{ReadError, WriteError};
pub use kind::Kind;
pub use owner::{Owner, OwnerError};
pub use placement::Written;
pub use read::{read, read_from};
pub use switch::{Switch, Switched};
pub use target::Clobber;
pub use user::{Group, User, group, user};
pub use walk::{names, walk};
pub use way::{Part, way};
