//! The comparison of one presented name with what is wanted.

use super::{MatchedBy, Mismatch, Profile, Reference, Remark, Wanted};
use crate::name::domain::Domain;
use crate::name::identity::{Address, Defect, Identity, Pattern, PresentedSrv};
use std::net::IpAddr;

/// As what a name matches and what is odd about it, or why it does not.
type Comparison = Result<(MatchedBy, Vec<Remark>), Mismatch>;

/// Compares one name; `rival` is a name of the same certificate that counts more than a commonName.
pub(super) fn compare(
    reference: &Reference,
    identity: &Identity,
    rival: Option<&Identity>,
) -> Comparison {
    match identity {
        Identity::Dns(text) => dns(reference, text),
        Identity::Srv(text) => srv(reference, text),
        Identity::Xmpp(text) => xmpp(reference, text),
        Identity::Ip(address) => ip(reference, *address),
        Identity::CommonName(text) => common_name(reference, text, rival),
        // RFC 6120 §13.7.1.2.1 has no URI-ID
        Identity::Uri(_) => Err(Mismatch::Kind("a uniformResourceIdentifier".to_owned())),
        Identity::Email(_) => Err(Mismatch::Kind("an rfc822Name".to_owned())),
        Identity::Other { kind, .. } => Err(Mismatch::Kind(format!("a name of the kind {kind}"))),
        Identity::Malformed { why, .. } => Err(Defect::Encoding(why.clone()).into()),
    }
}

fn dns(reference: &Reference, text: &str) -> Comparison {
    let pattern = Pattern::read(text)?;
    let remarks = reference.covered_by(&pattern)?;
    let is_wildcard = pattern.is_wildcard();
    Ok((if is_wildcard { MatchedBy::DnsWildcard } else { MatchedBy::Dns }, remarks))
}

fn srv(reference: &Reference, text: &str) -> Comparison {
    let name = PresentedSrv::read(text)?;
    if name.is_direct_tls() {
        return Err(Mismatch::DirectTls(name.label().to_owned()));
    }
    let Some(wanted) = reference.service else {
        return Err(Mismatch::NoServiceWanted(name.label().to_owned()));
    };
    let mut remarks = reference.covered_by(name.pattern())?;
    match name.xmpp_service() {
        Some(presented) if presented == wanted => {}
        Some(presented) => return Err(Mismatch::OtherService { presented, wanted }),
        None => return Err(Mismatch::ForeignService { label: name.label().to_owned(), wanted }),
    }
    if name.pattern().is_wildcard() {
        match reference.profile {
            Profile::SrvWildcard => remarks.push(Remark::SrvWildcard),
            Profile::Rfc9525 | Profile::LegacyCommonName => {
                let under = name.pattern().host().to_owned();
                return Err(Mismatch::SrvWildcard { under, wanted: reference.words() });
            }
        }
    }
    Ok((MatchedBy::Srv, remarks))
}

fn xmpp(reference: &Reference, text: &str) -> Comparison {
    let address = Address::read(text)?;
    if reference.service.is_none() {
        return Err(Mismatch::NoXmppWanted);
    }
    let wanted = reference.wanted.to_string();
    let mut remarks = match (address, &reference.wanted) {
        (Address::Account(account, _), Wanted::Domain(_) | Wanted::Ip(_)) => {
            return Err(Mismatch::Account { account: account.to_string(), wanted });
        }
        (Address::Ip(found), Wanted::Ip(ip)) if found == *ip => vec![Remark::IpInXmppAddr],
        (Address::Ip(presented), Wanted::Ip(_) | Wanted::Domain(_)) => {
            return Err(Mismatch::Address { presented, wanted });
        }
        (Address::Domain(_), Wanted::Ip(ip)) => return Err(Mismatch::AddressWanted(*ip)),
        (Address::Domain(domain), Wanted::Domain(_)) => reference.is_domain(&domain)?,
    };
    if text.ends_with(crate::name::typed::DOTS) {
        remarks.push(Remark::TrailingDot);
    }
    remarks.extend(a_label(text));
    Ok((MatchedBy::Xmpp, remarks))
}

/// The remark on an XmppAddr that has A-labels.
fn a_label(text: &str) -> Option<Remark> {
    let is_a_label =
        |label: &str| label.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("xn--"));
    if !text.split('.').any(is_a_label) {
        return None;
    }
    Domain::try_from(text).ok().map(|domain| Remark::ALabelInXmppAddr(domain.to_unicode()))
}

/// RFC 9525 §6.4: octet by octet, so an IPv4 address and its IPv6 form are two.
fn ip(reference: &Reference, presented: IpAddr) -> Comparison {
    match &reference.wanted {
        Wanted::Ip(wanted) if *wanted == presented => Ok((MatchedBy::Ip, Vec::new())),
        Wanted::Ip(_) | Wanted::Domain(_) => {
            Err(Mismatch::Address { presented, wanted: reference.words() })
        }
    }
}

fn common_name(reference: &Reference, text: &str, rival: Option<&Identity>) -> Comparison {
    match (reference.profile, rival) {
        (Profile::Rfc9525 | Profile::SrvWildcard, _) => {
            let covers = |pattern: Pattern| reference.covered_by(&pattern).is_ok();
            let is_wanted = Pattern::read(text).is_ok_and(covers);
            Err(Mismatch::CommonName { wanted: reference.words(), is_wanted })
        }
        (Profile::LegacyCommonName, Some(rival)) => {
            Err(Mismatch::CommonNameBeside(rival.to_string()))
        }
        (Profile::LegacyCommonName, None) => {
            let mut remarks = reference.covered_by(&Pattern::read(text)?)?;
            remarks.push(Remark::CommonName);
            Ok((MatchedBy::CommonName, remarks))
        }
    }
}
