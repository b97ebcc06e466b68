//! Codes about names.

use crate::report::{Code, Severity};

/// An otherName in the wrong string type or wrapping.
pub const OTHER_NAME_TYPE: Code = Code {
    id: "other-name-type",
    severity: Severity::Error,
    title: "an XmppAddr or SRVName is not encoded as its standard wants it",
    cite: "RFC 6120 §13.7.1.4 (XmppAddr is a UTF8String); RFC 4985 §2 (SRVName is an IA5String)",
    why: "Software that reads the name by its type finds none. OpenSSL shows the whole extension as raw octets \
          when one SRVName has the wrong type; Openfire wrote such XmppAddr before 4.2.3.",
    fix: "make a new request and have it signed: xmppcert csr --from OLD",
};

/// An A-label where a U-label belongs.
pub const A_LABEL_IN_XMPP_ADDR: Code = Code {
    id: "a-label-in-xmpp-addr",
    severity: Severity::Warning,
    title: "an XmppAddr holds an A-label",
    cite: "RFC 7622 §3.2.1",
    why: "A JID has U-labels. Software that compares XmppAddr as text, Prosody among it, does not match the two \
          forms.",
    fix: "make a new request, which has the U-label: xmppcert csr --from OLD",
};

/// A U-label, or other octets outside ASCII, in a dNSName.
pub const U_LABEL_IN_DNS_NAME: Code = Code {
    id: "u-label-in-dns-name",
    severity: Severity::Error,
    title: "a dNSName or SRVName holds characters outside ASCII",
    cite: "RFC 5280 §7.2; RFC 4985 §3",
    why: "These names hold A-labels (xn--…). A U-label in them matches nothing.",
    fix: "make a new request, which has the A-label: xmppcert csr --from OLD",
};

/// A NUL octet within a name.
pub const NUL_IN_NAME: Code = Code {
    id: "nul-in-name",
    severity: Severity::Error,
    title: "a name holds a NUL octet",
    cite: "RFC 5280 §4.2.1.6; CVE-2009-2408",
    why: "Software that takes the NUL for the end reads another name than the CA certified: the mark of an attack.",
    fix: "do not use this certificate",
};

/// Another control character within a name.
pub const CONTROL_IN_NAME: Code = Code {
    id: "control-in-name",
    severity: Severity::Error,
    title: "a name holds a control character",
    cite: "RFC 5280 §4.2.1.6; RFC 7622 §3",
    why: "No domain and no JID has one. It may be there to mislead whoever reads a terminal or a log.",
    fix: "do not use this certificate",
};

/// An empty name.
pub const EMPTY_NAME: Code = Code {
    id: "empty-name",
    severity: Severity::Error,
    title: "a name is empty",
    cite: "RFC 5280 §4.2.1.6",
    why: "An empty name identifies nobody, and some software refuses the whole certificate for it.",
    fix: "make a new request: xmppcert csr --from OLD",
};

/// A name that is none of its kind.
pub const NAME_MALFORMED: Code = Code {
    id: "name-malformed",
    severity: Severity::Warning,
    title: "a name is not one of its kind",
    cite: "RFC 1034 §3.5; RFC 4985 §2; RFC 7622 §3.1; RFC 9525 §6.3",
    why: "It matches nothing: a dNSName is a host name or *. before one, an SRVName begins with _service., an XmppAddr \
          is a JID.",
    fix: "make a new request: xmppcert csr --from OLD says which names cannot be kept",
};

/// A direct-TLS service in an SRVName.
pub const XMPPS_SRV_NAME: Code = Code {
    id: "xmpps-srv-name",
    severity: Severity::Warning,
    title: "an SRVName names a direct-TLS service",
    cite: "XEP-0368 §3",
    why: "Direct TLS is checked like STARTTLS: against _xmpp-client and _xmpp-server. The _xmpps names are those \
          of DNS records and match nothing in a certificate.",
    fix: "use _xmpp-client and _xmpp-server: xmppcert csr DOMAIN",
};

/// An empty subject beside a subjectAltName that is not critical.
pub const SAN_NOT_CRITICAL: Code = Code {
    id: "san-not-critical",
    severity: Severity::Error,
    title: "the subject is empty and the subjectAltName is not critical",
    cite: "RFC 5280 §4.2.1.6",
    why: "A certificate without a subject is known by its subjectAltName alone, which must then be critical.",
    fix: "have it issued again with a critical subjectAltName, or with a subject",
};
