//! Certificates and requests that others made, read as far as a renewal needs them.

use thiserror::Error;
use x509_parser::certificate::X509Certificate;
use x509_parser::certification_request::X509CertificationRequest;
use x509_parser::extensions::ParsedExtension;
use x509_parser::prelude::FromDer;
use x509_parser::x509::{SubjectPublicKeyInfo, X509Name};

use super::held_key::HeldKey;
use super::presented::{Presented, presented};

/// A certificate, read from DER (RFC 5280 §4.1).
#[derive(Clone, Debug)]
pub struct Certificate {
    /// What it says of its holder.
    pub holder: Holder,
    /// Who issued it.
    pub issuer: Issuer,
    /// basicConstraints cA (RFC 5280 §4.2.1.9).
    pub is_ca: bool,
    /// Whether it bears a mark of the Web PKI: a CA/B Forum policy or certificate transparency
    /// timestamps (Baseline Requirements 7.1.6.1, RFC 6962 §3.3).
    pub publicly_trusted_marks: bool,
}

/// A certification request, read from DER (RFC 2986 §4).
#[derive(Clone, Debug)]
pub struct Request {
    /// What it says of its holder.
    pub holder: Holder,
}

/// The names and the key of a certificate or request.
#[derive(Clone, Debug)]
pub struct Holder {
    /// The subject, in one line.
    pub subject: String,
    /// The subject's first commonName.
    pub common_name: Option<String>,
    /// The subjectAltName's entries in order; empty without the extension.
    pub names: Vec<Presented>,
    /// What kind of key it is.
    pub key: HeldKey,
    /// The subjectPublicKeyInfo in DER.
    pub spki: Vec<u8>,
}

/// The issuer's name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issuer {
    /// All of it, in one line.
    pub text: String,
    /// Whether it equals the subject.
    pub is_subject: bool,
}

/// Why octets are no certificate or request.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ReadError {
    /// The DER of a certificate ends in nonsense.
    #[error("not a readable certificate ({0})")]
    Certificate(String),
    /// The DER of a request ends in nonsense.
    #[error("not a readable certificate request ({0})")]
    Request(String),
}

impl Certificate {
    /// Reads one certificate.
    ///
    /// # Errors
    /// When the DER does not hold a certificate that x509-parser can read.
    pub fn from_der(der: &[u8]) -> Result<Certificate, ReadError> {
        let (_, parsed) = X509Certificate::from_der(der)
            .map_err(|error| ReadError::Certificate(error.to_string()))?;
        let mut extensions = parsed.iter_extensions().map(|e| e.parsed_extension());
        let is_ca = parsed.is_ca();
        let issuer = Issuer {
            text: parsed.issuer().to_string(),
            is_subject: parsed.issuer().as_raw() == parsed.subject().as_raw(),
        };
        Ok(Certificate {
            publicly_trusted_marks: extensions.any(is_web_pki_mark),
            holder: holder(parsed.subject(), names(&parsed), parsed.public_key()),
            issuer,
            is_ca,
        })
    }
}

impl Request {
    /// Reads one request. Its signature is not checked: a renewal takes names from it, not trust.
    ///
    /// # Errors
    /// When the DER does not hold a request that x509-parser can read.
    pub fn from_der(der: &[u8]) -> Result<Request, ReadError> {
        let (_, parsed) = X509CertificationRequest::from_der(der)
            .map_err(|error| ReadError::Request(error.to_string()))?;
        let names = parsed.requested_extensions().and_then(|mut all| all.find_map(alt_names));
        let info = &parsed.certification_request_info;
        Ok(Request { holder: holder(&info.subject, names.unwrap_or_default(), &info.subject_pki) })
    }
}

fn holder(subject: &X509Name<'_>, names: Vec<Presented>, key: &SubjectPublicKeyInfo<'_>) -> Holder {
    let common_name = subject.iter_common_name().find_map(|cn| cn.as_str().ok()).map(str::to_owned);
    Holder {
        subject: subject.to_string(),
        common_name,
        names,
        key: HeldKey::of(key),
        spki: key.raw.to_vec(),
    }
}

fn names(certificate: &X509Certificate<'_>) -> Vec<Presented> {
    certificate.iter_extensions().find_map(|e| alt_names(e.parsed_extension())).unwrap_or_default()
}

fn alt_names(extension: &ParsedExtension<'_>) -> Option<Vec<Presented>> {
    match extension {
        ParsedExtension::SubjectAlternativeName(san) => Some(presented(san)),
        _ => None,
    }
}

fn is_web_pki_mark(extension: &ParsedExtension<'_>) -> bool {
    match extension {
        // 2.23.140.1.2.x: domain, organisation or individual validated; 1.1: extended
        ParsedExtension::CertificatePolicies(policies) => {
            policies.iter().any(|p| p.policy_id.to_id_string().starts_with("2.23.140.1."))
        }
        ParsedExtension::SCT(timestamps) => !timestamps.is_empty(),
        _ => false,
    }
}
