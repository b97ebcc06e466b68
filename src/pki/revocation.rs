//! Revocation lists as path validation reads them (RFC 5280 §5).

use std::ops::Range;

use thiserror::Error;
use x509_parser::extensions::ParsedExtension;
use x509_parser::prelude::FromDer;
use x509_parser::revocation_list::{CertificateRevocationList, RevokedCertificate};

use super::folded::FoldedName;
use super::general_name::GeneralName;
use super::link::fingerprint;
use super::oid::in_dots;
use super::points::{PointName, Reasons, general_names, reasons};
use super::signature::{Key, Refusal, Scheme};
use super::tlv;

/// A list of revoked certificates.
#[derive(Clone, Debug)]
pub struct RevocationList {
    der: Vec<u8>,
    signed: Range<usize>,
    signature: Vec<u8>,
    scheme: Scheme,
    /// SHA-256 of all of it.
    pub fingerprint: [u8; 32],
    /// Who signed it.
    pub issuer: FoldedName,
    /// When it was made, in seconds since 1970-01-01T00:00:00Z.
    pub this_update: i64,
    /// When the next one is due, in seconds since 1970-01-01T00:00:00Z.
    pub next_update: Option<i64>,
    /// cRLNumber, its octets without leading zeros.
    pub number: Option<Vec<u8>>,
    /// Of a delta list, the number of the list that it completes (§5.2.4).
    pub base_number: Option<Vec<u8>>,
    /// What it covers (§5.2.5).
    pub scope: Scope,
    /// authorityKeyIdentifier's keyIdentifier.
    pub authority_key: Option<Vec<u8>>,
    /// Why nobody may use it, whoever signed it.
    pub faults: Vec<String>,
    /// Ordered by serial number.
    entries: Vec<Entry>,
}

/// issuingDistributionPoint (§5.2.5).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Whether the extension is there.
    pub is_stated: bool,
    /// The point at which it is published.
    pub point: Option<PointName>,
    /// onlyContainsUserCerts.
    pub only_user: bool,
    /// onlyContainsCACerts.
    pub only_ca: bool,
    /// onlySomeReasons.
    pub reasons: Option<Reasons>,
    /// indirectCRL: other issuers' certificates may be in it.
    pub indirect: bool,
    /// onlyContainsAttributeCerts.
    pub only_attribute: bool,
}

/// One certificate in a list.
#[derive(Clone, Debug)]
pub struct Entry {
    serial: Vec<u8>,
    /// Whose certificate it is, where the list says so (§5.3.3).
    issuer: Option<Vec<GeneralName>>,
    /// Since when, in seconds since 1970-01-01T00:00:00Z.
    pub date: i64,
    /// CRLReason; 0 (unspecified) where none is given, 8 is removeFromCRL.
    pub reason: u8,
}

/// The octets are no list.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("not a readable revocation list ({0})")]
pub struct RevocationListError(String);

impl RevocationList {
    /// Reads one list, which has to fill the octets.
    ///
    /// # Errors
    /// When the DER does not hold a list that x509-parser can read.
    pub fn from_der(der: &[u8]) -> Result<RevocationList, RevocationListError> {
        let wrong = |why: String| RevocationListError(why);
        let (rest, parsed) =
            CertificateRevocationList::from_der(der).map_err(|error| wrong(error.to_string()))?;
        let inner = tlv::only(der, 0x30).filter(|_| rest.is_empty());
        let inner = inner.ok_or_else(|| wrong("its outer structure is not DER".to_owned()))?;
        let start = der.len() - inner.len();
        let tbs = &parsed.tbs_cert_list;
        let mut list = RevocationList {
            signed: start..start + tbs.as_ref().len(),
            signature: parsed.signature_value.data.to_vec(),
            scheme: Scheme::read(&parsed.signature_algorithm),
            fingerprint: fingerprint(der),
            issuer: FoldedName::among(tbs.as_ref(), 1),
            this_update: tbs.this_update.timestamp(),
            next_update: tbs.next_update.map(|time| time.timestamp()),
            number: None,
            base_number: None,
            scope: Scope::default(),
            authority_key: None,
            faults: Vec::new(),
            entries: Vec::new(),
            der: der.to_vec(),
        };
        if parsed.signature_algorithm != tbs.signature {
            list.faults.push("names two signature algorithms".to_owned());
        }
        list.take_extensions(&parsed);
        list.take_entries(parsed.iter_revoked_certificates());
        Ok(list)
    }

    fn take_extensions(&mut self, parsed: &CertificateRevocationList<'_>) {
        for extension in parsed.extensions() {
            let readable = match extension.oid.as_bytes() {
                [0x55, 0x1d, 20] => {
                    self.number = integer(extension.value);
                    if extension.critical {
                        // RFC 5280 §5.2.3: cRLNumber is non-critical
                        self.faults.push("has a critical cRLNumber".to_owned());
                    }
                    self.number.is_some()
                }
                [0x55, 0x1d, 27] => {
                    self.base_number = integer(extension.value);
                    self.base_number.is_some()
                }
                [0x55, 0x1d, 28] => self.take_scope(extension.value).is_some(),
                [0x55, 0x1d, 35] => {
                    if let ParsedExtension::AuthorityKeyIdentifier(authority) =
                        extension.parsed_extension()
                    {
                        self.authority_key =
                            authority.key_identifier.as_ref().map(|key| key.0.to_vec());
                    }
                    true
                }
                _ => !extension.critical,
            };
            if !readable {
                let oid = in_dots(&extension.oid);
                self.faults.push(format!("has an extension ({oid}) that cannot be processed"));
            }
        }
        if self.number.is_none() {
            // RFC 5280 §5.2.3: every list has a number
            self.faults.push("has no cRLNumber".to_owned());
        }
    }

    fn take_scope(&mut self, value: &[u8]) -> Option<()> {
        self.scope.is_stated = true;
        for field in tlv::all(tlv::only(value, 0x30)?)? {
            let truth = field.content.iter().any(|octet| *octet != 0);
            match field.tag {
                0xa0 => self.scope.point = Some(PointName::read(field.content)?),
                0x81 => self.scope.only_user = truth,
                0x82 => self.scope.only_ca = truth,
                0x83 => self.scope.reasons = Some(reasons(field.content)),
                0x84 => self.scope.indirect = truth,
                0x85 => self.scope.only_attribute = truth,
                _ => return None,
            }
        }
        Some(())
    }

    fn take_entries<'a>(&mut self, parsed: impl Iterator<Item = &'a RevokedCertificate<'a>>) {
        // RFC 5280 §5.3.3: an entry without certificateIssuer has that of the entry before
        let mut issuer: Option<Vec<GeneralName>> = None;
        for revoked in parsed {
            let mut reason = 0;
            for extension in revoked.extensions() {
                match (extension.oid.as_bytes(), extension.parsed_extension()) {
                    (_, ParsedExtension::ReasonCode(code)) => reason = code.0,
                    ([0x55, 0x1d, 29], _) => {
                        issuer = tlv::only(extension.value, 0x30).and_then(general_names);
                    }
                    _ if extension.critical => {
                        let oid = in_dots(&extension.oid);
                        let fault = format!(
                            "has an entry with an extension ({oid}) that cannot be processed"
                        );
                        self.faults.push(fault);
                    }
                    _ => {}
                }
            }
            self.entries.push(Entry {
                serial: revoked.raw_serial().to_vec(),
                issuer: issuer.clone(),
                date: revoked.revocation_date.timestamp(),
                reason,
            });
        }
        self.entries.sort_by(|one, other| one.serial.cmp(&other.serial));
    }

    /// All of it in DER.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// How many certificates are in it.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether no certificate is in it.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entry of a certificate (RFC 5280 §6.3.3 (i), (j)).
    pub fn entry(&self, issuer: &FoldedName, serial: &[u8]) -> Option<&Entry> {
        let start = self.entries.partition_point(|entry| entry.serial.as_slice() < serial);
        let same = self.entries.iter().skip(start).take_while(|entry| entry.serial == serial);
        same.filter(|entry| match &entry.issuer {
            Some(names) => names.iter().any(|name| *name == GeneralName::Directory(issuer.clone())),
            None => *issuer == self.issuer,
        })
        .last()
    }

    /// Checks the signature.
    ///
    /// # Errors
    /// When it is wrong, or cannot be checked.
    pub fn verify_with(&self, key: &Key) -> Result<(), Refusal> {
        let signed = self.der.get(self.signed.clone()).unwrap_or_default();
        self.scheme.verify(key, signed, &self.signature)
    }
}

/// The octets of an INTEGER without leading zeros.
fn integer(value: &[u8]) -> Option<Vec<u8>> {
    let content = tlv::only(value, 0x02)?;
    Some(content.iter().copied().skip_while(|octet| *octet == 0).collect())
}
