//! Everything that a server finds wrong with a certificate, and what comes of it.

use super::names::{Counted, compared, matching};
use super::purpose::refusal;
use super::{PathState, Shown};
use crate::name::Identity;
use crate::name::identity::Address;
use crate::report::{Accepts, Evidence};
use crate::servers::fact::Fact;
use crate::servers::rules::{
    Checks, CommonName, Consequence, Crash, Names, SelfSigned, Services, Worth, XmppAddr,
};

/// What comes of a certificate, without the server.
pub(super) struct Found {
    pub(super) accepts: Accepts,
    pub(super) refused_where: Option<&'static str>,
    pub(super) why: String,
    pub(super) gist: String,
    pub(super) remarks: Vec<String>,
    pub(super) evidence: Evidence,
}

/// One thing that is wrong.
struct Fault {
    consequence: Consequence,
    gist: String,
    /// What the server counts, and what it says.
    remarks: Vec<String>,
    evidence: Evidence,
}

impl Fault {
    /// All of it in one line.
    fn why(&self) -> String {
        match self.remarks.as_slice() {
            [] => self.gist.clone(),
            some => format!("{} (it {})", self.gist, some.join(", ")),
        }
    }
}

/// Looks at everything, as nobody is helped by hearing of one fault at a time.
pub(super) fn judge(checks: &Checks, shown: &Shown<'_>) -> Found {
    let mut faults: Vec<Fault> = Vec::new();
    faults.extend(path(checks, shown.path));
    faults.extend(purpose(checks, shown.purposes));
    faults.extend(key(checks, shown));
    let trusted = faults.is_empty();
    let mut matched = None;
    if let Some(names) = &checks.names.value {
        let names = checks.names.with(*names);
        matched = matching(shown.names, shown.wanted, &names);
        if matched.is_none() {
            faults.push(misnamed(checks, &names, shown));
        }
    }
    // the names are read only of a certificate that has passed TLS
    if let (true, Some(fault)) = (trusted, crash(checks, shown.names)) {
        faults.insert(0, fault);
    }
    if faults.is_empty() { faultless(checks, shown, matched.as_ref()) } else { faulty(faults) }
}

fn faultless(checks: &Checks, shown: &Shown<'_>, matched: Option<&Counted<'_>>) -> Found {
    let named = matched.map_or(checks.names.evidence, |matched| matched.evidence);
    let evidence = checks.worth.evidence.min(checks.purpose.evidence).min(named);
    let mut gist = match (checks.worth.value, matched) {
        (Worth::DialbackOnly, _) => "nothing is wrong, but dialback alone authenticates".to_owned(),
        (Worth::Proof, Some(matched)) => format!("its {} counts", matched.identity),
        (Worth::Proof, None) => "no name is looked at".to_owned(),
    };
    if shown.path == PathState::SelfSigned {
        gist = format!("{gist}, self-signed as it is");
    }
    let accepts = match checks.worth.value {
        Worth::Proof => Accepts::Yes,
        Worth::DialbackOnly => Accepts::Fallback,
    };
    let why = gist.clone();
    Found { accepts, refused_where: None, why, gist, remarks: Vec::new(), evidence }
}

fn faulty(faults: Vec<Fault>) -> Found {
    let ends = faults.iter().any(|fault| fault.consequence == Consequence::Refused);
    let refused_where = faults.iter().find_map(|fault| match fault.consequence {
        Consequence::ByPolicy(setting) if !ends => Some(setting),
        Consequence::ByPolicy(_) | Consequence::Refused | Consequence::Dialback => None,
    });
    let evidence = faults.iter().map(|fault| fault.evidence).min();
    let joined =
        |words: fn(&Fault) -> String| faults.iter().map(words).collect::<Vec<String>>().join("; ");
    Found {
        accepts: if ends { Accepts::No } else { Accepts::Fallback },
        refused_where,
        why: joined(Fault::why),
        gist: joined(|fault| fault.gist.clone()),
        remarks: faults.iter().flat_map(|fault| fault.remarks.clone()).collect(),
        evidence: evidence.unwrap_or(Evidence::Unverified),
    }
}

fn path(checks: &Checks, state: PathState) -> Option<Fault> {
    let gist = match state {
        PathState::Sound => return None,
        PathState::SelfSigned => match checks.self_signed.value {
            SelfSigned::Accepted => return None,
            SelfSigned::Untrusted => "the certificate is self-signed",
        },
        PathState::Expired => "the certificate, or one above it, has expired",
        PathState::NotYetValid => "the certificate, or one above it, is not valid yet",
        PathState::Untrusted => "no path leads to a trust anchor",
        PathState::Broken => "its path breaks the rules of RFC 5280",
    };
    Some(Fault {
        consequence: checks.untrusted.value,
        gist: gist.to_owned(),
        remarks: said(checks.says.path),
        evidence: checks.untrusted.evidence,
    })
}

fn purpose(checks: &Checks, purposes: Option<&[String]>) -> Option<Fault> {
    let gist = refusal(checks.purpose.value, purposes)?;
    Some(Fault {
        consequence: checks.untrusted.value,
        gist,
        remarks: said(checks.says.purpose),
        evidence: checks.purpose.evidence.min(checks.untrusted.evidence),
    })
}

fn key(checks: &Checks, shown: &Shown<'_>) -> Option<Fault> {
    let is_it = |fact: &&Fact<&str>| {
        shown.key.algorithm == fact.value || shown.key.curve.as_deref() == Some(fact.value)
    };
    let fact = checks.unverifiable.iter().find(is_it)?;
    Some(Fault {
        consequence: Consequence::Refused,
        gist: format!("keys of the kind {} cannot be verified", fact.value),
        remarks: Vec::new(),
        evidence: fact.evidence,
    })
}

fn crash(checks: &Checks, names: &[Identity]) -> Option<Fault> {
    let fact = checks.crash?;
    let is_domain = |name: &&Identity| match name {
        Identity::Xmpp(text) => {
            matches!(Address::read(text), Ok(Address::Domain(_) | Address::Ip(_)))
        }
        _ => false,
    };
    let domain = names.iter().find(is_domain)?;
    let consequence = match fact.value {
        Crash::Always => Consequence::Refused,
        Crash::Where(setting) => Consequence::ByPolicy(setting),
    };
    let gist = format!("the stream dies (badarg) of {domain}, whatever other names there are");
    Some(Fault { consequence, gist, remarks: Vec::new(), evidence: fact.evidence })
}

fn misnamed(checks: &Checks, names: &Fact<Names>, shown: &Shown<'_>) -> Fault {
    const SHOWN: usize = 3;
    let some: Vec<String> = shown.names.iter().take(SHOWN).map(ToString::to_string).collect();
    let presented = match shown.names.len().saturating_sub(SHOWN) {
        _ if some.is_empty() => "no name at all".to_owned(),
        0 => some.join(", "),
        more => format!("{} and {more} more", some.join(", ")),
    };
    let mut remarks = vec![format!("counts {}", counted(&names.value))];
    remarks.extend(said(checks.says.name));
    Fault {
        consequence: checks.misnamed.value,
        gist: format!("{} is wanted, there is {presented}", shown.wanted),
        remarks,
        evidence: checks.misnamed.evidence.min(compared(shown.wanted, names)),
    }
}

/// The kinds of names that count, in words.
fn counted(names: &Names) -> String {
    let mut kinds = vec!["dNSName"];
    match names.srv.value {
        Services::None | Services::Stop => {}
        Services::Server => kinds.push("SRVName of _xmpp-server"),
        Services::Both => kinds.push("SRVName"),
    }
    if names.xmpp.value != XmppAddr::None {
        kinds.push("XmppAddr");
    }
    match names.cn.value {
        CommonName::Never => {}
        CommonName::Always => kinds.push("commonName"),
        CommonName::WithoutDns => kinds.push("commonName without dNSName"),
        CommonName::WithoutOthers | CommonName::WithoutSan => kinds.push("commonName alone"),
    }
    match kinds.as_slice() {
        [only] => format!("{only} alone"),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
        [] => String::new(),
    }
}

fn said(words: Option<&str>) -> Vec<String> {
    words.iter().map(|words| format!("says {words:?}")).collect()
}
