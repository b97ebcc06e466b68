//! Findings about what a renewal carries over.

use crate::pki::presented::Presented;
use crate::pki::san::AltName;
use crate::report::Finding;

use super::super::destinations::Destination;
use super::codes::*;
use super::names::kind_in_words;

/// A name that cannot be asked for again.
pub fn not_kept(name: &Presented, why: &str) -> Finding {
    let text = name.text();
    let explanation = format!("The old {} {text} is left out: {why}.", words(name));
    let finding = Finding::new(&NAME_NOT_KEPT, text, explanation);
    match name {
        Presented::Email(_) | Presented::Uri(_) | Presented::Other { .. } | Presented::Rest(..) => {
            finding.cured_by("nothing to do: no XMPP software looks for it")
        }
        _ => finding,
    }
}

/// A name that is asked for in another form.
pub fn mended(name: &Presented, now: &AltName, why: &str) -> Finding {
    let text = name.text();
    let explanation = format!(
        "The old {} {text} is asked for as {} {now}: {why}.",
        words(name),
        kind_in_words(now)
    );
    Finding::new(&NAME_MENDED, text, explanation)
}

/// The commonName becomes a dNSName.
pub fn common_name_promoted(cn: &str) -> Finding {
    let explanation = format!(
        "The old one has {cn} in its commonName, which nothing reads any more, and no dNSName; the \
         request has it as a dNSName."
    );
    Finding::new(&NAME_MENDED, cn, explanation)
}

/// The subject's other attributes are left behind.
pub fn subject_not_kept(subject: &str) -> Finding {
    let explanation = format!("The old subject is {subject}; the request has a commonName alone.");
    Finding::new(&SUBJECT_NOT_KEPT, subject, explanation)
}

/// The old key's kind is not used again.
pub fn key_kind_changed(old: &str, new: &str) -> Finding {
    let explanation = format!("The old key is {old}; the new one is {new}.");
    Finding::new(&KEY_KIND_CHANGED, old, explanation)
}

/// The destination was read from the issuer.
pub fn destination_guessed(issuer: Option<&str>, destination: &Destination) -> Finding {
    let origin = match issuer {
        Some(issuer) => format!("was issued by {issuer}"),
        None => "is self-signed".to_owned(),
    };
    let explanation = format!(
        "The old certificate {origin}, so the request is made as --for {} makes it.",
        destination.id
    );
    Finding::new(&DESTINATION_GUESSED, issuer.unwrap_or("self-signed"), explanation)
}

/// The issuer is gone.
pub fn ca_defunct(issuer: &str) -> Finding {
    let explanation =
        format!("The old certificate was issued by {issuer}, a CA that closed in 2018.");
    Finding::new(&CA_DEFUNCT, issuer, explanation)
}

fn words(name: &Presented) -> &'static str {
    match name {
        Presented::Dns(_) => "dNSName",
        Presented::Srv(_) => "SRVName",
        Presented::Xmpp(_) => "XmppAddr",
        Presented::Ip(_) => "iPAddress",
        Presented::Email(_) => "rfc822Name",
        Presented::Uri(_) => "uniformResourceIdentifier",
        Presented::Other { .. } | Presented::Rest(..) => "other name",
        Presented::Malformed { kind, .. } => match *kind {
            "srv" => "malformed SRVName",
            "xmpp" => "malformed XmppAddr",
            "dns" => "malformed dNSName",
            "ip" => "malformed iPAddress",
            _ => "malformed name",
        },
    }
}
