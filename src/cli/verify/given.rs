//! The key that is said to belong to the certificate, and who may reach its file.

use std::path::Path;

use anyhow::anyhow;
use zeroize::Zeroizing;

use crate::check::case::{Access, GivenKey, PathPart, Reader};
use crate::files;
use crate::pki::content::{Locked, Thing, pieces};
use crate::pki::key::PrivateKey;

use super::super::anchors::octets;
use super::super::failure::Failure;
use super::super::session::Session;

/// A key as a file holds it.
pub(super) struct Key {
    file: String,
    private: Option<Box<PrivateKey>>,
    encrypted: bool,
    access: Option<Access>,
}

impl Key {
    /// Reads the key of a file; `user` is as whom the server runs that is to load it.
    ///
    /// # Errors
    /// When the file cannot be read, holds no key, or the passphrase does not fit.
    pub(super) fn read(
        path: &Path,
        passphrase: Option<&Zeroizing<String>>,
        user: Option<&str>,
        session: &Session,
    ) -> Result<Key, Failure> {
        let file = path.display().to_string();
        let octets = octets(path, session)?;
        let found = pieces(&octets, passphrase.map(|passphrase| passphrase.as_str()));
        let (private, encrypted) = found
            .into_iter()
            .find_map(|piece| private(piece.thing, &file).transpose())
            .unwrap_or_else(|| Err(Failure::input(anyhow!("there is no private key in {file}"))))?;
        let access = match path.as_os_str() == "-" {
            true => None,
            false => access(path, user),
        };
        Ok(Key { file, private, encrypted, access })
    }

    /// The key as rules look at it.
    pub(super) fn given(&self) -> GivenKey<'_> {
        GivenKey {
            file: &self.file,
            private: self.private.as_deref(),
            encrypted: self.encrypted,
            access: self.access.as_ref(),
        }
    }
}

/// A key as far as it could be opened, and whether it was encrypted.
type Opened = (Option<Box<PrivateKey>>, bool);

/// The key that a thing is; `None` for other things.
fn private(thing: Thing, file: &str) -> Result<Option<Opened>, Failure> {
    Ok(Some(match thing {
        Thing::PrivateKey(key, _) => (Some(key), false),
        Thing::EncryptedKey(_, Ok(key)) => (Some(key), true),
        Thing::EncryptedKey(_, Err(Locked::NoPassphrase)) => (None, true),
        Thing::EncryptedKey(_, Err(Locked::WrongPassphrase | Locked::Broken)) => {
            return Err(Failure::input(anyhow!("the passphrase does not open {file}")));
        }
        Thing::ForeignKey(foreign) => {
            return Err(Failure::input(anyhow!("the key cannot be used ({foreign}): {file}")));
        }
        _ => return Ok(None),
    }))
}

/// Who may reach a file, and as whom the server runs that is to load it.
pub(in super::super) fn access(path: &Path, user: Option<&str>) -> Option<Access> {
    let parts = files::way(path).ok()?;
    let part = |part: files::Part| PathPart {
        path: part.path.display().to_string(),
        mode: part.mode,
        uid: part.uid,
        gid: part.gid,
    };
    let reader = user.and_then(files::user).map(|user| Reader {
        name: user.name,
        uid: user.uid,
        gids: user.gids,
    });
    Some(Access { parts: parts.into_iter().map(part).collect(), reader })
}
