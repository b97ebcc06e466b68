//! The certificates of the tables, as the evaluation takes them.

use xmppcert::name::{Identity, Wanted};
use xmppcert::pki::certificate::PublicKey;
use xmppcert::servers::{PathState, Shown};

pub(crate) struct Case {
    pub(crate) names: Vec<Identity>,
    pub(crate) wanted: Wanted,
    pub(crate) purposes: Option<Vec<String>>,
    pub(crate) key: PublicKey,
    pub(crate) path: PathState,
}

impl Case {
    pub(crate) fn shown(&self) -> Shown<'_> {
        Shown {
            names: &self.names,
            wanted: &self.wanted,
            purposes: self.purposes.as_deref(),
            key: &self.key,
            path: self.path,
        }
    }

    /// A certificate without fault for `a.example`, or the domain of `for:DOMAIN`, or one with the
    /// faults that words name: names as `dns:NAME`, purposes as `serverAuth`, `clientAuth`, `any` or `no-eku`, a key as
    /// `Ed25519` or `secp256k1`, and states of the path.
    pub(crate) fn read(words: &str) -> Case {
        let mut case = Case {
            names: Vec::new(),
            wanted: Wanted::parse("a.example").unwrap(),
            purposes: Some(purposes(&["1", "2"])),
            key: PublicKey { algorithm: "EC".into(), curve: Some("P-256".into()), ..key() },
            path: PathState::Sound,
        };
        words.split_whitespace().for_each(|word| case.apply(word));
        case
    }

    fn apply(&mut self, word: &str) {
        if let Some((kind, name)) = word.split_once(':') {
            match kind {
                "for" => self.wanted = Wanted::parse(name).unwrap(),
                kind => self.names.push(identity(kind, name)),
            }
            return;
        }
        match word {
            "serverAuth" => self.purposes = Some(purposes(&["1"])),
            "clientAuth" => self.purposes = Some(purposes(&["2"])),
            "any" => self.purposes = Some(vec!["2.5.29.37.0".to_owned()]),
            "no-eku" => self.purposes = None,
            "Ed25519" => self.key = PublicKey { algorithm: word.to_owned(), ..key() },
            "secp256k1" => self.key.curve = Some(word.to_owned()),
            "expired" => self.path = PathState::Expired,
            "early" => self.path = PathState::NotYetValid,
            "self-signed" => self.path = PathState::SelfSigned,
            "incomplete" => self.path = PathState::Untrusted,
            "broken" => self.path = PathState::Broken,
            other => unreachable!("no word for a certificate: {other}"),
        }
    }
}

fn identity(kind: &str, name: &str) -> Identity {
    let name = name.to_owned();
    match kind {
        "cn" => Identity::CommonName(name),
        "dns" => Identity::Dns(name),
        "srv" => Identity::Srv(name),
        "xmpp" => Identity::Xmpp(name),
        "ip" => Identity::Ip(name.parse().unwrap()),
        "uri" => Identity::Uri(name),
        other => unreachable!("no kind of name: {other}"),
    }
}

fn purposes(ends: &[&str]) -> Vec<String> {
    ends.iter().map(|end| format!("1.3.6.1.5.5.7.3.{end}")).collect()
}

pub(crate) fn key() -> PublicKey {
    PublicKey::default()
}
