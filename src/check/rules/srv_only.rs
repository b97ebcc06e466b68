//! Only SRVNames name the domain.

use std::collections::BTreeSet;

use crate::check::case::Case;
use crate::check::identity::Asked;
use crate::check::rule::{Raised, Rule};
use crate::check::words::row;
use crate::name::identity::PresentedSrv;
use crate::name::{Domain, Identity, MatchedBy};
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "srv-only",
        severity: Severity::Warning,
        title: "only an SRVName names the domain",
        cite: "observed with ejabberd 23.01 and 26.07; source of MongooseIM, Tigase, jabberd2, jabberd14, \
              xmpp-proxy",
        why: "ejabberd, MongooseIM, Tigase, jabberd2, jabberd14 and xmpp-proxy do not read SRVName, and many \
              clients do not either. Prosody, Openfire and Metronome do. A dNSName is the one kind of name that \
              every peer accepts.",
        fix: "ask for a dNSName as well, as is the default: xmppcert csr DOMAIN",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    let domains = match case.asked() {
        Some(Asked::Server { wanted, .. }) if case.matched_only_by(MatchedBy::Srv) => {
            BTreeSet::from([wanted.to_string()])
        }
        None if case.is_for_server() => uncovered(case),
        _ => return,
    };
    if domains.is_empty() {
        return;
    }
    let explanation = format!(
        "{} stands in an SRVName and in no dNSName. ejabberd, MongooseIM, Tigase, jabberd2, \
         jabberd14 and xmpp-proxy read no SRVName.",
        row(&domains)
    );
    raised.with_cure(case.title(), explanation, case.request_command());
}

/// The domains of SRVNames that no dNSName covers.
fn uncovered(case: &Case<'_>) -> BTreeSet<String> {
    let coverage = case.coverage();
    let mut found = BTreeSet::new();
    for name in case.names {
        let Identity::Srv(text) = name else { continue };
        let Ok(srv) = PresentedSrv::read(text) else { continue };
        let Ok(domain) = Domain::try_from(srv.pattern().host()) else { continue };
        if srv.xmpp_service().is_some() && !coverage.covers(&domain) {
            found.insert(domain.to_string());
        }
    }
    found
}
