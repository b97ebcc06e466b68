//! The extensions of a certificate that path validation obeys (RFC 5280 §4.2).

use std::collections::BTreeSet;

use x509_parser::extensions::{ExtendedKeyUsage, ParsedExtension, X509Extension};

use super::super::general_name::GeneralName;
use super::super::name_constraints::NameConstraints;
use super::super::oid::in_dots;
use super::super::points::{DistributionPoint, points};
use super::super::tlv;
use super::known::Known;

/// What the extensions say.
#[derive(Clone, Debug, Default)]
pub struct Extensions {
    /// Those known here, each with its criticality, in order.
    pub seen: Vec<(Known, bool)>,
    /// Critical ones that nobody here knows, by OID in dots.
    pub unknown_critical: Vec<String>,
    /// Those that occur twice, by OID in dots (RFC 5280 §4.2).
    pub duplicate: Vec<String>,
    /// Those whose content is not what it should be.
    pub unreadable: Vec<Known>,
    /// basicConstraints: cA and pathLenConstraint.
    pub basic: Option<(bool, Option<u32>)>,
    /// keyUsage.
    pub key_usage: Option<KeyUsage>,
    /// extKeyUsage.
    pub purposes: Option<Purposes>,
    /// subjectAltName; empty without the extension.
    pub names: Vec<GeneralName>,
    /// nameConstraints.
    pub name_constraints: Option<NameConstraints>,
    /// certificatePolicies by OID in dots.
    pub policies: Option<BTreeSet<String>>,
    /// policyMappings: of the issuer's domain, of the subject's domain.
    pub policy_mappings: Vec<(String, String)>,
    /// policyConstraints: requireExplicitPolicy and inhibitPolicyMapping, in certificates.
    pub policy_constraints: Option<(Option<u32>, Option<u32>)>,
    /// inhibitAnyPolicy, in certificates.
    pub inhibit_any_policy: Option<u32>,
    /// authorityKeyIdentifier.
    pub authority_key: Option<AuthorityKey>,
    /// subjectKeyIdentifier.
    pub subject_key: Option<Vec<u8>>,
    /// cRLDistributionPoints.
    pub distribution_points: Vec<DistributionPoint>,
}

/// The bits of keyUsage that matter here (RFC 5280 §4.2.1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyUsage {
    /// digitalSignature.
    pub digital_signature: bool,
    /// keyEncipherment or keyAgreement.
    pub key_exchange: bool,
    /// keyCertSign.
    pub cert_sign: bool,
    /// cRLSign.
    pub crl_sign: bool,
}

/// extKeyUsage (RFC 5280 §4.2.1.12).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purposes {
    /// anyExtendedKeyUsage.
    pub any: bool,
    /// id-kp-serverAuth.
    pub server: bool,
    /// id-kp-clientAuth.
    pub client: bool,
}

/// authorityKeyIdentifier (RFC 5280 §4.2.1.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorityKey {
    /// keyIdentifier.
    pub key: Option<Vec<u8>>,
    /// authorityCertIssuer.
    pub issuer: Vec<GeneralName>,
    /// authorityCertSerialNumber.
    pub serial: Option<Vec<u8>>,
}

impl Extensions {
    pub(super) fn read(all: &[X509Extension<'_>]) -> Extensions {
        let mut read = Extensions::default();
        let mut known = BTreeSet::new();
        for extension in all {
            let oid = extension.oid.as_bytes();
            if !known.insert(oid) {
                read.duplicate.push(in_dots(&extension.oid));
                continue;
            }
            match Known::of(oid) {
                Some(known) => {
                    read.seen.push((known, extension.critical));
                    if !read.take(known, extension) {
                        read.unreadable.push(known);
                    }
                }
                None if extension.critical => {
                    read.unknown_critical.push(in_dots(&extension.oid));
                }
                None => {}
            }
        }
        read
    }

    /// Whether the extension is there, and critical.
    pub fn criticality(&self, known: Known) -> Option<bool> {
        self.seen.iter().find(|(seen, _)| *seen == known).map(|(_, critical)| *critical)
    }

    /// Whether the content is what it should be.
    fn take(&mut self, known: Known, extension: &X509Extension<'_>) -> bool {
        // x509-parser misreads nameRelativeToCRLIssuer
        if matches!(known, Known::CrlDistributionPoints | Known::FreshestCrl) {
            let read = points(extension.value);
            let readable = read.as_ref().is_some_and(|points| !points.is_empty());
            if known == Known::CrlDistributionPoints {
                self.distribution_points = read.unwrap_or_default();
            }
            return readable;
        }
        match extension.parsed_extension() {
            ParsedExtension::ParseError { .. } => return false,
            ParsedExtension::BasicConstraints(basic) => {
                self.basic = Some((basic.ca, basic.path_len_constraint));
            }
            ParsedExtension::KeyUsage(usage) => {
                self.key_usage = Some(KeyUsage {
                    digital_signature: usage.digital_signature(),
                    key_exchange: usage.key_encipherment() || usage.key_agreement(),
                    cert_sign: usage.key_cert_sign(),
                    crl_sign: usage.crl_sign(),
                });
            }
            ParsedExtension::ExtendedKeyUsage(usage) => {
                self.purposes = Some(purposes(usage));
                return has_members(extension.value);
            }
            ParsedExtension::SubjectAlternativeName(san) => {
                self.names = san.general_names.iter().map(GeneralName::read).collect();
                return !self.names.is_empty();
            }
            ParsedExtension::NameConstraints(constraints) => {
                self.name_constraints = Some(NameConstraints::read(constraints, extension.value));
            }
            ParsedExtension::AuthorityInfoAccess(access) => return !access.accessdescs.is_empty(),
            _ => return self.take_more(known, extension.parsed_extension()),
        }
        true
    }

    fn take_more(&mut self, known: Known, parsed: &ParsedExtension<'_>) -> bool {
        match parsed {
            ParsedExtension::CertificatePolicies(policies) => {
                let ids = policies.iter().map(|policy| in_dots(&policy.policy_id));
                self.policies = Some(ids.collect());
                !policies.is_empty()
            }
            ParsedExtension::PolicyMappings(mappings) => {
                let pair = |mapping: &x509_parser::extensions::PolicyMapping<'_>| {
                    let issuer = in_dots(&mapping.issuer_domain_policy);
                    (issuer, in_dots(&mapping.subject_domain_policy))
                };
                self.policy_mappings = mappings.mappings.iter().map(pair).collect();
                !self.policy_mappings.is_empty()
            }
            ParsedExtension::PolicyConstraints(constraints) => {
                let explicit = constraints.require_explicit_policy;
                let mapping = constraints.inhibit_policy_mapping;
                self.policy_constraints = Some((explicit, mapping));
                true
            }
            ParsedExtension::InhibitAnyPolicy(inhibit) => {
                self.inhibit_any_policy = Some(inhibit.skip_certs);
                true
            }
            ParsedExtension::AuthorityKeyIdentifier(authority) => {
                let issuer = authority.authority_cert_issuer.iter().flatten();
                self.authority_key = Some(AuthorityKey {
                    key: authority.key_identifier.as_ref().map(|key| key.0.to_vec()),
                    issuer: issuer.map(GeneralName::read).collect(),
                    serial: authority.authority_cert_serial.map(<[u8]>::to_vec),
                });
                true
            }
            ParsedExtension::SubjectKeyIdentifier(key) => {
                self.subject_key = Some(key.0.to_vec());
                true
            }
            _ => !known.has_content(),
        }
    }
}

fn purposes(usage: &ExtendedKeyUsage<'_>) -> Purposes {
    Purposes { any: usage.any, server: usage.server_auth, client: usage.client_auth }
}

/// Whether the value is a sequence of something.
fn has_members(value: &[u8]) -> bool {
    tlv::only(value, 0x30).is_some_and(|content| !content.is_empty())
}
