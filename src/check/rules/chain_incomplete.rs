//! An issuer is missing.

use super::leaf_not_first;
use crate::check::assembly::{is_asked, issuer_addresses};
use crate::check::case::Case;
use crate::check::path;
use crate::check::rule::{Raised, Rule};
use crate::report::{Code, Fetched, Severity, shell_quoted};

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
        fix: "put the chain together: xmppcert chain FILE --fetch --out fullchain.pem",
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
        let addresses = issuer_addresses(link);
        explanation.push_str(&whereabouts(&addresses, case.fetched));
        if case.others.is_empty() {
            explanation.push_str(
                " The file holds one certificate only; certbot and others put the whole chain \
                 into fullchain.pem.",
            );
        }
        let file = shell_quoted(case.file);
        let cure = match leaf_not_first::applies(case) {
            true => leaf_not_first::cure(case),
            false => format!("xmppcert chain {file} --fetch --out fullchain.pem"),
        };
        raised.with_cure(case.title_at(breach.at), explanation, cure);
    }
}

/// Where the issuer can be had, or what came of asking there.
fn whereabouts(addresses: &[String], fetched: &[Fetched]) -> String {
    let known = |address: &String| fetched.iter().find(|one| one.address == *address);
    if addresses.iter().any(|address| known(address).is_some()) {
        return addresses.iter().filter_map(known).map(tried).collect();
    }
    let best = addresses.iter().find(|address| is_asked(address)).or(addresses.first());
    best.map_or_else(String::new, |address| format!(" The issuer can be had at {address}."))
}

fn tried(fetched: &Fetched) -> String {
    let Fetched { address, outcome, why, .. } = fetched;
    match (why, *outcome) {
        (Some(why), "refused" | "limit") => format!(" {address} was not asked for it: {why}."),
        (Some(why), _) => format!(" {address} was asked for it in vain: {why}."),
        (None, _) => format!(" {address} was asked for it, and has other certificates."),
    }
}

fn hex(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:02x}")).collect::<Vec<_>>().join(":")
}
