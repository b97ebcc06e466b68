//! Keys of several kinds with their certificates, new in every run.

use std::sync::LazyLock;

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer,
    KeyUsagePurpose, SanType, date_time_ymd,
};
use xmppcert::pki::key::{KeyKind, PrivateKey};

/// A key with its certificates in DER.
pub(crate) struct Identity {
    pub(crate) key: PrivateKey,
    pub(crate) leaf: Vec<u8>,
}

pub(crate) struct Authorities {
    pub(crate) root: Vec<u8>,
    pub(crate) middle: Vec<u8>,
    root_parameters: CertificateParams,
    root_key: PrivateKey,
    parameters: CertificateParams,
    key: PrivateKey,
}

/// How a leaf is made.
#[derive(Clone, Copy)]
pub(crate) struct Wish {
    pub(crate) name: &'static str,
    pub(crate) kind: KeyKind,
    /// The last year of its validity; the first is 2020.
    pub(crate) until: i32,
    pub(crate) purpose: Purpose,
}

/// What keyUsage and extKeyUsage say.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Nothing.
    Any,
    /// clientAuth alone.
    Client,
    /// digitalSignature alone, without keyAgreement.
    Signature,
}

pub(crate) const PLAIN: Wish =
    Wish { name: "example.org", kind: KeyKind::EcP256, until: 2046, purpose: Purpose::Any };

pub(crate) static CAS: LazyLock<Authorities> = LazyLock::new(|| {
    let (root_key, key) = (generate(KeyKind::EcP384), generate(KeyKind::EcP256));
    let root_parameters = ca("Root");
    let root = root_parameters.self_signed(&root_key).unwrap().der().to_vec();
    let parameters = ca("Intermediate");
    let issuer = Issuer::from_params(&root_parameters, &root_key);
    let middle = parameters.signed_by(&key, &issuer).unwrap().der().to_vec();
    Authorities { root, middle, root_parameters, root_key, parameters, key }
});

fn generate(kind: KeyKind) -> PrivateKey {
    PrivateKey::generate(kind).unwrap()
}

fn named(name: &str) -> CertificateParams {
    let mut parameters = CertificateParams::default();
    parameters.distinguished_name.push(DnType::CommonName, name);
    (parameters.not_before, parameters.not_after) =
        (date_time_ymd(2020, 1, 1), date_time_ymd(2046, 1, 1));
    parameters
}

fn ca(name: &str) -> CertificateParams {
    let mut parameters = named(name);
    parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    parameters
}

impl Wish {
    pub(crate) fn issue(self) -> Identity {
        let key = generate(self.kind);
        let issuer = Issuer::from_params(&CAS.parameters, &CAS.key);
        let leaf = self.parameters().signed_by(&key, &issuer).unwrap().der().to_vec();
        Identity { key, leaf }
    }

    /// Straight from the root.
    pub(crate) fn issue_by_root(self) -> Identity {
        let key = generate(self.kind);
        let issuer = Issuer::from_params(&CAS.root_parameters, &CAS.root_key);
        let leaf = self.parameters().signed_by(&key, &issuer).unwrap().der().to_vec();
        Identity { key, leaf }
    }

    fn parameters(self) -> CertificateParams {
        let mut parameters = named(self.name);
        parameters.distinguished_name = rcgen::DistinguishedName::new();
        parameters.distinguished_name.push(DnType::CommonName, self.name);
        parameters.subject_alt_names = vec![SanType::DnsName(self.name.try_into().unwrap())];
        parameters.not_after = date_time_ymd(self.until, 1, 1);
        match self.purpose {
            Purpose::Any => {}
            Purpose::Client => {
                parameters.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth]
            }
            Purpose::Signature => parameters.key_usages = vec![KeyUsagePurpose::DigitalSignature],
        }
        parameters
    }
}

/// PEM of certificates.
pub(crate) fn pem(certificates: &[&[u8]]) -> String {
    let blocks =
        certificates.iter().map(|der| pem::encode(&pem::Pem::new("CERTIFICATE", der.to_vec())));
    blocks.collect()
}
