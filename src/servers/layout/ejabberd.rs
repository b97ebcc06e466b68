//! Where ejabberd keeps its own.

use super::super::fact::Fact;
use super::{Holds, Layout, LayoutFile, Part, Reload, Snippet};

/// One file with all, so that no half of a pair is ever found by its globs.
pub(in crate::servers) const LAYOUT: Layout = Layout {
    directory: Some("/etc/ejabberd"),
    files: &[LayoutFile {
        name: "{domain}.pem",
        role: "chain and private key",
        holds: Holds::Pem(&[Part::Leaf, Part::Issuers, Part::Key]),
    }],
    owner: None,
    group: Some("ejabberd"),
    snippets: &[Snippet {
        file: "/etc/ejabberd/ejabberd.yml",
        text: "certfiles:\n  - \"{0}\"",
        is_shipped: false,
    }],
    unasked: None,
    reload: &[
        Reload {
            command: "ejabberdctl reload_config",
            what: Fact::run(
                "It reads the certificates at once, for every listener; a file that is not younger than what \
                 stood there before is not read again.",
                "run: 23.01; src/pkix.erl, add_file",
            ),
        },
        Reload {
            command: "systemctl restart ejabberd",
            what: Fact::run(
                "It reads every file, and does not start where one of them is bad.",
                "run: 23.01",
            ),
        },
    ],
    notes: &[
        Fact::run(
            "It does not start where any file of certfiles is corrupt, empty or encrypted, or where a leaf has \
             no key; at a reload it only logs that. A certificate left behind without its key is enough.",
            "run: 23.01 and 26.07",
        ),
        Fact::run(
            "With an Ed25519 key it serves no certificate at all; with an RSA-PSS key it does not start.",
            "run: 23.01 and 26.07",
        ),
        Fact::run(
            "It chooses by commonName and dNSName; EC before RSA. Where no certificate is for a host it serves \
             that of another one, and warns.",
            "run: 23.01 and 26.07",
        ),
        Fact::run(
            "In certfiles * also stands for names that begin with a dot, so DIR/* loads hidden backups too; DIR/*.pem does \
             not.",
            "run: 23.01 and 26.07",
        ),
        Fact::run(
            "The order in the file makes no difference, and a root that stands there is served too.",
            "run: 23.01",
        ),
    ],
    source: Fact::run(
        (),
        "Debian's packages of 23.01 and 26.07; their directory is root:ejabberd, 0750",
    ),
};
