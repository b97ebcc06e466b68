//! PEM files for loaders, and what comes of them.

use rcgen::{
    BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyUsagePurpose, SanType,
    date_time_ymd,
};
use xmppcert::name::Domain;
use xmppcert::pki::hex::hex;
use xmppcert::pki::key::{KeyKind, PrivateKey};
use xmppcert::servers::Server;
use xmppcert::servers::loading::{Fate, Found, Given, Loading};

/// 2026-03-01T00:00:00Z.
pub(crate) const NOW: i64 = 1_772_323_200;

/// A certificate with its key.
pub(crate) struct Made {
    pub(crate) name: &'static str,
    pub(crate) key: PrivateKey,
    pub(crate) der: Vec<u8>,
    parameters: CertificateParams,
}

fn parameters(name: &str) -> CertificateParams {
    let mut parameters = CertificateParams::default();
    parameters.distinguished_name = rcgen::DistinguishedName::new();
    parameters.distinguished_name.push(DnType::CommonName, name);
    (parameters.not_before, parameters.not_after) =
        (date_time_ymd(2020, 1, 1), date_time_ymd(2046, 1, 1));
    parameters
}

/// With basicConstraints and keyCertSign.
pub(crate) fn ca(name: &str) -> CertificateParams {
    let mut parameters = parameters(name);
    parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    parameters.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    parameters
}

pub(crate) fn leaf(name: &str) -> CertificateParams {
    let mut parameters = parameters(name);
    parameters.subject_alt_names = vec![SanType::DnsName(name.try_into().unwrap())];
    parameters
}

pub(crate) fn own(name: &'static str, parameters: CertificateParams) -> Made {
    let key = PrivateKey::generate(KeyKind::EcP256).unwrap();
    let der = parameters.self_signed(&key).unwrap().der().to_vec();
    Made { name, key, der, parameters }
}

impl Made {
    pub(crate) fn issue(&self, name: &'static str, parameters: CertificateParams) -> Made {
        self.issue_of(name, parameters, KeyKind::EcP256)
    }

    pub(crate) fn issue_of(
        &self,
        name: &'static str,
        parameters: CertificateParams,
        kind: KeyKind,
    ) -> Made {
        let key = PrivateKey::generate(kind).unwrap();
        let issuer = Issuer::from_params(&self.parameters, &self.key);
        let der = parameters.signed_by(&key, &issuer).unwrap().der().to_vec();
        Made { name, key, der, parameters }
    }

    pub(crate) fn pem(&self) -> String {
        super::identity::pem(&[&self.der])
    }

    pub(crate) fn key_pem(&self) -> String {
        self.key.to_pkcs8_pem().to_string()
    }

    /// The key under the passphrase `secret`; none where OpenSSL is not installed.
    pub(crate) fn sealed_key(&self) -> Option<String> {
        crate::support::peer("openssl")?;
        let place = crate::support::Place::default();
        place.put("key.pem", self.key_pem());
        let files = ["pkcs8", "-topk8", "-in", "key.pem", "-out", "sealed.pem"];
        place.run("openssl", &[&files[..], &["-passout", "pass:secret"]].concat()).sound();
        Some(String::from_utf8(place.read("sealed.pem")).unwrap())
    }

    pub(crate) fn fingerprint(&self) -> String {
        xmppcert::pki::link::Link::from_der(&self.der).map(|link| hex(&link.fingerprint)).unwrap()
    }
}

/// A root, an intermediate and a leaf, for example.org.
pub(crate) struct Pki {
    pub(crate) root: Made,
    pub(crate) middle: Made,
    pub(crate) leaf: Made,
}

impl Default for Pki {
    fn default() -> Pki {
        let root = own("root", ca("Root"));
        let middle = root.issue("middle", ca("Intermediate"));
        let leaf = middle.issue("leaf", leaf("example.org"));
        Pki { root, middle, leaf }
    }
}

/// What a server makes of files, each with its path; those of a directory begin with `certs/`.
pub(crate) fn load(server: &str, files: &[(&str, String)], domains: &[&str]) -> Loading {
    load_with(server, files, domains, None)
}

pub(crate) fn load_with(
    server: &str,
    files: &[(&str, String)],
    domains: &[&str],
    passphrase: Option<&str>,
) -> Loading {
    let domains: Vec<Domain> =
        domains.iter().map(|text| Domain::try_from(*text).unwrap()).collect();
    let found = files
        .iter()
        .map(|(path, content)| Found {
            path: (*path).to_owned(),
            base: if path.starts_with("certs/") { "certs".len() } else { 0 },
            octets: Ok(content.as_bytes()),
            modified: None,
        })
        .collect();
    let given = Given { domains: &domains, found, now: NOW, passphrase };
    (Server::find(server).unwrap().newest().unwrap().loads.unwrap().by)(&given)
}

/// The names of what is served for a domain, the leaf first.
pub(crate) fn chain(loading: &Loading, number: usize, made: &[&Made]) -> Vec<String> {
    let name = |fingerprint: &[u8]| {
        let known = made.iter().find(|one| one.fingerprint() == hex(fingerprint));
        known.map_or("unknown", |one| one.name).to_owned()
    };
    loading.served[number].chain.iter().map(|link| name(&link.fingerprint)).collect()
}

pub(crate) fn fates(loading: &Loading) -> Vec<Fate> {
    loading.files.iter().map(|file| file.fate).collect()
}

pub(crate) fn codes(loading: &Loading) -> Vec<&str> {
    loading.findings.iter().map(|finding| finding.code.id).collect()
}
