//! What a certificate must name, as the options or a line of the list say.

use crate::check::Asked;
use crate::name::{Domain, Profile, Service, Wanted};

use super::super::failure::Failure;
use super::super::typed;
use super::{Args, For};

/// What is asked of the names, with the words for it.
#[derive(Clone, Debug, Default)]
pub(super) struct Wish {
    /// What the certificate must name; `None` where names are not judged.
    pub(super) asked: Option<Asked>,
    /// As it was typed.
    pub(super) typed: Option<String>,
    /// The service.
    pub(super) service: Option<For>,
    /// `example.org (client and server)`.
    pub(super) words: Option<String>,
    /// Component hosts that must be covered too.
    pub(super) components: Vec<Domain>,
}

impl For {
    /// The services that must be served.
    fn services(self) -> Vec<Service> {
        match self {
            For::Client => vec![Service::Client],
            For::Server => vec![Service::Server],
            For::Any => vec![Service::Client, Service::Server],
            For::None => Vec::new(),
        }
    }

    pub(super) fn word(self) -> &'static str {
        match self {
            For::Client => "client",
            For::Server => "server",
            For::Any => "any",
            For::None => "none",
        }
    }

    fn in_words(self) -> &'static str {
        match self {
            For::Client => "client",
            For::Server => "server",
            For::Any => "client and server",
            For::None => "TLS alone",
        }
    }
}

/// The wish of a whole run.
///
/// # Errors
/// When a component or an account is none.
pub(super) fn asked(args: &Args) -> Result<Wish, Failure> {
    if let Some(jid) = &args.jid {
        let account = typed::account(jid)?;
        return Ok(Wish {
            words: Some(format!("{account} (user)")),
            asked: Some(Asked::Account(account)),
            typed: Some(jid.clone()),
            ..Wish::default()
        });
    }
    let Some(domain) = &args.domain else { return Ok(Wish::default()) };
    let mut wish = of_domain(domain, args.service, profile(args));
    let parents: Vec<Domain> = Domain::try_from(domain.as_str()).into_iter().collect();
    for component in &args.components {
        wish.components.extend(typed::components(component, &parents)?);
    }
    Ok(wish)
}

/// The wish for a domain; one that no certificate can name is a finding, not an error.
pub(super) fn of_domain(domain: &str, service: For, profile: Profile) -> Wish {
    let asked = match Wanted::parse(domain) {
        Ok(wanted) => Asked::Server { wanted, services: service.services(), profile },
        Err(why) => Asked::Invalid { typed: domain.to_owned(), why },
    };
    Wish {
        words: Some(format!("{domain} ({})", service.in_words())),
        asked: Some(asked),
        typed: Some(domain.to_owned()),
        service: Some(service),
        components: Vec::new(),
    }
}

pub(super) fn profile(args: &Args) -> Profile {
    if args.legacy_cn { Profile::LegacyCommonName } else { Profile::Rfc9525 }
}
