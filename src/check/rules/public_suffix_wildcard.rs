//! A wildcard over a domain under which everybody registers.

use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::name::Identity;
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "public-suffix-wildcard",
        severity: Severity::Error,
        title: "a wildcard covers all of a public suffix",
        cite: "CA/B Forum Baseline Requirements 3.2.2.6; RFC 9525 §7.1; publicsuffix.org",
        why: "Under a public suffix such as co.uk anybody registers domains, so the certificate would speak for \
              strangers. No CA may issue it, and software that knows the list refuses it.",
        fix: "name the domain that is yours: xmppcert csr DOMAIN --wildcard",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    for name in case.names {
        let Some(suffix) = covered(name).filter(|suffix| is_public_suffix(suffix)) else {
            continue;
        };
        let explanation = format!(
            "{name} covers every domain directly under {suffix}, a public suffix, where anybody \
             can register one."
        );
        raised.about(name.text(), explanation);
    }
}

/// What stands after the star.
fn covered(name: &Identity) -> Option<String> {
    let host = match name {
        Identity::Dns(text) => text.strip_prefix("*."),
        Identity::Srv(text) => text.split_once(".*.").map(|(_, host)| host),
        _ => None,
    };
    host.map(str::to_ascii_lowercase).filter(|host| !host.is_empty())
}

/// Whether a registry sells names there; a single label always counts (decision A4). Suffixes that companies
/// list for themselves are theirs to certify.
fn is_public_suffix(host: &str) -> bool {
    let whole = |suffix: &psl::Suffix<'_>| suffix.as_bytes() == host.as_bytes();
    let icann = |suffix: &psl::Suffix<'_>| suffix.typ() == Some(psl::Type::Icann);
    !host.contains('.') || psl::suffix(host.as_bytes()).is_some_and(|s| whole(&s) && icann(&s))
}
