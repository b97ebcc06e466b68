//! Where jabberd2 keeps its own.

use super::super::fact::Fact;
use super::{Holds, Layout, LayoutFile, Part, Reload, Snippet};

/// One file, of which the first certificate is the leaf.
pub(in crate::servers) const LAYOUT: Layout = Layout {
    directory: Some("/etc/jabberd2"),
    files: &[LayoutFile {
        name: "{domain}.pem",
        role: "chain and private key",
        holds: Holds::Pem(&[Part::Leaf, Part::Issuers, Part::Key]),
    }],
    owner: None,
    group: Some("jabber"),
    snippets: &[
        Snippet {
            file: "/etc/jabberd2/c2s.xml",
            text: "\
<local>
  <id pemfile='{0}'>{host}</id>
  <!-- for the port of direct TLS, which knows one certificate -->
  <ssl-port>5223</ssl-port>
  <pemfile>{0}</pemfile>
</local>",
            is_shipped: false,
        },
        Snippet {
            file: "/etc/jabberd2/s2s.xml",
            text: "\
<local>
  <pemfile>{0}</pemfile>
</local>",
            is_shipped: false,
        },
    ],
    unasked: None,
    reload: &[Reload {
        command: "systemctl restart jabberd-c2s jabberd-s2s",
        what: Fact::run(
            "It ends all sessions; nothing less makes it read the file again, and after a HUP it goes on with \
             the old certificate.",
            "run: 2.7.0; the units are those of Debian's package",
        ),
    }],
    notes: &[
        Fact::run(
            "Where the first certificate is not that of the key, or the key is missing, it logs that the \
             pemfile failed to load, and offers no TLS.",
            "run: 2.7.0",
        ),
        Fact::run(
            "An encrypted key without its password ends c2s and s2s with a segmentation fault; the key is \
             written without one.",
            "run: 2.7.0",
        ),
        Fact::read(
            "cachain names the certificates that it trusts, and not the chain that it sends.",
            "etc/c2s.xml.dist of 2.7.0",
        ),
    ],
    source: Fact::run((), "Debian's package of 2.7.0; its directory is jabber:jabber, 0750"),
};
