//! The rules of paths: what each is called, where it stands, how much it weighs.

use super::breach::Severity;

/// A rule that a certificate or a link can break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The version is 3.
    Version,
    /// The serial number is positive and has at most 20 octets.
    Serial,
    /// There are no unique identifiers.
    UniqueIds,
    /// Both places name one signature algorithm.
    AlgorithmsDiffer,
    /// The issuer has a name.
    EmptyIssuer,
    /// A CA has a name; a leaf without one has a critical subjectAltName.
    EmptySubject,
    /// No extension occurs twice.
    DuplicateExtension,
    /// Extensions that decide something can be read.
    UnreadableExtension,
    /// All other extensions can be read.
    UnreadableMinorExtension,
    /// Critical extensions are known.
    UnknownCriticalExtension,
    /// It is no precertificate, made for logs of certificate transparency.
    Precertificate,
    /// It is no answer to an ACME challenge.
    AcmeValidation,
    /// Some extensions are never critical.
    NeverCritical,
    /// Some extensions are always critical.
    AlwaysCritical,
    /// subjectAltName is critical only beside an empty subject.
    CriticalNames,
    /// A commonName that is a host or address repeats a subjectAltName.
    CommonName,
    /// The certificate is valid already.
    NotYetValid,
    /// The certificate is still valid.
    Expired,
    /// The validity ends after it begins.
    NeverValid,
    /// The key is strong enough.
    WeakKey,
    /// Peers take keys of this kind.
    RefusedKey,
    /// The RSA modulus is a multiple of 8 bits.
    OddKeySize,
    /// The signature is the issuer's.
    BadSignature,
    /// The signature can be checked.
    UncheckableSignature,
    /// The signature rests on a sound hash.
    WeakSignature,
    /// The issuer is at hand.
    IssuerMissing,
    /// The root is trusted.
    UntrustedRoot,
    /// The issuer's key has the identifier that the certificate names.
    KeyIdMismatch,
    /// The issuer has the name and serial number that the certificate names.
    AuthorityMismatch,
    /// The certificate names its issuer's key.
    MissingAuthorityKey,
    /// A CA names its key.
    MissingSubjectKey,
    /// A root names its issuer's key, and nothing else of it.
    RootAuthorityForm,
    /// An issuer is a CA.
    NotCa,
    /// A leaf is no CA.
    CaAsLeaf,
    /// An issuer may sign certificates.
    CertSign,
    /// Who is no CA may not sign certificates.
    LeafCertSign,
    /// No more CAs stand below one than it allows.
    PathLength,
    /// Only CAs that may sign certificates limit the length of paths.
    StrayPathLength,
    /// The path is not longer than asked for.
    TooDeep,
    /// The certificate and its CAs are for the purpose.
    WrongPurpose,
    /// The purpose is named, not just any.
    AnyPurpose,
    /// Purposes stand where they belong.
    MisplacedPurpose,
    /// The key may be used in TLS.
    TlsKeyUsage,
    /// A CA gives no name that was excluded.
    NameExcluded,
    /// A CA gives only names that were permitted.
    NameNotPermitted,
    /// Names under constraints are of forms that can be compared.
    NameUnsupported,
    /// Name constraints are well formed.
    MalformedConstraints,
    /// Only CAs have name constraints.
    ConstraintsOnLeaf,
    /// Names and constraints are not more than anybody needs.
    TooManyNames,
    /// A required policy holds along the path.
    Policy,
    /// No CA maps anyPolicy.
    PolicyMapping,
    /// The certificate is not revoked.
    Revoked,
    /// A revocation list says so.
    StatusUnknown,
    /// The revocation list for it can be used.
    UnusableList,
    /// The search was finished.
    GaveUp,
    /// The second judge agrees.
    SecondJudge,
}

/// How a rule weighs: always, or only where certificates are held to their whole profile.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    Hard,
    Profile,
    Soft,
}

impl Rule {
    /// All of them.
    #[rustfmt::skip]
    pub const ALL: [Rule; 56] = [
        Rule::Version, Rule::Serial, Rule::UniqueIds, Rule::AlgorithmsDiffer, Rule::EmptyIssuer,
        Rule::EmptySubject, Rule::DuplicateExtension, Rule::UnreadableExtension,
        Rule::UnreadableMinorExtension, Rule::UnknownCriticalExtension, Rule::Precertificate,
        Rule::AcmeValidation, Rule::NeverCritical, Rule::AlwaysCritical, Rule::CriticalNames,
        Rule::CommonName, Rule::NotYetValid, Rule::Expired, Rule::NeverValid, Rule::WeakKey,
        Rule::RefusedKey, Rule::OddKeySize, Rule::BadSignature, Rule::UncheckableSignature,
        Rule::WeakSignature, Rule::IssuerMissing, Rule::UntrustedRoot, Rule::KeyIdMismatch,
        Rule::AuthorityMismatch, Rule::MissingAuthorityKey, Rule::MissingSubjectKey,
        Rule::RootAuthorityForm, Rule::NotCa, Rule::CaAsLeaf, Rule::CertSign, Rule::LeafCertSign,
        Rule::PathLength, Rule::StrayPathLength, Rule::TooDeep, Rule::WrongPurpose,
        Rule::AnyPurpose, Rule::MisplacedPurpose, Rule::TlsKeyUsage, Rule::NameExcluded,
        Rule::NameNotPermitted, Rule::NameUnsupported, Rule::MalformedConstraints,
        Rule::ConstraintsOnLeaf, Rule::TooManyNames, Rule::Policy, Rule::PolicyMapping,
        Rule::Revoked, Rule::StatusUnknown, Rule::UnusableList, Rule::GaveUp, Rule::SecondJudge,
    ];

    /// Its identifier for machines, such as `path-length`.
    pub fn id(self) -> &'static str {
        self.entry().0
    }

    /// Where it stands.
    pub fn cite(self) -> &'static str {
        self.entry().1
    }

    /// How much a breach of it weighs; `strict` holds certificates to all that RFC 5280 §4 and the
    /// Baseline Requirements ask of issuers, where peers look away.
    pub fn severity(self, strict: bool) -> Severity {
        match self.entry().2 {
            Weight::Hard => Severity::Hard,
            Weight::Profile if strict => Severity::Hard,
            Weight::Profile | Weight::Soft => Severity::Soft,
        }
    }

    #[rustfmt::skip]
    fn entry(self) -> (&'static str, &'static str, Weight) {
        use Weight::{Hard, Profile, Soft};
        match self {
            Rule::Version => ("version", "RFC 5280 §4.1.2.1", Hard),
            Rule::Serial => ("serial", "RFC 5280 §4.1.2.2", Profile),
            Rule::UniqueIds => ("unique-ids", "RFC 5280 §4.1.2.8", Soft),
            Rule::AlgorithmsDiffer => ("algorithms-differ", "RFC 5280 §4.1.1.2", Hard),
            Rule::EmptyIssuer => ("empty-issuer", "RFC 5280 §4.1.2.4", Hard),
            Rule::EmptySubject => ("empty-subject", "RFC 5280 §4.1.2.6", Hard),
            Rule::DuplicateExtension => ("duplicate-extension", "RFC 5280 §4.2", Hard),
            Rule::UnreadableExtension => ("unreadable-extension", "RFC 5280 §4.2", Hard),
            Rule::UnreadableMinorExtension => ("unreadable-minor-extension", "RFC 5280 §4.2", Profile),
            Rule::UnknownCriticalExtension => ("unknown-critical-extension", "RFC 5280 §6.1.4 (o)", Hard),
            Rule::Precertificate => ("precertificate", "RFC 6962 §3.1", Hard),
            Rule::AcmeValidation => ("acme-validation", "RFC 8737 §3", Hard),
            Rule::NeverCritical => ("never-critical", "RFC 5280 §4.2.1", Hard),
            Rule::AlwaysCritical => ("always-critical", "RFC 5280 §4.2.1", Profile),
            Rule::CriticalNames => ("critical-names", "CA/B BR 7.1.2.7.12", Profile),
            Rule::CommonName => ("common-name", "CA/B BR 7.1.4.3", Profile),
            Rule::NotYetValid => ("not-yet-valid", "RFC 5280 §6.1.3 (a)(2)", Hard),
            Rule::Expired => ("expired", "RFC 5280 §6.1.3 (a)(2)", Hard),
            Rule::NeverValid => ("never-valid", "RFC 5280 §4.1.2.5", Hard),
            Rule::WeakKey => ("weak-key", "CA/B BR 6.1.5", Hard),
            Rule::RefusedKey => ("refused-key", "CA/B BR 6.1.5", Hard),
            Rule::OddKeySize => ("odd-key-size", "CA/B BR 6.1.5", Profile),
            Rule::BadSignature => ("bad-signature", "RFC 5280 §6.1.3 (a)(1)", Hard),
            Rule::UncheckableSignature => ("uncheckable-signature", "RFC 5280 §6.1.3 (a)(1)", Hard),
            Rule::WeakSignature => ("weak-signature", "RFC 6120 §13.7.1.1", Hard),
            Rule::IssuerMissing => ("issuer-missing", "RFC 5280 §6.1", Hard),
            Rule::UntrustedRoot => ("untrusted-root", "RFC 5280 §6.1.1 (d)", Hard),
            Rule::KeyIdMismatch => ("key-id-mismatch", "RFC 5280 §4.2.1.1", Hard),
            Rule::AuthorityMismatch => ("authority-mismatch", "RFC 5280 §4.2.1.1", Hard),
            Rule::MissingAuthorityKey => ("missing-authority-key", "RFC 5280 §4.2.1.1", Profile),
            Rule::MissingSubjectKey => ("missing-subject-key", "RFC 5280 §4.2.1.2", Profile),
            Rule::RootAuthorityForm => ("root-authority-form", "CA/B BR 7.1.2.1.3", Profile),
            Rule::NotCa => ("not-ca", "RFC 5280 §6.1.4 (k)", Hard),
            Rule::CaAsLeaf => ("ca-as-leaf", "RFC 6120 §13.7.1.1", Hard),
            Rule::CertSign => ("cert-sign", "RFC 5280 §6.1.4 (n)", Hard),
            Rule::LeafCertSign => ("leaf-cert-sign", "RFC 5280 §4.2.1.9", Profile),
            Rule::PathLength => ("path-length", "RFC 5280 §6.1.4 (l), (m)", Hard),
            Rule::StrayPathLength => ("stray-path-length", "RFC 5280 §4.2.1.9", Soft),
            Rule::TooDeep => ("too-deep", "RFC 5280 §6.1", Hard),
            Rule::WrongPurpose => ("wrong-purpose", "RFC 5280 §4.2.1.12", Hard),
            Rule::AnyPurpose => ("any-purpose", "CA/B BR 7.1.2.7.10", Profile),
            Rule::MisplacedPurpose => ("misplaced-purpose", "CA/B BR 7.1.2", Profile),
            Rule::TlsKeyUsage => ("tls-key-usage", "RFC 5280 §4.2.1.3", Hard),
            Rule::NameExcluded => ("name-excluded", "RFC 5280 §6.1.3 (c)", Hard),
            Rule::NameNotPermitted => ("name-not-permitted", "RFC 5280 §6.1.3 (b)", Hard),
            Rule::NameUnsupported => ("name-unsupported", "RFC 5280 §4.2.1.10", Hard),
            Rule::MalformedConstraints => ("malformed-constraints", "RFC 5280 §4.2.1.10", Hard),
            Rule::ConstraintsOnLeaf => ("constraints-on-leaf", "RFC 5280 §4.2.1.10", Profile),
            Rule::TooManyNames => ("too-many-names", "RFC 5280 §4.2.1.10", Hard),
            Rule::Policy => ("policy", "RFC 5280 §6.1.5 (g)", Hard),
            Rule::PolicyMapping => ("policy-mapping", "RFC 5280 §6.1.4 (a)", Hard),
            Rule::Revoked => ("revoked", "RFC 5280 §6.3.3", Hard),
            Rule::StatusUnknown => ("status-unknown", "RFC 5280 §6.3.3", Hard),
            Rule::UnusableList => ("unusable-list", "RFC 5280 §6.3.3", Hard),
            Rule::GaveUp => ("gave-up", "RFC 5280 §6.1", Hard),
            Rule::SecondJudge => ("second-judge", "RFC 5280 §6.1", Hard),
        }
    }
}
