//! xmpp-proxy.

use super::fact::Fact;
use super::loading::xmpp_proxy;
use super::rules::{
    Checks, CommonName, Consequence, Demand, Idna, Names, PeerRules, Says, SelfSigned, Services,
    Wildcard, Worth, XmppAddr,
};
use super::server::{Generation, Server};
use super::version::Versions;

const VERIFY: &str = "moparisthebest/xmpp-proxy, src/verify.rs";
const INCOMING: &str = "moparisthebest/xmpp-proxy, src/common/incoming.rs";

/// xmpp-proxy, which stands before a server and has no dialback.
pub(super) const SERVER: Server = Server {
    name: "xmpp-proxy",
    title: "xmpp-proxy",
    user: None,
    layout: &super::layout::xmpp_proxy::LAYOUT,
    cite: "moparisthebest/xmpp-proxy read",
    generations: &[Generation {
        versions: Versions::ALL,
        loads: Some(&xmpp_proxy::LOADS),
        peer: PeerRules {
            incoming: Some(CHECKS),
            outgoing: Some(CHECKS),
            account: None,
            notes: &[Fact::read(
                "The target of an SRV record that DNSSEC secures counts as a name; a POSH document or \
                 a pinned key takes the place of path and name.",
                VERIFY,
            )],
        },
    }],
};

const CHECKS: Checks = Checks {
    worth: Fact::read(Worth::Proof, VERIFY),
    names: Fact::read(Some(NAMES), VERIFY),
    misnamed: Fact::read(Consequence::Refused, INCOMING),
    // both sides are judged as TLS servers
    purpose: Fact::read(Demand::ServerAuth, VERIFY),
    untrusted: Fact::read(Consequence::Refused, INCOMING),
    self_signed: Fact::read(SelfSigned::Untrusted, VERIFY),
    crash: None,
    unverifiable: &[Fact::unverified("secp256k1", "not among the curves of rustls")],
    says: Says {
        purpose: None,
        name: Some("invalid peer certificate: all validation attempts failed"),
        path: Some("invalid peer certificate"),
    },
};

const NAMES: Names = Names {
    srv: Fact::read(Services::None, VERIFY),
    srv_any_case: false,
    srv_wildcard: false,
    xmpp: Fact::read(XmppAddr::None, VERIFY),
    cn: Fact::read(CommonName::Never, VERIFY),
    ip: Fact::read(true, VERIFY),
    wildcard: Fact::read(Wildcard::OneLabel, VERIFY),
    any_case: Fact::read(true, VERIFY),
    cn_any_case: true,
    idna: Fact::unverified(Idna::None, "the domain of the stream is taken as it stands"),
};
