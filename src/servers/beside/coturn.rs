//! coturn.

use super::super::fact::Fact;
use super::super::layout::{Holds, Layout, LayoutFile, Part, Reload, Snippet};
use super::super::loading;
use super::super::server::{Generation, Server};
use super::super::version::Versions;
use super::NO_PEERS;

/// coturn, which relays calls.
pub(in crate::servers) const SERVER: Server = Server {
    name: "coturn",
    title: "coturn",
    user: Some("turnserver"),
    layout: &LAYOUT,
    cite: "4.6.1 run",
    generations: &[Generation {
        versions: Versions::ALL,
        loads: Some(&loading::coturn::LOADS),
        peer: NO_PEERS,
    }],
};

const LAYOUT: Layout = Layout {
    directory: None,
    files: &[
        LayoutFile {
            name: "{domain}.crt",
            role: "chain",
            holds: Holds::Pem(&[Part::Leaf, Part::Issuers]),
        },
        LayoutFile { name: "{domain}.key", role: "private key", holds: Holds::Pem(&[Part::Key]) },
    ],
    owner: None,
    group: Some("turnserver"),
    snippets: &[Snippet {
        file: "/etc/turnserver.conf",
        text: "cert={0}\npkey={1}",
        is_shipped: false,
    }],
    unasked: None,
    reload: &[
        Reload {
            command: "systemctl kill --kill-who=main --signal=USR2 coturn",
            what: Fact::run(
                "It reads certificate and key again; calls go on. What cannot be loaded stands in its log, and the old \
                 certificate is served on; a HUP does nothing, and a USR2 before it has started ends it.",
                "run: 4.6.1",
            ),
        },
        Reload {
            command: "systemctl restart coturn",
            what: Fact::read("It reads all, and ends all calls.", "the unit of Debian's package"),
        },
    ],
    notes: &[
        Fact::run(
            "Where the key is bad or another's it goes on without TLS, and says so in its log alone.",
            "run: 4.6.1",
        ),
        Fact::read(
            "It runs as turnserver from its start, so it reads no file that only root may read, nor \
             any below a directory like certbot's live.",
            "the unit of Debian's package",
        ),
        Fact::read(
            "The password of an encrypted key stands in pkey-pwd.",
            "/etc/turnserver.conf of 4.6.1",
        ),
    ],
    source: Fact::run((), "4.6.1; Debian's package has no directory for certificates"),
};
