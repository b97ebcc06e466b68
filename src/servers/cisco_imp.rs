//! Cisco Unified Communications Manager IM and Presence.

use super::fact::Fact;
use super::rules::PeerRules;
use super::server::{Generation, Server};
use super::version::Versions;

/// Cisco IM and Presence, of which documents alone were read.
pub(super) const SERVER: Server = Server {
    name: "cisco-imp",
    title: "Cisco IM&P",
    user: None,
    layout: &super::layout::cisco_imp::LAYOUT,
    cite: "Cisco field notices FN74345 and FN74362 and guides; nothing was run",
    generations: &[Generation {
        versions: Versions::ALL,
        loads: None,
        peer: PeerRules {
            incoming: None,
            outgoing: None,
            account: None,
            notes: &[
                Fact::unverified(
                    "Until separate client certificates ship, a certificate without clientAuth does \
                     not do in any release; public CAs stop issuing it by March 2027.",
                    "FN74345 (CSCws03437), FN74362 (Expressway)",
                ),
                Fact::unverified(
                    "Certificates for federation need the domains as dNSName, and each CA above a \
                     peer's must be in cup-xmpp-trust.",
                    "Cisco guides",
                ),
            ],
        },
    }],
};
