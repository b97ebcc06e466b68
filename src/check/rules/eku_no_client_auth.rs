//! A server certificate has serverAuth alone.

use crate::check::case::Case;
use crate::check::identity::Asked;
use crate::check::rule::{Raised, Rule};
use crate::name::Service;
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "eku-no-client-auth",
        severity: Severity::Warning,
        title: "the extended key usage has serverAuth, but not clientAuth",
        cite: "Chrome Root Program policy 1.8; Let's Encrypt, end of clientAuth on 2026-02-11; \
              processone/ejabberd#4392, maranda/metronome#560; observed with ejabberd 23.01, jabberd2 2.7, OTP \
              25 and Java 17",
        why: "A server that connects to another one is the TLS client there. Without clientAuth its certificate \
              is refused by ejabberd before 25.08, jabberd2 with verify-mode, MongooseIM, Metronome and plain \
              Java, and accepted by Prosody, ejabberd from 25.08, Openfire, Tigase and xmpp-proxy. The large \
              public CAs give clientAuth to no new certificate.",
        fix: "keep dialback enabled for such peers (mod_dialback, mod_s2s_dialback); a CA of your own can add \
              clientAuth",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    let clients_only = match case.asked() {
        Some(Asked::Server { services, .. }) => services.as_slice() == [Service::Client],
        _ => false,
    };
    let Some(purposes) = case.link.extensions.purposes.as_ref() else { return };
    if !case.is_for_server() || clients_only || !purposes.server || purposes.client || purposes.any
    {
        return;
    }
    let explanation = "Its extended key usage has serverAuth and no clientAuth. ejabberd before \
                       25.08, jabberd2 with verify-mode, MongooseIM, Metronome and plain Java \
                       refuse it on streams that this server opens.";
    let cure = match case.leaf.has_web_pki_marks() {
        true => {
            "keep dialback enabled for such peers (mod_dialback in Prosody, mod_s2s_dialback in \
             ejabberd); the large public CAs give no clientAuth"
        }
        false => {
            "have it issued with serverAuth and clientAuth, and keep dialback enabled meanwhile"
        }
    };
    raised.with_cure(case.title(), explanation, cure);
}
