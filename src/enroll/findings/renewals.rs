//! Findings about what a renewal carries over.

use crate::pki::presented::Presented;
use crate::report::Finding;

use super::super::destinations::Destination;
use super::codes::*;

/// A name that cannot be asked for again.
pub fn not_kept(name: &Presented, why: &str) -> Finding {
    let text = name.text();
    let explanation = format!("The old certificate's {} {text} is left out: {why}.", words(name));
    Finding::new(&NAME_NOT_KEPT, text, explanation)
}

/// A name that is asked for in another form.
pub fn mended(name: &Presented, now: &str, why: &str) -> Finding {
    let text = name.text();
    let explanation =
        format!("The old certificate's {} {text} is asked for as {now}: {why}.", words(name));
    Finding::new(&NAME_MENDED, text, explanation)
}

/// The commonName becomes a dNSName.
pub fn common_name_promoted(cn: &str) -> Finding {
    let explanation = format!(
        "The old certificate names {cn} in its commonName alone, which nothing reads any more; the request has \
         it as a dNSName."
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
pub fn destination_guessed(issuer: &str, destination: &Destination) -> Finding {
    let explanation = format!(
        "The old certificate was issued by {issuer}, so the request is for a {} ({}).",
        destination.title, destination.id
    );
    Finding::new(&DESTINATION_GUESSED, issuer, explanation)
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
        Presented::Other(_) => "other name",
        Presented::Malformed { kind, .. } => match *kind {
            "srv" => "malformed SRVName",
            "xmpp" => "malformed XmppAddr",
            "dns" => "malformed dNSName",
            "ip" => "malformed iPAddress",
            _ => "malformed name",
        },
    }
}
