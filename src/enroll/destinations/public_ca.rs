//! A publicly trusted CA: Let's Encrypt, another ACME CA, a commercial one.

use crate::pki::key::KeyAlgorithm;
use crate::pki::san::AltName;
use crate::report::{Step, shell_quoted};

use super::{Destination, Fate};

const NO_OTHER_NAMES: &str = "no public CA may issue it: the Baseline Requirements (7.1.2.7.12) allow dNSName and iPAddress alone";

/// Bound by the CA/Browser Forum's Baseline Requirements.
pub(super) const DESTINATION: Destination = Destination {
    id: "public-ca",
    title: "a public CA",
    summary: "dNSName alone: Let's Encrypt, other ACME CAs, commercial CAs",
    cite: "CA/B Forum Baseline Requirements 2.2.6, 7.1.2.7.12",
    srv_name_lost: Some(NO_OTHER_NAMES),
    xmpp_addr_by_default: false,
    xmpp_addr_left_out: NO_OTHER_NAMES,
    certifies_jids: false,
    // Let's Encrypt reads the key and the names and ignores all else
    states_usages: false,
    public_names_only: true,
    fate,
    refuses_key,
    next,
};

fn fate(name: &AltName) -> Fate {
    match name {
        AltName::Dns(name) if name.is_wildcard() => Fate::kept("kept, after a dns-01 challenge"),
        AltName::Dns(_) => Fate::kept("kept, once you prove control of it"),
        AltName::Ip(_) => Fate::kept("kept by few: Let's Encrypt in its shortlived profile"),
        AltName::Srv(_) | AltName::Xmpp(_) => Fate::lost("dropped, or the order is refused"),
    }
}

/// Baseline Requirements 6.1.5: RSA from 2048 bits in steps of 8, P-256, P-384, P-521.
fn refuses_key(key: &KeyAlgorithm) -> Option<&'static str> {
    match key {
        KeyAlgorithm::Ed25519 => {
            Some("the Baseline Requirements (6.1.5) do not allow Ed25519 keys")
        }
        KeyAlgorithm::EcP521 => {
            Some("the large ACME CAs, Let's Encrypt among them, take P-256 and P-384 but not P-521")
        }
        KeyAlgorithm::Rsa { bits } if *bits < 2048 => {
            Some("the Baseline Requirements (6.1.5) want 2048 bits or more")
        }
        KeyAlgorithm::Rsa { bits } if bits % 8 != 0 => {
            Some("the Baseline Requirements (6.1.5) want a size divisible by 8")
        }
        KeyAlgorithm::Rsa { .. } | KeyAlgorithm::EcP256 | KeyAlgorithm::EcP384 => None,
    }
}

fn next(request: &str, stem: &str) -> Vec<Step> {
    let chain = shell_quoted(&format!("{stem}.fullchain.pem"));
    let request = shell_quoted(request);
    vec![Step {
        what: "get it signed by Let's Encrypt, or send the file to your CA".to_owned(),
        command: Some(format!("certbot certonly --csr {request} --fullchain-path {chain}")),
    }]
}
