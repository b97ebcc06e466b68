//! Prosody.

use super::fact::Fact;
use super::rules::{
    Checks, CommonName, Consequence, Demand, Idna, Names, PeerRules, Says, SelfSigned, Services,
    Wildcard, Worth, XmppAddr,
};
use super::server::{Generation, Server};
use super::version::Versions;

const X509: &str = "util/x509.lua at f14f1b33";
const RUN_12: &str = "run: 0.12.3";
const RUN_13: &str = "run: 13.0.7";

/// Prosody, whose generations differ in the commonName.
pub(super) const SERVER: Server = Server {
    name: "prosody",
    title: "Prosody",
    user: Some("prosody"),
    cite: "0.12.3 and 13.0.7 run; bjc/prosody f14f1b33, 13.0 b439ad72, 0.12 6e987bd1 read",
    generations: &[
        Generation {
            versions: Versions::from("13 and later", &[13]),
            peer: rules(
                RUN_13,
                Fact::run(CommonName::Never, "run: 13.0.7; commit b8e4d5e84 (RFC 9525)"),
            ),
        },
        Generation {
            versions: Versions::before("0.12 and before", &[13]),
            peer: rules(RUN_12, Fact::run(CommonName::WithoutOthers, RUN_12)),
        },
    ],
};

const fn rules(run: &'static str, cn: Fact<CommonName>) -> PeerRules {
    let checks = checks(run, cn);
    PeerRules {
        incoming: Some(checks),
        outgoing: Some(outgoing(checks)),
        account: None,
        notes: NOTES,
    }
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
        RUN_12,
    ),
];

pub(super) const fn checks(run: &'static str, cn: Fact<CommonName>) -> Checks {
    let by_policy = Consequence::ByPolicy("s2s_secure_auth = true, as Debian and Snikket set it");
    Checks {
        worth: Fact::run(Worth::Proof, run),
        names: Fact::run(Some(names(run, cn)), run),
        misnamed: Fact::run(by_policy, "run: 0.12.3 with and without s2s_secure_auth"),
        // lsec_ignore_purpose has both sides checked as TLS servers
        purpose: Fact::run(Demand::ServerAuth, run),
        untrusted: Fact::run(by_policy, "run: 0.12.3 with and without s2s_secure_auth"),
        self_signed: Fact::run(SelfSigned::Untrusted, run),
        crash: None,
        unverifiable: &[],
        says: Says {
            purpose: Some("not trusted"),
            name: Some("not valid for this name"),
            path: None,
        },
    }
}

/// As the side that connects, which was read only.
const fn outgoing(checks: Checks) -> Checks {
    Checks {
        worth: Fact::read(Worth::Proof, "plugins/mod_s2s_auth_certs.lua"),
        purpose: Fact::read(Demand::ServerAuth, "plugins/mod_tls.lua, lsec_ignore_purpose"),
        ..checks
    }
}

const fn names(run: &'static str, cn: Fact<CommonName>) -> Names {
    Names {
        srv: Fact::run(Services::Server, run),
        srv_any_case: false,
        srv_wildcard: true,
        // mod_s2s_auth_certs asks for xmpp-server, util/x509.lua looks for _xmpp-server
        xmpp: Fact::run(XmppAddr::None, run),
        cn,
        ip: Fact::read(false, X509),
        wildcard: Fact::run(Wildcard::OneLabelAnywhere, run),
        any_case: Fact::read(true, X509),
        cn_any_case: true,
        idna: Fact::read(Idna::Idna2003, X509),
    }
}
