//! Which entry Java serves: the key manager `NewSunX509`, for which Openfire asks
//! (`EncryptionArtifactFactory.getKeyManagers`, OF-1501), as OpenJDK 17 and 25 have it.
//!
//! The server goes through the algorithms of keys in the order of the client's
//! signature_algorithms (RFC 8446 §4.2.3), which is this one with most clients. Of the entries of
//! one algorithm `sun.security.ssl.X509KeyManagerImpl` takes the first without a blemish, else the
//! first of those with the least. Algorithms that the JDK has disabled are not looked at here.

use super::store::{Entry, EntryKey, algorithm};
use crate::name::{Domain, Identity};
use crate::pki::certificate::Certificate;
use crate::servers::loading::parts;

/// The algorithms in the order of a client's wishes.
const WISHES: [&str; 5] = ["EC", "Ed25519", "Ed448", "RSA", "RSA-PSS"];

/// What is wrong with an entry for a domain, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Blemish {
    /// Nothing.
    None,
    /// It is of another name than the one that the client asks for (server_name, RFC 6066 §3).
    OtherName,
    /// It is not valid at the time.
    OutOfTime,
    /// extKeyUsage or keyUsage are not those of a TLS server.
    Usage,
}

/// What Java does for a name.
#[derive(Debug)]
pub(super) enum Chosen<'a> {
    /// It serves the first of these; the others are as good.
    Entries(Vec<&'a Entry>),
    /// It serves this one with a key that is not that of the certificate, so no handshake ends well.
    Broken(&'a Entry),
    /// It serves the certificate that Openfire has made for itself.
    Generated,
    /// It has none and ends the handshake.
    Nothing,
}

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Question<'a> {
    /// The name that the client asks for.
    pub(super) domain: &'a Domain,
    /// The instant, in seconds since 1970.
    pub(super) now: i64,
    /// Whether Openfire has put a self-signed certificate of its own (RSA) into the store.
    pub(super) has_generated: bool,
}

/// The entry that is served.
pub(super) fn choose<'a>(entries: &'a [Entry], question: Question<'_>) -> Chosen<'a> {
    for wish in WISHES {
        let is_wished = |entry: &&Entry| {
            entry.key != EntryKey::None
                && entry.chain.first().is_some_and(|leaf| algorithm(leaf) == wish)
        };
        let of_wish: Vec<_> = entries.iter().filter(is_wished).collect();
        let least = of_wish.iter().map(|entry| blemish(entry, question)).min();
        if question.has_generated && wish == "RSA" && least != Some(Blemish::None) {
            return Chosen::Generated;
        }
        let of_least = |entry: &&Entry| Some(blemish(entry, question)) == least;
        let best: Vec<_> = of_wish.into_iter().filter(of_least).collect();
        match best.first().map(|entry| (entry, &entry.key)) {
            Some((_, EntryKey::Fits)) => return Chosen::Entries(best),
            Some((entry, EntryKey::Other { same_algorithm: true })) => {
                return Chosen::Broken(entry);
            }
            // without a key that can sign it goes on to the next algorithm, not to the next entry
            _ => {}
        }
    }
    Chosen::Nothing
}

/// `X509KeyManagerImpl.CheckType.check`.
fn blemish(entry: &Entry, question: Question<'_>) -> Blemish {
    let Some(leaf) = entry.chain.first() else { return Blemish::Usage };
    if !may_serve(leaf) {
        return Blemish::Usage;
    }
    let Some(link) = &leaf.link else { return Blemish::Usage };
    if question.now < link.not_before || question.now > link.not_after {
        return Blemish::OutOfTime;
    }
    let is_named = is_of(&parts::names(leaf), question.domain);
    if is_named { Blemish::None } else { Blemish::OtherName }
}

/// keyUsage and extKeyUsage, as that method has them: of EC certificates it wants keyAgreement as well.
fn may_serve(leaf: &Certificate) -> bool {
    let Some(link) = &leaf.link else { return false };
    let purposes = link.extensions.purposes.as_ref();
    if purposes.is_some_and(|purposes| !purposes.server && !purposes.any) {
        return false;
    }
    let Some(usage) = &leaf.holder.extensions.key_usage else { return true };
    let has = |bit: &str| usage.contains(&bit);
    match algorithm(leaf) {
        "RSA" => has("digitalSignature") || has("keyEncipherment"),
        "EC" => has("digitalSignature") && has("keyAgreement"),
        _ => has("digitalSignature"),
    }
}

/// The names of HTTPS (`sun.security.util.HostnameChecker`): dNSName, and the commonName where there is none.
fn is_of(names: &[Identity], domain: &Domain) -> bool {
    let has_dns = names.iter().any(|name| matches!(name, Identity::Dns(_)));
    let covers = |text: &str| is_like(&text.to_ascii_lowercase(), domain.as_ascii());
    names.iter().any(|name| match name {
        Identity::Dns(text) => covers(text),
        Identity::CommonName(text) => !has_dns && covers(text),
        _ => false,
    })
}

/// Label by label, as many on either side; a star stands for any characters of its label.
fn is_like(pattern: &str, host: &str) -> bool {
    let (mut pattern, mut host) = (pattern.split('.'), host.split('.'));
    loop {
        match (pattern.next(), host.next()) {
            (None, None) => return true,
            (Some(part), Some(label)) if label_is_like(part, label) => {}
            _ => return false,
        }
    }
}

fn label_is_like(pattern: &str, label: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == label,
        Some((front, back)) => {
            let rest = label.strip_prefix(front);
            rest.is_some_and(|rest| rest.ends_with(back))
        }
    }
}
