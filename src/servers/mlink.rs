//! M-Link.

use super::fact::Fact;
use super::rules::PeerRules;
use super::server::{Generation, Server};
use super::version::Versions;

/// M-Link of Isode, of which documents alone were read.
pub(super) const SERVER: Server = Server {
    name: "mlink",
    title: "M-Link",
    user: None,
    layout: &super::layout::mlink::LAYOUT,
    cite: "Isode's product pages and tables of contents; nothing was run",
    generations: &[Generation {
        versions: Versions::ALL,
        loads: None,
        peer: PeerRules {
            incoming: None,
            outgoing: None,
            account: None,
            notes: &[Fact::unverified(
                "A peer may be held to strong authentication, which is TLS with EXTERNAL; others go \
                 on by dialback. Which names and key purposes count is not known.",
                "Isode's product pages",
            )],
        },
    }],
};
