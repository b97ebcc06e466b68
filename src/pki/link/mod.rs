//! A certificate as a link of a path: parsed once, shared, and ready for every question of RFC 5280 §6.

mod extensions;
mod known;

use std::ops::Range;

use aws_lc_rs::digest::{SHA256, digest};
use thiserror::Error;
use x509_parser::certificate::X509Certificate;
use x509_parser::prelude::FromDer;

use super::folded::FoldedName;
use super::signature::{Key, Refusal, Scheme};
use super::tlv;

pub use extensions::{AuthorityKey, Extensions, KeyUsage, Purposes};
pub use known::Known;

/// A certificate (RFC 5280 §4.1).
#[derive(Clone, Debug)]
pub struct Link {
    der: Vec<u8>,
    signed: Range<usize>,
    signature: Vec<u8>,
    /// SHA-256 of all of it: two files with one certificate hold one link.
    pub fingerprint: [u8; 32],
    /// How it is signed.
    pub scheme: Scheme,
    /// Whether both places that name the signature algorithm agree (§4.1.1.2).
    pub schemes_agree: bool,
    /// The version as people count: 1, 2 or 3.
    pub version: u32,
    /// The serial number's octets, as encoded.
    pub serial: Vec<u8>,
    /// Who issued it.
    pub issuer: FoldedName,
    /// Whom it is for.
    pub subject: FoldedName,
    /// Its first second, in seconds since 1970-01-01T00:00:00Z.
    pub not_before: i64,
    /// Its last second, in seconds since 1970-01-01T00:00:00Z.
    pub not_after: i64,
    /// The subject's key.
    pub key: Key,
    /// Whether it has an issuerUniqueID or subjectUniqueID.
    pub has_unique_ids: bool,
    /// What its extensions say.
    pub extensions: Extensions,
}

/// The octets are no certificate.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("not a readable certificate ({0})")]
pub struct LinkError(String);

impl Link {
    /// Reads one certificate, which has to fill the octets.
    ///
    /// # Errors
    /// When the DER does not hold a certificate that x509-parser can read.
    pub fn from_der(der: &[u8]) -> Result<Link, LinkError> {
        let (rest, parsed) =
            X509Certificate::from_der(der).map_err(|error| LinkError(error.to_string()))?;
        if !rest.is_empty() {
            return Err(LinkError(format!("{} octets follow it", rest.len())));
        }
        Link::read(der, &parsed)
    }

    /// The link of a certificate that x509-parser has read from these octets, and from all of them.
    pub(super) fn read(der: &[u8], parsed: &X509Certificate<'_>) -> Result<Link, LinkError> {
        let unreadable = || LinkError("its outer structure is not DER".to_owned());
        let inner = tlv::only(der, 0x30).ok_or_else(unreadable)?;
        let start = der.len() - inner.len();
        let tbs = &parsed.tbs_certificate;
        Ok(Link {
            signed: start..start + tbs.as_ref().len(),
            signature: parsed.signature_value.data.to_vec(),
            fingerprint: fingerprint(der),
            scheme: Scheme::read(&parsed.signature_algorithm),
            schemes_agree: parsed.signature_algorithm == tbs.signature,
            version: tbs.version.0.saturating_add(1),
            serial: tbs.raw_serial().to_vec(),
            issuer: FoldedName::among(tbs.as_ref(), 1),
            subject: FoldedName::among(tbs.as_ref(), 3),
            not_before: tbs.validity.not_before.timestamp(),
            not_after: tbs.validity.not_after.timestamp(),
            key: Key::read(&tbs.subject_pki),
            has_unique_ids: tbs.issuer_uid.is_some() || tbs.subject_uid.is_some(),
            extensions: Extensions::read(tbs.extensions()),
            der: der.to_vec(),
        })
    }

    /// All of it in DER.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The octets that are signed.
    pub fn signed(&self) -> &[u8] {
        self.der.get(self.signed.clone()).unwrap_or_default()
    }

    /// The octets of the signature.
    pub fn signature(&self) -> &[u8] {
        &self.signature
    }

    /// Whether issuer and subject are the same (RFC 5280 §6.1, self-issued).
    pub fn is_self_issued(&self) -> bool {
        self.issuer == self.subject
    }

    /// basicConstraints cA (§4.2.1.9).
    pub fn is_ca(&self) -> bool {
        self.extensions.basic.is_some_and(|(ca, _)| ca)
    }

    /// Checks the signature with the key of `issuer`.
    ///
    /// # Errors
    /// When it is wrong, or cannot be checked.
    pub fn verify_with(&self, issuer: &Link) -> Result<(), Refusal> {
        self.scheme.verify(&issuer.key, self.signed(), &self.signature)
    }
}

/// SHA-256.
pub(super) fn fingerprint(der: &[u8]) -> [u8; 32] {
    let mut fingerprint = [0; 32];
    let hash = digest(&SHA256, der);
    fingerprint.iter_mut().zip(hash.as_ref()).for_each(|(to, from)| *to = *from);
    fingerprint
}
