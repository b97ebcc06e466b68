//! What M-Link is given.

use super::super::fact::Fact;
use super::{Holds, Layout, LayoutFile, Store};

const PAGES: &str = "Isode's product pages; nothing was run";

/// An identity to import; M-Link keeps it in files of its own.
pub(in crate::servers) const LAYOUT: Layout = Layout {
    directory: None,
    files: &[LayoutFile {
        name: "{domain}.p12",
        role: "key store (PKCS#12)",
        holds: Holds::Pkcs12(Store { alias: "{domain}", password: None }),
    }],
    owner: None,
    group: None,
    snippets: &[],
    unasked: None,
    reload: &[],
    notes: &[
        Fact::unverified(
            "The file is imported in M-Link Console, as the identity of the domain; where M-Link itself keeps it \
             was not looked at, and neither was whether it has to be restarted then.",
            PAGES,
        ),
        Fact::unverified(
            "Where the console made the request, the key is in M-Link already: import the CA's answer there, \
             and no key.",
            PAGES,
        ),
    ],
    source: Fact::unverified((), PAGES),
};
