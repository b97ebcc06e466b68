//! Where xmpp-proxy keeps its own.

use super::super::fact::Fact;
use super::{Holds, Layout, LayoutFile, Part, Reload, Snippet};

const TOML: &str = "moparisthebest/xmpp-proxy 377fbe0b, xmpp-proxy.toml";
const REFRESH: &str = "moparisthebest/xmpp-proxy, src/main.rs, spawn_refresh_task";

/// The pair that the configuration it comes with names.
pub(in crate::servers) const LAYOUT: Layout = Layout {
    directory: Some("/etc/xmpp-proxy"),
    files: &[
        LayoutFile {
            name: "fullchain.cer",
            role: "chain",
            holds: Holds::Pem(&[Part::Leaf, Part::Issuers]),
        },
        LayoutFile { name: "le.key", role: "private key", holds: Holds::Pem(&[Part::Key]) },
    ],
    owner: None,
    group: Some("systemd-network"),
    snippets: &[Snippet {
        file: "/etc/xmpp-proxy/xmpp-proxy.toml",
        text: "tls_cert = \"{0}\"\ntls_key = \"{1}\"",
        is_shipped: true,
    }],
    unasked: None,
    reload: &[
        Reload {
            command: "systemctl kill --signal=HUP xmpp-proxy",
            what: Fact::read(
                "It reads its configuration and both files again, for new connections; where they are bad it logs \
                 that, and goes on with the old ones. Where they were bad at its start it has to be \
                 restarted.",
                REFRESH,
            ),
        },
        Reload {
            command: "systemctl restart xmpp-proxy",
            what: Fact::read(
                "It reads both files, and ends all connections; releases of old know nothing less.",
                "moparisthebest/xmpp-proxy 01714522, src/main.rs",
            ),
        },
    ],
    notes: &[
        Fact::read("It has one certificate, which has to be for every domain behind it.", TOML),
        Fact::read(
            "Its unit runs it under a passing user, which reads the key by the group systemd-network.",
            "moparisthebest/xmpp-proxy 14baf94e, contrib/systemd/xmpp-proxy.service",
        ),
    ],
    source: Fact::read((), TOML),
};
