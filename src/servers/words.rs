//! The rules of a generation in sentences, for people who want to know why.

mod names;

use super::fact::Fact;
use super::rules::{
    AccountChecks, Checks, Consequence, Crash, Demand, Nameless, OtherNames, SelfSigned, Worth,
};
use super::server::Generation;
use crate::report::{Evidence, PeerRole};

/// One thing that is known of a generation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// In which roles; none for what is known of it beside them.
    pub roles: Vec<PeerRole>,
    /// What is so, a sentence or two.
    pub text: String,
    /// How we know, and where it was found.
    pub sources: Vec<(Evidence, &'static str)>,
}

impl Generation {
    /// Everything that is known of it: what it does alike in both directions, then role by role.
    pub fn told(&self) -> Vec<Told> {
        let of = |some: &Option<Checks>, role| -> Vec<Told> {
            some.iter().flat_map(|some| checks(some, &[role])).collect()
        };
        let incoming = of(&self.peer.incoming, PeerRole::Incoming);
        let mut told = alike(incoming, of(&self.peer.outgoing, PeerRole::Outgoing));
        told.extend(self.peer.account.iter().flat_map(account));
        told.extend(self.peer.notes.iter().map(|note| tell(&[], note, note.value.to_owned())));
        told
    }
}

/// What both lists say, once and first, then the rest of the one and of the other.
fn alike(mut incoming: Vec<Told>, mut outgoing: Vec<Told>) -> Vec<Told> {
    for one in &mut incoming {
        if let Some(place) = outgoing.iter().position(|other| other.text == one.text) {
            let other = outgoing.remove(place);
            one.roles.extend(other.roles);
            one.sources.extend(other.sources);
            one.sources.dedup();
        }
    }
    let (mut all, rest): (Vec<Told>, Vec<Told>) =
        incoming.into_iter().partition(|told| told.roles.len() > 1);
    all.extend(rest);
    all.extend(outgoing);
    all
}

fn tell<T>(roles: &[PeerRole], fact: &Fact<T>, text: String) -> Told {
    Told { roles: roles.to_vec(), text, sources: vec![(fact.evidence, fact.cite)] }
}

fn checks(checks: &Checks, roles: &[PeerRole]) -> Vec<Told> {
    let mut told = vec![tell(roles, &checks.worth, worth(checks.worth.value).to_owned())];
    match &checks.names.value {
        None => told.push(tell(roles, &checks.names, "No name is looked at.".to_owned())),
        Some(names) => {
            told.extend(names::told(names, &checks.names, roles));
            let text = format!("Where no name is the wanted one, {}.", leads(&checks.misnamed));
            told.push(tell(roles, &checks.misnamed, text));
        }
    }
    told.push(tell(roles, &checks.purpose, demand(checks.purpose.value).to_owned()));
    let text = format!("Where path or purpose does not do, {}.", leads(&checks.untrusted));
    told.push(tell(roles, &checks.untrusted, text));
    let self_signed = match checks.self_signed.value {
        SelfSigned::Untrusted => "A self-signed certificate is untrusted.",
        SelfSigned::Accepted => "A self-signed certificate counts as if it were trusted.",
    };
    told.push(tell(roles, &checks.self_signed, self_signed.to_owned()));
    told.extend(checks.crash.iter().map(|fact| tell(roles, fact, crash(fact.value))));
    told.extend(checks.unverifiable.iter().map(|fact| {
        tell(roles, fact, format!("Keys of the kind {} cannot be verified.", fact.value))
    }));
    told
}

fn worth(worth: Worth) -> &'static str {
    match worth {
        Worth::Proof => "A certificate without fault authenticates its holder.",
        Worth::DialbackOnly => {
            "Dialback alone authenticates; a certificate is asked for in TLS and no more."
        }
    }
}

fn leads(fact: &Fact<Consequence>) -> String {
    match fact.value {
        Consequence::Refused => "the connection ends".to_owned(),
        Consequence::Dialback => "dialback may follow".to_owned(),
        Consequence::ByPolicy(setting) => {
            format!("dialback may follow, and the connection ends where {setting}")
        }
    }
}

fn demand(demand: Demand) -> &'static str {
    match demand {
        Demand::Nothing => "extendedKeyUsage is not looked at.",
        Demand::ServerAuth => {
            "extendedKeyUsage must hold serverAuth, or be absent; anyExtendedKeyUsage does not do."
        }
        Demand::ClientAuth => {
            "extendedKeyUsage must hold clientAuth, or be absent; anyExtendedKeyUsage does not do."
        }
        Demand::Either => "extendedKeyUsage must hold serverAuth or clientAuth, or be absent.",
    }
}

fn crash(crash: Crash) -> String {
    let so = "The stream dies of an XmppAddr of a bare domain, whatever other names there are";
    match crash {
        Crash::Always => format!("{so}."),
        Crash::Where(setting) => format!("{so}, where {setting}."),
    }
}

fn account(checks: &AccountChecks) -> Vec<Told> {
    let roles = &[PeerRole::Account];
    let mut told: Vec<Told> = checks
        .offered
        .iter()
        .map(|fact| tell(roles, fact, format!("EXTERNAL is offered where {}.", fact.value)))
        .collect();
    told.push(tell(roles, &checks.purpose, demand(checks.purpose.value).to_owned()));
    let others = match checks.others.value {
        OtherNames::None => "Of names, only XmppAddr counts.".to_owned(),
        OtherNames::CommonNameWhere(setting) => {
            format!("XmppAddr counts; the commonName does where {setting}.")
        }
        OtherNames::CommonNameAndDns => {
            "XmppAddr, commonName and dNSName count, octet by octet.".to_owned()
        }
    };
    told.push(tell(roles, &checks.others, others));
    for (fact, what) in [
        (&checks.nameless, "A certificate without XmppAddr"),
        (&checks.domain, "A certificate with an XmppAddr of the bare domain"),
    ] {
        let text = match fact.value {
            Nameless::Refused => format!("{what} lets nobody in."),
            Nameless::Anybody => format!("{what} lets its holder in as whomever it asks for."),
        };
        told.push(tell(roles, fact, text));
    }
    told
}

#[cfg(test)]
mod tests {
    use crate::servers::SERVERS;

    #[test]
    fn every_fact_is_a_sentence_with_a_source() {
        for server in SERVERS {
            for told in server.generations.iter().flat_map(|generation| generation.told()) {
                let name = server.name;
                assert!(told.text.ends_with('.') && !told.text.contains(".."), "{name}: {told:?}");
                assert!(!told.sources.is_empty(), "{name}: {told:?}");
                for (_, cite) in &told.sources {
                    assert!(!cite.is_empty() && !cite.ends_with('.'), "{name}: {told:?}");
                }
            }
        }
    }
}
