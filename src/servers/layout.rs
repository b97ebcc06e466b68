//! Where a server keeps its own certificate and key, and in which form.
//!
//! One file a server in this folder; formats that no server has for its own stand in `export`.

mod fill;

pub(super) mod cisco_imp;
pub(super) mod ejabberd;
pub(super) mod jabberd14;
pub(super) mod jabberd2;
pub(super) mod metronome;
pub(super) mod mlink;
pub(super) mod mongooseim;
pub(super) mod openfire;
pub(super) mod prosody;
pub(super) mod snikket;
pub(super) mod tigase;
pub(super) mod xmpp_proxy;

pub use fill::{Filling, PLACEHOLDERS, placeholders};

use super::fact::Fact;

/// What one server loads: its files, where they stand, and what is to be done with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The directory of its packages; `None` where every installation has its own.
    pub directory: Option<&'static str>,
    /// The files. Those of one directory are replaced at one instant.
    pub files: &'static [LayoutFile],
    /// To whom they belong; `None` is root.
    pub owner: Option<&'static str>,
    /// The group that reads its secrets; `None` where nobody but their owner does.
    pub group: Option<&'static str>,
    /// What its configuration says of these files.
    pub snippets: &'static [Snippet],
    /// What it does of itself once there are new files; `None` where it has to be told.
    pub unasked: Option<Fact<&'static str>>,
    /// What makes it take new files, the usual way first.
    pub reload: &'static [Reload],
    /// What else an operator has to know.
    pub notes: &'static [Fact<&'static str>],
    /// How all this is known.
    pub source: Fact<()>,
}

/// One file of a layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LayoutFile {
    /// Its name, in which `{domain}` stands for the domain with A-labels.
    pub name: &'static str,
    /// What it holds, as reports say it.
    pub role: &'static str,
    /// What it holds.
    pub holds: Holds,
}

/// What a file holds, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// PEM blocks in this order (RFC 7468).
    Pem(&'static [Part]),
    /// One certificate in PEM, and there are as many files as certificates above the leaf, the root among
    /// them: `{n}` in the name counts them from one, beginning with the issuer of the leaf.
    EachIssuer,
    /// A PKCS#12 store of key and chain (RFC 7292).
    Pkcs12(Store),
    /// A Java key store of key and chain.
    Jks(Store),
    /// A bag of the chain's certificates, PEM-armoured nowhere (RFC 5652 §5).
    Pkcs7,
    /// The leaf alone in DER.
    Der,
}

/// How a keystore is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Store {
    /// The alias of the entry, in which `{domain}` stands for the domain with A-labels.
    pub alias: &'static str,
    /// The password that the server tries where nobody configured one, for the store and for its keys.
    pub password: Option<&'static str>,
}

/// A part of a PEM file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The certificate of the server.
    Leaf,
    /// The certificates between leaf and root, each after the one that it signed.
    Issuers,
    /// The trust anchor.
    Root,
    /// The private key as PKCS#8 (RFC 5958).
    Key,
}

/// A piece of configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// The file that it belongs into.
    pub file: &'static str,
    /// The lines, with the [`PLACEHOLDERS`]; [`Filling::text`] fills them.
    pub text: &'static str,
    /// Whether the configuration that its packages bring says so already.
    pub is_shipped: bool,
}

/// A way to make a server take new files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reload {
    /// The command, for a shell or for the command line of an appliance.
    pub command: &'static str,
    /// What it does, and to whom it is of no use.
    pub what: Fact<&'static str>,
}

impl LayoutFile {
    /// Whether the file holds a private key.
    pub fn is_secret(&self) -> bool {
        match self.holds {
            Holds::Pem(parts) => parts.contains(&Part::Key),
            Holds::Pkcs12(_) | Holds::Jks(_) => true,
            Holds::EachIssuer | Holds::Pkcs7 | Holds::Der => false,
        }
    }

    /// How its keystore is made; `None` where it is none.
    pub fn store(&self) -> Option<&Store> {
        match &self.holds {
            Holds::Pkcs12(store) | Holds::Jks(store) => Some(store),
            _ => None,
        }
    }
}

impl Layout {
    /// Whether a root has to stand in the files.
    pub fn wants_root(&self) -> bool {
        let has_root = |file: &LayoutFile| matches!(file.holds, Holds::Pem(parts) if parts.contains(&Part::Root));
        self.files.iter().any(has_root)
    }

    /// Whether a private key stands in the files.
    pub fn wants_key(&self) -> bool {
        self.files.iter().any(LayoutFile::is_secret)
    }

    /// Whether one of the files is a keystore, which has a password.
    pub fn wants_password(&self) -> bool {
        self.files.iter().any(|file| file.store().is_some())
    }

    /// The password that the server tries where nobody configured one.
    pub fn known_password(&self) -> Option<&'static str> {
        self.files.iter().find_map(|file| file.store()?.password)
    }

    /// The permission bits of a file where it is installed: a secret is for its owner and the group.
    pub fn mode(&self, file: &LayoutFile) -> u32 {
        match (file.is_secret(), self.group) {
            (false, _) => 0o644,
            (true, Some(_)) => 0o640,
            (true, None) => 0o600,
        }
    }
}

#[cfg(test)]
mod tests;
