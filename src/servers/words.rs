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
    /// How we know.
    pub evidence: Evidence,
    /// Where it was found.
    pub cite: &'static str,
}

impl Generation {
    /// Everything that is known of it, role by role; what it does alike in both directions is told
    /// once.
    pub fn told(&self) -> Vec<Told> {
        let mut told = Vec::new();
        match (&self.peer.incoming, &self.peer.outgoing) {
            (Some(incoming), Some(outgoing)) if incoming == outgoing => {
                told.extend(checks(incoming, &[PeerRole::Incoming, PeerRole::Outgoing]));
            }
            (incoming, outgoing) => {
                let both = [(incoming, PeerRole::Incoming), (outgoing, PeerRole::Outgoing)];
                for (some, role) in both {
                    told.extend(some.iter().flat_map(|some| checks(some, &[role])));
                }
            }
        }
        told.extend(self.peer.account.iter().flat_map(account));
        told.extend(self.peer.notes.iter().map(|note| tell(&[], note, note.value.to_owned())));
        told
    }
}

fn tell<T>(roles: &[PeerRole], fact: &Fact<T>, text: String) -> Told {
    Told { roles: roles.to_vec(), text, evidence: fact.evidence, cite: fact.cite }
}

fn checks(checks: &Checks, roles: &[PeerRole]) -> Vec<Told> {
    let mut told = vec![tell(roles, &checks.worth, worth(checks.worth.value).to_owned())];
    match &checks.names.value {
        None => told.push(tell(roles, &checks.names, "No name is looked at.".to_owned())),
        Some(names) => {
            told.extend(names::told(names, &checks.names, roles));
            let text =
                format!("Of a name that is not the wanted one: {}.", leads(&checks.misnamed));
            told.push(tell(roles, &checks.misnamed, text));
        }
    }
    told.push(tell(roles, &checks.purpose, demand(checks.purpose.value).to_owned()));
    let text = format!("Of a path or a purpose that does not do: {}.", leads(&checks.untrusted));
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
                assert!(!told.cite.is_empty() && !told.cite.ends_with('.'), "{name}: {told:?}");
            }
        }
    }
}
