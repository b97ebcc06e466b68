//! Whether one of the names is the wanted one to a server.

use super::compare::{covers, wanted};
use crate::name::identity::{Address, PresentedSrv};
use crate::name::{Identity, Service, Wanted};
use crate::report::Evidence;
use crate::servers::fact::Fact;
use crate::servers::rules::{CommonName, Names, Services, XmppAddr};

/// A name that counts, with the evidence for it.
pub(super) struct Counted<'a> {
    pub(super) identity: &'a Identity,
    pub(super) evidence: Evidence,
}

/// The first name that the server takes for the wanted one: dNSName before all others, since no
/// server treats it in a way of its own.
pub(super) fn matching<'a>(
    presented: &'a [Identity],
    reference: &Wanted,
    names: &Fact<Names>,
) -> Option<Counted<'a>> {
    let is_end = |identity: &Identity| {
        names.value.srv.value == Services::Stop && matches!(identity, Identity::Srv(_))
    };
    let end = presented.iter().position(is_end).unwrap_or(presented.len());
    let presented = presented.get(..end).unwrap_or(presented);
    let is_dns = |identity: &&Identity| matches!(identity, Identity::Dns(_));
    let (first, rest): (Vec<_>, Vec<_>) = presented.iter().partition(is_dns);
    first.into_iter().chain(rest).find_map(|identity| {
        let evidence = counts(identity, presented, reference, names)?;
        Some(Counted { identity, evidence })
    })
}

/// What we know of it when the name counts and is the wanted one.
fn counts(
    identity: &Identity,
    all: &[Identity],
    reference: &Wanted,
    fact: &Fact<Names>,
) -> Option<Evidence> {
    let names = &fact.value;
    let (text, wildcard) = (wanted(reference, names.idna.value), names.wildcard.value);
    let is_address = matches!(reference, Wanted::Ip(_));
    match identity {
        // where an iPAddress counts, the text of an address is none (RFC 9525 §3)
        Identity::Dns(_) | Identity::CommonName(_) if is_address && names.ip.value => None,
        Identity::Dns(name) => covers(name, &text, wildcard, names.any_case.value)
            .then(|| if name.contains('*') { names.wildcard.evidence } else { fact.evidence }),
        Identity::Srv(name) => srv(name, &text, names).then_some(names.srv.evidence),
        Identity::Xmpp(name) => xmpp(name, reference, names).then_some(names.xmpp.evidence),
        Identity::CommonName(name) => {
            let counts =
                may_count(names.cn.value, all) && covers(name, &text, wildcard, names.cn_any_case);
            counts.then_some(names.cn.evidence)
        }
        Identity::Ip(address) => {
            let is_wanted = *reference == Wanted::Ip(*address);
            (names.ip.value && is_wanted).then_some(names.ip.evidence)
        }
        Identity::Uri(_)
        | Identity::Email(_)
        | Identity::Other { .. }
        | Identity::Malformed { .. } => None,
    }
}

/// What we know of how the server compares such a name as the wanted one: with U-labels, its IDNA
/// counts as well.
pub(super) fn compared(reference: &Wanted, names: &Fact<Names>) -> Evidence {
    let has_u_labels = match reference {
        Wanted::Domain(domain) => domain.as_ascii().contains("xn--"),
        Wanted::Ip(_) => false,
    };
    let idna = names.value.idna.evidence;
    if has_u_labels { names.evidence.min(idna) } else { names.evidence }
}

fn srv(name: &str, wanted: &str, names: &Names) -> bool {
    let Ok(read) = PresentedSrv::read(name) else { return false };
    let Some((label, host)) = name.split_once('.') else { return false };
    if !names.srv_any_case && label != read.label() {
        return false;
    }
    let is_service = match (names.srv.value, read.xmpp_service()) {
        (Services::None | Services::Stop, _) | (_, None) => false,
        (Services::Server, Some(service)) => service == Service::Server,
        (Services::Both, Some(_)) => true,
    };
    let may_match = names.srv_wildcard || !read.pattern().is_wildcard();
    is_service && may_match && covers(host, wanted, names.wildcard.value, names.any_case.value)
}

fn xmpp(name: &str, reference: &Wanted, names: &Names) -> bool {
    match (names.xmpp.value, Address::read(name), reference) {
        (XmppAddr::None, _, _) | (_, Err(_), _) => false,
        (XmppAddr::AsText, Ok(Address::Domain(found)), Wanted::Domain(domain)) => {
            found == *domain && !has_a_label(name) && !name.ends_with('.')
        }
        (XmppAddr::AsText, Ok(Address::Ip(found)), Wanted::Ip(address)) => found == *address,
        (_, Ok(Address::Domain(found)), Wanted::Domain(domain)) => found == *domain,
        (XmppAddr::DomainOfAny, Ok(Address::Account(account, None)), Wanted::Domain(domain)) => {
            account.domain() == domain
        }
        (_, Ok(Address::Account(..) | Address::Domain(_) | Address::Ip(_)), _) => false,
    }
}

/// nameprep folds case and composes, and leaves A-labels as they are.
fn has_a_label(name: &str) -> bool {
    name.to_ascii_lowercase().split('.').any(|label| label.starts_with("xn--"))
}

fn may_count(cn: CommonName, all: &[Identity]) -> bool {
    let has = |is: fn(&Identity) -> bool| all.iter().any(is);
    match cn {
        CommonName::Never => false,
        CommonName::Always => true,
        CommonName::WithoutDns => !has(|name| matches!(name, Identity::Dns(_))),
        CommonName::WithoutSan => !has(|name| !matches!(name, Identity::CommonName(_))),
        CommonName::WithoutOthers => !has(|name| {
            matches!(
                name,
                Identity::Dns(_) | Identity::Srv(_) | Identity::Xmpp(_) | Identity::Uri(_)
            )
        }),
    }
}
