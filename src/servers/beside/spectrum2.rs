//! Spectrum 2.

use super::super::fact::Fact;
use super::super::layout::{Holds, Layout, LayoutFile, Reload, Snippet, Store};
use super::super::loading;
use super::super::server::{Generation, Server};
use super::super::version::Versions;
use super::NO_PEERS;

/// Spectrum 2, a gateway to other networks.
pub(in crate::servers) const SERVER: Server = Server {
    name: "spectrum2",
    title: "Spectrum 2",
    user: Some("spectrum"),
    layout: &LAYOUT,
    cite: "SpectrumIM/spectrum2 read in part",
    generations: &[Generation {
        versions: Versions::ALL,
        loads: Some(&loading::spectrum2::LOADS),
        peer: NO_PEERS,
    }],
};

const LAYOUT: Layout = Layout {
    directory: Some("/etc/spectrum2"),
    files: &[LayoutFile {
        name: "{domain}.p12",
        role: "key store (PKCS#12)",
        holds: Holds::Pkcs12(Store { alias: "{domain}", password: None }),
    }],
    owner: None,
    group: Some("spectrum"),
    snippets: &[Snippet {
        file: "/etc/spectrum2/transports/{domain}.cfg",
        text: "\
[service]
server_mode = 1
cert = {0}
cert_password = THE PASSWORD OF THE STORE",
        is_shipped: false,
    }],
    unasked: None,
    reload: &[Reload {
        command: "systemctl reload spectrum2",
        what: Fact::read(
            "It restarts all transports, which ends their sessions.",
            "SpectrumIM/spectrum2 2a16c554, spectrum2.service",
        ),
    }],
    notes: &[
        Fact::read(
            "It needs a certificate in server_mode alone, where clients log in to it; as a component of a server \
             it has none.",
            "SpectrumIM/spectrum2, spectrum/src/sample2.cfg",
        ),
        Fact::unverified(
            "Where its OpenSSL is older than 3, a store of the old strength is the safe choice.",
            "not run",
        ),
    ],
    source: Fact::read(
        (),
        "SpectrumIM/spectrum2, sample2.cfg and the server mode of its XMPP frontend",
    ),
};
