//! What stands beside XMPP servers and serves certificates for the same domains.
//!
//! None of them asks a peer for a certificate in the way of XMPP, so they have no rules for peers.

pub(super) mod coturn;
pub(super) mod haproxy;
pub(super) mod nginx;
pub(super) mod spectrum2;

use super::rules::PeerRules;

/// None, for what speaks no XMPP to other servers.
const NO_PEERS: PeerRules = PeerRules { incoming: None, outgoing: None, account: None, notes: &[] };
