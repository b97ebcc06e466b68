//! Where xmpp-proxy keeps its own.

use super::super::fact::Fact;
use super::{Holds, Layout, LayoutFile, Part, Reload, Snippet};

const TOML: &str = "moparisthebest/xmpp-proxy 377fbe0b, xmpp-proxy.toml";

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
    reload: &[Reload {
        command: "systemctl restart xmpp-proxy",
        what: Fact::read(
            "It reads both files at its start, and ends all connections; its unit knows no reload.",
            "moparisthebest/xmpp-proxy 14baf94e, contrib/systemd/xmpp-proxy.service",
        ),
    }],
    notes: &[
        Fact::read("It has one certificate, which has to be for every domain behind it.", TOML),
        Fact::read(
            "Its unit runs it under a passing user, which reads the key by the group systemd-network.",
            "moparisthebest/xmpp-proxy 14baf94e, contrib/systemd/xmpp-proxy.service",
        ),
    ],
    source: Fact::read((), TOML),
};
