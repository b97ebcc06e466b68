//! MongooseIM.

use super::fact::Fact;
use super::loading;
use super::rules::{
    AccountChecks, Checks, CommonName, Consequence, Demand, Idna, Nameless, Names, OtherNames,
    PeerRules, Says, SelfSigned, Services, Wildcard, Worth, XmppAddr,
};
use super::server::{Generation, Server};
use super::version::Versions;

const S2S_IN: &str = "src/s2s/mongoose_s2s_in.erl, check_auth_domain and match_labels";
const CERT_UTILS: &str = "src/cert_utils.erl, get_cert_domains";
const TLS: &str = "src/just_tls.erl";
const OTP: &str = "run: ssl of OTP 25 and 29 with verify_peer, which is its TLS layer";
/// OTP 25 says `invalid_ext_key_usage`, OTP 29 `invalid_ext_keyusage`.
const PURPOSE: &str = "invalid_ext_key";

/// MongooseIM, whose TLS is Erlang's own.
pub(super) const SERVER: Server = Server {
    name: "mongooseim",
    title: "MongooseIM",
    user: Some("mongooseim"),
    layout: &super::layout::mongooseim::LAYOUT,
    cite: "esl/MongooseIM 475087c6 read; ssl of OTP 25 and 29 run",
    generations: &[Generation {
        versions: Versions::ALL,
        loads: Some(&loading::mongooseim::LOADS),
        peer: PeerRules {
            incoming: Some(INCOMING),
            outgoing: Some(OUTGOING),
            account: Some(ACCOUNT),
            notes: &[
                Fact::read(
                    "With verify_mode peer, which is the default, a peer without a certificate is \
                     disconnected too, unless disconnect_on_failure is false; with verify_mode \
                     selfsigned_peer a self-signed certificate counts.",
                    TLS,
                ),
                Fact::read(
                    "Of an XmppAddr, and of a commonName that is a JID, the domain counts, whatever \
                     stands before it: the certificate of juliet@example.org passes for the server \
                     example.org.",
                    CERT_UTILS,
                ),
            ],
        },
    }],
};

const INCOMING: Checks = Checks {
    worth: Fact::read(Worth::Proof, S2S_IN),
    names: Fact::read(Some(NAMES), CERT_UTILS),
    misnamed: Fact::read(Consequence::Refused, "src/s2s/mongoose_s2s_in.erl, handle_auth_start"),
    purpose: Fact::run(Demand::ClientAuth, OTP),
    untrusted: Fact::run(Consequence::Refused, OTP),
    self_signed: Fact::run(SelfSigned::Untrusted, OTP),
    crash: None,
    unverifiable: &[],
    says: Says { purpose: Some(PURPOSE), name: Some("not-authorized"), path: None },
};

const OUTGOING: Checks = Checks {
    worth: Fact::read(Worth::Proof, TLS),
    // STARTTLS hands ssl a socket and no host name to compare
    names: Fact::read(None, TLS),
    misnamed: Fact::read(Consequence::Refused, TLS),
    purpose: Fact::read(Demand::ServerAuth, TLS),
    untrusted: Fact::read(Consequence::Refused, TLS),
    self_signed: Fact::read(SelfSigned::Untrusted, TLS),
    crash: None,
    unverifiable: &[],
    says: Says { purpose: Some(PURPOSE), name: None, path: None },
};

const NAMES: Names = Names {
    srv: Fact::read(Services::None, CERT_UTILS),
    srv_any_case: false,
    srv_wildcard: false,
    xmpp: Fact::read(XmppAddr::DomainOfAny, CERT_UTILS),
    cn: Fact::read(CommonName::Always, CERT_UTILS),
    ip: Fact::read(false, CERT_UTILS),
    wildcard: Fact::read(Wildcard::Glob, S2S_IN),
    any_case: Fact::read(true, CERT_UTILS),
    cn_any_case: true,
    idna: Fact::read(Idna::Idna2008, "src/s2s/mongoose_s2s_lib.erl, domain_utf8_to_ascii"),
};

const ACCOUNT: AccountChecks = AccountChecks {
    purpose: Fact::run(Demand::ClientAuth, OTP),
    others: Fact::read(
        OtherNames::CommonNameWhere("sasl_external has use_common_name"),
        "src/sasl/cyrsasl_external.erl",
    ),
    nameless: Fact::read(Nameless::Refused, "src/sasl/cyrsasl_external.erl"),
    domain: Fact::unverified(Nameless::Refused, "not read"),
    offered: None,
};
