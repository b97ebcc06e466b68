//! Certificates and requests that others made, parsed once into values (RFC 5280 §4, RFC 2986 §4).

mod extensions;
mod key;

use std::sync::Arc;

use thiserror::Error;
use x509_parser::certificate::X509Certificate;
use x509_parser::certification_request::X509CertificationRequest;
use x509_parser::prelude::FromDer;

use super::distinguished::Name;
use super::link::Link;
use super::moment::Moment;
use super::oid::in_dots;

pub use extensions::{BasicConstraints, Extensions};
pub use key::PublicKey;
pub(super) use key::curve_name;

/// A certificate.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// All of it in DER.
    pub der: Vec<u8>,
    /// The version as people count: 1, 2 or 3.
    pub version: u32,
    /// The serial number's octets, as encoded.
    pub serial: Vec<u8>,
    /// Whom it is for, and what that one may do.
    pub holder: Holder,
    /// Who issued it.
    pub issuer: Name,
    /// Its first second.
    pub not_before: Moment,
    /// Its last second.
    pub not_after: Moment,
    /// The signature algorithm, by its OID in dots.
    pub signature: String,
    /// Whether its issuer is itself: issuer and subject are the same, and so are the key identifiers of
    /// both. Where one of those is missing the signature decides, if it can be checked and [`Doubt`]
    /// wants it.
    pub self_signed: bool,
    /// The same for path validation, where [`Reading`] wants it and it can be had.
    pub link: Option<Arc<Link>>,
}

/// How much of a certificate is read.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// What is done in doubt about [`Certificate::self_signed`].
    pub doubt: Doubt,
    /// Whether there is to be a [`Certificate::link`], which costs half as much again.
    pub link: bool,
}

/// What is done where only the signature would tell a self-signed certificate from one that a CA of the
/// same name has signed with another key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The signature is checked, which takes as long as reading ten certificates and more.
    Checked,
    /// It is taken for self-signed: only in such a certificate may the authorityKeyIdentifier be missing
    /// (RFC 5280 §4.2.1.1).
    Waived,
}

/// A certification request.
#[derive(Clone, Debug)]
pub struct Request {
    /// All of it in DER.
    pub der: Vec<u8>,
    /// Whom it is for, and what that one wants.
    pub holder: Holder,
    /// The signature algorithm, by its OID in dots.
    pub signature: String,
    /// Whether its signature is that of its own key (RFC 2986 §3); `None` for an algorithm that cannot
    /// be checked.
    pub proves_possession: Option<bool>,
}

/// The holder of a certificate, or who asks for one.
#[derive(Clone, Debug, Default)]
pub struct Holder {
    /// The subject.
    pub subject: Name,
    /// The public key.
    pub key: PublicKey,
    /// The extensions; of a request those asked for.
    pub extensions: Extensions,
}

/// Why octets are no certificate or request.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ReadError {
    /// The DER of a certificate ends in nonsense.
    #[error("not a readable certificate ({0})")]
    Certificate(String),
    /// The DER of a public key ends in nonsense.
    #[error("not a readable public key ({0})")]
    PublicKey(String),
    /// The DER of a request ends in nonsense.
    #[error("not a readable certificate request ({0})")]
    Request(String),
}

impl Certificate {
    /// Reads one certificate; octets behind it are left alone.
    ///
    /// # Errors
    /// When the DER does not hold a certificate that x509-parser can read.
    pub fn from_der(der: &[u8]) -> Result<Certificate, ReadError> {
        Certificate::read(der, Reading { doubt: Doubt::Checked, link: false })
    }

    /// The same, with a choice of how much is read.
    ///
    /// # Errors
    /// When the DER does not hold a certificate that x509-parser can read.
    pub fn read(der: &[u8], reading: Reading) -> Result<Certificate, ReadError> {
        let (rest, parsed) = X509Certificate::from_der(der)
            .map_err(|error| ReadError::Certificate(error.to_string()))?;
        let own = &der[..der.len() - rest.len()];
        let extensions = Extensions::read(parsed.extensions().iter());
        let signed = parsed.tbs_certificate.as_ref();
        let (issuer, subject) = (Name::among(signed, 1), Name::among(signed, 3));
        let self_issued = issuer.raw == subject.raw;
        let link = if reading.link { Link::read(own, &parsed).ok() } else { None };
        Ok(Certificate {
            self_signed: self_issued && is_self_signed(&parsed, &extensions, reading.doubt),
            link: link.map(Arc::new),
            der: own.to_vec(),
            version: parsed.version().0.saturating_add(1),
            serial: parsed.raw_serial().to_vec(),
            holder: Holder { subject, key: PublicKey::read(parsed.public_key()), extensions },
            issuer,
            not_before: Moment::from(parsed.validity().not_before),
            not_after: Moment::from(parsed.validity().not_after),
            signature: in_dots(&parsed.signature_algorithm.algorithm),
        })
    }

    /// Whether issuer and subject have the same name (RFC 5280 §6.1, self-issued).
    pub fn is_self_issued(&self) -> bool {
        self.issuer.raw == self.holder.subject.raw
    }

    /// basicConstraints cA (RFC 5280 §4.2.1.9).
    pub fn is_ca(&self) -> bool {
        self.holder.extensions.basic_constraints.as_ref().is_some_and(|basic| basic.ca)
    }

    /// Whether it bears a mark of the Web PKI: a CA/B Forum policy or certificate transparency
    /// timestamps (Baseline Requirements 7.1.6.1, RFC 6962 §3.3).
    pub fn has_web_pki_marks(&self) -> bool {
        let forum = |policy: &String| policy.starts_with("2.23.140.1.");
        let extensions = &self.holder.extensions;
        extensions.sct_count > 0 || extensions.policies.iter().any(forum)
    }
}

impl Request {
    /// Reads one request.
    ///
    /// # Errors
    /// When the DER does not hold a request that x509-parser can read.
    pub fn from_der(der: &[u8]) -> Result<Request, ReadError> {
        let (rest, parsed) = X509CertificationRequest::from_der(der)
            .map_err(|error| ReadError::Request(error.to_string()))?;
        let info = &parsed.certification_request_info;
        let asked =
            info.iter_attributes().find_map(|attribute| match attribute.parsed_attribute() {
                x509_parser::cri_attributes::ParsedCriAttribute::ExtensionRequest(asked) => {
                    Some(asked)
                }
                _ => None,
            });
        let extensions = asked.map(|asked| Extensions::read(asked.extensions.iter()));
        Ok(Request {
            der: der[..der.len() - rest.len()].to_vec(),
            holder: Holder {
                subject: Name::among(info.raw, 0),
                key: PublicKey::read(&info.subject_pki),
                extensions: extensions.unwrap_or_default(),
            },
            signature: in_dots(&parsed.signature_algorithm.algorithm),
            proves_possession: proof(parsed.verify_signature()),
        })
    }
}

/// Whether a certificate whose issuer and subject are the same is signed with its own key.
fn is_self_signed(parsed: &X509Certificate<'_>, extensions: &Extensions, doubt: Doubt) -> bool {
    // RFC 5280 §4.2.1.1: they tell a key from the next one of the same CA
    match (&extensions.authority_key, &extensions.subject_key, doubt) {
        (Some(authority), Some(subject), _) => authority == subject,
        (_, _, Doubt::Checked) => proof(parsed.verify_signature(None)).unwrap_or(true),
        (_, _, Doubt::Waived) => true,
    }
}

fn proof(verified: Result<(), x509_parser::error::X509Error>) -> Option<bool> {
    use x509_parser::error::X509Error;
    match verified {
        Ok(()) => Some(true),
        Err(X509Error::SignatureVerificationError) => Some(false),
        Err(_) => None,
    }
}
