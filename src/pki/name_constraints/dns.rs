//! dNSName subtrees, and what is compared with them: dNSName, SRVName, XmppAddr.

use super::super::general_name::GeneralName;
use crate::name::Domain;

/// What is wrong with a dNSName as a subtree.
pub(super) fn fault(base: &str) -> Option<&'static str> {
    let rest = base.strip_prefix('.').unwrap_or(base);
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    };
    let sound = base.is_empty() || rest.split('.').all(label);
    (!sound).then_some("is no domain name")
}

/// Whether every host that a presented name stands for is in the subtree.
///
/// "Any DNS name that can be constructed by simply adding zero or more labels to the left-hand side"
/// (RFC 5280 §4.2.1.10); after a leading dot one or more (decision N2).
pub(super) fn contains(base: &str, name: &str) -> bool {
    match name.strip_prefix("*.") {
        // its hosts have one label before `rest`
        Some(rest) => {
            within(base.strip_prefix('.').unwrap_or(base), rest) && plain(rest) || base.is_empty()
        }
        None => within(base, name) && plain(name),
    }
}

/// Whether a presented name could stand for a host in the subtree (decision N1).
pub(super) fn touches(base: &str, name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    let Some(rest) = name.strip_prefix("*.") else { return within(base, name) };
    let own = base.strip_prefix('.').unwrap_or(base);
    let child = !base.starts_with('.')
        && own.split_once('.').is_some_and(|(_, parent)| parent.eq_ignore_ascii_case(rest));
    within(own, rest) || child
}

fn within(base: &str, name: &str) -> bool {
    let Some(at) = name.len().checked_sub(base.len()) else { return false };
    if base.is_empty() {
        return true;
    }
    let (Some(before), Some(tail)) = (name.get(..at), name.get(at..)) else { return false };
    let boundary = match base.starts_with('.') {
        true => !before.is_empty(),
        false => before.is_empty() || before.ends_with('.') && before.len() > 1,
    };
    boundary && tail.eq_ignore_ascii_case(base)
}

/// A name that is none, such as one with an empty label, is nowhere inside.
fn plain(name: &str) -> bool {
    fault(name).is_none() && !name.starts_with('.')
}

/// The domain of an SRVName or XmppAddr, as A-labels; `None` where it has none.
pub(super) fn domain_of(name: &GeneralName) -> Option<String> {
    match name {
        GeneralName::Srv(text) => {
            let (service, domain) = text.split_once('.')?;
            service.starts_with('_').then(|| domain.to_owned())
        }
        GeneralName::Xmpp(text) => {
            // RFC 7622 §3.1: the resource is cut off first, then the local part
            let bare = text.split_once('/').map_or(text.as_str(), |(bare, _)| bare);
            let domain = bare.split_once('@').map_or(bare, |(_, domain)| domain);
            Domain::try_from(domain).ok().map(|domain| domain.as_ascii().to_owned())
        }
        _ => None,
    }
}

/// RFC 4985 §4: a subtree is `_service.name`, `_service` or `name`, and both parts are compared by
/// themselves.
pub(super) fn contains_service(base: &str, name: &str) -> bool {
    let Some((service, domain)) = name.split_once('.') else { return false };
    let (wanted, base) = match base.strip_prefix('_') {
        Some(_) => match base.split_once('.') {
            Some((wanted, base)) => (Some(wanted), base),
            None => (Some(base), ""),
        },
        None => (None, base),
    };
    let same = wanted.is_none_or(|wanted| wanted.eq_ignore_ascii_case(service));
    same && contains(base, domain)
}
