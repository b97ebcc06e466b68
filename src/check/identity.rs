//! Whether a certificate names what is asked for, and for each name why not.

use std::fmt;

use crate::name::external::{
    Attempt, Credentials, Decision, Directory, Outcome as Answer, Response, Trust, admit_client,
};
use crate::name::identity::Address;
use crate::name::{
    AccountJid, Identity, InvalidReference, MatchedBy, Profile, Reference, Service, Verdict, Wanted,
};
use crate::pki::certificate::Certificate;
use crate::pki::link::Link;

/// The presented identifiers of a certificate: its subjectAltName in order, then its commonNames.
pub fn presented(certificate: &Certificate, link: &Link) -> Vec<Identity> {
    let alternative = certificate.holder.extensions.names.iter().map(Identity::from);
    alternative.chain(link.subject.common_names().into_iter().map(Identity::CommonName)).collect()
}

/// What a certificate must name.
#[derive(Clone, Debug)]
pub enum Asked {
    /// A server: the domain of its JIDs, for every one of the services (RFC 6120 §13.7.2.1).
    Server {
        /// The domain or address.
        wanted: Wanted,
        /// The services, each of which must be served; none stands for TLS alone.
        services: Vec<Service>,
        /// By which reading of the standards names count.
        profile: Profile,
    },
    /// A user, for SASL EXTERNAL (RFC 6120 §13.7.2.2).
    Account(AccountJid),
    /// Something that no certificate can name.
    Invalid {
        /// As it was typed.
        typed: String,
        /// Why.
        why: InvalidReference,
    },
}

/// How it ends, in the words of the JSON facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The certificate is for all that was asked.
    Match,
    /// It is not.
    NoMatch,
    /// What was asked is nothing that a certificate could name.
    InvalidReference,
}

impl Outcome {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Match => "match",
            Outcome::NoMatch => "no-match",
            Outcome::InvalidReference => "invalid-reference",
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// How the names of a certificate stand to what is asked; made once and looked at by every rule.
#[derive(Clone, Debug)]
pub struct Standing {
    /// What was asked.
    pub asked: Asked,
    /// How it ends.
    pub outcome: Outcome,
    /// As what the first matching name matches; `None` unless all that was asked is served.
    pub by: Option<MatchedBy>,
    /// The first matching name, as the certificate has it.
    pub presented: Option<String>,
    /// For a server, the verdict for each service; `None` is TLS alone.
    pub verdicts: Vec<(Option<Service>, Verdict)>,
    /// For an account, what a server that keeps the standards answers.
    pub decision: Option<Decision>,
}

impl Standing {
    /// Compares the names of a certificate with what is asked.
    pub fn of(asked: Asked, names: &[Identity]) -> Standing {
        match &asked {
            Asked::Server { wanted, services, profile } => {
                let verdicts = verdicts(wanted, services, *profile, names);
                Standing::server(asked, verdicts)
            }
            Asked::Account(jid) => {
                let decision = admit(jid, names);
                let presented = names.iter().find(|name| is_account(name, jid));
                Standing::account(asked, decision, presented)
            }
            Asked::Invalid { .. } => Standing::ending(asked, Outcome::InvalidReference),
        }
    }

    /// Whether the certificate is for all that was asked.
    pub fn is_match(&self) -> bool {
        self.outcome == Outcome::Match
    }

    fn ending(asked: Asked, outcome: Outcome) -> Standing {
        let (by, presented, verdicts, decision) = (None, None, Vec::new(), None);
        Standing { asked, outcome, by, presented, verdicts, decision }
    }

    fn server(asked: Asked, verdicts: Vec<(Option<Service>, Verdict)>) -> Standing {
        let matches: Vec<_> = verdicts.iter().filter_map(|(_, v)| v.matched.as_ref()).collect();
        let first = matches.first().filter(|_| matches.len() == verdicts.len());
        let (by, presented) = (first.map(|m| m.by), first.map(|m| m.presented.clone()));
        let outcome = if first.is_some() { Outcome::Match } else { Outcome::NoMatch };
        Standing { by, presented, verdicts, ..Standing::ending(asked, outcome) }
    }

    fn account(asked: Asked, decision: Decision, presented: Option<&Identity>) -> Standing {
        let outcome = match (&decision.outcome, presented) {
            (Answer::Account { .. }, Some(_)) => Outcome::Match,
            _ => Outcome::NoMatch,
        };
        let presented = presented.filter(|_| outcome == Outcome::Match);
        let presented = presented.map(|name| name.text().into_owned());
        let by = presented.as_ref().map(|_| MatchedBy::Xmpp);
        let decision = Some(decision);
        Standing { by, presented, decision, ..Standing::ending(asked, outcome) }
    }
}

fn verdicts(
    wanted: &Wanted,
    services: &[Service],
    profile: Profile,
    names: &[Identity],
) -> Vec<(Option<Service>, Verdict)> {
    let services: Vec<Option<Service>> = match services {
        [] => vec![None],
        services => services.iter().copied().map(Some).collect(),
    };
    let verdict = |service| {
        let reference = Reference::new(wanted.clone(), service).under(profile);
        (service, reference.matches(names))
    };
    services.into_iter().map(verdict).collect()
}

/// What the server of the account answers when its user comes with the certificate; its path and
/// purposes are judged elsewhere.
fn admit(jid: &AccountJid, names: &[Identity]) -> Decision {
    let credentials = Credentials {
        identities: names,
        trust: Trust::Sound,
        has_purpose: true,
        uploaded_for: None,
    };
    let (domains, accounts) = ([jid.domain().clone()], [jid.clone()]);
    let directory = Directory { domains: &domains, accounts: &accounts, ..Directory::default() };
    let response = Response::Authzid(jid.to_string());
    let attempt = Attempt { from: None, to: None, response: &response };
    admit_client(Some(&credentials), &attempt, &directory)
}

/// Whether a name is an XmppAddr of the account, with a resource or without.
fn is_account(name: &Identity, jid: &AccountJid) -> bool {
    let Identity::Xmpp(text) = name else { return false };
    matches!(Address::read(text), Ok(Address::Account(account, _)) if account == *jid)
}
