//! What the extensions of a certificate or request say (RFC 5280 §4.2).

use x509_parser::extensions::{
    AuthorityInfoAccess, CRLDistributionPoints, DistributionPointName, ExtendedKeyUsage,
    GeneralName, KeyUsage, ParsedExtension, X509Extension,
};

use super::super::oid::in_dots;
use super::super::presented::{Presented, presented};

/// The extensions that this program knows, read; the others by name.
#[derive(Clone, Debug, Default)]
pub struct Extensions {
    /// The subjectAltName's entries in order; empty without the extension.
    pub names: Vec<Presented>,
    /// Whether the subjectAltName is critical; `None` without one.
    pub san_critical: Option<bool>,
    /// keyUsage by the bits' names (RFC 5280 §4.2.1.3); `None` without the extension.
    pub key_usage: Option<Vec<&'static str>>,
    /// The purposes of extendedKeyUsage by OID in dots; `None` without the extension.
    pub extended_key_usage: Option<Vec<String>>,
    /// basicConstraints.
    pub basic_constraints: Option<BasicConstraints>,
    /// authorityKeyIdentifier's keyIdentifier.
    pub authority_key: Option<Vec<u8>>,
    /// subjectKeyIdentifier.
    pub subject_key: Option<Vec<u8>>,
    /// OCSP responders (authorityInfoAccess).
    pub ocsp: Vec<String>,
    /// Where the issuer's certificate is (authorityInfoAccess, caIssuers).
    pub ca_issuers: Vec<String>,
    /// Where the CRLs are.
    pub crls: Vec<String>,
    /// Certificate transparency timestamps (RFC 6962 §3.3).
    pub sct_count: usize,
    /// Certificate policies by OID in dots.
    pub policies: Vec<String>,
    /// TLS features (RFC 7633); 5 is must-staple.
    pub tls_features: Vec<u8>,
    /// Every extension in order: its OID in dots, and whether it is critical.
    pub all: Vec<(String, bool)>,
    /// Extensions whose content could not be read.
    pub unreadable: Vec<String>,
}

/// basicConstraints (RFC 5280 §4.2.1.9).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BasicConstraints {
    /// Whether the holder is a CA.
    pub ca: bool,
    /// How many CAs may stand below it; `None` for any number.
    pub path_length: Option<u32>,
}

impl Extensions {
    pub(super) fn read<'a>(all: impl Iterator<Item = &'a X509Extension<'a>>) -> Extensions {
        let mut read = Extensions::default();
        for extension in all {
            let oid = in_dots(&extension.oid);
            match extension.parsed_extension() {
                ParsedExtension::ParseError { .. } => read.unreadable.push(oid.clone()),
                ParsedExtension::UnsupportedExtension { .. } if oid == TLS_FEATURE => {
                    read.tls_features = tls_features(extension.value);
                }
                parsed => read.take(parsed, extension),
            }
            read.all.push((oid, extension.critical));
        }
        read
    }

    fn take(&mut self, parsed: &ParsedExtension<'_>, extension: &X509Extension<'_>) {
        match parsed {
            ParsedExtension::SubjectAlternativeName(san) => {
                self.names.extend(presented(san, extension.value));
                self.san_critical = Some(extension.critical);
            }
            ParsedExtension::KeyUsage(usage) => self.key_usage = Some(usages(usage)),
            ParsedExtension::ExtendedKeyUsage(usage) => {
                self.extended_key_usage = Some(purposes(usage));
            }
            ParsedExtension::BasicConstraints(basic) => {
                let path_length = basic.path_len_constraint;
                self.basic_constraints = Some(BasicConstraints { ca: basic.ca, path_length });
            }
            ParsedExtension::AuthorityKeyIdentifier(key) => {
                self.authority_key = key.key_identifier.as_ref().map(|id| id.0.to_vec());
            }
            ParsedExtension::SubjectKeyIdentifier(key) => self.subject_key = Some(key.0.to_vec()),
            ParsedExtension::AuthorityInfoAccess(access) => self.take_access(access),
            ParsedExtension::CRLDistributionPoints(points) => self.crls.extend(crls(points)),
            ParsedExtension::SCT(timestamps) => self.sct_count += timestamps.len(),
            ParsedExtension::CertificatePolicies(policies) => {
                self.policies.extend(policies.iter().map(|policy| in_dots(&policy.policy_id)));
            }
            _ => {}
        }
    }

    fn take_access(&mut self, access: &AuthorityInfoAccess<'_>) {
        for description in access.iter() {
            let GeneralName::URI(uri) = &description.access_location else { continue };
            match in_dots(&description.access_method).as_str() {
                "1.3.6.1.5.5.7.48.1" => self.ocsp.push((*uri).to_owned()),
                "1.3.6.1.5.5.7.48.2" => self.ca_issuers.push((*uri).to_owned()),
                _ => {}
            }
        }
    }
}

const TLS_FEATURE: &str = "1.3.6.1.5.5.7.1.24";

/// `Features ::= SEQUENCE OF INTEGER` (RFC 7633 §4); every feature in use has one octet.
fn tls_features(value: &[u8]) -> Vec<u8> {
    let content = value.get(2..).unwrap_or_default();
    content
        .chunks(3)
        .filter_map(|feature| match feature {
            [0x02, 0x01, number] => Some(*number),
            _ => None,
        })
        .collect()
}

fn usages(usage: &KeyUsage) -> Vec<&'static str> {
    [
        (usage.digital_signature(), "digitalSignature"),
        (usage.non_repudiation(), "nonRepudiation"),
        (usage.key_encipherment(), "keyEncipherment"),
        (usage.data_encipherment(), "dataEncipherment"),
        (usage.key_agreement(), "keyAgreement"),
        (usage.key_cert_sign(), "keyCertSign"),
        (usage.crl_sign(), "cRLSign"),
        (usage.encipher_only(), "encipherOnly"),
        (usage.decipher_only(), "decipherOnly"),
    ]
    .into_iter()
    .filter_map(|(set, name)| set.then_some(name))
    .collect()
}

/// x509-parser turns the purposes it knows into flags; the order in the certificate is lost.
fn purposes(usage: &ExtendedKeyUsage<'_>) -> Vec<String> {
    let known = [
        (usage.any, "2.5.29.37.0"),
        (usage.server_auth, "1.3.6.1.5.5.7.3.1"),
        (usage.client_auth, "1.3.6.1.5.5.7.3.2"),
        (usage.code_signing, "1.3.6.1.5.5.7.3.3"),
        (usage.email_protection, "1.3.6.1.5.5.7.3.4"),
        (usage.time_stamping, "1.3.6.1.5.5.7.3.8"),
        (usage.ocsp_signing, "1.3.6.1.5.5.7.3.9"),
    ];
    let known = known.into_iter().filter(|(set, _)| *set).map(|(_, oid)| oid.to_owned());
    known.chain(usage.other.iter().map(in_dots)).collect()
}

fn crls(points: &CRLDistributionPoints<'_>) -> Vec<String> {
    let names = points.iter().filter_map(|point| match &point.distribution_point {
        Some(DistributionPointName::FullName(names)) => Some(names),
        Some(DistributionPointName::NameRelativeToCRLIssuer(_)) | None => None,
    });
    let uri = |name: &GeneralName<'_>| match name {
        GeneralName::URI(uri) => Some((*uri).to_owned()),
        _ => None,
    };
    names.flatten().filter_map(uri).collect()
}
