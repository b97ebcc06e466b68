//! Codes of names and policies under constraints.

use crate::report::{Code, Severity};

/// A name that a CA excludes.
pub(super) static NAME_EXCLUDED: Code = Code {
    id: "name-excluded",
    severity: Severity::Error,
    title: "a CA of the path excludes a name",
    cite: "RFC 5280 §4.2.1.10, §6.1.3 (c)",
    why: "The nameConstraints of a CA bar the name. One barred name makes peers refuse the certificate with \
          all its other names.",
    fix: "ask a CA that may certify the name, or leave the name out: xmppcert csr DOMAIN",
};

/// A name that no CA permits.
pub(super) static NAME_NOT_PERMITTED: Code = Code {
    id: "name-not-permitted",
    severity: Severity::Error,
    title: "a CA of the path does not permit a name",
    cite: "RFC 5280 §4.2.1.10, §6.1.3 (b)",
    why: "The nameConstraints of a CA permit other names of this kind alone. The domains of SRVName and \
          XmppAddr are held to the same limits as dNSNames here.",
    fix: "ask a CA that may certify the name, or leave the name out: xmppcert csr DOMAIN",
};

/// A name that cannot be compared.
pub(super) static NAME_NOT_COMPARABLE: Code = Code {
    id: "name-not-comparable",
    severity: Severity::Error,
    title: "a name cannot be compared with the constraints of a CA",
    cite: "RFC 5280 §4.2.1.10",
    why: "A CA has constraints for names of this kind, and nobody can say whether the name keeps them, so \
          peers refuse the certificate. OpenSSL 3.0 does so for every otherName under an otherName \
          constraint.",
    fix: "leave the name out, or use a CA without such a constraint: xmppcert csr DOMAIN",
};

/// Constraints that cannot be read.
pub(super) static CONSTRAINTS_MALFORMED: Code = Code {
    id: "name-constraints-malformed",
    severity: Severity::Error,
    title: "the name constraints of a CA are malformed",
    cite: "RFC 5280 §4.2.1.10",
    why: "What the CA may certify cannot be told, so peers refuse everything below it.",
    fix: "have the certificate of the CA issued again",
};

/// Too many names and constraints.
pub(super) static NAMES_BEYOND_LIMIT: Code = Code {
    id: "names-beyond-limit",
    severity: Severity::Error,
    title: "names and constraints are too many to compare",
    cite: "RFC 5280 §4.2.1.10",
    why: "Nobody needs so many. Libraries set a limit, for a certificate of this kind can keep them busy \
          for hours.",
    fix: "split the names over several certificates",
};

/// No policy is left.
pub(super) static POLICY_MISSING: Code = Code {
    id: "policy-missing",
    severity: Severity::Error,
    title: "no policy holds along the path, and one is required",
    cite: "RFC 5280 §6.1.5 (g)",
    why: "A CA demands (requireExplicitPolicy) that one of its policies holds down to the leaf, and none \
          does.",
    fix: "have it issued under the policy of the CA",
};

/// A mapping of anyPolicy.
pub(super) static POLICY_MAPS_ANY: Code = Code {
    id: "policy-maps-any",
    severity: Severity::Error,
    title: "a CA maps anyPolicy",
    cite: "RFC 5280 §4.2.1.5, §6.1.4 (a)",
    why: "A policy mapping from or to anyPolicy has no meaning and makes the path invalid.",
    fix: "have the certificate of the CA issued again",
};
