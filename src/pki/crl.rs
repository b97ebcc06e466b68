//! Certificate revocation lists (RFC 5280 §5).

use thiserror::Error;
use x509_parser::extensions::ParsedExtension;
use x509_parser::prelude::FromDer;
use x509_parser::revocation_list::{CertificateRevocationList, RevokedCertificate};

use super::distinguished::Name;
use super::moment::Moment;
use super::oid::in_dots;

/// A list of revoked certificates.
#[derive(Clone, Debug)]
pub struct Crl {
    /// All of it in DER.
    pub der: Vec<u8>,
    /// Whose list it is.
    pub issuer: Name,
    /// When it was made.
    pub this_update: Moment,
    /// When the next one is due.
    pub next_update: Option<Moment>,
    /// cRLNumber, as octets.
    pub number: Option<Vec<u8>>,
    /// The signature algorithm, by its OID in dots.
    pub signature: String,
    /// What it revokes.
    pub revoked: Vec<Revoked>,
}

/// One entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revoked {
    /// The serial number's octets, as encoded.
    pub serial: Vec<u8>,
    /// Since when.
    pub date: Moment,
    /// The reason (RFC 5280 §5.3.1), where one is given.
    pub reason: Option<String>,
}

/// The octets are no list.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("not a readable CRL ({0})")]
pub struct CrlError(String);

impl Crl {
    /// Reads one list; its signature is not checked.
    ///
    /// # Errors
    /// When the DER does not hold a CRL that x509-parser can read.
    pub fn from_der(der: &[u8]) -> Result<Crl, CrlError> {
        let (rest, parsed) = CertificateRevocationList::from_der(der)
            .map_err(|error| CrlError(error.to_string()))?;
        Ok(Crl {
            der: der[..der.len() - rest.len()].to_vec(),
            issuer: Name::among(parsed.tbs_cert_list.as_ref(), 1),
            this_update: Moment::from(parsed.last_update()),
            next_update: parsed.next_update().map(Moment::from),
            number: parsed.crl_number().map(|number| number.to_bytes_be()),
            signature: in_dots(&parsed.signature_algorithm.algorithm),
            revoked: parsed.iter_revoked_certificates().map(revoked).collect(),
        })
    }
}

fn revoked(entry: &RevokedCertificate<'_>) -> Revoked {
    let reason =
        entry.extensions().iter().find_map(|extension| match extension.parsed_extension() {
            ParsedExtension::ReasonCode(code) => Some(code.to_string()),
            _ => None,
        });
    Revoked {
        serial: entry.raw_serial().to_vec(),
        date: Moment::from(entry.revocation_date),
        reason,
    }
}
