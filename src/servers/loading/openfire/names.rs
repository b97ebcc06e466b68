//! Whether a certificate covers the XMPP domain, as Openfire compares names of its own store.

use crate::name::{Domain, Identity};

/// Whether one of the names covers the domain: `CertificateManager.getServerIdentities`, of which
/// `SANCertificateIdentityMapping` reads dNSName, SRVName of either service, XmppAddr, uniformResourceIdentifier;
/// before 5.1 the commonName counts where there is none of those (OF-3122). They are compared by
/// `DNSUtil.isNameCoveredByPattern`.
pub(super) fn covers(names: &[Identity], domain: &Domain, common_name: bool) -> bool {
    let alternative: Vec<&str> = names.iter().filter_map(alternative).collect();
    let is_covering = |pattern: &str| is_covered(domain.as_ascii(), pattern);
    if !alternative.is_empty() || !common_name {
        return alternative.into_iter().any(is_covering);
    }
    names.iter().any(|name| matches!(name, Identity::CommonName(text) if is_covering(text)))
}

/// The text of a name that counts.
fn alternative(name: &Identity) -> Option<&str> {
    match name {
        Identity::Dns(text) | Identity::Xmpp(text) | Identity::Uri(text) => Some(text),
        Identity::Srv(text) => service_host(text),
        Identity::CommonName(_)
        | Identity::Ip(_)
        | Identity::Email(_)
        | Identity::Other { .. }
        | Identity::Malformed { .. } => None,
    }
}

fn service_host(name: &str) -> Option<&str> {
    let (label, host) = name.split_once('.')?;
    let is_xmpp = |service: &str| label.eq_ignore_ascii_case(service);
    (is_xmpp("_xmpp-server") || is_xmpp("_xmpp-client")).then_some(host)
}

fn is_covered(domain: &str, pattern: &str) -> bool {
    let pattern = pattern.to_lowercase();
    // what follows the star has to end the name; that a label ends there is not asked
    pattern == domain || pattern.strip_prefix("*.").is_some_and(|host| domain.ends_with(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covered(names: &[Identity], common_name: bool) -> bool {
        covers(names, &Domain::try_from("example.org").unwrap(), common_name)
    }

    fn dns(text: &str) -> Identity {
        Identity::Dns(text.to_owned())
    }

    #[test]
    fn each_kind_of_name_counts_as_openfire_reads_it() {
        for name in [
            dns("example.org"),
            dns("EXAMPLE.org"),
            dns("*.example.org"),
            dns("*.org"),
            dns("*.ample.org"),
            Identity::Srv("_xmpp-client.example.org".into()),
            Identity::Srv("_XMPP-server.example.org".into()),
            Identity::Xmpp("example.org".into()),
            Identity::Uri("example.org".into()),
        ] {
            assert!(covered(std::slice::from_ref(&name), false), "{name}");
        }
        for name in [
            dns("chat.example.org"),
            Identity::Srv("_imap.example.org".into()),
            Identity::Email("example.org".into()),
        ] {
            assert!(!covered(std::slice::from_ref(&name), false), "{name}");
        }
    }

    #[test]
    fn the_common_name_counts_alone_and_before_5_1_only() {
        let cn = Identity::CommonName("example.org".into());
        assert!(covered(std::slice::from_ref(&cn), true));
        assert!(!covered(std::slice::from_ref(&cn), false));
        assert!(!covered(&[dns("example.net"), cn.clone()], true));
        assert!(covered(&[Identity::Email("a@example.net".into()), cn], true));
    }
}
