//! Keys of every kind with their certificates, new in every run.

use std::sync::LazyLock;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer};
use xmppcert::pki::key::{KeyKind, PrivateKey};
use xmppcert::pki::keystore::{NewAnchor, NewEntry};

pub(crate) const KINDS: [(&str, KeyKind); 5] = [
    ("rsa2048", KeyKind::Rsa2048),
    ("p256", KeyKind::EcP256),
    ("p384", KeyKind::EcP384),
    ("p521", KeyKind::EcP521),
    ("ed25519", KeyKind::Ed25519),
];

pub(crate) struct Identity {
    pub(crate) name: &'static str,
    pub(crate) key: PrivateKey,
    leaf: Vec<u8>,
}

/// The CAs above every identity.
pub(crate) struct Authorities {
    pub(crate) root: Vec<u8>,
    pub(crate) intermediate: Vec<u8>,
}

struct All {
    identities: Vec<Identity>,
    authorities: Authorities,
}

static ALL: LazyLock<All> = LazyLock::new(|| {
    let parameters = |name: &str, is_ca| {
        let mut parameters = CertificateParams::new(vec![]).unwrap();
        parameters.distinguished_name.push(DnType::CommonName, name);
        parameters.is_ca = is_ca;
        parameters
    };
    let ca = || IsCa::Ca(BasicConstraints::Unconstrained);
    let key = |kind| PrivateKey::generate(kind).unwrap();
    let (root_key, middle_key) = (key(KeyKind::EcP384), key(KeyKind::EcP256));
    let root_parameters = parameters("Root", ca());
    let root = root_parameters.self_signed(&root_key).unwrap();
    let root_issuer = Issuer::from_params(&root_parameters, &root_key);
    let middle_parameters = parameters("Intermediate", ca());
    let middle = middle_parameters.signed_by(&middle_key, &root_issuer).unwrap();
    let issuer = Issuer::from_params(&middle_parameters, &middle_key);
    let identity = |(name, kind): (&'static str, KeyKind)| {
        let key = key(kind);
        let leaf = parameters(name, IsCa::NoCa).signed_by(&key, &issuer).unwrap();
        Identity { name, leaf: leaf.der().to_vec(), key }
    };
    All {
        identities: KINDS.into_iter().map(identity).collect(),
        authorities: Authorities { root: root.der().to_vec(), intermediate: middle.der().to_vec() },
    }
});

pub(crate) fn identities() -> &'static [Identity] {
    &ALL.identities
}

pub(crate) fn authorities() -> &'static Authorities {
    &ALL.authorities
}

impl Identity {
    /// The leaf and the intermediate, as servers serve them.
    pub(crate) fn chain(&self) -> [&[u8]; 2] {
        [&self.leaf, &authorities().intermediate]
    }

    pub(crate) fn entry<'a>(&'a self, alias: &'a str, chain: &'a [&'a [u8]]) -> NewEntry<'a> {
        NewEntry { alias, key: &self.key, chain }
    }
}

/// Two anchors, one with a name that is not in ASCII.
pub(crate) fn anchors() -> [NewAnchor<'static>; 2] {
    let Authorities { root, intermediate } = authorities();
    [
        NewAnchor { alias: "Root", der: root },
        NewAnchor { alias: "z\u{fc}rich \u{1f511}", der: intermediate },
    ]
}
