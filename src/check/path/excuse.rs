//! Refusals of the second judge that do not count.

use std::fmt;
use std::sync::Arc;

use webpki::Error;

use super::question::{Purpose, Question};
use crate::pki::general_name::Form;
use crate::pki::link::{Known, Link};
use crate::pki::signature::{Digest, KeyKind, Scheme};

/// A refusal of webpki that does not count.
pub struct Excuse {
    /// Why it does not count.
    pub reason: &'static str,
    refusal: fn(&Error) -> bool,
    has_it: fn(&[Arc<Link>], &Question) -> bool,
}

impl Excuse {
    pub(super) fn applies(&self, error: &Error, path: &[Arc<Link>], question: &Question) -> bool {
        (self.refusal)(error) && (self.has_it)(path, question)
    }
}

impl fmt::Debug for Excuse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.reason)
    }
}

/// Every refusal that does not count: what webpki does not process and the first judge does. A path is
/// excused only where it has the very thing.
pub const EXCUSES: &[Excuse] = &[
    Excuse {
        reason: "it compares constraints on DNS names and IP addresses only, and refuses all other forms",
        refusal: |error| matches!(error, Error::NameConstraintViolation),
        has_it: |path, _| path.iter().any(|link| constrains_other_forms(link)),
    },
    Excuse {
        reason: "it does not process policies, and refuses them where they are critical",
        refusal: |error| matches!(error, Error::UnsupportedCriticalExtension),
        has_it: |path, _| below_anchor(path).any(has_critical_policies),
    },
    Excuse {
        reason: "it compares issuer and subject octet for octet, not as RFC 5280 §7.1 has it",
        refusal: |error| matches!(error, Error::UnknownIssuer),
        has_it: |path, _| {
            path.windows(2).any(|pair| match pair {
                [below, issuer] => below.issuer.raw() != issuer.subject.raw(),
                _ => false,
            })
        },
    },
    Excuse {
        reason: "it counts self-issued CAs for path length and name constraints, which RFC 5280 exempts",
        // after the refusal it tries the path without that CA, and tells of this failure
        refusal: |error| {
            use Error::{InvalidSignatureForPublicKey, NameConstraintViolation, UnknownIssuer};
            matches!(
                error,
                Error::PathLenConstraintViolated
                    | InvalidSignatureForPublicKey
                    | NameConstraintViolation
                    | UnknownIssuer
            )
        },
        has_it: |path, _| below_anchor(path).skip(1).any(Link::is_self_issued),
    },
    Excuse {
        reason: "it knows no time before 1970",
        refusal: |error| matches!(error, Error::BadDerTime),
        has_it: |path, _| below_anchor(path).any(|link| link.not_before < 0),
    },
    Excuse {
        reason: "it does not read unique identifiers, which RFC 5280 §4.1.2.8 asks to be read",
        refusal: |error| matches!(error, Error::TrailingData(_) | Error::BadDer),
        has_it: |path, _| below_anchor(path).any(|link| link.has_unique_ids),
    },
    Excuse {
        reason: "it allows six intermediates, whatever is asked",
        refusal: |error| matches!(error, Error::MaximumPathDepthExceeded),
        has_it: |path, _| path.len() > 8,
    },
    Excuse {
        reason: "it does not take anyExtendedKeyUsage for the purpose",
        refusal: |error| matches!(error, Error::RequiredEkuNotFoundContext(_)),
        has_it: |path, _| {
            below_anchor(path)
                .any(|link| link.extensions.purposes.as_ref().is_some_and(|purposes| purposes.any))
        },
    },
    Excuse {
        reason: "it takes no CA as a leaf, which RFC 5280 leaves open where no purpose is asked for",
        refusal: |error| matches!(error, Error::CaUsedAsEndEntity),
        has_it: |_, question| question.purpose == Purpose::Any,
    },
    Excuse {
        reason: "it does not know RSA keys for RSA-PSS only, nor ECDSA with SHA-224",
        refusal: |error| {
            matches!(
                error,
                Error::UnsupportedSignatureAlgorithmContext(_)
                    | Error::UnsupportedSignatureAlgorithmForPublicKeyContext(_)
            )
        },
        has_it: |path, _| {
            path.iter().any(|link| {
                matches!(link.key.kind(), KeyKind::RsaPss { .. })
                    || link.scheme == Scheme::Ecdsa(Digest::Sha224)
            })
        },
    },
];

fn below_anchor(path: &[Arc<Link>]) -> impl Iterator<Item = &Link> {
    path.iter().take(path.len().saturating_sub(1)).map(Arc::as_ref)
}

fn constrains_other_forms(link: &Link) -> bool {
    let constraints = link.extensions.name_constraints.iter();
    constraints
        .flat_map(|constraints| constraints.permitted.iter().chain(&constraints.excluded))
        .any(|base| !matches!(base.form(), Form::Dns | Form::Ip))
}

fn has_critical_policies(link: &Link) -> bool {
    use Known::{InhibitAnyPolicy, Policies, PolicyConstraints, PolicyMappings};
    [Policies, PolicyMappings, PolicyConstraints, InhibitAnyPolicy]
        .into_iter()
        .any(|known| link.extensions.criticality(known) == Some(true))
}
