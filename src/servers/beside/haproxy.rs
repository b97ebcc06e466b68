//! HAProxy.

use super::super::fact::Fact;
use super::super::layout::{Holds, Layout, LayoutFile, Part, Reload, Snippet};
use super::super::loading;
use super::super::server::{Generation, Server};
use super::super::version::Versions;
use super::NO_PEERS;

/// HAProxy, before a server or several.
pub(in crate::servers) const SERVER: Server = Server {
    name: "haproxy",
    title: "HAProxy",
    // it reads its files as root, before it becomes haproxy
    user: None,
    layout: &LAYOUT,
    cite: "2.6.12 run",
    generations: &[Generation {
        versions: Versions::ALL,
        loads: Some(&loading::haproxy::LOADS),
        peer: NO_PEERS,
    }],
};

const LAYOUT: Layout = Layout {
    directory: Some("/etc/ssl/private"),
    files: &[LayoutFile {
        name: "{domain}.pem",
        role: "chain and private key",
        holds: Holds::Pem(&[Part::Leaf, Part::Issuers, Part::Key]),
    }],
    owner: None,
    group: None,
    snippets: &[Snippet {
        file: "/etc/haproxy/haproxy.cfg",
        text: "\
frontend xmpp_direct_tls
    mode tcp
    bind :5223 ssl crt {0}",
        is_shipped: false,
    }],
    unasked: None,
    reload: &[Reload {
        command: "systemctl reload haproxy",
        what: Fact::run(
            "It checks the configuration and the files, and then starts new workers; connections go on with \
             the old ones. Where the check fails all goes on as before.",
            "run: 2.6.12, USR2 to the master, as the unit of Debian's package does",
        ),
    }],
    notes: &[
        Fact::run(
            "The first certificate has to be that of the key, or it does not start; where the key stands in the \
             file makes no difference.",
            "run: 2.6.12, haproxy -c",
        ),
        Fact::run(
            "It cannot use an encrypted key; the key is written without a password.",
            "run: 2.6.12, haproxy -c",
        ),
        Fact::read(
            "crt may name a directory, of which every file is loaded that does not begin with a dot and does not \
             end in .key, .issuer, .ocsp or .sctl: keep no other files there.",
            "configuration.txt of 2.6.12",
        ),
    ],
    source: Fact::run((), "2.6.12; the directory is crt-base of Debian's configuration"),
};
