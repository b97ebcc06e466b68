//! The three parts of a JID, each prepared and bounded.

use super::JidFault;
use crate::name::domain::{Domain, DomainFault, idna2008};
use std::borrow::Cow;
use stringprep::{nodeprep, resourceprep};

/// The longest part of a JID in octets, after preparation (RFC 7622 §3.2, §3.3, §3.4).
const LONGEST_PART: usize = 1023;

/// How often a preparation may change its own result (RFC 8264 §7 gives three).
const ROUNDS: usize = 4;

type Preparation = fn(&str) -> Result<Cow<'_, str>, stringprep::Error>;

/// The domain; an address is its own fault, for a domain is what a certificate names.
pub(super) fn domain(text: &str) -> Result<Domain, JidFault> {
    Domain::try_from(text).map_err(|error| match error.fault() {
        DomainFault::IpAddress(address) => JidFault::IpDomain(*address),
        _ => JidFault::Domain(error),
    })
}

/// The local part, valid by the old standard and by the new one.
pub(super) fn local(text: &str) -> Result<String, JidFault> {
    // deployed servers store and compare accounts by nodeprep (RFC 3920 appendix A), so it alone
    // says which account is meant; it also forbids what RFC 7622 §3.3.1 excludes: "&'/:<>@
    let prepared =
        settle(text, nodeprep).ok_or_else(|| JidFault::Local(culprit(text, nodeprep)))?;
    // RFC 7622 §3.3 takes RFC 8265's UsernameCaseMapped, which has no symbols beyond ASCII
    if let Some(symbol) = idna2008::offender(&prepared) {
        return Err(JidFault::Local(Some(symbol)));
    }
    if prepared.is_empty() {
        return Err(JidFault::NoLocal);
    }
    bounded("local part", prepared)
}

/// The resource, in which almost everything may stand.
pub(super) fn resource(text: &str) -> Result<String, JidFault> {
    let prepared = settle(text, resourceprep)
        .ok_or_else(|| JidFault::Resource(culprit(text, resourceprep)))?;
    if prepared.is_empty() {
        return Err(JidFault::EmptyResource);
    }
    bounded("resource", prepared)
}

/// Prepares until nothing changes any more: a canonical form must be its own, and nodeprep makes
/// a capital A of U+1D2C, for which Unicode 3.2 had no fold.
fn settle(text: &str, prepare: Preparation) -> Option<String> {
    let mut current = text.to_owned();
    for _ in 0..ROUNDS {
        let next = prepare(&current).ok()?.into_owned();
        if next == current {
            return Some(next);
        }
        current = next;
    }
    None
}

/// The first character that is refused even alone; `None` when the mixture is the fault.
fn culprit(text: &str, prepare: Preparation) -> Option<char> {
    text.chars().find(|c| prepare(c.encode_utf8(&mut [0; 4])).is_err())
}

fn bounded(part: &'static str, text: String) -> Result<String, JidFault> {
    match text.len() {
        octets if octets > LONGEST_PART => Err(JidFault::LongPart { part, octets }),
        _ => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_parts_obey_both_standards() {
        assert_eq!(local("JÜLÏET"), Ok("jülïet".into()));
        assert_eq!(local("a+b=c!"), Ok("a+b=c!".into()));
        assert_eq!(local("straße"), Ok("strasse".into()));
        assert_eq!(local("\u{1D2C}"), Ok("a".into()));
        for bad in "\"&'/:<>@ ☕❤😀\u{7f}".chars() {
            assert_eq!(local(&format!("ro{bad}meo")), Err(JidFault::Local(Some(bad))), "{bad:?}");
        }
        assert_eq!(local("aא"), Err(JidFault::Local(None)));
        assert_eq!(local("\u{ad}"), Err(JidFault::NoLocal));
    }

    #[test]
    fn parts_have_at_most_1023_octets() {
        assert!(local(&"a".repeat(1023)).is_ok() && resource(&"é".repeat(511)).is_ok());
        let part = "local part";
        assert_eq!(local(&"a".repeat(1024)), Err(JidFault::LongPart { part, octets: 1024 }));
        assert!(resource(&"é".repeat(512)).is_err());
    }

    #[test]
    fn resources_may_have_spaces_and_emoji_of_old() {
        assert_eq!(resource("my ❤"), Ok("my ❤".into()));
        assert_eq!(resource("a\u{7}"), Err(JidFault::Resource(Some('\u{7}'))));
    }
}
