//! Prosody.

use super::fact::Fact;
use super::loading::prosody;
use super::rules::{
    Checks, CommonName, Consequence, Demand, Idna, Names, PeerRules, Says, SelfSigned, Services,
    Wildcard, Worth, XmppAddr,
};
use super::server::{Generation, Server};
use super::version::Versions;
use crate::report::Evidence;

/// Without a server around it, over vectors.
const X509: &str = "run: util/x509.lua at f14f1b33 alone";
const POLICY: &str = "s2s_secure_auth is true, as Debian and Snikket set it";

/// Prosody, whose generations differ in the commonName.
pub(super) const SERVER: Server = Server {
    name: "prosody",
    title: "Prosody",
    user: Some("prosody"),
    layout: &super::layout::prosody::LAYOUT,
    cite: "0.12.3 and 13.0.7 run; bjc/prosody f14f1b33, 13.0 b439ad72, 0.12 6e987bd1 read",
    generations: &[
        Generation {
            versions: Versions::from("13 and later", &[13]),
            loads: Some(&prosody::LATER),
            // commit b8e4d5e84, for RFC 9525
            peer: rules(CommonName::Never, "run: 13.0.7"),
        },
        Generation {
            versions: Versions::before("0.12 and before", &[13]),
            loads: Some(&prosody::EARLIER),
            peer: rules(CommonName::WithoutOthers, "run: 0.12.3"),
        },
    ],
};

const fn rules(cn: CommonName, run: &'static str) -> PeerRules {
    let source = Source {
        evidence: Evidence::Run,
        names: run,
        tls: run,
        policy: "run: 0.12.3 and 13.0.7, with and without s2s_secure_auth",
    };
    let checks = checks(cn, &source);
    PeerRules { incoming: Some(checks), outgoing: Some(checks), account: None, notes: NOTES }
}

const NOTES: &[Fact<&str>] = &[
    Fact::read(
        "With use_dane it takes TLSA records of the other side for a path and a name, and the target \
         of an SRV record that DNSSEC secures for a name.",
        "mod_s2s, mod_s2s_auth_dane_in",
    ),
    Fact::run(
        "prosodyctl check certs says that all is well with a certificate that has XmppAddr only, \
         which no Prosody accepts.",
        "run: 0.12.3",
    ),
    Fact::read(
        "Where the other side fails its EXTERNAL, it gives up and does not try dialback.",
        "plugins/mod_saslauth.lua",
    ),
];

/// How a role was looked at.
pub(super) struct Source {
    pub(super) evidence: Evidence,
    /// Where the comparing of names was found.
    pub(super) names: &'static str,
    /// Where the judging of paths and purposes was found.
    pub(super) tls: &'static str,
    /// Where it was found what follows.
    pub(super) policy: &'static str,
}

/// What it does in a role; both sides are judged as TLS servers, by lsec_ignore_purpose.
pub(super) const fn checks(cn: CommonName, source: &Source) -> Checks {
    let (evidence, cite) = (source.evidence, source.tls);
    let value = Consequence::ByPolicy(POLICY);
    let policy = Fact { value, evidence, cite: source.policy };
    Checks {
        worth: Fact { value: Worth::Proof, evidence, cite },
        names: Fact { value: Some(names(cn, source)), evidence, cite: source.names },
        misnamed: policy,
        purpose: Fact { value: Demand::ServerAuth, evidence, cite },
        untrusted: policy,
        self_signed: Fact { value: SelfSigned::Untrusted, evidence, cite },
        crash: None,
        unverifiable: &[],
        says: Says {
            purpose: Some("not trusted"),
            name: Some("not valid for this name"),
            path: None,
        },
    }
}

const fn names(cn: CommonName, source: &Source) -> Names {
    let (evidence, cite) = (source.evidence, source.names);
    Names {
        srv: Fact { value: Services::Server, evidence, cite },
        srv_any_case: false,
        srv_wildcard: true,
        // mod_s2s_auth_certs asks for xmpp-server, util/x509.lua looks for _xmpp-server
        xmpp: Fact { value: XmppAddr::None, evidence, cite },
        cn: Fact { value: cn, evidence, cite },
        ip: Fact::run(false, X509),
        wildcard: Fact { value: Wildcard::OneLabelAnywhere, evidence, cite },
        any_case: Fact::run(true, X509),
        cn_any_case: true,
        idna: Fact::run(Idna::Idna2003, X509),
    }
}
