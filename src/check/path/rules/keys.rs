//! How strong keys and signatures must be (Baseline Requirements 6.1.5, RFC 6120 §13.7.1.1).

use super::super::breach::{Found, Severity};
use super::super::rule::Rule;
use super::Position;
use crate::pki::link::Link;
use crate::pki::signature::{Curve, KeyKind, Refusal};

pub(in super::super) fn check(link: &Link, position: Position, found: &mut Found) {
    let key = &link.key;
    match key.kind() {
        KeyKind::Rsa { bits, .. } | KeyKind::RsaPss { bits } if *bits < 2048 => {
            found.push(Rule::WeakKey, format!("its key is {key}, and 2048 bits are the least"));
        }
        KeyKind::Rsa { sound_exponent: false, .. } => {
            found.push(Rule::WeakKey, format!("the exponent of its {key} key is even or 1"));
        }
        KeyKind::Rsa { bits, .. } | KeyKind::RsaPss { bits } if bits % 8 != 0 => {
            let detail = format!("its key is {key}, not a multiple of 8 bits");
            found.push(Rule::OddKeySize, detail);
        }
        KeyKind::Ec(Curve::Other(_) | Curve::Explicit) => {
            let detail = format!("its key is {key}, and peers take P-256, P-384 and P-521");
            found.push(Rule::RefusedKey, detail);
        }
        KeyKind::Other(name) => {
            let detail = format!("its key is {name}, and peers take RSA, EC and Ed25519");
            let severity = match is_modern(name) {
                true => Severity::Soft,
                false => Severity::Hard,
            };
            found.push_as(severity, Rule::RefusedKey, detail);
        }
        _ => {}
    }
    // what is trusted by itself needs no signature
    if !position.is_trusted() && link.scheme.is_weak() {
        let detail = format!("it is signed by {}, which can be forged", link.scheme);
        found.push(Rule::WeakSignature, detail);
    }
}

/// Ed448 and ML-DSA are no weaker; they are only rarely understood.
fn is_modern(name: &str) -> bool {
    name == "Ed448" || name.starts_with("2.16.840.1.101.3.4.3.")
}

/// RFC 5280 §6.1.3 (a)(1); the breach is the lower certificate's.
pub(in super::super) fn signature(
    verified: Result<(), Refusal>,
    below: &Link,
    issuer: &Link,
    found: &mut Found,
) {
    match verified {
        Ok(()) => {}
        Err(Refusal::Wrong) => {
            let detail = format!(
                "its signature ({}) is not that of the {} key of {}",
                below.scheme, issuer.key, issuer.subject
            );
            found.push(Rule::BadSignature, detail);
        }
        Err(Refusal::Uncheckable) => {
            let detail = format!(
                "its signature ({}) by the {} key of {} cannot be checked",
                below.scheme, issuer.key, issuer.subject
            );
            found.push(Rule::UncheckableSignature, detail);
        }
    }
}
