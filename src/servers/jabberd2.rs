//! jabberd2.

use super::fact::Fact;
use super::loading;
use super::rules::{
    AccountChecks, Checks, Consequence, Demand, Nameless, OtherNames, PeerRules, Says, SelfSigned,
    Worth,
};
use super::server::{Generation, Server};
use super::version::Versions;

const RUN: &str = "run: 2.7.0 with verify-mode 1";
const S2S: &str = "jabberd2/jabberd2 376e6329, s2s/";
const VERIFY: &str = "verify-mode is 1 or more";

/// jabberd2, which authenticates servers by dialback alone.
pub(super) const SERVER: Server = Server {
    name: "jabberd2",
    title: "jabberd2",
    user: Some("jabber"),
    layout: &super::layout::jabberd2::LAYOUT,
    cite: "2.7.0 run; jabberd2/jabberd2 376e6329 read",
    generations: &[Generation {
        versions: Versions::ALL,
        loads: Some(&loading::jabberd2::LOADS),
        peer: PeerRules {
            incoming: Some(incoming()),
            outgoing: Some(OUTGOING),
            account: Some(ACCOUNT),
            notes: &[
                Fact::run("It drops the connection without a word about the certificate.", RUN),
                Fact::read(
                    "verify-mode 0 asks for no certificate, 1 asks and verifies, 3 and 7 demand \
                     one; revocation is looked at where there is a CRL.",
                    S2S,
                ),
            ],
        },
    }],
};

const fn incoming() -> Checks {
    Checks {
        worth: Fact::run(Worth::DialbackOnly, RUN),
        names: Fact::run(None, RUN),
        misnamed: Fact::run(Consequence::Dialback, RUN),
        purpose: Fact::run(Demand::ClientAuth, RUN),
        untrusted: Fact::run(Consequence::ByPolicy(VERIFY), RUN),
        self_signed: Fact::run(SelfSigned::Untrusted, RUN),
        crash: None,
        unverifiable: &[],
        says: Says { purpose: None, name: None, path: None },
    }
}

const OUTGOING: Checks = Checks {
    worth: Fact::read(Worth::Proof, S2S),
    names: Fact::read(None, S2S),
    misnamed: Fact::read(Consequence::Dialback, S2S),
    purpose: Fact::unverified(Demand::ServerAuth, "as TLS client: OpenSSL's server purpose"),
    untrusted: Fact::read(Consequence::ByPolicy(VERIFY), S2S),
    self_signed: Fact::read(SelfSigned::Untrusted, S2S),
    crash: None,
    unverifiable: &[],
    says: Says { purpose: None, name: None, path: None },
};

const ACCOUNT: AccountChecks = AccountChecks {
    purpose: Fact::unverified(Demand::ClientAuth, "as TLS server: OpenSSL's client purpose"),
    others: Fact::read(OtherNames::CommonNameAndDns, "jabberd2/jabberd2 376e6329, c2s/"),
    nameless: Fact::read(Nameless::Refused, "jabberd2/jabberd2 376e6329, c2s/"),
    domain: Fact::unverified(Nameless::Refused, "not read"),
    offered: None,
};
