//! A file to be.

use std::fmt;
use std::path::PathBuf;

use zeroize::Zeroizing;

/// A file to be: its name, its bytes, and whether others may read it.
///
/// The bytes are wiped when it is dropped, and `Debug` shows their number only.
pub struct Artifact {
    /// Where it goes, relative to the directory given to [`Deposit::stage`](super::Deposit::stage).
    pub name: PathBuf,
    bytes: Zeroizing<Vec<u8>>,
    secret: bool,
}

impl Artifact {
    /// A file that anyone may read: mode 0644, less what the umask takes away.
    pub fn public(name: impl Into<PathBuf>, bytes: impl Into<Zeroizing<Vec<u8>>>) -> Self {
        Self { name: name.into(), bytes: bytes.into(), secret: false }
    }

    /// A file for its owner alone: mode 0600 from its first byte, whatever the umask.
    pub fn secret(name: impl Into<PathBuf>, bytes: impl Into<Zeroizing<Vec<u8>>>) -> Self {
        Self { name: name.into(), bytes: bytes.into(), secret: true }
    }

    /// What will be in the file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Whether the file is for its owner alone.
    #[must_use]
    pub fn is_secret(&self) -> bool {
        self.secret
    }

    /// The permission bits wanted, before the umask.
    #[must_use]
    pub fn mode(&self) -> u32 {
        if self.secret { 0o600 } else { 0o644 }
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
