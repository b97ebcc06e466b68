//! What is broken on a path, as findings: one code for each rule of [`path`](super::path).
//!
//! Where a rule of [`rules`] tells of a breach in better words, the breach has the code of that
//! rule and is raised there, once. Rules that only issuers are held to are judged as peers judge them
//! unless `Question::strict` is set: they are notes and warnings.

mod form;
mod issuers;
mod keys;
mod limits;
mod status;

use super::case::Case;
use super::path::{Breach, Rule};
use super::rules;
use super::words::{row, sentence};
use crate::report::{Code, Finding, Severity};

/// The codes of paths, besides those of the rules.
pub static CODES: &[&Code] = &[
    &form::NOT_VERSION_3,
    &form::SERIAL_OUTSIDE_RULES,
    &form::UNIQUE_IDENTIFIERS,
    &form::SIGNATURE_ALGORITHMS_DIFFER,
    &form::ISSUER_NAMELESS,
    &form::SUBJECT_NAMELESS,
    &form::EXTENSION_TWICE,
    &form::EXTENSION_UNREADABLE,
    &form::MINOR_EXTENSION_UNREADABLE,
    &form::CRITICAL_EXTENSION_UNKNOWN,
    &form::EXTENSION_CRITICAL,
    &form::EXTENSION_NOT_CRITICAL,
    &form::SAN_CRITICAL,
    &form::COMMON_NAME_NOT_IN_SAN,
    &form::NEVER_VALID,
    &form::TRUSTED_CA_AS_LEAF,
    &form::LEAF_MAY_SIGN,
    &form::STRAY_PATH_LENGTH,
    &form::KEY_USAGE_NOT_TLS,
    &form::ANY_PURPOSE_BESIDE,
    &form::PURPOSE_MISPLACED,
    &form::CONSTRAINTS_ON_LEAF,
    &keys::KEY_KIND_REFUSED,
    &keys::KEY_KIND_RARE,
    &keys::ODD_KEY_SIZE,
    &keys::BAD_SIGNATURE,
    &keys::SIGNATURE_UNCHECKABLE,
    &issuers::ISSUER_KEY_ID_DIFFERS,
    &issuers::ISSUER_SERIAL_DIFFERS,
    &issuers::AUTHORITY_KEY_ID_MISSING,
    &issuers::SUBJECT_KEY_ID_MISSING,
    &issuers::ROOT_AUTHORITY_KEY,
    &issuers::ISSUER_NOT_CA,
    &issuers::ISSUER_MAY_NOT_SIGN,
    &issuers::PATH_TOO_LONG,
    &issuers::CHAIN_TOO_DEEP,
    &issuers::ISSUER_PURPOSE,
    &limits::NAME_EXCLUDED,
    &limits::NAME_NOT_PERMITTED,
    &limits::NAME_NOT_COMPARABLE,
    &limits::CONSTRAINTS_MALFORMED,
    &limits::NAMES_BEYOND_LIMIT,
    &limits::POLICY_MISSING,
    &limits::POLICY_MAPS_ANY,
    &status::REVOKED,
    &status::REVOCATION_UNKNOWN,
    &status::LIST_UNUSABLE,
    &status::SEARCH_ENDED,
    &status::SECOND_JUDGE,
    &status::REFUSED_STRICTLY,
];

/// Raises every breach of the path that comes nearest, unless a rule of this room has told of it.
pub fn raise(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let best = &case.judgement.best;
    let anchor = best.anchor.is_some().then(|| best.certificates.len().saturating_sub(1));
    for breach in &best.breaches {
        // an anchor is trusted as it is: what it merely should have is nobody's to mend
        if !breach.is_hard() && breach.at > 0 && anchor == Some(breach.at) {
            continue;
        }
        if !is_told_elsewhere(case, breach) {
            push(
                findings,
                Finding::new(code(breach), case.title_at(breach.at), sentence(&breach.detail)),
            );
        }
    }
    let unfinished = case.judgement.others.iter().filter(|_| !best.sound);
    let given_up = unfinished.flat_map(|path| &path.breaches).find(|b| b.rule == Rule::GaveUp);
    if let Some(breach) = given_up {
        push(findings, Finding::new(code(breach), case.title(), sentence(&breach.detail)));
    }
    findings.extend(strictly(case));
}

/// What to say of a path that holds for peers, and not for a strict judge.
fn strictly(case: &Case<'_>) -> Option<Finding> {
    let best = &case.judgement.best;
    let mut hard: Vec<&Code> =
        best.breaches.iter().filter(|breach| breach.is_hard()).map(code).collect();
    // what is an error anyway says so itself
    let is_told = hard.iter().any(|code| code.severity == Severity::Error);
    if best.sound || is_told || hard.is_empty() {
        return None;
    }
    hard.dedup();
    let codes = row(hard.iter().map(|code| code.id));
    let explanation = format!("Judged strictly, the path falls by {codes}.");
    Some(Finding::new(&status::REFUSED_STRICTLY, case.title(), explanation))
}

/// The code of a breach.
pub fn code(breach: &Breach) -> &'static Code {
    match breach.rule {
        Rule::CaAsLeaf if !breach.is_hard() => &form::TRUSTED_CA_AS_LEAF,
        Rule::RefusedKey if !breach.is_hard() => &keys::KEY_KIND_RARE,
        Rule::UntrustedRoot if breach.at == 0 => &rules::self_signed::RULE.code,
        Rule::WrongPurpose if breach.at > 0 => &issuers::ISSUER_PURPOSE,
        rule => code_of(rule),
    }
}

/// The code of a rule, as it is usually broken.
#[rustfmt::skip]
pub fn code_of(rule: Rule) -> &'static Code {
    match rule {
        Rule::Version => &form::NOT_VERSION_3,
        Rule::Serial => &form::SERIAL_OUTSIDE_RULES,
        Rule::UniqueIds => &form::UNIQUE_IDENTIFIERS,
        Rule::AlgorithmsDiffer => &form::SIGNATURE_ALGORITHMS_DIFFER,
        Rule::EmptyIssuer => &form::ISSUER_NAMELESS,
        Rule::EmptySubject => &form::SUBJECT_NAMELESS,
        Rule::DuplicateExtension => &form::EXTENSION_TWICE,
        Rule::UnreadableExtension => &form::EXTENSION_UNREADABLE,
        Rule::UnreadableMinorExtension => &form::MINOR_EXTENSION_UNREADABLE,
        Rule::UnknownCriticalExtension => &form::CRITICAL_EXTENSION_UNKNOWN,
        Rule::Precertificate => &rules::precertificate::RULE.code,
        Rule::AcmeValidation => &rules::acme_validation_certificate::RULE.code,
        Rule::NeverCritical => &form::EXTENSION_CRITICAL,
        Rule::AlwaysCritical => &form::EXTENSION_NOT_CRITICAL,
        Rule::CriticalNames => &form::SAN_CRITICAL,
        Rule::CommonName => &form::COMMON_NAME_NOT_IN_SAN,
        Rule::NotYetValid => &rules::not_yet_valid::RULE.code,
        Rule::Expired => &rules::expired::RULE.code,
        Rule::NeverValid => &form::NEVER_VALID,
        Rule::WeakKey => &rules::weak_key::RULE.code,
        Rule::RefusedKey => &keys::KEY_KIND_REFUSED,
        Rule::OddKeySize => &keys::ODD_KEY_SIZE,
        Rule::BadSignature => &keys::BAD_SIGNATURE,
        Rule::UncheckableSignature => &keys::SIGNATURE_UNCHECKABLE,
        Rule::WeakSignature => &rules::weak_signature::RULE.code,
        Rule::IssuerMissing => &rules::chain_incomplete::RULE.code,
        Rule::UntrustedRoot => &rules::untrusted_root::RULE.code,
        Rule::KeyIdMismatch => &issuers::ISSUER_KEY_ID_DIFFERS,
        Rule::AuthorityMismatch => &issuers::ISSUER_SERIAL_DIFFERS,
        Rule::MissingAuthorityKey => &issuers::AUTHORITY_KEY_ID_MISSING,
        Rule::MissingSubjectKey => &issuers::SUBJECT_KEY_ID_MISSING,
        Rule::RootAuthorityForm => &issuers::ROOT_AUTHORITY_KEY,
        Rule::NotCa => &issuers::ISSUER_NOT_CA,
        Rule::CaAsLeaf => &rules::ca_as_leaf::RULE.code,
        Rule::CertSign => &issuers::ISSUER_MAY_NOT_SIGN,
        Rule::LeafCertSign => &form::LEAF_MAY_SIGN,
        Rule::PathLength => &issuers::PATH_TOO_LONG,
        Rule::StrayPathLength => &form::STRAY_PATH_LENGTH,
        Rule::TooDeep => &issuers::CHAIN_TOO_DEEP,
        Rule::WrongPurpose => &rules::eku_not_server::RULE.code,
        Rule::AnyPurpose => &form::ANY_PURPOSE_BESIDE,
        Rule::MisplacedPurpose => &form::PURPOSE_MISPLACED,
        Rule::TlsKeyUsage => &form::KEY_USAGE_NOT_TLS,
        Rule::NameExcluded => &limits::NAME_EXCLUDED,
        Rule::NameNotPermitted => &limits::NAME_NOT_PERMITTED,
        Rule::NameUnsupported => &limits::NAME_NOT_COMPARABLE,
        Rule::MalformedConstraints => &limits::CONSTRAINTS_MALFORMED,
        Rule::ConstraintsOnLeaf => &form::CONSTRAINTS_ON_LEAF,
        Rule::TooManyNames => &limits::NAMES_BEYOND_LIMIT,
        Rule::Policy => &limits::POLICY_MISSING,
        Rule::PolicyMapping => &limits::POLICY_MAPS_ANY,
        Rule::Revoked => &status::REVOKED,
        Rule::StatusUnknown => &status::REVOCATION_UNKNOWN,
        Rule::UnusableList => &status::LIST_UNUSABLE,
        Rule::GaveUp => &status::SEARCH_ENDED,
        Rule::SecondJudge => &status::SECOND_JUDGE,
    }
}

/// Whether a rule of this room, or the workshop `inspect`, tells of the breach.
fn is_told_elsewhere(case: &Case<'_>, breach: &Breach) -> bool {
    let is_in_file = || {
        case.judgement.best.certificates.get(breach.at).is_some_and(|link| {
            link.der() == case.leaf.der || case.others.iter().any(|other| other.der == link.der())
        })
    };
    match breach.rule {
        // serial-unusual and structure-unusual
        Rule::Serial | Rule::UniqueIds => is_in_file(),
        // san-not-critical
        Rule::EmptySubject => breach.at == 0 && case.leaf.holder.extensions.san_critical.is_some(),
        // the certificate of a CA that stands first is not meant for TLS
        Rule::TlsKeyUsage if breach.at == 0 => rules::leaf_not_first::applies(case),
        // eku-any, where the purpose itself is missing
        Rule::AnyPurpose => {
            let purposes = case.link.extensions.purposes.as_ref();
            let named = |p: &crate::pki::link::Purposes| {
                if case.is_for_account() { p.client } else { p.server }
            };
            breach.at == 0 && !purposes.is_some_and(named)
        }
        _ => rules::RULES.iter().any(|rule| std::ptr::eq(&rule.code, code(breach))),
    }
}

/// An explanation of more octets grows no further.
const ENOUGH: usize = 2_000;

/// What one rule says of one certificate is one finding; the same is said once.
fn push(findings: &mut Vec<Finding>, finding: Finding) {
    let same =
        |known: &&mut Finding| known.code.id == finding.code.id && known.subject == finding.subject;
    match findings.iter_mut().find(same) {
        Some(known) if known.explanation.len() > ENOUGH => {}
        Some(known) if known.explanation.contains(&finding.explanation) => {}
        Some(known) => known.explanation.push_str(&format!(" {}", finding.explanation)),
        None => findings.push(finding),
    }
}
