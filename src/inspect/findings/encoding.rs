//! Codes about the encoding as such.

use crate::report::{Code, Severity};

/// BER where DER is wanted.
pub const DER_NOT_CANONICAL: Code = Code {
    id: "der-not-canonical",
    severity: Severity::Warning,
    title: "the encoding is not canonical DER",
    cite: "X.690 §10, §11; RFC 5280 §4.1",
    why: "Strict readers (GnuTLS, the Go and Rust libraries) refuse the certificate; lenient ones read it.",
    fix: "have it issued again by software that writes DER",
};

/// A date that is none.
pub const DATE_MALFORMED: Code = Code {
    id: "date-malformed",
    severity: Severity::Error,
    title: "a date is not written as RFC 5280 wants it",
    cite: "RFC 5280 §4.1.2.5",
    why: "Dates are UTC with seconds and a Z: YYMMDDHHMMSSZ until 2049, YYYYMMDDHHMMSSZ from 2050. Others are refused \
          or read differently by different software.",
    fix: "have it issued again",
};

/// A date that everyone reads, in the other of the two types.
pub const DATE_FORM: Code = Code {
    id: "date-form",
    severity: Severity::Warning,
    title: "a date before 2050 is a GeneralizedTime",
    cite: "RFC 5280 §4.1.2.5",
    why: "Until 2049 a date is to be a UTCTime. Every reader takes the other type as well; only tests of conformance \
          complain.",
    fix: "nothing need be done; software that issues certificates should write a UTCTime",
};

/// A serial number outside the rules.
pub const SERIAL_UNUSUAL: Code = Code {
    id: "serial-unusual",
    severity: Severity::Warning,
    title: "the serial number breaks the rules",
    cite: "RFC 5280 §4.1.2.2",
    why: "A serial number is a positive integer of at most 20 octets; some software refuses others, and a CRL may \
          not find them.",
    fix: "have it issued again",
};

/// Octets behind the end.
pub const TRAILING_BYTES: Code = Code {
    id: "trailing-bytes",
    severity: Severity::Warning,
    title: "there are octets behind the end",
    cite: "X.690 §10.1; RFC 7468 §2",
    why: "Strict readers refuse the whole; lenient ones never see the rest. The usual cause is a careless concatenation.",
    fix: "write it again with --pem, which leaves the rest out",
};

/// A structure that RFC 5280 does not allow.
pub const STRUCTURE_UNUSUAL: Code = Code {
    id: "structure-unusual",
    severity: Severity::Warning,
    title: "the structure breaks RFC 5280",
    cite: "RFC 5280 §4.1, §4.2",
    why: "Extensions twice, extensions in version 1, two signature algorithms that differ: readers disagree on \
          such certificates.",
    fix: "have it issued again",
};
