//! Metronome.

use super::fact::Fact;
use super::loading;
use super::rules::{
    Checks, CommonName, Consequence, Demand, Idna, Names, PeerRules, Says, SelfSigned, Services,
    Wildcard, Worth, XmppAddr,
};
use super::server::{Generation, Server};
use super::version::Versions;

const X509: &str = "util/x509.lua at 3b791f20";

/// Metronome, which split from Prosody at 0.8 and kept its way with names.
pub(super) const SERVER: Server = Server {
    name: "metronome",
    title: "Metronome",
    user: Some("metronome"),
    layout: &super::layout::metronome::LAYOUT,
    cite: "maranda/metronome 3b791f20 (4.0.5) read",
    generations: &[Generation {
        versions: Versions::ALL,
        loads: Some(&loading::metronome::LOADS),
        peer: PeerRules {
            incoming: Some(checks(Fact::read(
                Demand::ClientAuth,
                "no lsec_ignore_purpose; maranda/metronome#560, open",
            ))),
            outgoing: Some(checks(Fact::read(
                Demand::ServerAuth,
                "LuaSec as TLS client: OpenSSL's server purpose",
            ))),
            account: None,
            notes: &[Fact::read(
                "A certificate that is trusted and named right saves the dialback itself \
                 (XEP-0344).",
                "maranda/metronome 3b791f20",
            )],
        },
    }],
};

const fn checks(purpose: Fact<Demand>) -> Checks {
    let consequence =
        Fact::unverified(Consequence::Dialback, "not read; Prosody of its age goes on so");
    Checks {
        worth: Fact::read(Worth::Proof, "maranda/metronome 3b791f20"),
        names: Fact::read(Some(NAMES), X509),
        misnamed: consequence,
        purpose,
        untrusted: consequence,
        self_signed: Fact::unverified(SelfSigned::Untrusted, "not read"),
        crash: None,
        unverifiable: &[],
        says: Says { purpose: None, name: None, path: None },
    }
}

const NAMES: Names = Names {
    srv: Fact::read(Services::Server, X509),
    srv_any_case: false,
    srv_wildcard: true,
    // unlike Prosody's it does not first compare the service
    xmpp: Fact::read(XmppAddr::AsText, X509),
    cn: Fact::read(CommonName::WithoutOthers, X509),
    ip: Fact::read(false, X509),
    wildcard: Fact::read(Wildcard::OneLabelAnywhere, X509),
    any_case: Fact::read(true, X509),
    cn_any_case: true,
    idna: Fact::read(Idna::Idna2003, X509),
};
