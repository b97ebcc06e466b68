//! The certificates and keys that situations are made of. They are valid by the real clock, which the servers have.

use std::process::Command;
use std::sync::{Arc, LazyLock};

use rcgen::{
    CertificateParams, DistinguishedName, DnType, KeyPair, KeyUsagePurpose, PKCS_ECDSA_P256_SHA256,
    PKCS_ECDSA_P384_SHA384, PKCS_ECDSA_P521_SHA512, PKCS_ED25519, PKCS_RSA_SHA256,
    SignatureAlgorithm,
};
use rustls::pki_types::PrivatePkcs8KeyDer;
use time::{Duration, OffsetDateTime};
use xmppcert::pki::key::{Found, PrivateKey};
use xmppcert::pki::pem;

use crate::mint::{self, Minted};

/// The domain that is asked for where a situation names no others.
pub const DOMAIN: &str = "chat.example";

/// A root, which has issued for `outer`, which has issued for `inner`, which issues for leaves.
pub struct Pki {
    pub root: Minted,
    pub outer: Minted,
    pub inner: Minted,
}

/// Made once for all tests.
pub static PKI: LazyLock<Pki> = LazyLock::new(|| {
    let root = mint::root(dated(mint::ca("Root"), (-400, 400)));
    let outer = root.issue(dated(mint::ca("Outer"), (-300, 300)));
    let inner = outer.issue(dated(mint::ca("Inner"), (-200, 200)));
    Pki { root, outer, inner }
});

/// Kinds of keys.
pub use rcgen::SignatureAlgorithm as Kind;
pub static P256: &Kind = &PKCS_ECDSA_P256_SHA256;
pub static P384: &Kind = &PKCS_ECDSA_P384_SHA384;
pub static P521: &Kind = &PKCS_ECDSA_P521_SHA512;
pub static ED25519: &Kind = &PKCS_ED25519;
pub static RSA: &Kind = &PKCS_RSA_SHA256;

/// A leaf with its key.
#[derive(Clone, Debug)]
pub struct Leaf {
    pub der: Vec<u8>,
    /// PKCS#8 in PEM.
    pub key: String,
}

/// What a leaf is to be.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// The commonName, where there is one.
    pub cn: &'a str,
    /// `dns:`, `srv:` and `xmpp:` names between spaces.
    pub names: &'a str,
    pub kind: &'static SignatureAlgorithm,
    /// From and until when it is valid, in days from now.
    pub days: (i64, i64),
}

/// For [`DOMAIN`], as it ought to be.
pub const RIGHT: Wish<'static> =
    Wish { cn: "", names: "dns:chat.example", kind: &PKCS_ECDSA_P256_SHA256, days: (-10, 80) };

/// For [`DOMAIN`], as it ought to be.
pub fn right() -> Leaf {
    leaf(&RIGHT)
}

/// For these dNSNames.
pub fn named(names: &[&str]) -> Leaf {
    let names: Vec<String> = names.iter().map(|name| format!("dns:{name}")).collect();
    leaf(&Wish { names: &names.join(" "), ..RIGHT })
}

/// As wished, issued by `inner`.
pub fn leaf(wish: &Wish<'_>) -> Leaf {
    let key = Arc::new(KeyPair::generate_for(wish.kind).unwrap());
    let minted = PKI.inner.issue_for(params(wish), key);
    Leaf { der: minted.link.der().to_vec(), key: pkcs8(&minted.key) }
}

/// As wished, for a key that another leaf has.
pub fn leaf_of(wish: &Wish<'_>, other: &Leaf) -> Leaf {
    let der = PrivatePkcs8KeyDer::from(other.private().pkcs8_der().to_vec());
    let key = Arc::new(KeyPair::from_pkcs8_der_and_sign_algo(&der, wish.kind).unwrap());
    let minted = PKI.inner.issue_for(params(wish), key);
    Leaf { der: minted.link.der().to_vec(), key: other.key.clone() }
}

/// For [`DOMAIN`] with a key for RSASSA-PSS alone (RFC 8017 §A.2.3), self-signed; only OpenSSL makes these.
pub fn rsa_pss() -> Leaf {
    let folder = tempfile::tempdir().unwrap();
    let (key, certificate) = (folder.path().join("key"), folder.path().join("certificate"));
    let mut command = Command::new("openssl");
    command.args([
        "req",
        "-x509",
        "-newkey",
        "rsa-pss",
        "-pkeyopt",
        "rsa_keygen_bits:2048",
        "-nodes",
    ]);
    command.args(["-subj", "/CN=chat.example", "-addext", "subjectAltName=DNS:chat.example"]);
    let output = command.arg("-keyout").arg(&key).arg("-out").arg(&certificate).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let certificate = std::fs::read(&certificate).unwrap();
    let der = pem::blocks(&certificate).remove(0).unwrap().der.to_vec();
    Leaf { der, key: std::fs::read_to_string(&key).unwrap() }
}

impl Leaf {
    /// The leaf alone.
    pub fn pem(&self) -> String {
        certificate(&self.der)
    }

    /// The leaf and all between it and the root.
    pub fn fullchain(&self) -> String {
        self.pem() + &inner() + &outer()
    }

    /// The key as PKCS#1.
    pub fn pkcs1(&self) -> String {
        self.private().to_pkcs1_pem().unwrap().to_string()
    }

    /// The key as SEC1.
    pub fn sec1(&self) -> String {
        self.private().to_sec1_pem().unwrap().to_string()
    }

    /// The key as encrypted PKCS#8.
    pub fn encrypted(&self, passphrase: &str) -> String {
        self.private().to_encrypted_pem(passphrase).unwrap().to_string()
    }

    fn private(&self) -> PrivateKey {
        match PrivateKey::find(self.key.as_bytes()).unwrap() {
            Found::Plain(key) => key,
            Found::Encrypted(_) => panic!("encrypted"),
        }
    }
}

pub fn inner() -> String {
    certificate(PKI.inner.link.der())
}

pub fn outer() -> String {
    certificate(PKI.outer.link.der())
}

pub fn root() -> String {
    certificate(PKI.root.link.der())
}

/// A certificate in PEM.
pub fn certificate(der: &[u8]) -> String {
    pem::encode("CERTIFICATE", der).to_string()
}

/// As version 1: not every OpenSSL reads version 2, in which rcgen writes Ed25519.
fn pkcs8(key: &KeyPair) -> String {
    match PrivateKey::find(&key.serialize_der()).unwrap() {
        Found::Plain(key) => key.to_pkcs8_pem().to_string(),
        Found::Encrypted(_) => panic!("encrypted"),
    }
}

fn params(wish: &Wish<'_>) -> CertificateParams {
    let mut params = dated(mint::leaf("placeholder.example"), wish.days);
    params.subject_alt_names.clear();
    params.distinguished_name = DistinguishedName::new();
    if !wish.cn.is_empty() {
        params.distinguished_name.push(DnType::CommonName, wish.cn);
    }
    if wish.kind == &PKCS_RSA_SHA256 {
        params.key_usages.push(KeyUsagePurpose::KeyEncipherment);
    }
    let names: Vec<u8> = wish.names.split_whitespace().flat_map(name).collect();
    if !names.is_empty() {
        params.custom_extensions.push(mint::extension(&[2, 5, 29, 17], false, tlv(0x30, &names)));
    }
    params
}

fn dated(mut params: CertificateParams, days: (i64, i64)) -> CertificateParams {
    let now = OffsetDateTime::now_utc();
    params.not_before = now + Duration::days(days.0);
    params.not_after = now + Duration::days(days.1);
    params
}

fn name(word: &str) -> Vec<u8> {
    let other = |arc: u8, value: Vec<u8>| {
        let id = [0x06, 8, 0x2b, 6, 1, 5, 5, 7, 8, arc];
        tlv(0xa0, &[&id[..], &tlv(0xa0, &value)].concat())
    };
    match word.split_once(':').unwrap() {
        ("dns", value) => tlv(0x82, value.as_bytes()),
        // RFC 4985 §2: IA5String; RFC 6120 §13.7.1.4: UTF8String
        ("srv", value) => other(7, tlv(0x16, value.as_bytes())),
        ("xmpp", value) => other(5, tlv(0x0c, value.as_bytes())),
        _ => panic!("no kind of name: {word}"),
    }
}

fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    match u8::try_from(content.len()).unwrap() {
        length @ 0..0x80 => [&[tag, length], content].concat(),
        length => [&[tag, 0x81, length], content].concat(),
    }
}
