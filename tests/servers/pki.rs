//! The certificates that are shown to the servers.

use std::sync::{Arc, LazyLock};

use rcgen::{
    CertificateParams, CustomExtension, DnType, ExtendedKeyUsagePurpose, KeyPair, KeyUsagePurpose,
    PKCS_RSA_SHA256,
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use time::{Duration, OffsetDateTime};
use xmppcert::name::Identity;
use xmppcert::pki::certificate::Certificate;
use xmppcert::servers::PathState;

use super::specs::{ACCOUNTS, ALL_CALLERS, PLAIN, Path, SPECS, Spec};
use crate::mint::{self, Minted};

/// A certificate with its key, and the certificates that are sent with it.
pub struct Shown {
    pub spec: Spec,
    /// DER, leaf first.
    pub chain: Vec<Vec<u8>>,
    key: Arc<KeyPair>,
}

impl Shown {
    /// The same certificate, shown in the name of another domain.
    pub fn on_behalf_of(&self, from: &'static str) -> Shown {
        let spec = Spec { from, ..self.spec };
        Shown { spec, chain: self.chain.clone(), key: self.key.clone() }
    }

    pub fn chain_pem(&self) -> String {
        self.chain.iter().map(|der| pem("CERTIFICATE", der)).collect()
    }

    pub fn key_pem(&self) -> String {
        pem("PRIVATE KEY", &self.key.serialize_der())
    }

    /// The names with the commonName, as the library takes them.
    pub fn identities(&self) -> Vec<Identity> {
        let read = |(kind, value): (&str, &str)| {
            let value = value.to_owned();
            match kind {
                "email" => Identity::Email(value),
                "dns" => Identity::Dns(value),
                "uri" => Identity::Uri(value),
                "srv" => Identity::Srv(value),
                "xmpp" => Identity::Xmpp(value),
                _ => panic!("no kind of name: {kind}"),
            }
        };
        let cn = Identity::CommonName(self.spec.cn.to_owned());
        [cn].into_iter().chain(words(self.spec.names).map(read)).collect()
    }

    /// The key purposes in dots, as the library takes them.
    pub fn purposes(&self) -> Option<Vec<String>> {
        self.certificate().holder.extensions.extended_key_usage
    }

    /// The certificate itself.
    pub fn certificate(&self) -> Certificate {
        Certificate::from_der(&self.chain[0]).unwrap()
    }

    /// What becomes of its path at a server that trusts the anchor.
    pub fn path(&self) -> PathState {
        match (self.spec.path, self.spec.days) {
            (Path::SelfSigned, _) => PathState::SelfSigned,
            (Path::Broken, _) => PathState::Untrusted,
            (_, (1.., _)) => PathState::NotYetValid,
            (_, (_, ..0)) => PathState::Expired,
            (Path::Whole | Path::Direct, _) => PathState::Sound,
        }
    }

    /// As rustls takes it.
    pub fn for_tls(&self) -> (Vec<CertificateDer<'static>>, PrivateKeyDer<'static>) {
        let chain = self.chain.iter().cloned().map(CertificateDer::from).collect();
        (chain, PrivateKeyDer::from(PrivatePkcs8KeyDer::from(self.key.serialize_der())))
    }
}

/// The anchor that the servers trust, their own certificate, and what is shown to them.
pub struct Pki {
    pub root_pem: String,
    pub root: Vec<u8>,
    pub called: Shown,
    /// A certificate for every domain of the specs.
    pub all_callers: Shown,
    /// What servers show.
    pub shown: Vec<Shown>,
    /// What users show.
    pub accounts: Vec<Shown>,
}

/// Made once for all tests.
pub static PKI: LazyLock<Pki> = LazyLock::new(|| {
    let ca = |name| dated(mint::ca(name), (-400, 400));
    let root = mint::root(ca("The anchor of these tests"));
    let intermediate = root.issue(ca("The intermediate of these tests"));
    let show = |spec: &Spec| show(*spec, &root, &intermediate);
    Pki {
        root_pem: pem("CERTIFICATE", root.link.der()),
        root: root.link.der().to_vec(),
        called: show(&Spec { names: "dns:called.example", path: Path::Direct, ..PLAIN }),
        all_callers: show(&Spec { names: ALL_CALLERS, ..PLAIN }),
        shown: SPECS.concat().iter().map(show).collect(),
        accounts: ACCOUNTS.iter().map(show).collect(),
    }
});

fn show(spec: Spec, root: &Minted, intermediate: &Minted) -> Shown {
    let key = Arc::new(KeyPair::generate_for(spec.key).unwrap());
    let params = params(&spec);
    let leaf = match spec.path {
        Path::Whole | Path::Broken => intermediate.issue_for(params, key.clone()),
        Path::Direct => root.issue_for(params, key.clone()),
        Path::SelfSigned => {
            let der = params.self_signed(&*key).unwrap().der().to_vec();
            return Shown { spec, chain: vec![der], key };
        }
    };
    let mut chain = vec![leaf.link.der().to_vec()];
    if spec.path == Path::Whole {
        chain.push(intermediate.link.der().to_vec());
    }
    Shown { spec, chain, key }
}

fn params(spec: &Spec) -> CertificateParams {
    let mut params = dated(mint::leaf("placeholder.example"), spec.days);
    params.subject_alt_names.clear();
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, spec.cn);
    if spec.key == &PKCS_RSA_SHA256 {
        params.key_usages.push(KeyUsagePurpose::KeyEncipherment);
    }
    params.extended_key_usages = spec.eku.split_whitespace().map(purpose).collect();
    params.custom_extensions.extend(subject_alt_name(spec.names));
    params
}

fn dated(mut params: CertificateParams, days: (i64, i64)) -> CertificateParams {
    // real servers have the real clock
    let now = OffsetDateTime::now_utc();
    params.not_before = now + Duration::days(days.0);
    params.not_after = now + Duration::days(days.1);
    params
}

fn purpose(word: &str) -> ExtendedKeyUsagePurpose {
    match word {
        "serverAuth" => ExtendedKeyUsagePurpose::ServerAuth,
        "clientAuth" => ExtendedKeyUsagePurpose::ClientAuth,
        "any" => ExtendedKeyUsagePurpose::Any,
        _ => panic!("no purpose: {word}"),
    }
}

/// In octets of our own, for what our own requests never have: capitals, odd wildcards.
fn subject_alt_name(names: &str) -> Option<CustomExtension> {
    let other = |arc: u8, value: Vec<u8>| {
        let id = [0x06, 8, 0x2b, 6, 1, 5, 5, 7, 8, arc];
        tlv(0xa0, &[&id[..], &tlv(0xa0, &value)].concat())
    };
    let name = |(kind, value): (&str, &str)| match kind {
        "email" => tlv(0x81, value.as_bytes()),
        "dns" => tlv(0x82, value.as_bytes()),
        "uri" => tlv(0x86, value.as_bytes()),
        // RFC 4985 §2: IA5String; RFC 6120 §13.7.1.4: UTF8String
        "srv" => other(7, tlv(0x16, value.as_bytes())),
        "xmpp" => other(5, tlv(0x0c, value.as_bytes())),
        _ => panic!("no kind of name: {kind}"),
    };
    let names: Vec<u8> = words(names).flat_map(name).collect();
    (!names.is_empty()).then(|| mint::extension(&[2, 5, 29, 17], false, tlv(0x30, &names)))
}

/// `kind:value` for each of the names.
fn words(names: &str) -> impl Iterator<Item = (&str, &str)> {
    names.split_whitespace().map(|word| word.split_once(':').unwrap())
}

fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    match u8::try_from(content.len()).unwrap() {
        length @ 0..0x80 => [&[tag, length], content].concat(),
        length => [&[tag, 0x81, length], content].concat(),
    }
}

fn pem(label: &str, der: &[u8]) -> String {
    pem::encode(&pem::Pem::new(label, der))
}
