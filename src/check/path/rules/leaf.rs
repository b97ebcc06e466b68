//! What the certificate at the bottom must be: no CA, and for the purpose.

use super::super::breach::{Found, Severity};
use super::super::question::Purpose;
use super::super::rule::Rule;
use super::Position;
use crate::pki::link::{Known, Link};

pub(in super::super) fn check(
    link: &Link,
    position: Position,
    purpose: Purpose,
    found: &mut Found,
) {
    if position == Position::ListSigner {
        return;
    }
    let extensions = &link.extensions;
    let cert_sign = extensions.key_usage.is_some_and(|usage| usage.cert_sign);
    if link.is_ca() && purpose != Purpose::Any {
        // self-signed server certificates that are pinned are often CAs of themselves
        let severity = match position {
            Position::TrustedLeaf => Severity::Soft,
            _ => Severity::Hard,
        };
        let detail = "it is a CA (basicConstraints cA), and a leaf must not be one";
        found.push_as(severity, Rule::CaAsLeaf, detail);
    } else if cert_sign && !link.is_ca() {
        let detail = "its key may sign certificates (keyCertSign), though it is no CA";
        found.push(Rule::LeafCertSign, detail);
    }
    if !link.is_ca() && extensions.basic.is_some_and(|(_, length)| length.is_some()) {
        let detail = "it has a pathLenConstraint, though it is no CA";
        found.push(Rule::StrayPathLength, detail);
    }
    if extensions.criticality(Known::NameConstraints).is_some() && !link.is_ca() {
        found.push(Rule::ConstraintsOnLeaf, "it has nameConstraints, though it is no CA");
    }
    purposes(link, purpose, found);
}

fn purposes(link: &Link, purpose: Purpose, found: &mut Found) {
    if let Some(purposes) = &link.extensions.purposes {
        let (named, word) = match purpose {
            Purpose::Server => (purposes.server, "TLS servers (serverAuth)"),
            Purpose::Client => (purposes.client, "TLS clients (clientAuth)"),
            Purpose::Any => (true, "anything"),
        };
        if !named && !purposes.any {
            let detail = format!("its extKeyUsage does not name {word}");
            found.push(Rule::WrongPurpose, detail);
        }
        if purposes.any && purpose != Purpose::Any {
            let detail = "its extKeyUsage has anyExtendedKeyUsage, which peers may refuse";
            found.push(Rule::AnyPurpose, detail);
        }
        if link.extensions.criticality(Known::ExtendedKeyUsage) == Some(true) {
            found.push(Rule::MisplacedPurpose, "its extKeyUsage is critical");
        }
    }
    let Some(usage) = link.extensions.key_usage else { return };
    let usable = match purpose {
        Purpose::Server => usage.digital_signature || usage.key_exchange,
        Purpose::Client => usage.digital_signature,
        Purpose::Any => true,
    };
    if !usable {
        let detail = "its keyUsage allows neither signatures nor key exchange, as TLS needs";
        found.push(Rule::TlsKeyUsage, detail);
    }
}
