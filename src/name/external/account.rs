//! A user's certificate: as which account it lets in (XEP-0178 §2, RFC 6120 §13.7.2.2).

use super::candidates::{Candidate, candidates};
use super::{Attempt, Condition, Credentials, Decision, Directory, Outcome, Reason, Response};
use crate::name::domain::Domain;
use crate::name::jid::{AccountJid, Jid};

/// What a server answers to a client that logs in with its certificate.
pub fn admit_client(
    credentials: Option<&Credentials<'_>>,
    attempt: &Attempt<'_>,
    directory: &Directory<'_>,
) -> Decision {
    let Some(credentials) = credentials else {
        return Decision::unoffered(Condition::InvalidMechanism, vec![Reason::NoCertificate]);
    };
    let mut reasons = Vec::new();
    if !credentials.has_purpose {
        reasons.push(Reason::Purpose("clientAuth"));
        return Decision::unoffered(Condition::NotAuthorized, reasons);
    }
    let found = candidates(credentials, directory, &mut reasons);
    if found.is_empty() {
        // RFC 6120 §6.3.4: EXTERNAL is offered where it may succeed
        return Decision::unoffered(Condition::NotAuthorized, reasons);
    }
    let is_challenged = *attempt.response == Response::Absent;
    let outcome = choose(&found, attempt, directory, &mut reasons).unwrap_or_else(Outcome::Failure);
    Decision::offered(is_challenged, outcome, reasons)
}

fn choose(
    found: &[Candidate],
    attempt: &Attempt<'_>,
    directory: &Directory<'_>,
    reasons: &mut Vec<Reason>,
) -> Result<Outcome, Condition> {
    let authzid = match attempt.response {
        Response::NotBase64 => {
            return Err(Condition::IncorrectEncoding.because(Reason::NotBase64, reasons));
        }
        Response::NotText => {
            return Err(Condition::MalformedRequest.because(Reason::NotText, reasons));
        }
        // the empty challenge is answered by an empty response (RFC 4422 §A)
        Response::Absent => "",
        Response::Authzid(authzid) => authzid,
    };
    let sender = match attempt.from {
        Some(from) => Some(sender(found, from, reasons)?),
        None => None,
    };
    if authzid.is_empty() {
        let chosen = unsaid(found, sender, attempt.to, reasons)?;
        return Ok(admitted(chosen));
    }
    asked(found, authzid, directory, reasons)
}

/// RFC 6120 §13.7.2: the stream must be from somebody whom the certificate names (decision B5).
fn sender<'a>(
    found: &'a [Candidate],
    from: &str,
    reasons: &mut Vec<Reason>,
) -> Result<&'a Candidate, Condition> {
    let account = Jid::try_from(from).ok().and_then(|jid| AccountJid::try_from(jid.bare()).ok());
    let named = account.and_then(|account| found.iter().find(|c| c.account == account));
    named.ok_or_else(|| {
        Condition::NotAuthorized.because(Reason::OtherFrom(from.to_owned()), reasons)
    })
}

/// An empty authzid: the only account, or the one that the stream header selects (decision B1).
fn unsaid<'a>(
    found: &'a [Candidate],
    sender: Option<&'a Candidate>,
    to: Option<&str>,
    reasons: &mut Vec<Reason>,
) -> Result<&'a Candidate, Condition> {
    if let [only] = found {
        return Ok(only);
    }
    // RFC 6120 §13.7.2.2.1: first by from, then by to
    let to = to.and_then(|to| Domain::try_from(to).ok());
    let local: Vec<&Candidate> =
        found.iter().filter(|c| to.as_ref() == Some(c.account.domain())).collect();
    let selected = match (sender, local.as_slice()) {
        (Some(sender), _) => sender,
        (None, [only]) => *only,
        (None, _) => {
            let reason = Reason::Ambiguous(found.len());
            return Err(Condition::InvalidAuthzid.because(reason, reasons));
        }
    };
    reasons.push(Reason::SelectedByHeader(selected.account.clone()));
    Ok(selected)
}

/// An authzid: one of the accounts, or one for which such an account may act (RFC 6120 §6.3.8).
fn asked(
    found: &[Candidate],
    authzid: &str,
    directory: &Directory<'_>,
    reasons: &mut Vec<Reason>,
) -> Result<Outcome, Condition> {
    let Ok(wanted) = AccountJid::try_from(authzid) else {
        let (authzid, wanted) = (authzid.to_owned(), "the bare JID of an account");
        let reason = Reason::AuthzidForm { authzid, wanted };
        return Err(Condition::InvalidAuthzid.because(reason, reasons));
    };
    if let Some(own) = found.iter().find(|candidate| candidate.account == wanted) {
        return Ok(admitted(own));
    }
    let may_act = |candidate: &&Candidate| {
        directory.proxies.iter().any(|(who, whom)| *who == candidate.account && *whom == wanted)
    };
    match found.iter().find(may_act) {
        Some(candidate) => {
            let account = candidate.account.clone();
            reasons.push(Reason::Proxy { account, authzid: wanted.clone() });
            Ok(Outcome::Account { account: wanted, resources: Vec::new() })
        }
        None => Err(Condition::InvalidAuthzid.because(Reason::AuthzidRefused(wanted), reasons)),
    }
}

fn admitted(candidate: &Candidate) -> Outcome {
    Outcome::Account { account: candidate.account.clone(), resources: candidate.resources.clone() }
}
