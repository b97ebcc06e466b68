//! What is asked of a path.

use crate::pki::policy::PolicyInputs;

/// What the certificate is to be used for (RFC 5280 §4.2.1.12).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A TLS server; both sides of a server-to-server stream are one (XEP-0178 §3).
    Server,
    /// A TLS client: a user's certificate.
    Client,
    /// Anything.
    Any,
}

/// What to make of certificates of which no revocation list tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RevocationCheck {
    /// They pass; lists that are there count.
    WhereListed,
    /// They do not pass.
    Required,
}

/// Everything that RFC 5280 §6.1.1 asks for besides the certificates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The instant, in seconds since 1970-01-01T00:00:00Z.
    pub now: i64,
    /// The use.
    pub purpose: Purpose,
    /// Policies.
    pub policies: PolicyInputs,
    /// Revocation.
    pub revocation: RevocationCheck,
    /// So many CAs may stand between leaf and anchor, not counting self-issued ones.
    pub max_depth: usize,
    /// Whether every duty of an issuer counts (RFC 5280 §4, Baseline Requirements), as conformance
    /// suites have it, or only what peers enforce.
    pub strict: bool,
}

impl Question {
    /// A server's certificate at an instant, judged as peers do.
    pub fn server(now: i64) -> Question {
        Question {
            now,
            purpose: Purpose::Server,
            policies: PolicyInputs::default(),
            revocation: RevocationCheck::WhereListed,
            max_depth: 10,
            strict: false,
        }
    }
}
