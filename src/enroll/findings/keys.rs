//! Findings about the key.

use crate::pki::key::KeyAlgorithm;
use crate::pki::request::{RequestContent, Usages};
use crate::pki::san::AltName;
use crate::report::Finding;

use super::super::destinations::Destination;
use super::codes::{KEY_ENCRYPTED, KEY_REFUSED_BY_CA, KEY_UNLOADABLE};

/// What there is to say about a key of this algorithm for a request to that destination.
pub fn about_key(
    algorithm: &KeyAlgorithm,
    encrypted: bool,
    destination: &Destination,
    content: &RequestContent,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(why) = (destination.refuses_key)(algorithm) {
        let explanation = format!("An {algorithm} key is refused by {}: {why}.", destination.title);
        findings.push(Finding::new(&KEY_REFUSED_BY_CA, algorithm.to_string(), explanation));
    }
    if !for_a_server(content) {
        return findings;
    }
    if *algorithm == KeyAlgorithm::Ed25519 {
        let explanation = "An Ed25519 key crashes ejabberd's certificate manager, and Tigase does not read it; \
                           Prosody and jabberd2 serve it.";
        findings.push(Finding::new(&KEY_UNLOADABLE, algorithm.to_string(), explanation));
    }
    if encrypted {
        let explanation = "The key is encrypted: ejabberd refuses to start with it, jabberd2 crashes, and \
                           Prosody wants the passphrase in its configuration.";
        findings.push(Finding::new(&KEY_ENCRYPTED, algorithm.to_string(), explanation));
    }
    findings
}

fn for_a_server(content: &RequestContent) -> bool {
    let server_name = |name: &AltName| match name {
        AltName::Xmpp(jid) => jid.local().is_none(),
        AltName::Dns(_) | AltName::Ip(_) | AltName::Srv(_) => true,
    };
    content.usages != Usages::Client && content.names.iter().any(server_name)
}
