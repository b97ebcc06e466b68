//! No name of the certificate is the wanted one.

use crate::check::case::Case;
use crate::check::identity::{Asked, Outcome, Standing};
use crate::check::rule::{Raised, Rule};
use crate::check::words::{clauses, row};
use crate::name::{Identity, Miss, Service, Verdict, Wanted};
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "identity-mismatch",
        severity: Severity::Error,
        title: "the certificate is not for the wanted domain",
        cite: "RFC 6120 §13.7.2.1; RFC 9525 §6",
        why: "Clients and servers compare the domain of the JID with the names of the certificate, never the host \
              that an SRV record points to. Without a match they end the stream, or go on as if there were no \
              certificate.",
        fix: "ask for a certificate with the domain in it: xmppcert csr DOMAIN",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    let Some(standing) = case.standing.filter(|s| s.outcome == Outcome::NoMatch) else { return };
    let Asked::Server { wanted, .. } = &standing.asked else { return };
    if !case.has_alternative_names() {
        // san-missing and cn-only tell of it
        return;
    }
    let mut explanation =
        format!("No name of the certificate is for {}.", missing(standing, wanted));
    if let Some((_, verdict)) = standing.verdicts.iter().find(|(_, verdict)| !verdict.is_match()) {
        explanation.push_str(&format!(" {}.", reasons(case.names, verdict)));
    }
    if let Some(host) = host_below(case.names, wanted) {
        explanation.push_str(&format!(
            " {host} may be the host that an SRV record of {wanted} names; what counts is the \
             domain of the JIDs."
        ));
    }
    raised.with_cure(wanted.to_string(), explanation, case.request_command());
}

/// The domain, and the services that are not served where some are.
fn missing(standing: &Standing, wanted: &Wanted) -> String {
    let unserved: Vec<Service> =
        standing.verdicts.iter().filter(|(_, v)| !v.is_match()).filter_map(|(s, _)| *s).collect();
    match unserved.len() == standing.verdicts.len() {
        true => wanted.to_string(),
        false => format!("{} on {wanted}", row(unserved)),
    }
}

/// For every name why not.
fn reasons(names: &[Identity], verdict: &Verdict) -> String {
    let reason = |miss: &Miss| {
        let name = names.get(miss.index).map(Identity::to_string).unwrap_or_default();
        format!("{name}: {}", miss.why)
    };
    clauses(verdict.reasons.iter().map(reason))
}

/// A host under the wanted domain that the certificate covers: the certificate of somebody who looked at the
/// SRV record.
fn host_below(names: &[Identity], wanted: &Wanted) -> Option<String> {
    let Wanted::Domain(domain) = wanted else { return None };
    let below = format!(".{}", domain.as_ascii());
    names.iter().find_map(|name| match name {
        Identity::Dns(text) if !text.starts_with('*') => {
            text.to_ascii_lowercase().ends_with(&below).then(|| text.clone())
        }
        _ => None,
    })
}
