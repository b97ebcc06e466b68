//! Everything that a server finds wrong with a certificate, and what comes of it.

use super::names::{Counted, matching};
use super::{PathState, Shown};
use crate::name::Identity;
use crate::name::identity::Address;
use crate::report::{Accepts, Evidence};
use crate::servers::fact::Fact;
use crate::servers::rules::{
    Checks, CommonName, Consequence, Crash, Demand, Names, SelfSigned, Services, Worth, XmppAddr,
};

/// serverAuth, clientAuth.
const SERVER_AUTH: &str = "1.3.6.1.5.5.7.3.1";
const CLIENT_AUTH: &str = "1.3.6.1.5.5.7.3.2";

/// What comes of a certificate, without the server.
pub(super) struct Found {
    pub(super) accepts: Accepts,
    pub(super) refused_where: Option<&'static str>,
    pub(super) why: String,
    pub(super) evidence: Evidence,
}

/// One thing that is wrong.
struct Fault {
    consequence: Consequence,
    why: String,
    evidence: Evidence,
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
            faults.push(misnamed(checks, &names.value, shown));
        }
    }
    // the names are read only of a certificate that has passed TLS
    if let (true, Some(fault)) = (trusted, crash(checks, shown.names)) {
        faults.insert(0, fault);
    }
    if faults.is_empty() { faultless(checks, shown, matched.as_ref()) } else { faulty(faults) }
}

fn faultless(checks: &Checks, shown: &Shown<'_>, matched: Option<&Counted<'_>>) -> Found {
    let evidence = [checks.worth.evidence, checks.purpose.evidence]
        .into_iter()
        .chain([matched.map_or(checks.names.evidence, |matched| matched.evidence)])
        .min()
        .unwrap_or(Evidence::Unverified);
    let by = match matched {
        Some(matched) => format!("its {} counts", matched.identity),
        None => "it looks at no name".to_owned(),
    };
    let self_signed = if shown.path == PathState::SelfSigned {
        "the certificate is self-signed, which it takes as it is; "
    } else {
        ""
    };
    let (accepts, why) = match checks.worth.value {
        Worth::Proof => (Accepts::Yes, format!("{self_signed}{by}")),
        Worth::DialbackOnly => (
            Accepts::Fallback,
            format!("{self_signed}nothing is wrong with it, but dialback alone authenticates"),
        ),
    };
    Found { accepts, refused_where: None, why, evidence }
}

fn faulty(faults: Vec<Fault>) -> Found {
    let ends = faults.iter().any(|fault| fault.consequence == Consequence::Refused);
    let refused_where = faults.iter().find_map(|fault| match fault.consequence {
        Consequence::ByPolicy(setting) if !ends => Some(setting),
        Consequence::ByPolicy(_) | Consequence::Refused | Consequence::Dialback => None,
    });
    let evidence = faults.iter().map(|fault| fault.evidence).min();
    let whys: Vec<String> = faults.into_iter().map(|fault| fault.why).collect();
    Found {
        accepts: if ends { Accepts::No } else { Accepts::Fallback },
        refused_where,
        why: whys.join("; "),
        evidence: evidence.unwrap_or(Evidence::Unverified),
    }
}

fn path(checks: &Checks, state: PathState) -> Option<Fault> {
    let why = match state {
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
        why: said(why.to_owned(), checks.says.path),
        evidence: checks.untrusted.evidence,
    })
}

fn purpose(checks: &Checks, purposes: Option<&[String]>) -> Option<Fault> {
    let purposes = purposes?;
    let has = |oid: &str| purposes.iter().any(|purpose| purpose == oid);
    let (demands, is_met) = match checks.purpose.value {
        Demand::Nothing => return None,
        Demand::ServerAuth => ("serverAuth", has(SERVER_AUTH)),
        Demand::ClientAuth => ("clientAuth", has(CLIENT_AUTH)),
        Demand::Either => ("serverAuth or clientAuth", has(SERVER_AUTH) || has(CLIENT_AUTH)),
    };
    let why = || format!("the certificate is for {}, it demands {demands}", listed(purposes));
    (!is_met).then(|| Fault {
        consequence: checks.untrusted.value,
        why: said(why(), checks.says.purpose),
        evidence: checks.purpose.evidence,
    })
}

/// Purposes in words, for people.
fn listed(purposes: &[String]) -> String {
    let word = |oid: &String| match crate::pki::oid::known(oid) {
        Some(known) => known.label.to_owned(),
        None => oid.clone(),
    };
    let words: Vec<String> = purposes.iter().map(word).collect();
    if words.is_empty() { "no purpose".to_owned() } else { words.join(" and ") }
}

fn key(checks: &Checks, shown: &Shown<'_>) -> Option<Fault> {
    let is_it = |fact: &&Fact<&str>| {
        shown.key.algorithm == fact.value || shown.key.curve.as_deref() == Some(fact.value)
    };
    let fact = checks.unverifiable.iter().find(is_it)?;
    Some(Fault {
        consequence: Consequence::Refused,
        why: format!("it cannot verify keys of the kind {}", fact.value),
        evidence: fact.evidence,
    })
}

fn crash(checks: &Checks, names: &[Identity]) -> Option<Fault> {
    let fact = checks.crash?;
    let domain = names.iter().find_map(|name| match name {
        Identity::Xmpp(text) => match Address::read(text) {
            Ok(Address::Domain(_) | Address::Ip(_)) => Some(name),
            Ok(Address::Account(..)) | Err(_) => None,
        },
        _ => None,
    })?;
    let consequence = match fact.value {
        Crash::Always => Consequence::Refused,
        Crash::Where(setting) => Consequence::ByPolicy(setting),
    };
    let why = format!("its stream dies (badarg) of {domain}, whatever other names there are");
    Some(Fault { consequence, why, evidence: fact.evidence })
}

fn misnamed(checks: &Checks, names: &Names, shown: &Shown<'_>) -> Fault {
    let presented: Vec<String> = shown.names.iter().map(ToString::to_string).collect();
    let presented = match presented.as_slice() {
        [] => "no name at all".to_owned(),
        few if few.len() <= 4 => few.join(", "),
        many => format!("{} and {} more", many[..3].join(", "), many.len() - 3),
    };
    let why =
        format!("{} is wanted, it counts {}, there is {presented}", shown.wanted, counted(names));
    Fault {
        consequence: checks.misnamed.value,
        why: said(why, checks.says.name),
        evidence: checks.misnamed.evidence.min(checks.names.evidence),
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

fn said(why: String, words: Option<&str>) -> String {
    match words {
        Some(words) => format!("{why} (it says {words:?})"),
        None => why,
    }
}
