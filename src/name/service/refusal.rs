//! Why a text is no SRVName.

use super::Service;
use crate::name::domain::DomainError;
use crate::name::typed::Typed;
use thiserror::Error;

/// A text that is no SRVName: what was typed, and the first fault found in it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{typed} {fault}")]
pub struct SrvNameError {
    typed: Typed,
    fault: SrvNameFault,
}

impl SrvNameError {
    pub(super) fn new(typed: Typed, fault: SrvNameFault) -> Self {
        Self { typed, fault }
    }

    /// What was typed.
    pub fn typed(&self) -> &str {
        self.typed.as_str()
    }

    /// What is wrong with it.
    pub fn fault(&self) -> &SrvNameFault {
        &self.fault
    }
}

/// What is wrong with a text that should be an SRVName; each reads on after the text itself.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SrvNameFault {
    /// No underscore and service label at the start, or nothing after it.
    #[error("is no service name: it needs the form _service.domain")]
    Form,
    /// A service label with other characters than letters, digits and hyphens, or too many.
    #[error("has a service label other than letters, digits and hyphens")]
    Label,
    /// `_tcp` or `_udp`, as in DNS.
    #[error("has {0} in it, RFC 4985 has no protocol label")]
    Protocol(&'static str),
    /// A wildcard (decision A2).
    #[error("is a wildcard, a service name has none")]
    Wildcard,
    /// `_xmpps-client` or `_xmpps-server`: direct TLS is certified as the plain service is
    /// (XEP-0368 §3, decision A1).
    #[error("is never certified: XEP-0368 has direct TLS certified as {}", .0.srv_prefix())]
    DirectTls(Service),
    /// A faulty domain.
    #[error("has a faulty domain: {0}")]
    Domain(#[from] DomainError),
}
