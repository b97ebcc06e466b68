//! An issuer is missing.

use super::leaf_not_first;
use crate::check::case::Case;
use crate::check::path;
use crate::check::rule::{Raised, Rule};
use crate::pki::certificate::Certificate;
use crate::report::{Code, Severity, shell_quoted};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "chain-incomplete",
        severity: Severity::Error,
        title: "an intermediate certificate is missing",
        cite: "RFC 5246 §7.4.2; RFC 8446 §4.4.2; RFC 5280 §6.1",
        why: "A server sends the whole chain but the root; peers fetch nothing. With the leaf alone only those \
              peers go on that happen to have the issuer. The usual cause is cert.pem where fullchain.pem \
              belongs.",
        fix: "put the chain together: xmppcert chain FILE INTERMEDIATES --out fullchain.pem",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    for breach in case.breaches(path::Rule::IssuerMissing) {
        let Some(link) = case.judgement.best.certificates.get(breach.at) else { continue };
        let mut explanation = format!("No certificate of its issuer {} is at hand", link.issuer);
        if let Some(key) = link.extensions.authority_key.as_ref().and_then(|a| a.key.as_ref()) {
            explanation.push_str(&format!(", whose key has the identifier {}", hex(key)));
        }
        explanation.push('.');
        let found = Certificate::from_der(link.der()).ok();
        let address = found.and_then(|c| c.holder.extensions.ca_issuers.first().cloned());
        if let Some(address) = &address {
            explanation.push_str(&format!(" The issuer can be had at {address}."));
        }
        if case.others.is_empty() {
            explanation.push_str(
                " The file holds one certificate only; certbot and others put the whole chain \
                 into fullchain.pem.",
            );
        }
        let file = shell_quoted(case.file);
        let cure = match leaf_not_first::applies(case) {
            true => leaf_not_first::cure(case),
            false => format!("xmppcert chain {file} INTERMEDIATES --out fullchain.pem"),
        };
        raised.with_cure(case.title_at(breach.at), explanation, cure);
    }
}

fn hex(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:02x}")).collect::<Vec<_>>().join(":")
}
