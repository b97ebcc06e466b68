//! Where Metronome keeps its own.

use super::super::fact::Fact;
use super::{Holds, Layout, LayoutFile, Part, Reload, Snippet};

const CERTMANAGER: &str = "maranda/metronome 3b791f20, util/certmanager.lua";

/// Chain and key that each host names.
pub(in crate::servers) const LAYOUT: Layout = Layout {
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
    group: Some("metronome"),
    snippets: &[Snippet {
        file: "metronome.cfg.lua",
        text: "\
VirtualHost \"{host}\"
    ssl = {
        certificate = \"{0}\";
        key = \"{1}\";
    }",
        is_shipped: false,
    }],
    unasked: None,
    reload: &[Reload {
        command: "metronomectl reload",
        what: Fact::read(
            "It makes its contexts for STARTTLS anew, with what the files hold; for the port of direct TLS that was \
             not looked at.",
            "plugins/mod_tls.lua, config-reloaded; metronomectl",
        ),
    }],
    notes: &[
        Fact::read(
            "It looks for certificates nowhere but where ssl names them, for a host, for the domain above it, or \
             for all hosts.",
            "util/certmanager.lua and plugins/mod_tls.lua",
        ),
        Fact::read(
            "The port of direct TLS knows one certificate, which is the global one.",
            "maranda/metronome, metronome.cfg.lua.dist",
        ),
    ],
    source: Fact::read((), CERTMANAGER),
};
