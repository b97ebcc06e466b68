//! jabberd 1.4 and jabberd14.

use super::fact::Fact;
use super::loading;
use super::rules::{
    Checks, CommonName, Consequence, Demand, Idna, Names, PeerRules, Says, SelfSigned, Services,
    Wildcard, Worth, XmppAddr,
};
use super::server::{Generation, Server};
use super::version::Versions;

const TLS: &str = "mawis/jabberd, jabberd/mio_tls.cc";

/// jabberd14, whose TLS is that of GnuTLS, and jabberd 1.4 before it, whose was OpenSSL's.
pub(super) const SERVER: Server = Server {
    name: "jabberd14",
    title: "jabberd14",
    user: Some("jabber"),
    layout: &super::layout::jabberd14::LAYOUT,
    cite: "mawis/jabberd 8c99ba9d read in part",
    generations: &[
        Generation {
            versions: Versions::from("1.5 and later", &[1, 5]),
            loads: Some(&loading::jabberd14::LOADS),
            peer: PeerRules {
                incoming: Some(CHECKS),
                outgoing: Some(CHECKS),
                account: None,
                notes: &[Fact::read(
                    "It reads subjectAltName up to the first otherName that is no XmppAddr: what stands \
                     behind an SRVName is lost.",
                    TLS,
                )],
            },
        },
        Generation {
            versions: Versions::before("1.4", &[1, 5]),
            loads: Some(&loading::jabberd1::LOADS),
            peer: PeerRules {
                incoming: None,
                outgoing: None,
                account: None,
                notes: &[Fact::read(
                    "This is jabberd 1.4; it asks no peer for a certificate, and looks at none.",
                    "mawis/jabberd d1be2e0, jabberd/mio_ssl.c: no SSL_CTX_set_verify",
                )],
            },
        },
    ],
};

const CHECKS: Checks = Checks {
    worth: Fact::unverified(Worth::Proof, "mio_ssl_verify; who calls it was not read"),
    names: Fact::read(Some(NAMES), TLS),
    misnamed: Fact::unverified(Consequence::Dialback, "not read"),
    purpose: Fact::read(Demand::Nothing, "gnutls_certificate_verify_peers2 knows no purpose"),
    untrusted: Fact::unverified(Consequence::Dialback, "not read"),
    self_signed: Fact::read(SelfSigned::Untrusted, TLS),
    crash: None,
    unverifiable: &[],
    says: Says {
        purpose: None,
        name: Some("Found subjectAltName, but non matched"),
        path: Some("Certificate verification failed"),
    },
};

const NAMES: Names = Names {
    srv: Fact::read(Services::Stop, TLS),
    srv_any_case: false,
    srv_wildcard: false,
    xmpp: Fact::read(XmppAddr::AsText, TLS),
    cn: Fact::read(CommonName::WithoutSan, TLS),
    ip: Fact::read(false, TLS),
    wildcard: Fact::read(Wildcard::AnyLabels, TLS),
    any_case: Fact::read(true, TLS),
    cn_any_case: true,
    idna: Fact::read(Idna::None, TLS),
};
