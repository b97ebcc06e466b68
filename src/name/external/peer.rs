//! A server's certificate: as which domain it lets in (XEP-0178 §3).

use super::{Attempt, Condition, Credentials, Decision, Outcome, Reason, Response, Trust};
use crate::name::reference::{Reference, Verdict, Wanted};
use crate::name::service::Service;

/// What a server answers to a server that authenticates with its certificate.
pub fn admit_server(credentials: Option<&Credentials<'_>>, attempt: &Attempt<'_>) -> Decision {
    let Some(credentials) = credentials else {
        let reasons = vec![Reason::NoCertificate];
        return Decision::unoffered(Condition::InvalidMechanism, reasons).or_dialback();
    };
    let mut reasons = Vec::new();
    let peer = match named(attempt, &mut reasons) {
        Ok(peer) => peer,
        Err(condition) => return Decision::unoffered(condition, reasons),
    };
    if !is_proven(&peer, credentials, &mut reasons) {
        // XEP-0178 §3 since version 1.2: not-authorized, then dialback or the end
        return Decision::unoffered(Condition::NotAuthorized, reasons).or_dialback();
    }
    let is_challenged = *attempt.response == Response::Absent;
    let outcome = match refusal(&peer, attempt, &mut reasons) {
        None => Outcome::Server(peer),
        Some(condition) => Outcome::Failure(condition),
    };
    Decision::offered(is_challenged, outcome, reasons)
}

/// Who the peer says it is: `from` or, without one, its authzid (decision B7).
fn named(attempt: &Attempt<'_>, reasons: &mut Vec<Reason>) -> Result<Wanted, Condition> {
    if let Some(from) = attempt.from {
        return Wanted::parse(from).map_err(|error| {
            Condition::NotAuthorized.because(Reason::InvalidFrom(error), reasons)
        });
    }
    let authzid = match attempt.response {
        Response::Authzid(authzid) if !authzid.is_empty() => authzid,
        Response::Absent | Response::Authzid(_) | Response::NotBase64 | Response::NotText => {
            return Err(Condition::InvalidAuthzid.because(Reason::Nameless, reasons));
        }
    };
    let Ok(peer) = Wanted::parse(authzid) else {
        return Err(Condition::InvalidAuthzid.because(malformed(authzid), reasons));
    };
    reasons.push(Reason::NamedByAuthzid(peer.clone()));
    Ok(peer)
}

/// Whether the certificate proves the name: path, purpose and names, all of them looked at.
fn is_proven(peer: &Wanted, credentials: &Credentials<'_>, reasons: &mut Vec<Reason>) -> bool {
    let is_trusted = match credentials.trust {
        Trust::Sound => true,
        Trust::Unanchored => {
            reasons.push(Reason::Unanchored);
            false
        }
        Trust::Unsound => {
            reasons.push(Reason::Unsound);
            false
        }
    };
    if !credentials.has_purpose {
        reasons.push(Reason::Purpose("serverAuth"));
    }
    // RFC 6120 §13.7.2.1: the same names as for the server that answers
    let verdict =
        Reference::new(peer.clone(), Some(Service::Server)).matches(credentials.identities);
    let is_named = verdict.is_match();
    explain(peer, credentials, verdict, reasons);
    is_trusted && credentials.has_purpose && is_named
}

fn explain(
    peer: &Wanted,
    credentials: &Credentials<'_>,
    verdict: Verdict,
    reasons: &mut Vec<Reason>,
) {
    if let Some(found) = verdict.matched {
        return reasons.push(Reason::Covered { wanted: peer.clone(), by: found.by });
    }
    reasons.push(Reason::Uncovered(peer.clone()));
    for miss in verdict.reasons {
        let presented = credentials.identities.get(miss.index).map(ToString::to_string);
        reasons.push(Reason::Name { presented: presented.unwrap_or_default(), why: miss.why });
    }
}

/// What is wrong with the authzid, which must be empty or the peer itself (decision B6).
fn refusal(peer: &Wanted, attempt: &Attempt<'_>, reasons: &mut Vec<Reason>) -> Option<Condition> {
    let authzid = match attempt.response {
        Response::NotBase64 => {
            return Some(Condition::IncorrectEncoding.because(Reason::NotBase64, reasons));
        }
        Response::NotText => {
            return Some(Condition::MalformedRequest.because(Reason::NotText, reasons));
        }
        Response::Absent => return None,
        Response::Authzid(authzid) if authzid.is_empty() => return None,
        Response::Authzid(authzid) => authzid,
    };
    match Wanted::parse(authzid) {
        Ok(wanted) if wanted == *peer => {
            if attempt.from.is_some_and(|from| from != authzid) {
                reasons.push(Reason::NormalisedAuthzid(authzid.clone()));
            }
            None
        }
        Ok(wanted) => {
            let reason = Reason::OtherAuthzid { authzid: wanted, from: peer.clone() };
            Some(Condition::InvalidAuthzid.because(reason, reasons))
        }
        Err(_) => Some(Condition::InvalidAuthzid.because(malformed(authzid), reasons)),
    }
}

fn malformed(authzid: &str) -> Reason {
    Reason::AuthzidForm { authzid: authzid.to_owned(), wanted: "the domain of a server" }
}
