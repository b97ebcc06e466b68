//! Certificates made for tests, with every freedom that a hostile CA has.

#![allow(dead_code, unreachable_pub, reason = "each test file takes in a copy and uses a part")]

use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, CustomExtension, DistinguishedName, DnType, IsCa, Issuer,
    KeyPair, KeyUsagePurpose, PKCS_ECDSA_P256_SHA256,
};
use time::{Duration, OffsetDateTime};
use xmppcert::pki::link::Link;

/// 2026-03-01T00:00:00Z, within everything that is minted.
pub const NOW: i64 = 1_772_323_200;

/// A CA, or a leaf with its key.
pub struct Minted {
    pub name: String,
    pub key: Arc<KeyPair>,
    pub link: Arc<Link>,
    params: CertificateParams,
}

pub fn key() -> Arc<KeyPair> {
    Arc::new(KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap())
}

/// What a CA's certificate says.
pub fn ca(name: &str) -> CertificateParams {
    let mut params = base(name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

/// What a server's certificate says.
pub fn leaf(name: &str) -> CertificateParams {
    let mut params = base(name);
    params.subject_alt_names = vec![rcgen::SanType::DnsName(name.try_into().unwrap())];
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.is_ca = IsCa::ExplicitNoCa;
    params
}

fn base(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    let now = OffsetDateTime::from_unix_timestamp(NOW).unwrap();
    (params.not_before, params.not_after) = (now - Duration::days(30), now + Duration::days(30));
    params.use_authority_key_identifier_extension = true;
    params
}

/// An extension by the arcs of its OID.
pub fn extension(oid: &[u64], critical: bool, value: Vec<u8>) -> CustomExtension {
    let mut extension = CustomExtension::from_oid_content(oid, value);
    extension.set_criticality(critical);
    extension
}

/// Signed by itself.
pub fn root(params: CertificateParams) -> Minted {
    let key = key();
    let der = params.self_signed(&*key).unwrap().der().to_vec();
    minted(params, key, &der)
}

impl Minted {
    pub fn issue(&self, params: CertificateParams) -> Minted {
        self.issue_for(params, key())
    }

    /// For a key that exists, so that a cross-sign can be made.
    pub fn issue_for(&self, params: CertificateParams, key: Arc<KeyPair>) -> Minted {
        let issuer = Issuer::from_params(&self.params, &*self.key);
        let der = params.signed_by(&*key, &issuer).unwrap().der().to_vec();
        minted(params, key, &der)
    }
}

fn minted(params: CertificateParams, key: Arc<KeyPair>, der: &[u8]) -> Minted {
    let link = Arc::new(Link::from_der(der).unwrap());
    Minted { name: link.subject.to_string(), key, link, params }
}
