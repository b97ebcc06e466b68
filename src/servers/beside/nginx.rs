//! nginx.

use super::super::fact::Fact;
use super::super::layout::{Holds, Layout, LayoutFile, Part, Reload, Snippet};
use super::super::loading;
use super::super::server::{Generation, Server};
use super::super::version::Versions;
use super::NO_PEERS;

/// nginx, before BOSH, WebSocket and uploads, or before all of a server.
pub(in crate::servers) const SERVER: Server = Server {
    name: "nginx",
    title: "nginx",
    // its workers are www-data; what reads the files is root
    user: None,
    layout: &LAYOUT,
    cite: "1.22.1 run",
    generations: &[Generation {
        versions: Versions::ALL,
        loads: Some(&loading::nginx::LOADS),
        peer: NO_PEERS,
    }],
};

const LAYOUT: Layout = Layout {
    directory: Some("/etc/ssl/private"),
    files: &[
        LayoutFile {
            name: "{domain}.crt",
            role: "chain",
            holds: Holds::Pem(&[Part::Leaf, Part::Issuers]),
        },
        LayoutFile { name: "{domain}.key", role: "private key", holds: Holds::Pem(&[Part::Key]) },
    ],
    owner: None,
    group: None,
    snippets: &[Snippet {
        file: "/etc/nginx/sites-available/{domain}",
        text: "\
server {
    listen 443 ssl;
    server_name {domain};
    ssl_certificate {0};
    ssl_certificate_key {1};
}",
        is_shipped: false,
    }],
    unasked: None,
    reload: &[Reload {
        command: "nginx -s reload",
        what: Fact::run(
            "New workers read the files; connections go on with the old ones. What is wrong with the files \
             stands in the log, and all goes on as before: nginx -t says it at once.",
            "run: 1.22.1, HUP, as this command does",
        ),
    }],
    notes: &[
        Fact::run(
            "Where the first certificate is not that of the key, nginx -t refuses; but where the two have keys of \
             different kinds it passes, and every handshake fails.",
            "run: 1.22.1",
        ),
        Fact::run(
            "An encrypted key needs ssl_password_file; the key is written without a password.",
            "run: 1.22.1",
        ),
    ],
    source: Fact::run((), "1.22.1; where Debian's own snippet keeps its key"),
};
