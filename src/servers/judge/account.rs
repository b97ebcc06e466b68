//! Whether a user's certificate lets its holder in by SASL EXTERNAL.

use super::{PathState, ShownAccount};
use crate::name::Identity;
use crate::name::identity::Address;
use crate::report::{Accepts, Evidence, PeerFact, PeerRole};
use crate::servers::rules::{AccountChecks, Demand, Nameless, OtherNames};
use crate::servers::server::{Generation, Server};

/// What one generation says to the certificate of a user.
pub(super) fn admit(
    server: &'static Server,
    generation: &'static Generation,
    checks: &AccountChecks,
    shown: &ShownAccount<'_>,
) -> PeerFact {
    let (accepts, mut why, evidence) = decide(checks, shown);
    if let Some(setting) = checks.offered {
        why = format!("{why}; EXTERNAL is offered where {}", setting.value);
    }
    PeerFact {
        server: server.name,
        title: server.title,
        versions: generation.versions.words,
        role: PeerRole::Account,
        accepts,
        refused_where: None,
        why,
        evidence,
    }
}

fn decide(checks: &AccountChecks, shown: &ShownAccount<'_>) -> (Accepts, String, Evidence) {
    if shown.path != PathState::Sound {
        let why = "only a certificate with a path to its trust anchors lets anybody in";
        return (Accepts::No, why.to_owned(), checks.purpose.evidence);
    }
    let needed = match checks.purpose.value {
        Demand::Nothing => None,
        Demand::ClientAuth => Some(("clientAuth", &["1.3.6.1.5.5.7.3.2"][..])),
        Demand::ServerAuth => Some(("serverAuth", &["1.3.6.1.5.5.7.3.1"][..])),
        Demand::Either => {
            Some(("serverAuth or clientAuth", &["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"][..]))
        }
    };
    if let (Some((word, oids)), Some(purposes)) = (needed, shown.purposes) {
        if !purposes.iter().any(|purpose| oids.contains(&purpose.as_str())) {
            let why = format!("the certificate is not for {word}, which it demands");
            return (Accepts::No, why, checks.purpose.evidence);
        }
    }
    named(checks, shown)
}

fn named(checks: &AccountChecks, shown: &ShownAccount<'_>) -> (Accepts, String, Evidence) {
    let mut others = Vec::new();
    for identity in shown.names {
        if let Identity::Xmpp(text) = identity {
            match Address::read(text) {
                Ok(Address::Account(account, _)) if account == *shown.jid => {
                    return (
                        Accepts::Yes,
                        format!("its {identity} counts"),
                        checks.purpose.evidence,
                    );
                }
                Ok(Address::Domain(domain))
                    if checks.domain.value == Nameless::Anybody
                        && domain == *shown.jid.domain() =>
                {
                    let why = format!("its {identity} lets its holder in as anybody there");
                    return (Accepts::Yes, why, checks.domain.evidence);
                }
                Ok(Address::Account(..) | Address::Domain(_) | Address::Ip(_)) | Err(_) => {
                    others.push(identity.to_string());
                }
            }
        }
    }
    if !others.is_empty() {
        let why = format!("{} is wanted, the certificate names {}", shown.jid, others.join(", "));
        return (Accepts::No, why, checks.purpose.evidence);
    }
    nameless(checks, shown)
}

/// No XmppAddr at all.
fn nameless(checks: &AccountChecks, shown: &ShownAccount<'_>) -> (Accepts, String, Evidence) {
    let jid = shown.jid.to_string();
    let counts = |identity: &&Identity| match (checks.others.value, identity) {
        (OtherNames::CommonNameAndDns, Identity::CommonName(text) | Identity::Dns(text)) => {
            *text == jid
        }
        _ => false,
    };
    if let Some(identity) = shown.names.iter().find(counts) {
        return (Accepts::Yes, format!("its {identity} counts"), checks.others.evidence);
    }
    match (checks.nameless.value, checks.others.value) {
        (Nameless::Anybody, _) => {
            let why = "the certificate has no XmppAddr, and so lets its holder in as anybody";
            (Accepts::Yes, why.to_owned(), checks.nameless.evidence)
        }
        (Nameless::Refused, OtherNames::CommonNameWhere(setting)) => {
            let why =
                format!("the certificate has no XmppAddr; its commonName counts where {setting}");
            (Accepts::No, why, checks.others.evidence)
        }
        (Nameless::Refused, OtherNames::None | OtherNames::CommonNameAndDns) => {
            let why = format!("{jid} is wanted, the certificate has no XmppAddr");
            (Accepts::No, why, checks.nameless.evidence)
        }
    }
}
