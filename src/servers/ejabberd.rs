//! ejabberd.

use super::fact::Fact;
use super::loading;
use super::rules::{
    AccountChecks, Checks, CommonName, Consequence, Crash, Demand, Idna, Nameless, Names,
    OtherNames, PeerRules, Says, SelfSigned, Services, Wildcard, Worth, XmppAddr,
};
use super::server::{Generation, Server};
use super::version::Versions;

const PKIX: &str = "processone/xmpp 204ac334, src/xmpp_stream_pkix.erl";
const RUN: &str = "run: 23.01 and 26.07";
const NO_DIALBACK: &str = "mod_s2s_dialback is not loaded";
/// It listens to dialback on the stream on which EXTERNAL has failed.
const FAILS: &str =
    "run: 23.01 and 26.07, with and without mod_s2s_dialback; processone/ejabberd#2030";

/// ejabberd, whose generations differ in the key purpose.
pub(super) const SERVER: Server = Server {
    name: "ejabberd",
    title: "ejabberd",
    user: Some("ejabberd"),
    layout: &super::layout::ejabberd::LAYOUT,
    cite: "23.01 and 26.07 run; processone/ejabberd 61bf7a9c, processone/xmpp 204ac334, \
           processone/fast_tls 29b66936 read",
    generations: &[
        Generation {
            versions: Versions::from("25.08 and later", &[25, 8]),
            loads: Some(&loading::ejabberd::LOADS),
            peer: rules(Fact::run(
                Demand::ServerAuth,
                "run: 26.07; commit 72bc9b6c (2025-07-09), processone/ejabberd#4392",
            )),
        },
        Generation {
            versions: Versions::before("before 25.08", &[25, 8]),
            loads: Some(&loading::ejabberd::LOADS),
            peer: rules(Fact::run(Demand::ClientAuth, "run: 23.01; processone/ejabberd#4392")),
        },
    ],
};

const fn rules(purpose: Fact<Demand>) -> PeerRules {
    PeerRules {
        incoming: Some(incoming(purpose)),
        outgoing: Some(outgoing()),
        account: Some(ACCOUNT),
        notes: NOTES,
    }
}

const NOTES: &[Fact<&str>] = &[
    Fact::run(
        "It offers EXTERNAL to every peer over TLS, even to one without a certificate, and then \
         fails it: a peer that does not go on to dialback is lost.",
        "run: 23.01; processone/ejabberd#2030",
    ),
    Fact::read("It knows neither DANE nor POSH.", "processone/ejabberd 61bf7a9c"),
];

const fn incoming(purpose: Fact<Demand>) -> Checks {
    Checks {
        worth: Fact::run(Worth::Proof, RUN),
        names: Fact::run(Some(NAMES), RUN),
        misnamed: Fact::run(Consequence::ByPolicy(NO_DIALBACK), FAILS),
        purpose,
        untrusted: Fact::run(Consequence::ByPolicy(NO_DIALBACK), FAILS),
        self_signed: Fact::run(SelfSigned::Untrusted, RUN),
        crash: Some(Fact::run(Crash::Always, "run: 23.01 and 26.07; get_domains_from_san")),
        unverifiable: &[],
        says: Says {
            purpose: Some("unsupported certificate purpose"),
            name: Some("Certificate host name mismatch"),
            path: None,
        },
    }
}

const fn outgoing() -> Checks {
    Checks {
        worth: Fact::run(Worth::Proof, RUN),
        names: Fact::run(Some(NAMES), RUN),
        misnamed: Fact::run(Consequence::ByPolicy(NO_DIALBACK), RUN),
        // it is the TLS client here, and its OpenSSL asks for the purpose of a server
        purpose: Fact::run(Demand::ServerAuth, RUN),
        untrusted: Fact::run(Consequence::ByPolicy(NO_DIALBACK), RUN),
        self_signed: Fact::run(SelfSigned::Untrusted, RUN),
        crash: Some(Fact::run(
            Crash::Where(NO_DIALBACK),
            "run: 23.01 and 26.07; src/xmpp_stream_out.erl, process_cert_verification",
        )),
        unverifiable: &[],
        says: Says {
            purpose: Some("unsupported certificate purpose"),
            name: Some("Certificate host name mismatch"),
            path: None,
        },
    }
}

const NAMES: Names = Names {
    srv: Fact::run(Services::None, RUN),
    srv_any_case: false,
    srv_wildcard: false,
    // what would count if get_domains_from_san lived to compare it
    xmpp: Fact::read(XmppAddr::Domain, PKIX),
    cn: Fact::run(CommonName::Always, RUN),
    ip: Fact::read(false, PKIX),
    wildcard: Fact::run(Wildcard::OneLabelAnywhere, RUN),
    any_case: Fact::run(false, RUN),
    // it is read as a JID, which is lower case
    cn_any_case: true,
    // the domain has been through nameprep before idna sees it
    idna: Fact::run(Idna::Idna2003, RUN),
};

const ACCOUNT: AccountChecks = AccountChecks {
    // not that of servers, which 25.08 changed
    purpose: Fact::run(Demand::ClientAuth, RUN),
    others: Fact::run(OtherNames::None, RUN),
    nameless: Fact::run(
        Nameless::Anybody,
        "run: 23.01 and 26.07; xmpp_stream_pkix.erl, get_username",
    ),
    domain: Fact::run(
        Nameless::Anybody,
        "run: 23.01 and 26.07; xmpp_stream_pkix.erl, get_username",
    ),
    offered: Some(Fact::read("tls_verify is true", "processone/ejabberd 61bf7a9c")),
};
