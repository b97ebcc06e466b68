//! Openfire.

use super::fact::Fact;
use super::loading::openfire;
use super::rules::{
    Checks, CommonName, Consequence, Demand, Idna, Names, PeerRules, Says, SelfSigned, Services,
    Wildcard, Worth, XmppAddr,
};
use super::server::{Generation, Server};
use super::version::Versions;

const MAPPING: &str = "igniterealtime/Openfire 3709dd49, SANCertificateIdentityMapping";
const VERIFY: &str = "igniterealtime/Openfire 3709dd49, verifyCertificate";
const TRUST: &str = "igniterealtime/Openfire 3709dd49, OpenfireX509TrustManager";

/// Openfire, whose generations differ in the commonName.
pub(super) const SERVER: Server = Server {
    name: "openfire",
    title: "Openfire",
    user: Some("openfire"),
    layout: &super::layout::openfire::LAYOUT,
    cite: "igniterealtime/Openfire 3709dd49 (2026-07) read; the TLS of OpenJDK 17 run",
    generations: &[
        Generation {
            versions: Versions::from("5.1 and later", &[5, 1]),
            loads: Some(&openfire::LOADS),
            peer: rules(Fact::read(CommonName::Never, "OF-3122 (2026-06-03)")),
        },
        Generation {
            versions: Versions::before("before 5.1", &[5, 1]),
            loads: Some(&openfire::BEFORE_5_1),
            peer: rules(Fact::read(CommonName::WithoutOthers, "OF-3122")),
        },
    ],
};

const fn rules(cn: Fact<CommonName>) -> PeerRules {
    let checks = checks(cn);
    PeerRules { incoming: Some(checks), outgoing: Some(checks), account: None, notes: NOTES }
}

const NOTES: &[Fact<&str>] = &[
    Fact::read("Of a chain it takes the certificates in any order.", TRUST),
    Fact::read(
        "uniformResourceIdentifier and Microsoft's UPN go into the same list of names as dNSName.",
        MAPPING,
    ),
    Fact::read("From 5.1 on it reads 1,024 names of a certificate at most.", "OF-3159"),
    Fact::unverified(
        "Prosody's makers named it among the servers that a certificate without clientAuth \
         troubles; its own trust manager looks at no key purpose.",
        "blog.prosody.im, 2026-02, at second hand",
    ),
];

const UNVERIFIABLE: &[Fact<&str>] =
    &[Fact::unverified("secp256k1", "gone from the JDK since its version 16")];

const fn checks(cn: Fact<CommonName>) -> Checks {
    let by_policy = Consequence::ByPolicy("xmpp.server.certificate.strict-validation is true");
    Checks {
        worth: Fact::read(Worth::Proof, VERIFY),
        names: Fact::read(Some(names(cn)), VERIFY),
        misnamed: Fact::read(by_policy, VERIFY),
        purpose: Fact::read(Demand::Nothing, TRUST),
        untrusted: Fact::read(by_policy, TRUST),
        self_signed: Fact::read(SelfSigned::Untrusted, TRUST),
        crash: None,
        unverifiable: UNVERIFIABLE,
        says: Says { purpose: None, name: None, path: None },
    }
}

const fn names(cn: Fact<CommonName>) -> Names {
    Names {
        srv: Fact::read(Services::Both, MAPPING),
        srv_any_case: false,
        srv_wildcard: true,
        xmpp: Fact::read(XmppAddr::Domain, MAPPING),
        cn,
        ip: Fact::read(false, MAPPING),
        wildcard: Fact::read(Wildcard::AnyLabelsOrNone, VERIFY),
        any_case: Fact::read(false, VERIFY),
        cn_any_case: false,
        idna: Fact::unverified(Idna::Idna2003, "java.net.IDN is of IDNA2003"),
    }
}
