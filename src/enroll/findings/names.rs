//! Findings about the names and the subject.

use crate::name::Domain;
use crate::pki::request::RequestContent;
use crate::pki::san::AltName;
use crate::report::Finding;

use super::super::wish::{Names, Wish};
use super::codes::*;

/// Let's Encrypt's limit in its classic profile.
const MOST_NAMES: usize = 100;

pub(super) fn about_xmpp_addr(wish: &Wish, content: &RequestContent, findings: &mut Vec<Finding>) {
    let bare = content.names.iter().find(|name| match name {
        AltName::Xmpp(jid) => jid.local().is_none(),
        AltName::Dns(_) | AltName::Ip(_) | AltName::Srv(_) => false,
    });
    if let Some(name) = bare {
        let explanation = format!(
            "The request asks for the XmppAddr {name}. ejabberd servers (23.01 and 26.07 were run) drop the \
             stream when a peer shows such a certificate for SASL EXTERNAL."
        );
        findings.push(
            Finding::new(&XMPP_ADDR_CRASHES_EJABBERD, name.to_string(), explanation)
                .cured_by(without_xmpp_addr(wish)),
        );
    }
}

fn without_xmpp_addr(wish: &Wish) -> String {
    match (&wish.names, wish.destination.id) {
        (_, "cacert") => {
            "expect SASL EXTERNAL with ejabberd peers to fail, and keep dialback enabled; CAcert adds the \
             name unasked"
                .to_owned()
        }
        (_, "rfc6120") => "leave it out: --for private-ca".to_owned(),
        (Names::Server { .. }, _) if wish.xmpp_addr => "leave --xmpp-addr out".to_owned(),
        (Names::Server { .. } | Names::Accounts(_), _) => "leave it out of --san".to_owned(),
        (Names::Exactly(_), _) => {
            "name the domains as arguments instead of --from or --san, which leaves it out".to_owned()
        }
    }
}

/// Names asked for by name that the CA will not issue.
pub(super) fn about_dropped_names(
    wish: &Wish,
    content: &RequestContent,
    findings: &mut Vec<Finding>,
) {
    let destination = wish.destination;
    for name in &content.names {
        let fate = (destination.fate)(name);
        if !fate.kept {
            let explanation = format!(
                "{} {name} is in the request, but {} does not issue it: {}.",
                kind_in_words(name),
                destination.title,
                fate.words
            );
            findings.push(Finding::new(&CA_DROPS_NAME, name.to_string(), explanation));
        }
    }
    if destination.id == "cacert" {
        let explanation = "CAcert keeps the key and the domains that are verified in your account, and writes \
                           a dNSName and an XmppAddr for each; all else is dropped.";
        findings.push(Finding::new(&CA_REBUILDS_NAMES, content.subject.to_string(), explanation));
    }
}

pub(super) fn about_public_names(
    wish: &Wish,
    content: &RequestContent,
    findings: &mut Vec<Finding>,
) {
    if !wish.destination.public_names_only {
        return;
    }
    let ca = wish.destination.title;
    for name in &content.names {
        let (code, explanation) = match name {
            AltName::Dns(dns) if !dns.domain().is_of_public_dns() => (
                &NOT_A_PUBLIC_NAME,
                format!("{name} is not a name of the public DNS, and {ca} certifies no other."),
            ),
            AltName::Dns(dns) if dns.is_wildcard() => (
                &WILDCARD_NEEDS_DNS,
                format!("{name} can be had through a dns-01 challenge alone."),
            ),
            AltName::Ip(ip) if is_private(ip) => (
                &NOT_A_PUBLIC_NAME,
                format!("{name} is a private address, and {ca} certifies only public ones."),
            ),
            AltName::Ip(_) if wish.destination.id == "public-ca" => (
                &ADDRESS_AT_PUBLIC_CA,
                format!(
                    "{name} is an address; Let's Encrypt takes it in its shortlived profile only."
                ),
            ),
            AltName::Dns(_) | AltName::Ip(_) | AltName::Srv(_) | AltName::Xmpp(_) => continue,
        };
        findings.push(Finding::new(code, name.to_string(), explanation));
    }
    let count = content.names.len();
    if count > MOST_NAMES {
        let explanation =
            format!("The request has {count} names; Let's Encrypt takes {MOST_NAMES} at most.");
        findings.push(Finding::new(&TOO_MANY_NAMES, content.subject.to_string(), explanation));
    }
}

fn is_private(ip: &std::net::IpAddr) -> bool {
    match ip {
        std::net::IpAddr::V4(v4) => {
            v4.is_private()
                || v4.is_loopback()
                || v4.is_link_local()
                || v4.is_documentation()
                || v4.is_unspecified()
        }
        // RFC 4193 unique local, RFC 4291 link-local and loopback, RFC 3849 documentation
        std::net::IpAddr::V6(v6) => {
            let head = v6.segments();
            head[0] & 0xfe00 == 0xfc00
                || head[0] & 0xffc0 == 0xfe80
                || head[..2] == [0x2001, 0xdb8]
                || v6.is_loopback()
                || v6.is_unspecified()
        }
    }
}

pub(super) fn about_components(wish: &Wish, findings: &mut Vec<Finding>) {
    let Names::Server { domains, components, wildcard: false, extra, .. } = &wish.names else {
        return;
    };
    if let (true, true, Some(first)) = (components.is_empty(), extra.is_empty(), domains.first()) {
        // a request for conference.example.org itself is one for a component's host
        if domains.iter().any(|d| domains.iter().any(|p| d.parent().as_ref() == Some(p))) {
            return;
        }
        let explanation = format!(
            "The names cover {first} but no host below it: other servers reach chat rooms at \
             conference.{first} and uploads at upload.{first} by those names."
        );
        let fix = "add the hosts of your components: --component conference --component upload";
        findings
            .push(Finding::new(&COMPONENTS_UNNAMED, first.as_ascii(), explanation).cured_by(fix));
    }
}

pub(super) fn about_old_idna(content: &RequestContent, findings: &mut Vec<Finding>) {
    for name in &content.names {
        let AltName::Dns(dns) = name else { continue };
        if let (Some(other), false) = (dns.domain().idna2003(), dns.is_wildcard()) {
            let explanation = format!(
                "{dns} is {} today, but software that follows IDNA2003 (Prosody 0.12, older Java) looks for {other}.",
                dns.as_ascii()
            );
            findings.push(
                Finding::new(&IDNA2003_DIFFERS, dns.as_ascii(), explanation)
                    .cured_by(format!("register {other} as well and add it to the domains")),
            );
        }
    }
}

pub(super) fn about_subject(wish: &Wish, content: &RequestContent, findings: &mut Vec<Finding>) {
    let Some(first) = content.names.first() else { return };
    if content.subject.is_empty() && wish.subject.is_none() {
        let length = first.to_string().chars().count();
        let explanation = format!(
            "{first} has {length} characters and a commonName holds 64, so the subject is empty and the \
             subjectAltName critical."
        );
        findings.push(Finding::new(&COMMON_NAME_LEFT_OUT, first.to_string(), explanation));
    }
    let typed = wish.subject.as_ref().and_then(|subject| subject.cn());
    if let Some(cn) = typed
        && let Ok(domain) = Domain::try_from(cn)
        && cn.contains('.')
        && !content.names.iter().any(|name| covers(name, &domain))
    {
        let explanation =
            format!("The commonName is {cn}, which is not among the names of the request.");
        findings.push(Finding::new(&COMMON_NAME_UNCERTIFIED, cn, explanation));
    }
}

fn covers(name: &AltName, domain: &Domain) -> bool {
    match name {
        AltName::Dns(dns) => dns.domain() == domain && !dns.is_wildcard(),
        AltName::Ip(_) | AltName::Srv(_) | AltName::Xmpp(_) => false,
    }
}

/// The kind in the standards' words.
pub(super) fn kind_in_words(name: &AltName) -> &'static str {
    match name {
        AltName::Dns(_) => "dNSName",
        AltName::Ip(_) => "iPAddress",
        AltName::Srv(_) => "SRVName",
        AltName::Xmpp(_) => "XmppAddr",
    }
}
