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
        what: Fact::unverified(
            "It reads the configuration again, and with it the certificates.",
            CERTMANAGER,
        ),
    }],
    notes: &[
        Fact::read(
            "It looks for certificates nowhere but where ssl names them, for all hosts or in one of them.",
            CERTMANAGER,
        ),
        Fact::read(
            "The port of direct TLS knows one certificate, which is the global one.",
            "maranda/metronome, metronome.cfg.lua.dist",
        ),
    ],
    source: Fact::read((), CERTMANAGER),
};
