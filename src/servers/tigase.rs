//! Tigase.

use super::fact::Fact;
use super::loading::tigase;
use super::rules::{
    Checks, CommonName, Consequence, Demand, Idna, Names, PeerRules, Says, SelfSigned, Services,
    Wildcard, Worth, XmppAddr,
};
use super::server::{Generation, Server};
use super::version::Versions;

const UTIL: &str = "tigase/tigase-utils, CertificateUtil.java, verifyCertificateForHostname";
const EXTERNAL: &str = "tigase/tigase-server 6e5d3b7f, SaslExternal.java, processAuth";
const JDK: &str = "run: the PKIX validation of OpenJDK 17, which is its TLS layer";

/// Tigase, which takes a self-signed certificate that is named right.
pub(super) const SERVER: Server = Server {
    name: "tigase",
    title: "Tigase",
    user: Some("tigase"),
    layout: &super::layout::tigase::LAYOUT,
    cite: "tigase/tigase-server 6e5d3b7f and tigase/tigase-utils read; the TLS of OpenJDK 17 run",
    generations: &[Generation {
        versions: Versions::ALL,
        loads: Some(&tigase::LOADS),
        peer: PeerRules {
            incoming: Some(CHECKS),
            outgoing: None,
            account: None,
            notes: &[
                Fact::read(
                    "A self-signed certificate counts where it stands alone in its chain.",
                    "tigase/tigase-utils, CertificateUtil.java, validateCertificate",
                ),
                Fact::read(
                    "It offers EXTERNAL only while its own certificate is trusted.",
                    EXTERNAL,
                ),
                Fact::read(
                    "A wildcard is compared from the front as well: *.example.org covers \
                     example.org and every name that begins so, such as example.org.example.net.",
                    UTIL,
                ),
            ],
        },
    }],
};

const CHECKS: Checks = Checks {
    worth: Fact::read(Worth::Proof, EXTERNAL),
    names: Fact::read(Some(NAMES), UTIL),
    misnamed: Fact::read(Consequence::Dialback, "AuthenticatorSelectorManager.java"),
    purpose: Fact::run(Demand::Nothing, JDK),
    untrusted: Fact::read(Consequence::Dialback, "AuthenticatorSelectorManager.java"),
    self_signed: Fact::read(SelfSigned::Accepted, EXTERNAL),
    crash: None,
    unverifiable: &[Fact::unverified("secp256k1", "gone from the JDK since its version 16")],
    says: Says {
        purpose: None,
        name: Some("Certificate name doesn't match to domain name"),
        path: Some("Certificate is not trusted"),
    },
};

const NAMES: Names = Names {
    srv: Fact::read(Services::None, UTIL),
    srv_any_case: false,
    srv_wildcard: false,
    xmpp: Fact::read(XmppAddr::None, UTIL),
    cn: Fact::read(CommonName::WithoutDns, UTIL),
    ip: Fact::read(true, UTIL),
    wildcard: Fact::read(Wildcard::OneLabelOrNone, UTIL),
    any_case: Fact::read(true, UTIL),
    cn_any_case: true,
    idna: Fact::unverified(Idna::None, "the domain of the stream is compared as it stands"),
};
