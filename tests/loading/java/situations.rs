//! Keystores of all makers and in all states.

use std::sync::LazyLock;

use xmppcert::pki::key::KeyKind;
use xmppcert::pki::keystore::{NewAnchor, NewEntry, Strength, write_jks, write_pkcs12};
use xmppcert::pki::moment::Moment;

use crate::identity::{CAS, Identity, PLAIN, Purpose, Wish, pem};
use crate::support::Place;

pub(crate) const DOMAIN: &str = "example.org";

/// Between two such entries there is no choice.
pub(crate) const AS_GOOD: &str = "two as good";

pub(crate) const BEYOND_ASCII: &str = "a password beyond ASCII";

/// A keystore, and the password that Openfire is configured with.
pub(crate) struct Situation {
    pub(crate) name: String,
    pub(crate) store: Vec<u8>,
    pub(crate) passphrase: Option<&'static str>,
}

const MODERN: &[&str] = &[];
const TRIPLE_DES: &[&str] =
    &["-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES", "-macalg", "SHA1"];

struct Makers {
    place: Place,
    all: Vec<Situation>,
}

pub(crate) fn all() -> Vec<Situation> {
    let mut makers = Makers { place: Place::default(), all: Vec::new() };
    makers.by_openssl();
    makers.of_other_keys();
    makers.by_keytool();
    makers.by_ourselves();
    makers.of_several_entries();
    makers.that_are_none();
    makers.all
}

/// Those that `openssl pkcs12` makes of one key.
pub(crate) fn of_openssl() -> &'static [Situation] {
    static ALL: LazyLock<Vec<Situation>> = LazyLock::new(|| {
        let mut makers = Makers { place: Place::default(), all: Vec::new() };
        makers.by_openssl();
        makers.all
    });
    &ALL
}

impl Makers {
    fn add(&mut self, name: &str, store: Vec<u8>, passphrase: Option<&'static str>) {
        self.all.push(Situation { name: name.to_owned(), store, passphrase });
    }

    /// `openssl pkcs12 -export` of a key and certificates.
    fn openssl(
        &self,
        identity: &Identity,
        more: &[&[u8]],
        password: &str,
        arguments: &[&str],
    ) -> Vec<u8> {
        self.place.put("key.pem", &*identity.key.to_pkcs8_pem());
        let mut certificates: Vec<&[u8]> = vec![&identity.leaf];
        certificates.extend(more);
        self.place.put("chain.pem", pem(&certificates));
        self.export(&["-inkey", "key.pem", "-in", "chain.pem"], password, arguments)
    }

    fn export(&self, what: &[&str], password: &str, arguments: &[&str]) -> Vec<u8> {
        let password = format!("pass:{password}");
        let mut command = vec!["pkcs12", "-export", "-out", "made.p12", "-passout", &password];
        command.extend(what);
        command.extend(arguments);
        self.place.run("openssl", &command).sound();
        self.place.read("made.p12")
    }

    fn by_openssl(&mut self) {
        let leaf = PLAIN.issue();
        let (middle, root): (&[u8], &[u8]) = (&CAS.middle, &CAS.root);
        let named = ["-name", "Example.ORG"];
        let style = |style: &[&'static str]| [&named[..], style].concat();
        for (name, arguments) in [
            ("modern", style(MODERN)),
            ("Triple DES", style(TRIPLE_DES)),
            ("RC2 of 40 bits, as the custom was", style(&["-legacy"])),
            ("a MAC with SHA-512", style(&["-macalg", "SHA512"])),
            ("no MAC", style(&["-nomac"])),
            ("no friendlyName", vec![]),
            ("an unencrypted key", style(&["-keypbe", "NONE"])),
            ("unencrypted certificates", style(&["-certpbe", "NONE"])),
            ("nothing encrypted", style(&["-keypbe", "NONE", "-certpbe", "NONE", "-nomac"])),
        ] {
            let store = self.openssl(&leaf, &[middle], "changeit", &arguments);
            self.add(name, store, None);
        }
        for (name, more) in [
            ("the leaf alone", vec![]),
            ("the root as well", vec![middle, root]),
            ("root before intermediate", vec![root, middle]),
            (
                "a stranger's certificate as well",
                vec![middle, &Wish { name: "example.net", ..PLAIN }.issue().leaf],
            ),
        ] {
            let store = self.openssl(&leaf, &more, "changeit", &named);
            self.add(name, store, None);
        }
        let other = self.openssl(&leaf, &[middle], "other", &named);
        self.add("another password, none configured", other.clone(), None);
        self.add("another password, which is configured", other, Some("other"));
        let empty = self.openssl(&leaf, &[middle], "", &named);
        self.add("an empty password, none configured", empty.clone(), None);
        self.add("an empty password, which is configured", empty, Some(""));
        let umlaut = self.openssl(&leaf, &[middle], "passwört", &named);
        self.add(BEYOND_ASCII, umlaut, Some("passwört"));
        self.place.put("chain.pem", pem(&[root, middle]));
        let trust = self.export(&["-nokeys", "-in", "chain.pem"], "changeit", &[]);
        self.add("certificates without Java's mark", trust, None);
    }

    fn of_other_keys(&mut self) {
        for kind in [KeyKind::EcP384, KeyKind::EcP521, KeyKind::Ed25519, KeyKind::Rsa2048] {
            let leaf = Wish { kind, ..PLAIN }.issue();
            let store = self.openssl(&leaf, &[&CAS.middle], "changeit", &["-name", "x"]);
            self.add(kind.name(), store, None);
        }
        for (name, san) in [
            ("neither subject nor issuer, names not critical", "subjectAltName=DNS:example.org"),
            (
                "neither subject nor issuer, names critical",
                "subjectAltName=critical,DNS:example.org",
            ),
        ] {
            let new =
                ["req", "-x509", "-newkey", "rsa:2048", "-keyout", "key.pem", "-out", "chain.pem"];
            let nameless = ["-nodes", "-subj", "/", "-addext", san];
            self.place.run("openssl", &[&new[..], &nameless[..]].concat()).sound();
            let store = self.export(&["-inkey", "key.pem", "-in", "chain.pem"], "changeit", MODERN);
            self.add(name, store, None);
        }
        let subject =
            ["-nodes", "-subj", "/CN=example.org", "-addext", "subjectAltName=DNS:example.org"];
        let pss = ["-newkey", "rsa-pss", "-pkeyopt", "rsa_keygen_bits:2048"];
        for (name, kind) in [("RSA-PSS", &pss[..]), ("Ed448", &["-newkey", "ed448"][..])] {
            let out = ["req", "-x509", "-days", "365", "-keyout", "own.key", "-out", "own.pem"];
            self.place.run("openssl", &[&out[..], kind, &subject[..]].concat()).sound();
            let store = self.export(&["-inkey", "own.key", "-in", "own.pem"], "changeit", &[]);
            self.add(name, store, None);
        }
        let wildcard = Wish { name: "*.example.org", ..PLAIN }.issue();
        let store = self.openssl(&wildcard, &[&CAS.middle], "changeit", &["-name", "x"]);
        self.add("a wildcard below the domain", store, None);
        for (name, wish) in [
            ("expired", Wish { until: 2021, ..PLAIN }),
            ("for clients only", Wish { purpose: Purpose::Client, ..PLAIN }),
            ("of another domain", Wish { name: "example.net", ..PLAIN }),
            (
                "of another domain, RSA",
                Wish { name: "example.net", kind: KeyKind::Rsa2048, ..PLAIN },
            ),
        ] {
            let store = self.openssl(&wish.issue(), &[&CAS.middle], "changeit", &["-name", "x"]);
            self.add(name, store, None);
        }
    }

    fn by_keytool(&mut self) {
        let store = self.openssl(&PLAIN.issue(), &[&CAS.middle], "changeit", &["-name", "Server"]);
        self.place.put("from.p12", store);
        for (name, kind, key_password) in [
            ("keytool's JKS", "JKS", "changeit"),
            ("keytool's JKS, another password for the key", "JKS", "private"),
            ("keytool's JCEKS", "JCEKS", "changeit"),
            ("keytool's PKCS#12", "PKCS12", "changeit"),
        ] {
            let to = format!("{kind}.{key_password}");
            let from = [
                "-importkeystore",
                "-srckeystore",
                "from.p12",
                "-srcstorepass",
                "changeit",
                "-srcalias",
                "server",
            ];
            let into = [
                "-destkeystore",
                &to,
                "-deststoretype",
                kind,
                "-deststorepass",
                "changeit",
                "-destkeypass",
                key_password,
            ];
            self.place
                .run("keytool", &[&["-J-XX:TieredStopAtLevel=1"][..], &from, &into].concat())
                .sound();
            let store = self.place.read(&to);
            self.add(name, store, None);
        }
        let jks =
            self.all.iter().find(|one| one.name == "keytool's JKS").map(|one| one.store.clone());
        self.add("keytool's JKS, another password configured", jks.unwrap(), Some("private"));
    }

    fn by_ourselves(&mut self) {
        let leaf = PLAIN.issue();
        let chain: [&[u8]; 2] = [&leaf.leaf, &CAS.middle];
        let entry = [NewEntry { alias: "Example.org", key: &leaf.key, chain: &chain }];
        let anchor = [NewAnchor { alias: "root", der: &CAS.root }];
        let domain = [NewAnchor { alias: "domain", der: &leaf.leaf }];
        for strength in [Strength::Modern, Strength::Legacy] {
            let pkcs12 = |entries: &[NewEntry<'_>], anchors: &[NewAnchor<'_>]| {
                write_pkcs12(entries, anchors, "changeit", strength, made()).unwrap().to_vec()
            };
            self.add(&format!("ours, {strength:?}"), pkcs12(&entry, &[]), None);
            self.add(&format!("ours, {strength:?}, with an anchor"), pkcs12(&entry, &anchor), None);
            self.add(
                &format!("ours, {strength:?}, the domain's certificate as anchor"),
                pkcs12(&[], &domain),
                None,
            );
        }
        let stranger = PLAIN.issue_by_root();
        let domain = [NewAnchor { alias: "domain", der: &stranger.leaf }];
        let both = write_pkcs12(&entry, &domain, "changeit", Strength::Modern, made()).unwrap();
        self.add("ours, another certificate of the domain as anchor", both.to_vec(), None);
        let jks = |entries: &[NewEntry<'_>], anchors: &[NewAnchor<'_>]| {
            write_jks(entries, anchors, "changeit", made()).unwrap().to_vec()
        };
        self.add("our JKS", jks(&entry, &[]), None);
        self.add("our JKS with an anchor", jks(&entry, &anchor), None);
        let disordered: [&[u8]; 3] = [&leaf.leaf, &CAS.root, &CAS.middle];
        let entry = [NewEntry { alias: "x", key: &leaf.key, chain: &disordered }];
        self.add("our JKS with a chain out of order", jks(&entry, &[]), None);
        self.add(
            "our PKCS#12 with a chain out of order",
            write_pkcs12(&entry, &[], "changeit", Strength::Modern, made()).unwrap().to_vec(),
            None,
        );
        for (name, kind) in [("EC", KeyKind::EcP256), ("RSA", KeyKind::Rsa2048)] {
            let stranger = Wish { kind, ..PLAIN }.issue_by_root();
            let store = with_other_certificate(&jks(&entry, &[]), &stranger.leaf);
            self.add(&format!("our JKS, an {name} certificate of another key"), store, None);
        }
    }

    fn of_several_entries(&mut self) {
        let rsa = Wish { kind: KeyKind::Rsa2048, ..PLAIN };
        let net = Wish { name: "example.net", ..PLAIN };
        let net_rsa = Wish { kind: KeyKind::Rsa2048, ..net };
        let old = Wish { until: 2021, ..PLAIN };
        let client = Wish { purpose: Purpose::Client, ..PLAIN };
        let ed = Wish { kind: KeyKind::Ed25519, ..PLAIN };
        for (name, wishes) in [
            ("another domain first", vec![net, PLAIN]),
            ("another domain second", vec![PLAIN, net]),
            ("the domain by RSA, another one by EC", vec![rsa, net]),
            ("the domain by EC, another one by RSA", vec![net_rsa, PLAIN]),
            ("expired first", vec![old, PLAIN]),
            ("expired EC, sound RSA", vec![old, rsa]),
            ("for clients first", vec![client, PLAIN]),
            ("for clients first, RSA", vec![Wish { purpose: Purpose::Client, ..rsa }, rsa]),
            (
                "without keyAgreement first",
                vec![Wish { purpose: Purpose::Signature, ..PLAIN }, PLAIN],
            ),
            (AS_GOOD, vec![PLAIN, PLAIN]),
            ("RSA, Ed25519", vec![rsa, ed]),
            ("Ed25519 of another domain, RSA", vec![Wish { name: "example.net", ..ed }, rsa]),
            (
                "two of other domains, expired and not",
                vec![Wish { until: 2021, ..net }, Wish { name: "example.com", ..PLAIN }],
            ),
        ] {
            let identities: Vec<Identity> = wishes.iter().map(|wish| wish.issue()).collect();
            let chains: Vec<[&[u8]; 2]> =
                identities.iter().map(|one| [one.leaf.as_slice(), CAS.middle.as_slice()]).collect();
            let aliases = ["first", "second"];
            let entries: Vec<NewEntry<'_>> = identities
                .iter()
                .zip(&chains)
                .zip(aliases)
                .map(|((one, chain), alias)| NewEntry { alias, key: &one.key, chain })
                .collect();
            let store = write_pkcs12(&entries, &[], "changeit", Strength::Modern, made()).unwrap();
            self.add(name, store.to_vec(), None);
            let store = write_jks(&entries, &[], "changeit", made()).unwrap();
            self.add(&format!("{name} (JKS)"), store.to_vec(), None);
        }
    }

    fn that_are_none(&mut self) {
        let leaf = PLAIN.issue();
        let store = self.openssl(&leaf, &[&CAS.middle], "changeit", &["-name", "x"]);
        self.add("cut in the middle", store[..store.len() / 2].to_vec(), None);
        let mut altered = store.clone();
        let middle = altered.len() / 2;
        altered[middle] ^= 1;
        self.add("altered in the middle", altered, None);
        self.add("an empty file", Vec::new(), None);
        self.add("text", b"no store\n".to_vec(), None);
        self.add("a certificate", leaf.leaf, None);
    }
}

fn made() -> Moment {
    Moment::from_unix(1_790_000_000).unwrap()
}

/// The JKS with one certificate, that of somebody else, in the entry of its first key.
fn with_other_certificate(jks: &[u8], leaf: &[u8]) -> Vec<u8> {
    let number = |at: usize| {
        usize::try_from(u32::from_be_bytes(jks[at..at + 4].try_into().unwrap())).unwrap()
    };
    // magic, version, count, type; the alias with its length; the date; the key with its length
    let alias = usize::from(u16::from_be_bytes([jks[16], jks[17]]));
    let key = 18 + alias + 8;
    let behind = key + 4 + number(key);
    let mut body = jks[..behind].to_vec();
    body.extend(1_u32.to_be_bytes());
    body.extend([0, 5]);
    body.extend(b"X.509");
    body.extend(u32::try_from(leaf.len()).unwrap().to_be_bytes());
    body.extend(leaf);
    let mut digested: Vec<u8> = "changeit".encode_utf16().flat_map(u16::to_be_bytes).collect();
    digested.extend(b"Mighty Aphrodite");
    digested.extend(&body);
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA1_FOR_LEGACY_USE_ONLY, &digested);
    body.extend(digest.as_ref());
    body
}
