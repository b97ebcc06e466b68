//! Facts of what a command saw in a file.

/// Who a certificate or a request is for, and what it may do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HolderFacts {
    /// The subject in one line; empty for the empty one.
    pub subject: String,
    /// The commonName.
    pub cn: Option<String>,
    /// The names by kind.
    pub names: NamesSeen,
    /// What it is good for, in plain words.
    pub good_for: Vec<String>,
    /// The key.
    pub key: PublicKeyFacts,
    /// The signature algorithm by its usual name.
    pub signature: String,
    /// keyUsage; `None` without the extension.
    pub key_usage: Option<Vec<&'static str>>,
    /// extendedKeyUsage by name, or by OID where it has none; `None` without the extension.
    pub extended_key_usage: Option<Vec<String>>,
    /// basicConstraints cA.
    pub is_ca: bool,
    /// basicConstraints pathLenConstraint.
    pub path_length: Option<u32>,
    /// subjectKeyIdentifier in hexadecimal.
    pub ski: Option<String>,
    /// TLS features by name.
    pub tls_features: Vec<String>,
    /// Whether a request is signed with its own key; `None` in certificates, and for algorithms that
    /// cannot be checked.
    pub proves_possession: Option<bool>,
}

/// A certificate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CertificateFacts {
    /// Its holder.
    pub holder: HolderFacts,
    /// What the issuer says of it.
    pub issued: Issued,
}

/// What an issuer adds to a holder's wishes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issued {
    /// The version as people count, 3 nearly always.
    pub version: u32,
    /// The issuer in one line.
    pub issuer: String,
    /// Who that is, where it is known: `Let's Encrypt, intermediate of 2024, retired`.
    pub issuer_note: Option<String>,
    /// The serial number in hexadecimal.
    pub serial: String,
    /// The dates.
    pub validity: Validity,
    /// Whether it is signed with its own key.
    pub self_signed: bool,
    /// authorityKeyIdentifier in hexadecimal.
    pub aki: Option<String>,
    /// OCSP responders.
    pub ocsp: Vec<String>,
    /// Where the issuer's certificate is.
    pub issuers: Vec<String>,
    /// Where CRLs are.
    pub crls: Vec<String>,
    /// Certificate transparency timestamps.
    pub sct_count: usize,
    /// Policies by name, or by OID where they have none.
    pub policies: Vec<String>,
    /// SHA-256 of the certificate in hexadecimal.
    pub sha256: String,
    /// SHA-1 of the certificate in hexadecimal; a name, no protection.
    pub sha1: String,
}

/// The dates of a certificate or CRL, in RFC 3339, and in words at the instant of the run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validity {
    /// The first second.
    pub not_before: String,
    /// The last second; `None` for a CRL without nextUpdate.
    pub not_after: Option<String>,
    /// Whole days left, negative once it is over.
    pub days_left: Option<i64>,
    /// `ends in 6 days, on 2026-11-28`.
    pub words: String,
    /// How it stands.
    pub state: Shown,
}

/// How good a thing looks, for colour alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// As it should be.
    #[default]
    Good,
    /// Soon not.
    Soon,
    /// Not.
    Bad,
}

/// Names by kind, each with its other form where it is internationalised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamesSeen {
    /// dNSName, as encoded.
    pub dns: Vec<String>,
    /// SRVName.
    pub srv: Vec<String>,
    /// XmppAddr.
    pub xmpp: Vec<String>,
    /// iPAddress.
    pub ip: Vec<String>,
    /// rfc822Name.
    pub email: Vec<String>,
    /// uniformResourceIdentifier.
    pub uri: Vec<String>,
    /// otherNames that XMPP does not know, and the kinds of RFC 5280 that nobody uses.
    pub other: Vec<OtherName>,
    /// Names in an encoding that their standards do not allow.
    pub malformed: Vec<MalformedName>,
}

/// A name of a kind without meaning for XMPP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherName {
    /// The type-id in dots, or the GeneralName's kind.
    pub oid: String,
    /// The name of that OID, where it has one.
    pub label: Option<&'static str>,
    /// The value in DER, in hexadecimal; the text for kinds that are no otherName.
    pub der: String,
}

/// A name in a broken encoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MalformedName {
    /// What it tries to be: `dns`, `srv`, `xmpp`, …
    pub kind: &'static str,
    /// What can be read of it.
    pub text: String,
    /// Its octets in hexadecimal.
    pub der: String,
    /// What is wrong.
    pub why: String,
}

/// A public key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublicKeyFacts {
    /// The algorithm: `RSA`, `EC`, `Ed25519` …
    pub kind: String,
    /// The curve of an EC key.
    pub curve: Option<String>,
    /// The size, where the algorithm has sizes.
    pub bits: Option<usize>,
    /// SHA-256 of the subjectPublicKeyInfo in hexadecimal.
    pub spki_sha256: String,
}

/// A private key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrivateKeyFacts {
    /// The algorithm as people name it; `None` while it is encrypted.
    pub algorithm: Option<String>,
    /// The format: `PKCS#8`, `PKCS#1`, `SEC1` …
    pub format: String,
    /// How it is encrypted, where it is.
    pub encryption: Option<String>,
    /// Whether the passphrase given opened it.
    pub opened: bool,
    /// SHA-256 of its subjectPublicKeyInfo in hexadecimal, where that is known.
    pub spki_sha256: Option<String>,
    /// Why it cannot be used, where it cannot.
    pub unusable: Option<String>,
}

/// Parameters of keys in a block of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParametersFacts {
    /// The label of the block: `EC PARAMETERS`, `DH PARAMETERS` …
    pub label: String,
    /// The curve, or its OID in dots.
    pub curve: Option<String>,
    /// The size of the prime in bits.
    pub bits: Option<usize>,
    /// What they are good for, in plain words.
    pub good_for: String,
}

/// A certificate revocation list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CrlFacts {
    /// The issuer in one line.
    pub issuer: String,
    /// thisUpdate and nextUpdate.
    pub validity: Validity,
    /// cRLNumber in hexadecimal.
    pub number: Option<String>,
    /// The signature algorithm.
    pub signature: String,
    /// How many certificates it revokes.
    pub revoked: usize,
    /// Serial numbers, each with its date and reason; at most the first hundred.
    pub entries: Vec<(String, String, Option<String>)>,
}

/// A keystore, or a bag of certificates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoreFacts {
    /// `PKCS#12`, `JKS`, `PKCS#7` …
    pub format: String,
    /// How it is protected, in words.
    pub protection: Vec<String>,
    /// Its entries, in order.
    pub entries: Vec<StoreEntry>,
    /// Why it cannot be opened, where it cannot.
    pub unopened: Option<String>,
}

/// One entry of a keystore.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoreEntry {
    /// The alias or friendly name.
    pub alias: Option<String>,
    /// `key with 2 certificates`, `trusted certificate`, `secret key`, …
    pub what: String,
    /// When it was made, in RFC 3339, where the store says so.
    pub created: Option<String>,
    /// What the certificate, or the first of its chain, is for.
    pub subject: Option<String>,
}

/// Something that could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnreadableFacts {
    /// What it looks like: `certificate`, `DER of an unknown kind`, `no PEM and no DER` …
    pub looks_like: String,
    /// Where and why reading stopped.
    pub why: String,
    /// What could be read all the same, label and value.
    pub read: Vec<(String, String)>,
}

/// One certificate in the tree of a file, issuers above what they issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// Its number among the file's certificates, from 1.
    pub number: usize,
    /// How many issuers of the file stand above it.
    pub depth: usize,
    /// What a person would call it.
    pub subject: String,
    /// `self-signed`, or that its issuer is not in the file.
    pub note: Option<String>,
}
