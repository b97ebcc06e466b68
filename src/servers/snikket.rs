//! Snikket: Prosody, set up by its makers.

use super::fact::Fact;
use super::loading;
use super::prosody::{self, Source};
use super::rules::{Checks, CommonName, Consequence, PeerRules};
use super::server::{Generation, Server};
use super::version::Versions;
use crate::report::Evidence;

const CONFIG: &str = "snikket-im/snikket-server bd30dc0d, ansible/files/prosody.cfg.lua";

/// Snikket, where s2s_secure_auth is on and nobody turns it off.
pub(super) const SERVER: Server = Server {
    name: "snikket",
    title: "Snikket",
    user: Some("prosody"),
    layout: &super::layout::snikket::LAYOUT,
    cite: "snikket-im/snikket-server bd30dc0d read; Prosody run",
    generations: &[Generation {
        versions: Versions::ALL,
        loads: Some(&loading::prosody::SNIKKET),
        peer: PeerRules {
            incoming: Some(CHECKS),
            outgoing: Some(CHECKS),
            account: None,
            notes: &[
                Fact::read("It speaks TLS 1.3 only (tls_profile modern), and knows DANE.", CONFIG),
                Fact::unverified(
                    "Which Prosody a release holds was not looked at: an old one counts the \
                     commonName of a certificate without other names.",
                    CONFIG,
                ),
            ],
        },
    }],
};

const CHECKS: Checks = {
    let cite = "as Prosody 13, not run as Snikket";
    let source = Source { evidence: Evidence::Read, names: cite, tls: cite, policy: CONFIG };
    let prosody = prosody::checks(CommonName::Never, &source);
    let refused = Fact::read(Consequence::Refused, CONFIG);
    Checks { misnamed: refused, untrusted: refused, ..prosody }
};
