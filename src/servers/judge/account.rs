//! Whether a user's certificate lets its holder in by SASL EXTERNAL.

use super::purpose::refusal;
use super::{PathState, ShownAccount};
use crate::name::Identity;
use crate::name::identity::Address;
use crate::report::{Accepts, Evidence, PeerFact, PeerRole};
use crate::servers::rules::{AccountChecks, Nameless, OtherNames};
use crate::servers::server::{Generation, Server};

/// What one generation says to the certificate of a user.
pub(super) fn admit(
    server: &'static Server,
    generation: &'static Generation,
    checks: &AccountChecks,
    shown: &ShownAccount<'_>,
) -> PeerFact {
    let (accepts, gist, evidence) = decide(checks, shown);
    let offered = checks.offered.iter();
    let remarks: Vec<String> =
        offered.map(|fact| format!("EXTERNAL is offered where {}", fact.value)).collect();
    let why = [vec![gist.clone()], remarks.clone()].concat().join("; ");
    PeerFact {
        server: server.name,
        title: server.title,
        versions: generation.versions.words,
        role: PeerRole::Account,
        accepts,
        refused_where: None,
        why,
        gist,
        remarks,
        evidence,
    }
}

fn decide(checks: &AccountChecks, shown: &ShownAccount<'_>) -> (Accepts, String, Evidence) {
    if shown.path != PathState::Sound {
        let why = "only a certificate with a path to its trust anchors lets anybody in";
        return (Accepts::No, why.to_owned(), checks.purpose.evidence);
    }
    if let Some(why) = refusal(checks.purpose.value, shown.purposes) {
        return (Accepts::No, why, checks.purpose.evidence);
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
