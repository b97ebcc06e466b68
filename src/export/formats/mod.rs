//! The plain formats, for servers that are not known here.

mod der;
mod jks;
mod p7b;
mod pem;
mod pem_combined;
mod pkcs12;

use crate::servers::{Fact, Layout, LayoutFile};

/// Every format, in the order in which lists show them.
pub const FORMATS: &[&Format] = &[
    &pem::FORMAT,
    &pem_combined::FORMAT,
    &pkcs12::FORMAT,
    &jks::FORMAT,
    &p7b::FORMAT,
    &der::FORMAT,
];

/// A format that any server may have asked for.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// The name that `--server` takes.
    pub name: &'static str,
    /// What it is.
    pub title: &'static str,
    /// Its files.
    pub layout: Layout,
}

impl Format {
    /// The format of that name.
    pub fn find(name: &str) -> Option<&'static Format> {
        FORMATS.iter().copied().find(|format| format.name == name)
    }
}

/// Files and nothing else: no directory, no owner, no configuration.
const fn plain(files: &'static [LayoutFile], standard: &'static str) -> Layout {
    Layout {
        directory: None,
        files,
        owner: None,
        group: None,
        snippets: &[],
        unasked: None,
        reload: &[],
        notes: &[],
        source: Fact::read((), standard),
    }
}
