//! A file to be.

use std::fmt;
use std::path::PathBuf;

use zeroize::Zeroizing;

use super::owner::Owner;

/// A file to be: its name, its bytes, who may read it, and whose it is.
///
/// The bytes are wiped when it is dropped, and `Debug` shows their number only.
pub struct Artifact {
    /// Where it goes, relative to the directory given to [`Deposit::stage`](super::Deposit::stage).
    pub name: PathBuf,
    bytes: Zeroizing<Vec<u8>>,
    secret: bool,
    mode: Option<u32>,
    owner: Owner,
}

impl Artifact {
    /// A file that anyone may read: mode 0644, less what the umask takes away.
    pub fn public(name: impl Into<PathBuf>, bytes: impl Into<Zeroizing<Vec<u8>>>) -> Self {
        Self::new(name.into(), bytes.into(), false)
    }

    /// A file for its owner alone: mode 0600 from its first byte, whatever the umask.
    pub fn secret(name: impl Into<PathBuf>, bytes: impl Into<Zeroizing<Vec<u8>>>) -> Self {
        Self::new(name.into(), bytes.into(), true)
    }

    fn new(name: PathBuf, bytes: Zeroizing<Vec<u8>>, secret: bool) -> Self {
        Self { name, bytes, secret, mode: None, owner: Owner::default() }
    }

    /// The same with exactly these permission bits, whatever the umask.
    ///
    /// They are set once the file is whole and has its owner. Until then it is mode 0600, and has no
    /// name that anyone looks for: no group but the wanted one can ever read a key of mode 0640.
    #[must_use]
    pub fn with_mode(mut self, mode: u32) -> Self {
        self.mode = Some(mode & 0o7777);
        self
    }

    /// The same for that user and group; where one is left out, it stays that of whoever writes.
    #[must_use]
    pub fn owned_by(mut self, owner: Owner) -> Self {
        self.owner = owner;
        self
    }

    /// What will be in the file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Whether nobody may read the file but its owner, and whoever a mode given for it lets in.
    #[must_use]
    pub fn is_secret(&self) -> bool {
        self.secret
    }

    /// The permission bits wanted in the end; before the umask, unless they were given.
    #[must_use]
    pub fn mode(&self) -> u32 {
        self.mode.unwrap_or(if self.secret { 0o600 } else { 0o644 })
    }

    /// The permission bits that were given, to be set whatever the umask.
    #[must_use]
    pub fn given_mode(&self) -> Option<u32> {
        self.mode
    }

    /// The user and group wanted.
    #[must_use]
    pub fn owner(&self) -> Owner {
        self.owner
    }
}

impl fmt::Debug for Artifact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Artifact")
            .field("name", &self.name)
            .field("mode", &format_args!("{:04o}", self.mode()))
            .field("bytes", &format_args!("{} not shown", self.bytes.len()))
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_byte_of_any_artifact() {
        let secret = Artifact::secret("k", b"QQQQ".to_vec());
        assert_eq!(
            format!("{secret:?}"),
            r#"Artifact { name: "k", mode: 0600, bytes: 4 not shown }"#
        );
        assert!(!format!("{:?}", Artifact::public("c", b"QQQQ".to_vec())).contains("QQ"));
    }
}
