//! What a certificate is good for, in plain words.

use crate::pki::certificate::Extensions;
use crate::pki::presented::Presented;

/// One sentence fragment a line: the TLS roles, then the XMPP streams, then accounts.
pub(super) fn good_for(extensions: &Extensions) -> Vec<String> {
    let mut words = Vec::new();
    if let Some(basic) = extensions.basic_constraints.filter(|basic| basic.ca) {
        words.push(match basic.path_length {
            Some(0) => "signing certificates of servers and users, but no further CA".to_owned(),
            Some(depth) => format!("signing certificates, with {depth} more CAs below it at most"),
            None => "signing certificates, and those of further CAs".to_owned(),
        });
        if extensions.names.is_empty() {
            return words;
        }
    }
    words.push(tls_roles(extensions.extended_key_usage.as_deref()).to_owned());
    words.extend(streams(&extensions.names));
    let accounts: Vec<&str> = extensions.names.iter().filter_map(account).collect();
    if !accounts.is_empty() {
        words.push(format!("logging in as {} (SASL EXTERNAL)", enumerated(&accounts)));
    }
    words
}

/// RFC 5280 §4.2.1.12: without the extension every use is allowed.
fn tls_roles(purposes: Option<&[String]>) -> &'static str {
    let Some(purposes) = purposes else { return "server and client (no extended key usage)" };
    let has = |oid: &str| purposes.iter().any(|purpose| purpose == oid);
    match (has("1.3.6.1.5.5.7.3.1"), has("1.3.6.1.5.5.7.3.2"), has("2.5.29.37.0")) {
        (true, true, _) => "server and client",
        (true, false, _) => "server only: as a client, on outgoing s2s, some peers refuse it",
        (false, true, _) => "client only",
        (false, false, true) => "any purpose by name, which most TLS software takes for none",
        (false, false, false) => "neither server nor client of TLS",
    }
}

/// RFC 6120 §13.7.1.2, RFC 9525 §6: a DNS-ID holds for every service, an SRV-ID for its own.
fn streams(names: &[Presented]) -> Vec<String> {
    let (mut both, mut clients, mut servers) = (Vec::new(), Vec::new(), Vec::new());
    for name in names {
        match name {
            Presented::Dns(text) => both.push(text.as_str()),
            Presented::Xmpp(text) if !text.contains('@') => both.push(text.as_str()),
            Presented::Srv(text) => {
                let (service, host) = text.split_once('.').unwrap_or((text, ""));
                match service.to_ascii_lowercase().as_str() {
                    "_xmpp-client" => clients.push(host),
                    "_xmpp-server" => servers.push(host),
                    _ => {}
                }
            }
            Presented::Xmpp(_)
            | Presented::Ip(_)
            | Presented::Email(_)
            | Presented::Uri(_)
            | Presented::Other { .. }
            | Presented::Rest(..)
            | Presented::Malformed { .. } => {}
        }
    }
    let (in_both, clients): (Vec<&str>, Vec<&str>) = clients
        .into_iter()
        .filter(|host| !both.contains(host))
        .partition(|host| servers.contains(host));
    let servers: Vec<&str> = servers
        .into_iter()
        .filter(|host| !both.contains(host) && !in_both.contains(host))
        .collect();
    both.extend(in_both);
    let mut unique = Vec::new();
    both.retain(|host| {
        let new = !unique.contains(host);
        unique.push(*host);
        new
    });
    [("c2s and s2s of", both), ("c2s of", clients), ("s2s of", servers)]
        .into_iter()
        .filter(|(_, hosts)| !hosts.is_empty())
        .map(|(what, hosts)| format!("{what} {}", enumerated(&hosts)))
        .collect()
}

fn account(name: &Presented) -> Option<&str> {
    match name {
        Presented::Xmpp(text) if text.contains('@') => Some(text),
        _ => None,
    }
}

/// `a`, `a and b`, `a, b and c`, `a, b, c and 7 more`.
fn enumerated(items: &[&str]) -> String {
    const SHOWN: usize = 4;
    match items {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] if items.len() <= SHOWN => format!("{} and {last}", first.join(", ")),
        _ => format!("{} and {} more", items[..SHOWN - 1].join(", "), items.len() - (SHOWN - 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_are_told_by_the_kind_of_name() {
        let names = [
            Presented::Dns("example.org".to_owned()),
            Presented::Srv("_xmpp-client.chat.example".to_owned()),
            Presented::Srv("_xmpp-server.chat.example".to_owned()),
            Presented::Srv("_xmpp-server.muc.example".to_owned()),
            Presented::Xmpp("juliet@example.org".to_owned()),
        ];
        assert_eq!(
            streams(&names),
            ["c2s and s2s of example.org and chat.example", "s2s of muc.example"]
        );
    }
}
