//! How the certificates of cases are made.

use std::fs;
use std::path::Path;

use rcgen::{
    CertificateParams, CustomExtension, DistinguishedName, DnType, ExtendedKeyUsagePurpose as Use,
    Issuer, KeyPair, PublicKeyData,
};

use super::super::mint::{Minted, ca, extension, key, leaf, root};

const CERTIFICATE: &str = "CERTIFICATE";

/// Names as kind and value: `dns`, `srv`, `xmpp` or `ip`.
pub type Names<'a> = &'a [(&'a str, &'a str)];

/// The names of a certificate without fault.
pub const GOOD: Names<'static> = &[
    ("dns", "example.org"),
    ("srv", "_xmpp-client.example.org"),
    ("srv", "_xmpp-server.example.org"),
];

/// The name and the key of a CA that issues.
pub struct World {
    pub root: Minted,
}

impl World {
    pub fn new() -> World {
        World { root: root(ca("Test Root")) }
    }

    /// A case about example.org, without fault until it is changed.
    pub fn draft(&self) -> Draft<'_> {
        Draft {
            world: self,
            options: vec!["domain: example.org".to_owned()],
            params: server(GOOD),
            leaf: None,
            others: Vec::new(),
            before: Vec::new(),
            elsewhere: Vec::new(),
            anchors: vec![self.root.link.der().to_vec()],
            key: None,
        }
    }
}

/// What a server's certificate says, with these names; CN is example.org.
pub fn server(names: Names<'_>) -> CertificateParams {
    let mut params = leaf("example.org");
    params.extended_key_usages = vec![Use::ServerAuth, Use::ClientAuth];
    rename(&mut params, names);
    params
}

pub fn rename(params: &mut CertificateParams, names: Names<'_>) {
    params.subject_alt_names = Vec::new();
    params.custom_extensions.retain(|e| e.oid_components().collect::<Vec<_>>() != [2, 5, 29, 17]);
    if !names.is_empty() {
        params.custom_extensions.push(san(names, false));
    }
}

pub fn san(names: Names<'_>, critical: bool) -> CustomExtension {
    let all: Vec<u8> = names.iter().flat_map(|(kind, text)| general_name(kind, text)).collect();
    extension(&[2, 5, 29, 17], critical, tlv(0x30, &all))
}

/// Certificate policies with that of domain validation: the mark of a public CA.
pub fn public() -> CustomExtension {
    let policy = [0x30, 10, 0x30, 8, 6, 6, 0x67, 0x81, 0x0c, 1, 2, 1];
    extension(&[2, 5, 29, 32], false, policy.to_vec())
}

pub fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = match u8::try_from(content.len()).unwrap() {
        short @ 0..=127 => vec![short],
        long => vec![0x81, long],
    };
    [vec![tag], length, content.to_vec()].concat()
}

fn general_name(kind: &str, text: &str) -> Vec<u8> {
    let other = |last: u8, tag: u8| {
        let oid = tlv(6, &[0x2b, 6, 1, 5, 5, 7, 8, last]);
        tlv(0xa0, &[oid, tlv(0xa0, &tlv(tag, text.as_bytes()))].concat())
    };
    match kind {
        "dns" => tlv(0x82, text.as_bytes()),
        "srv" => other(7, 0x16),
        "xmpp" => other(5, 0x0c),
        "email" => tlv(0x81, text.as_bytes()),
        _ => unreachable!("{kind}"),
    }
}

/// A case as it is made.
pub struct Draft<'a> {
    world: &'a World,
    options: Vec<String>,
    params: CertificateParams,
    leaf: Option<Vec<u8>>,
    others: Vec<Vec<u8>>,
    before: Vec<Vec<u8>>,
    elsewhere: Vec<Vec<u8>>,
    anchors: Vec<Vec<u8>>,
    key: Option<String>,
}

impl Draft<'_> {
    /// Other options than `domain: example.org`.
    pub fn asked(mut self, options: &[&str]) -> Self {
        self.options = options.iter().map(|option| (*option).to_owned()).collect();
        self
    }

    /// One option more.
    pub fn and(mut self, option: &str) -> Self {
        self.options.push(option.to_owned());
        self
    }

    /// Other names; the commonName repeats the first dNSName, or is none that looks like a host.
    pub fn names(mut self, names: Names<'_>) -> Self {
        rename(&mut self.params, names);
        let host = names.iter().find(|(kind, text)| *kind == "dns" && text.is_ascii());
        let host = host.map_or("Example", |(_, text)| *text);
        self.common_name(Some(if names.is_empty() { "example.org" } else { host }))
    }

    /// The commonName alone; none leaves the subject empty.
    pub fn common_name(mut self, name: Option<&str>) -> Self {
        self.params.distinguished_name = DistinguishedName::new();
        if let Some(name) = name {
            self.params.distinguished_name.push(DnType::CommonName, name);
        }
        self
    }

    pub fn uses(mut self, uses: &[Use]) -> Self {
        self.params.extended_key_usages = uses.to_vec();
        self
    }

    pub fn with(mut self, change: impl FnOnce(&mut CertificateParams)) -> Self {
        change(&mut self.params);
        self
    }

    /// A leaf made elsewhere.
    pub fn leaf(mut self, der: &[u8]) -> Self {
        self.leaf = Some(der.to_vec());
        self
    }

    /// What stands behind the leaf.
    pub fn others(mut self, others: &[&[u8]]) -> Self {
        self.others = others.iter().map(|der| der.to_vec()).collect();
        self
    }

    /// What stands before the leaf.
    pub fn before(mut self, before: &[&[u8]]) -> Self {
        self.before = before.iter().map(|der| der.to_vec()).collect();
        self
    }

    pub fn elsewhere(mut self, der: &[u8]) -> Self {
        self.elsewhere.push(der.to_vec());
        self
    }

    pub fn anchors(mut self, anchors: &[&[u8]]) -> Self {
        self.anchors = anchors.iter().map(|der| der.to_vec()).collect();
        self
    }

    /// Issued by another CA than the root.
    pub fn by(mut self, issuer: &Minted) -> Self {
        self.leaf = Some(issuer.issue(self.params.clone()).link.der().to_vec());
        self
    }

    /// For a key, which stands in the case too.
    pub fn keyed(mut self, key: &KeyPair) -> Self {
        self.key = Some(pem("", "PRIVATE KEY", &key.serialize_der()));
        self.for_public(key)
    }

    /// With a key that belongs elsewhere.
    pub fn beside(mut self, key: &KeyPair) -> Self {
        self.key = Some(pem("", "PRIVATE KEY", &key.serialize_der()));
        self
    }

    /// For a public key of any kind.
    pub fn for_public(mut self, key: &impl PublicKeyData) -> Self {
        let params = ca("Test Root");
        let issuer = Issuer::from_params(&params, &*self.world.root.key);
        self.leaf = Some(self.params.clone().signed_by(key, &issuer).unwrap().der().to_vec());
        self
    }

    /// `tests/cases/<place>.case`, with no findings yet.
    pub fn write(self, place: &str) {
        let leaf = self
            .leaf
            .unwrap_or_else(|| self.world.root.issue_for(self.params, key()).link.der().to_vec());
        let mut text: String = self.options.iter().map(|option| format!("{option}\n")).collect();
        for der in self.before.iter().chain([&leaf]).chain(&self.others) {
            text.push_str(&pem("", CERTIFICATE, der));
        }
        for der in &self.elsewhere {
            text.push_str(&pem("elsewhere\n", CERTIFICATE, der));
        }
        for der in &self.anchors {
            text.push_str(&pem("anchor\n", CERTIFICATE, der));
        }
        text.push_str(&self.key.unwrap_or_default());
        text.push_str("findings\n");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/cases/{place}.case"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn pem(place: &str, label: &str, der: &[u8]) -> String {
    let config = ::pem::EncodeConfig::new().set_line_ending(::pem::LineEnding::LF);
    format!("{place}{}", ::pem::encode_config(&::pem::Pem::new(label, der), config))
}
