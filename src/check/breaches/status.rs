//! Codes of revocation, and of the search itself.

use crate::report::{Code, Severity};

/// Revoked.
pub(super) static REVOKED: Code = Code {
    id: "revoked",
    severity: Severity::Error,
    title: "a certificate of the path is revoked",
    cite: "RFC 5280 §6.3.3; RFC 6120 §13.7.2",
    why: "The CA has taken it back. Peers that look at revocation lists refuse it, and so must all.",
    fix: "make a new key and have a new certificate issued: xmppcert csr DOMAIN",
};

/// No list says.
pub(super) static REVOCATION_UNKNOWN: Code = Code {
    id: "revocation-unknown",
    severity: Severity::Error,
    title: "no revocation list tells of a certificate",
    cite: "RFC 5280 §6.3.3",
    why: "It was asked that every certificate be covered by a list, and none is at hand for this one.",
    fix: "get the list from where the certificate says (xmppcert inspect FILE shows it), and name it with \
          --crl",
};

/// A list that cannot be used.
pub(super) static LIST_UNUSABLE: Code = Code {
    id: "crl-unusable",
    severity: Severity::Error,
    title: "the revocation list for a certificate cannot be used",
    cite: "RFC 5280 §6.3.3",
    why: "A list that is too old, not signed by the CA or not readable says nothing, and whoever suppresses \
          the right one gains by it.",
    fix: "get the current list from where the certificate says (xmppcert inspect FILE shows it), and name \
          it with --crl",
};

/// The search was given up.
pub(super) static SEARCH_ENDED: Code = Code {
    id: "path-search-ended",
    severity: Severity::Error,
    title: "the search for a path was given up",
    cite: "RFC 4158 §2; CVE-2018-16875",
    why: "So many certificates of the same names lie in the pool that no path was found within the effort \
          that is spent on one certificate. Peers give up as well.",
    fix: "put only what belongs to the chain into the file: xmppcert chain FILE POOL --out fullchain.pem",
};

/// The second judge refuses.
pub(super) static SECOND_JUDGE: Code = Code {
    id: "second-judge-refuses",
    severity: Severity::Error,
    title: "rustls-webpki refuses the path",
    cite: "RFC 5280 §6.1",
    why: "A path counts as sound only when both judges find it so. xmpp-proxy and all clients built on \
          rustls judge by the same library.",
    fix: "have it issued again; where you think the refusal wrong, report it to this project",
};

/// What peers let pass and a strict judge does not.
pub(super) const REFUSED_STRICTLY: Code = Code {
    id: "refused-strictly",
    severity: Severity::Error,
    title: "a strict judge refuses the path for what only issuers are held to",
    cite: "RFC 5280 §4; CA/B Forum Baseline Requirements 7.1",
    why: "With --strict every duty of an issuer counts, as conformance suites have it: key identifiers, the form of \
          serial numbers, which extensions are critical. Peers let such certificates pass.",
    fix: "nothing to do for peers; a CA mends its profile",
};
