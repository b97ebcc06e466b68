//! Where a server keeps its own certificate and key, and in which form.

use super::fact::Fact;

/// What one server loads: its files, where they stand, and what is to be done with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The directory of its packages; `None` where every installation has its own.
    pub directory: Option<&'static str>,
    /// The files. Those of one directory are replaced at one instant.
    pub files: &'static [LayoutFile],
    /// The group that reads its secrets, which belong to root; `None` where nobody but their owner does.
    pub group: Option<&'static str>,
    /// What its configuration says of these files.
    pub snippet: Option<Snippet>,
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
    /// The password that the server tries where nobody configured one.
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
    /// The lines. `{domain}` stands for the domain, `{0}`, `{1}` for the paths of the files.
    pub text: &'static str,
}

/// A way to make a server take new files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reload {
    /// The command.
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
            Holds::Pkcs7 | Holds::Der => false,
        }
    }
}

impl Layout {
    /// Whether a root has to stand in the files.
    pub fn wants_root(&self) -> bool {
        let has_root = |file: &LayoutFile| matches!(file.holds, Holds::Pem(parts) if parts.contains(&Part::Root));
        self.files.iter().any(has_root)
    }
}
