//! The codes, each with its reason, its source and its cure.

use crate::report::{Code, Severity};

/// An XmppAddr of a bare domain is asked for.
pub const XMPP_ADDR_CRASHES_EJABBERD: Code = Code {
    id: "xmpp-addr-crashes-ejabberd",
    severity: Severity::Warning,
    title: "an XmppAddr of a bare domain makes ejabberd peers drop the stream",
    cite: "observed with ejabberd 23.01 and 26.07; xmpp_stream_pkix.erl, get_domains_from_san",
    why: "When a remote server offers such a certificate for SASL EXTERNAL, ejabberd's stream process dies \
          (badarg) and the connection closes without an answer, whatever other names the certificate has. \
          Prosody never matches an XmppAddr between servers either, so the name gains nothing there.",
    fix: "leave XmppAddr out of server certificates; a dNSName is enough for every server",
};

/// XmppAddr is left out of a server's request.
pub const XMPP_ADDR_LEFT_OUT: Code = Code {
    id: "xmpp-addr-left-out",
    severity: Severity::Note,
    title: "XmppAddr is not asked for",
    cite: "RFC 6120 §13.7.1.4",
    why: "RFC 6120 keeps XmppAddr for backward compatibility and no longer encourages it in server \
          certificates; no server in use needs it beside a dNSName, and it kills ejabberd's incoming SASL EXTERNAL.",
    fix: "nothing to do; where an old peer insists on it, add --xmpp-addr",
};

/// SRVName is left out because the CA cannot issue it.
pub const SRV_NAME_LEFT_OUT: Code = Code {
    id: "srv-name-left-out",
    severity: Severity::Note,
    title: "SRVName is not asked for",
    cite: "CA/B Forum Baseline Requirements 7.1.2.7.12",
    why: "Public CAs and CAcert issue no otherName of the SRVName kind. A dNSName is valid for every XMPP \
          service of its domain, so nothing is lost; an SRVName would only restrict a certificate to XMPP.",
    fix: "nothing to do; a private CA can issue SRVName (--for private-ca)",
};

/// The CA drops a name that was asked for.
pub const CA_DROPS_NAME: Code = Code {
    id: "ca-drops-name",
    severity: Severity::Warning,
    title: "the chosen CA drops a name of the request, or refuses the order",
    cite: "CA/B Forum Baseline Requirements 7.1.2.7.12; RFC 8555 §7.4",
    why: "Let's Encrypt silently ignores everything but dNSName and iPAddress. Other ACME CAs may fail the \
          order, because its identifiers differ from the request's.",
    fix: "leave the name out, or send the request to a private CA (--for private-ca)",
};

/// CAcert builds the names itself.
pub const CA_REBUILDS_NAMES: Code = Code {
    id: "ca-rebuilds-names",
    severity: Severity::Note,
    title: "CAcert builds subject and names anew from your verified domains",
    cite: "CAcert source, includes/account.php",
    why: "CAcert takes the key and the host names it can verify; for each it writes a dNSName and an XmppAddr \
          and sets the first as commonName. Organisation, SRVName and everything else in the request is dropped.",
    fix: "verify each domain in your CAcert account before you send the request",
};

/// A name is not one of the public DNS.
pub const NOT_A_PUBLIC_NAME: Code = Code {
    id: "not-a-public-name",
    severity: Severity::Warning,
    title: "a name is not one of the public DNS, so the chosen CA refuses it",
    cite: "CA/B Forum Baseline Requirements 4.2.2, 7.1.2.7.12; RFC 6761; RFC 9476",
    why: "A publicly trusted CA certifies only names that it can look up: not single labels, not reserved names \
          such as .local, .internal or .test, and not private addresses.",
    fix: "use a CA of your own for it (--for private-ca)",
};

/// Wildcards need a DNS challenge.
pub const WILDCARD_NEEDS_DNS: Code = Code {
    id: "wildcard-needs-dns",
    severity: Severity::Note,
    title: "a wildcard is validated through the DNS alone",
    cite: "CA/B Forum Baseline Requirements 3.2.2.4; RFC 8555 §7.1.3",
    why: "ACME CAs issue a wildcard after a dns-01 challenge and no other, so the ACME client must be able to \
          write a TXT record.",
    fix: "run the ACME client with a DNS plug-in, or name the hosts one by one",
};

/// An address at a public CA.
pub const ADDRESS_AT_PUBLIC_CA: Code = Code {
    id: "address-at-public-ca",
    severity: Severity::Note,
    title: "few public CAs certify addresses",
    cite: "Let's Encrypt profile `shortlived`; CA/B Forum Baseline Requirements 7.1.2.7.12",
    why: "Let's Encrypt takes addresses in its shortlived profile (160 hours) only. XMPP never needs one: the \
          certificate names the domain of the JIDs, wherever the service runs.",
    fix: "leave the address out, unless something besides XMPP connects to it",
};

/// More names than CAs take.
pub const TOO_MANY_NAMES: Code = Code {
    id: "too-many-names",
    severity: Severity::Warning,
    title: "the request has more names than the CA takes",
    cite: "Let's Encrypt profiles: classic 100 names, tlsserver and shortlived 25",
    why: "Let's Encrypt refuses an order with more than 100 names, and with more than 25 in the profiles that \
          it recommends for servers.",
    fix: "split the names into several requests, or use --wildcard",
};

/// No component host is named.
pub const COMPONENTS_UNNAMED: Code = Code {
    id: "components-unnamed",
    severity: Severity::Note,
    title: "no component host is named",
    cite: "RFC 6120 §13.7.2.1",
    why: "Other servers reach a chat room at conference.example.org by that very name, and a certificate for \
          example.org does not cover it.",
    fix: "add each component host with --component, or all of them with --wildcard",
};

/// IDNA2003 and IDNA2008 differ.
pub const IDNA2003_DIFFERS: Code = Code {
    id: "idna2003-differs",
    severity: Severity::Warning,
    title: "old software looks for another name",
    cite: "RFC 5891 §4; UTS #46 §4, transitional processing",
    why: "IDNA2003, still used by Prosody 0.12 and older Java, maps sharp s, final sigma and joiners to other \
          letters, so such peers look up and compare a different domain.",
    fix: "register the other spelling as well, and add it to the request as a further domain",
};

/// The commonName is left out because it is too long.
pub const COMMON_NAME_LEFT_OUT: Code = Code {
    id: "common-name-left-out",
    severity: Severity::Note,
    title: "the first name is too long for a commonName",
    cite: "RFC 5280 appendix A.1 (ub-common-name)",
    why: "A commonName holds at most 64 characters. No XMPP software that follows RFC 9525 reads it; with an \
          empty subject the subjectAltName is critical, as RFC 5280 §4.2.1.6 demands.",
    fix: "nothing to do; a subject can be given with --subject, such as --subject 'O=Example'",
};

/// The commonName is no copy of a dNSName.
pub const COMMON_NAME_UNCERTIFIED: Code = Code {
    id: "common-name-uncertified",
    severity: Severity::Warning,
    title: "the commonName looks like a domain that the names do not have",
    cite: "CA/B Forum Baseline Requirements 7.1.4.3; RFC 9525 §2",
    why: "A commonName that is a domain must repeat one of the dNSNames; public CAs refuse the request or \
          add the name to it, and peers that still read commonName see a domain that was never meant.",
    fix: "name the domain as an argument as well, or leave CN out of --subject",
};

/// The chosen CA refuses this kind of key.
pub const KEY_REFUSED_BY_CA: Code = Code {
    id: "key-refused-by-ca",
    severity: Severity::Warning,
    title: "the chosen CA refuses this kind of key",
    cite: "CA/B Forum Baseline Requirements 6.1.5",
    why: "Public CAs sign requests for RSA keys from 2048 bits and for P-256 and P-384; other kinds are refused \
          with the order.",
    fix: "use the default key type (--type p256) or --type rsa2048",
};

/// Some servers cannot load this kind of key.
pub const KEY_UNLOADABLE: Code = Code {
    id: "key-unloadable",
    severity: Severity::Warning,
    title: "some XMPP servers cannot load this kind of key",
    cite: "observed with ejabberd 23.01 and 26.07; Tigase source, CertificateUtil",
    why: "An Ed25519 key crashes ejabberd's certificate manager, which then serves no certificate at all; \
          Tigase reads RSA and EC keys only and puts a self-signed certificate in their place.",
    fix: "use the default key type (--type p256), which every server loads",
};

/// The key file is encrypted.
pub const KEY_ENCRYPTED: Code = Code {
    id: "key-encrypted",
    severity: Severity::Warning,
    title: "most XMPP servers cannot start with an encrypted key",
    cite: "observed with ejabberd 23.01 and 26.07, Prosody 0.12, jabberd2 2.7",
    why: "ejabberd refuses to start, jabberd2 crashes without the password in its configuration, and Prosody \
          needs it there as well: the passphrase then lies beside the key.",
    fix: "keep an encrypted copy, and give the server the plain one: xmppcert key convert KEY --to pkcs8 --out SERVERKEY",
};

/// A name of the old certificate cannot be had again.
pub const NAME_NOT_KEPT: Code = Code {
    id: "name-not-kept",
    severity: Severity::Warning,
    title: "a name of the old certificate cannot be asked for again",
    cite: "RFC 6120 §13.7.1.2",
    why: "The old name is none that XMPP uses, is malformed, or is one that the chosen CA no longer issues.",
    fix: "name it anew in its right form (--san), or do without it",
};

/// A name of the old certificate is asked for in its right form.
pub const NAME_MENDED: Code = Code {
    id: "name-mended",
    severity: Severity::Note,
    title: "a name of the old certificate is asked for in its right form",
    cite: "RFC 5280 §4.2.1.6; RFC 6120 §13.7.1.4; RFC 4985 §2",
    why: "The old certificate holds the name in the wrong string type, in upper case, as a U-label where an \
          A-label belongs, or in its commonName alone.",
    fix: "nothing to do; the new request has it right",
};

/// The old subject is not carried over.
pub const SUBJECT_NOT_KEPT: Code = Code {
    id: "subject-not-kept",
    severity: Severity::Note,
    title: "organisation, country and the like are not carried over",
    cite: "RFC 9525 §2; CA/B Forum Baseline Requirements 7.1.2.7.2",
    why: "Nothing in XMPP reads them, domain-validated certificates must not have them, and many old ones are \
          a tool's placeholders.",
    fix: "give the subject with --subject where your CA wants one",
};

/// The new key is of another kind than the old one.
pub const KEY_KIND_CHANGED: Code = Code {
    id: "key-kind-changed",
    severity: Severity::Note,
    title: "the new key is of another kind than the old one",
    cite: "RFC 6120 §13.7.1.1; CA/B Forum Baseline Requirements 6.1.5",
    why: "The old key is too short or of a kind that today's CAs and servers do not take.",
    fix: "nothing to do; --type chooses another kind",
};

/// The destination was guessed from the old certificate's issuer.
pub const DESTINATION_GUESSED: Code = Code {
    id: "destination-guessed",
    severity: Severity::Note,
    title: "the kind of CA is taken from the old certificate's issuer",
    cite: "CA/B Forum Baseline Requirements 7.1.2.7.12; RFC 6120 §13.7.1.2",
    why: "What can be asked for depends on the CA; without --for the new request goes to one of the same kind.",
    fix: "choose the kind of CA with --for",
};

/// The CA that issued the old certificate is gone.
pub const CA_DEFUNCT: Code = Code {
    id: "ca-defunct",
    severity: Severity::Note,
    title: "the CA of the old certificate is gone",
    cite: "StartCom closed in January 2018; browsers distrusted it from October 2016",
    why: "The XMPP Intermediate CA of 2006 ran under StartCom and later became StartCom's own service. What it \
          issued, XmppAddr and SRVName included, no public CA issues today.",
    fix: "ask another CA: --for public-ca (Let's Encrypt and others), --for cacert or --for private-ca",
};
