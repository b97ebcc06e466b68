//! From a wish to a plan: the names as the chosen CA should see them.

use std::collections::HashSet;

use thiserror::Error;

use crate::pki::distinguished::Subject;
use crate::pki::request::{RequestContent, Usages};
use crate::pki::san::AltName;
use crate::report::{Code, Finding, LeftOut, NameFact};

use super::destinations::Destination;
use super::findings::{self, SRV_NAME_LEFT_OUT, XMPP_ADDR_LEFT_OUT};
use super::wish::{ByKind, Names, Wish};

/// A request that is ready to be signed, and what there is to say about it.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The names, subject and usages.
    pub content: RequestContent,
    /// Each name with what the CA will do with it.
    pub names: Vec<NameFact>,
    /// What is not asked for.
    pub left_out: Vec<LeftOut>,
    /// Warnings and notes.
    pub findings: Vec<Finding>,
}

/// Why a wish cannot become a request.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum PlanError {
    /// Accounts were sent to a CA that cannot certify them.
    #[error("{0} certifies no JID: an XmppAddr of a user is not among the names that it issues")]
    AccountAtPublicCa(&'static str),
    /// Nothing is left to ask for.
    #[error("no name is left to ask for: {0} takes none of those given")]
    NothingLeft(&'static str),
}

/// Lays the destination's rules on a wish.
///
/// # Errors
/// When accounts are sent to a CA that certifies no JID, or when no name is left.
pub fn plan(wish: &Wish) -> Result<Plan, PlanError> {
    let destination = wish.destination;
    if matches!(wish.names, Names::Accounts(_)) && !destination.certifies_jids {
        return Err(PlanError::AccountAtPublicCa(destination.title));
    }
    let mut left_out = Vec::new();
    let names = choose(wish, &mut left_out);
    if names.is_empty() {
        return Err(PlanError::NothingLeft(destination.title));
    }
    let subject = wish.subject.clone().unwrap_or_else(|| default_subject(&names));
    let usages = if destination.states_usages { usages(&names) } else { Usages::Unstated };
    let content = RequestContent { subject, names, usages };
    let findings = findings::about(wish, &content);
    let names = content.names.iter().map(|name| fact(name, destination)).collect();
    Ok(Plan { content, names, left_out, findings })
}

/// The names to ask for, in order and each once; what the destination cannot take goes to
/// `left_out`.
fn choose(wish: &Wish, left_out: &mut Vec<LeftOut>) -> Vec<AltName> {
    let ByKind { dns, srv, xmpp, ip, extra } = wish.names.by_kind();
    let destination = wish.destination;
    let accounts = matches!(wish.names, Names::Accounts(_));
    let mut names = dns;
    match (wish.srv_name, destination.srv_name_lost) {
        (false, _) => leave_out(left_out, srv, "--no-srv-name was given", None),
        (true, Some(why)) => leave_out(left_out, srv, why, Some(&SRV_NAME_LEFT_OUT)),
        (true, None) => names.extend(srv),
    }
    if accounts || wish.xmpp_addr || destination.xmpp_addr_by_default {
        names.extend(xmpp);
    } else {
        leave_out(left_out, xmpp, destination.xmpp_addr_left_out, Some(&XMPP_ADDR_LEFT_OUT));
    }
    names.extend(ip);
    names.extend(extra);
    let mut seen = HashSet::new();
    names.retain(|name| seen.insert(name.clone()));
    // what is asked for freely after all is not left out, and nothing is left out twice
    let asked: HashSet<_> = names.iter().map(|name| (name.kind(), name.to_string())).collect();
    let mut said = HashSet::new();
    left_out.retain(|name| {
        let key = (name.kind, name.value.clone());
        !asked.contains(&key) && said.insert(key)
    });
    names
}

fn leave_out(
    left_out: &mut Vec<LeftOut>,
    names: Vec<AltName>,
    why: &str,
    code: Option<&'static Code>,
) {
    left_out.extend(names.into_iter().map(|name| LeftOut {
        kind: name.kind(),
        value: name.to_string(),
        why: why.to_owned(),
        code,
    }));
}

/// The first name as commonName; RFC 6120 §13.7.1.1 wants a subject that is not null. A CN that is
/// a domain is an A-label copy of a dNSName (Baseline Requirements 7.1.4.3).
fn default_subject(names: &[AltName]) -> Subject {
    let dns = names.iter().find(|name| matches!(name, AltName::Dns(_)));
    let first = dns.or(names.first());
    match first {
        Some(AltName::Srv(name)) => Subject::common_name(name.domain().as_ascii()),
        Some(name) => Subject::common_name(&name.to_string()),
        None => Subject::default(),
    }
}

/// A server is client and server at once on server-to-server streams; a certificate that has
/// nothing but accounts belongs to a user.
fn usages(names: &[AltName]) -> Usages {
    let account = |name: &AltName| match name {
        AltName::Xmpp(jid) => jid.local().is_some(),
        AltName::Dns(_) | AltName::Ip(_) | AltName::Srv(_) => false,
    };
    if names.iter().all(account) { Usages::Client } else { Usages::Server }
}

fn fact(name: &AltName, destination: &Destination) -> NameFact {
    let value = name.to_string();
    let shown = match name {
        AltName::Dns(dns) => dns.to_string(),
        AltName::Srv(srv) => srv.to_string(),
        AltName::Ip(_) | AltName::Xmpp(_) => value.clone(),
    };
    let fate = (destination.fate)(name);
    NameFact {
        kind: name.kind(),
        unicode: (shown != value).then_some(shown),
        value,
        kept: fate.kept,
        fate: fate.words,
    }
}
