//! Where jabberd14 keeps its own.

use super::super::fact::Fact;
use super::{Holds, Layout, LayoutFile, Part, Reload, Snippet};

const DIST: &str = "mawis/jabberd 8c99ba9d, jabber.xml.dist.in and jabberd/mio_tls.cc";

/// One file for each domain.
pub(in crate::servers) const LAYOUT: Layout = Layout {
    directory: None,
    files: &[LayoutFile {
        name: "{domain}.pem",
        role: "chain and private key",
        holds: Holds::Pem(&[Part::Leaf, Part::Issuers, Part::Key]),
    }],
    owner: None,
    group: Some("jabber"),
    snippets: &[Snippet {
        file: "jabber.xml",
        text: "\
<io>
  <tls>
    <credentials>
      <domain>{host}</domain>
      <pem>{0}</pem>
    </credentials>
  </tls>
</io>",
        is_shipped: false,
    }],
    unasked: None,
    reload: &[Reload {
        command: "systemctl restart jabberd14",
        what: Fact::unverified(
            "It reads the file anew, and ends all sessions; the unit may be called otherwise.",
            "not run",
        ),
    }],
    notes: &[
        Fact::read(
            "An older way, which it still reads, is <key id='DOMAIN'>FILE</key>, with id='*' for every domain \
             that has none; jabberd 1.4 has <key ip='ADDRESS'>FILE</key> below <ssl>, one for each address.",
            "jabberd/mio_tls.cc, mio_tls_process_key; O'Reilly's book of jabberd 1.4 in extracts",
        ),
        Fact::read(
            "What it cannot load it logs, and the domain has no TLS; of two <credentials> for a domain the first one \
             counts.",
            "jabberd/mio_tls.cc",
        ),
        Fact::read(
            "Several <pem> may stand there, for keys of several kinds; a key in a file of its own is named \
             by the attribute private-key.",
            "jabberd/mio_tls.cc",
        ),
        Fact::unverified(
            "What the GnuTLS of its time can load was not looked at: an RSA key is the safe choice.",
            "not run",
        ),
    ],
    source: Fact::read((), DIST),
};
