//! Where Prosody keeps its own.

use super::super::fact::Fact;
use super::{Holds, Layout, LayoutFile, Part, Reload, Snippet};

const INDEX: &str = "core/certmanager.lua of 0.12.3 and f14f1b33, index_certs and find_cert";

/// Chain and key beside each other, as its index of certificates looks for them.
pub(in crate::servers) const LAYOUT: Layout = Layout {
    directory: Some("/etc/prosody/certs"),
    files: &[
        LayoutFile {
            name: "{domain}.crt",
            role: "chain",
            holds: Holds::Pem(&[Part::Leaf, Part::Issuers]),
        },
        LayoutFile { name: "{domain}.key", role: "private key", holds: Holds::Pem(&[Part::Key]) },
    ],
    owner: None,
    group: Some("prosody"),
    snippets: &[Snippet {
        file: "/etc/prosody/prosody.cfg.lua",
        text: "certificates = \"{directory}\"",
        is_shipped: true,
    }],
    unasked: None,
    reload: &[
        Reload {
            command: "prosodyctl reload",
            what: Fact::run(
                "It reads the certificates again, for STARTTLS and for the direct TLS ports that are open; a \
                 direct TLS port that could not be opened at the start, since the key was bad then, stays \
                 closed until a restart.",
                "run: 0.12.3, four ports",
            ),
        },
        Reload {
            command: "systemctl restart prosody",
            what: Fact::read(
                "It opens the ports that stayed closed, and ends all sessions.",
                "the unit of Debian's package",
            ),
        },
    ],
    notes: &[
        Fact::read(
            "A host finds its certificate by the dNSName or commonName in it, whatever the file is called, if that \
             ends in .crt, its first line is the one that begins a certificate, it has not expired and \
             the key stands beside it; else by the name of the file, in which an internationalized host has its \
             U-labels.",
            INDEX,
        ),
        Fact::run(
            "A file that is named with A-labels is found by the dNSName in it, and by nothing else: \
             where that is not the host's, a host with U-labels has no certificate.",
            "run: 0.12.3",
        ),
        Fact::read(
            "Of several certificates that do for a host it takes any: leave no old one beside the new one, nor \
             under another name.",
            INDEX,
        ),
        Fact::run(
            "0.12 ends at its start where a .crt that has its key beside it is corrupt.",
            "run: 0.12.3; index_certs",
        ),
        Fact::run(
            "Ports of direct TLS and HTTPS do not take the password of an encrypted key from the options of \
             a host; the key is written without one.",
            "run: 0.12.3",
        ),
    ],
    source: Fact::run(
        (),
        "Debian's packages of 0.12.3 and 13.0.7; their directory is root:prosody, 0750",
    ),
};
