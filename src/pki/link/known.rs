//! The extensions that path validation knows.

use std::fmt;

/// An extension of certificates that is processed, or known to be harmless.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// authorityKeyIdentifier (RFC 5280 §4.2.1.1).
    AuthorityKey,
    /// subjectKeyIdentifier (§4.2.1.2).
    SubjectKey,
    /// keyUsage (§4.2.1.3).
    KeyUsage,
    /// certificatePolicies (§4.2.1.4).
    Policies,
    /// policyMappings (§4.2.1.5).
    PolicyMappings,
    /// subjectAltName (§4.2.1.6).
    SubjectAltName,
    /// issuerAltName (§4.2.1.7).
    IssuerAltName,
    /// basicConstraints (§4.2.1.9).
    BasicConstraints,
    /// nameConstraints (§4.2.1.10).
    NameConstraints,
    /// policyConstraints (§4.2.1.11).
    PolicyConstraints,
    /// extKeyUsage (§4.2.1.12).
    ExtendedKeyUsage,
    /// cRLDistributionPoints (§4.2.1.13).
    CrlDistributionPoints,
    /// inhibitAnyPolicy (§4.2.1.14).
    InhibitAnyPolicy,
    /// freshestCRL (§4.2.1.15).
    FreshestCrl,
    /// authorityInfoAccess (§4.2.2.1).
    AuthorityInfo,
    /// subjectInfoAccess (§4.2.2.2).
    SubjectInfo,
}

impl Known {
    /// By the content octets of its OID.
    pub(super) fn of(oid: &[u8]) -> Option<Known> {
        Some(match oid {
            [0x55, 0x1d, 35] => Known::AuthorityKey,
            [0x55, 0x1d, 14] => Known::SubjectKey,
            [0x55, 0x1d, 15] => Known::KeyUsage,
            [0x55, 0x1d, 32] => Known::Policies,
            [0x55, 0x1d, 33] => Known::PolicyMappings,
            [0x55, 0x1d, 17] => Known::SubjectAltName,
            [0x55, 0x1d, 18] => Known::IssuerAltName,
            [0x55, 0x1d, 19] => Known::BasicConstraints,
            [0x55, 0x1d, 30] => Known::NameConstraints,
            [0x55, 0x1d, 36] => Known::PolicyConstraints,
            [0x55, 0x1d, 37] => Known::ExtendedKeyUsage,
            [0x55, 0x1d, 31] => Known::CrlDistributionPoints,
            [0x55, 0x1d, 54] => Known::InhibitAnyPolicy,
            [0x55, 0x1d, 46] => Known::FreshestCrl,
            [0x2b, 6, 1, 5, 5, 7, 1, 1] => Known::AuthorityInfo,
            [0x2b, 6, 1, 5, 5, 7, 1, 11] => Known::SubjectInfo,
            _ => return None,
        })
    }

    /// Whether its content decides anything here.
    pub fn has_content(self) -> bool {
        !matches!(self, Known::IssuerAltName | Known::AuthorityInfo | Known::SubjectInfo)
    }

    /// Whether a certificate with unreadable content of it means nothing that can be relied upon.
    pub fn decides(self) -> bool {
        use Known::{CrlDistributionPoints, FreshestCrl, SubjectKey};
        self.has_content() && !matches!(self, SubjectKey | CrlDistributionPoints | FreshestCrl)
    }

    /// Whether it must not be critical (RFC 5280 §4.2.1.1, §4.2.1.2, §4.2.2.1, §4.2.2.2).
    pub fn must_not_be_critical(self) -> bool {
        use Known::{AuthorityInfo, AuthorityKey, FreshestCrl, SubjectInfo, SubjectKey};
        matches!(self, AuthorityKey | SubjectKey | AuthorityInfo | SubjectInfo | FreshestCrl)
    }
}

/// By the name that its standard gives it.
impl fmt::Display for Known {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Known::AuthorityKey => "authorityKeyIdentifier",
            Known::SubjectKey => "subjectKeyIdentifier",
            Known::KeyUsage => "keyUsage",
            Known::Policies => "certificatePolicies",
            Known::PolicyMappings => "policyMappings",
            Known::SubjectAltName => "subjectAltName",
            Known::IssuerAltName => "issuerAltName",
            Known::BasicConstraints => "basicConstraints",
            Known::NameConstraints => "nameConstraints",
            Known::PolicyConstraints => "policyConstraints",
            Known::ExtendedKeyUsage => "extKeyUsage",
            Known::CrlDistributionPoints => "cRLDistributionPoints",
            Known::InhibitAnyPolicy => "inhibitAnyPolicy",
            Known::FreshestCrl => "freshestCRL",
            Known::AuthorityInfo => "authorityInfoAccess",
            Known::SubjectInfo => "subjectInfoAccess",
        })
    }
}
