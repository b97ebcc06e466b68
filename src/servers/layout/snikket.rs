//! Where Snikket keeps its own.

use super::super::fact::Fact;
use super::{Holds, Layout, LayoutFile, Part, Reload};

const MONITOR: &str = "snikket-im/snikket-server 4589ee60, ansible/files/bin/cert-monitor.sh";

/// What its certbot would have written into the volume that its containers share.
pub(in crate::servers) const LAYOUT: Layout = Layout {
    directory: None,
    files: &[
        LayoutFile {
            name: "fullchain.pem",
            role: "chain",
            holds: Holds::Pem(&[Part::Leaf, Part::Issuers]),
        },
        LayoutFile { name: "privkey.pem", role: "private key", holds: Holds::Pem(&[Part::Key]) },
    ],
    owner: None,
    group: None,
    snippets: &[],
    unasked: None,
    reload: &[Reload {
        command: "docker exec snikket prosodyctl --root cert import /snikket/letsencrypt/live",
        what: Fact::read(
            "It copies both files to where Prosody looks for them, and reloads Prosody.",
            "cert-monitor.sh; util/prosodyctl/cert.lua of Prosody",
        ),
    }],
    notes: &[
        Fact::read(
            "Both belong into letsencrypt/live/DOMAIN of the volume that the containers mount as /snikket.",
            MONITOR,
        ),
        Fact::unverified(
            "Its own certbot puts links there, and new certificates at every renewal: take the container \
             snikket_certs out of service before another CA's certificate goes there.",
            "snikket-im/snikket-server; not run",
        ),
        Fact::read(
            "The names of the certificate have to include the domain, groups.DOMAIN and share.DOMAIN. Without \
             the files the server waits for them, and does not start.",
            "snikket-im/snikket-server 0224f938, ansible/files/prosody.cfg.lua",
        ),
        Fact::read(
            "Its coturn reads the same files at its start: restart the container for calls over TLS.",
            "snikket-im/snikket-server 7f128e46, start-coturn.sh",
        ),
    ],
    source: Fact::read((), "snikket-im/snikket-server bd30dc0d"),
};
