//! What fuzzing begins with: `BLESS=1 cargo test --test fuzz_seeds` makes `fuzz/seeds/` anew, with
//! our own code, OpenSSL and keytool.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]
#![expect(clippy::disallowed_methods, reason = "seeds are files")]

#[path = "der/build.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "another test needs more of it")]
mod build;
mod support;

use std::fs;
use std::path::{Path, PathBuf};

use build::{Parts, around, extension, name, san, tlv};
use support::{Place, der, peer, words};
use xmppcert::pki::pem;

/// All of them together, in octets.
const MOST: u64 = 300 << 10;

const CONFIG: &str = "\
[req]
distinguished_name = dn
[dn]
[leaf]
subjectAltName = DNS:example.org,DNS:*.example.org,IP:192.0.2.1,IP:2001:db8::1,\
URI:xmpp:example.org,email:a@example.org,RID:2.999,dirName:dn_name,\
otherName:1.3.6.1.5.5.7.8.5;UTF8:example.org,otherName:1.3.6.1.5.5.7.8.7;IA5:_xmpp-server.example.org
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth,clientAuth
subjectKeyIdentifier = hash
certificatePolicies = 2.23.140.1.2.1,@policy
tlsfeature = status_request
authorityInfoAccess = OCSP;URI:http://a.example,caIssuers;URI:http://b.example
crlDistributionPoints = URI:http://c.example
nameConstraints = permitted;DNS:example.org
[policy]
policyIdentifier = 2.999.1
CPS.1 = http://d.example
userNotice.1 = @notice
[notice]
explicitText = UTF8:a notice
[dn_name]
CN = somebody
[ca]
database = index.txt
crlnumber = number
default_md = sha256
default_crl_days = 30
";

const CONFIGURATIONS: &[&str] = &[
    "prosody.in/prosody.cfg.lua",
    "ejabberd.in/ejabberd.yml",
    "mongooseim.in/mongooseim.toml",
    "jabberd.in/c2s.xml",
    "jabberd.in/jabber.xml",
    "unreadable.in/prosody.cfg.lua",
    "unreadable.in/ejabberd.yml",
    "unreadable.in/jabber.xml",
];

#[test]
fn seeds_are_few_and_made_here() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    if std::env::var_os("BLESS").is_some() {
        let Some(seeds) = Seeds::made() else { return };
        seeds.put(&folder);
    }
    let sizes = files(&folder).iter().map(|file| fs::metadata(file).unwrap().len()).sum::<u64>();
    assert!((1..=MOST).contains(&sizes), "the seeds have {sizes} octets, {MOST} are allowed");
}

/// Target, name, octets.
#[derive(Default)]
struct Seeds(Vec<(&'static str, String, Vec<u8>)>);

impl Seeds {
    fn made() -> Option<Seeds> {
        let (_, _) = (peer("openssl")?, peer("keytool")?);
        let place = Place::default();
        place.put("config", CONFIG);
        let mut seeds = Seeds::default();
        seeds.certificates(&place);
        seeds.keys(&place);
        seeds.stores(&place);
        seeds.text();
        seeds.configurations();
        seeds.loadings();
        Some(seeds)
    }

    fn put(&self, folder: &Path) {
        let _ = fs::remove_dir_all(folder);
        for (target, name, octets) in &self.0 {
            fs::create_dir_all(folder.join(target)).unwrap();
            fs::write(folder.join(target).join(name), octets).unwrap();
        }
    }

    fn add(&mut self, targets: &[&'static str], name: &str, octets: &[u8]) {
        for target in targets {
            self.0.push((target, name.to_owned(), octets.to_vec()));
        }
    }

    fn certificates(&mut self, place: &Place) {
        let openssl = |command: &str| place.run("openssl", &words(command)).sound();
        let new = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -config config";
        openssl(&format!(
            "req -x509 {new} -subj /C=DE/O=\u{fc}/CN=example.org -extensions leaf -days 90 -keyout leaf.key -out leaf.crt"
        ));
        openssl(&format!("req -new {new} -subj / -reqexts leaf -keyout other.key -out leaf.csr"));
        place.put(
            "index.txt",
            "R\t301122000000Z\t261122000000Z,keyCompromise\t01\tunknown\t/CN=a\n",
        );
        place.put("number", "01\n");
        openssl(
            "ca -gencrl -config config -name ca -cert leaf.crt -keyfile leaf.key -out list.crl",
        );
        let [leaf, request, list] = ["leaf.crt", "leaf.csr", "list.crl"].map(|it| place.read(it));
        self.add(&["certificate", "der", "content"], "openssl.der", &der(&leaf));
        self.add(&["request", "der", "content"], "openssl.csr.der", &der(&request));
        self.add(&["crl", "der", "content"], "openssl.crl.der", &der(&list));
        let text = [b"\xef\xbb\xbfBag Attributes\r\n".as_slice(), &leaf, &request, &list].concat();
        self.add(&["pem", "content"], "mixed.pem", &text);
        for (form, name) in [("DER", "bundle.p7b"), ("PEM", "bundle.p7b.pem")] {
            openssl(&format!(
                "crl2pkcs7 -in list.crl -certfile leaf.crt -outform {form} -out {name}"
            ));
            let targets: &[_] = if form == "DER" { &["pkcs7", "der", "content"] } else { &["pem"] };
            self.add(targets, name, &place.read(name));
        }
        let (ours, _) = place.request(&words("example.org"));
        self.add(&["request"], "ours.csr.der", &ours);
        let broken = [
            (
                "names",
                Parts::with_extensions(&[san(&[b"\x82\x03a\0b", b"\x82\0", b"\x87\x01\x01"])]),
            ),
            (
                "usages",
                Parts::with_extensions(&[
                    extension(15, &[3, 2, 7, 0x80]),
                    extension(37, &[0x30, 0]),
                ]),
            ),
            ("bmp", Parts { subject: name(0x1e, b"\0a\0\x1b"), ..Parts::default() }),
            ("teletex", Parts { issuer: name(0x14, b"\xfc\x1b[2J"), ..Parts::default() }),
            ("serial", Parts { serial: vec![2, 2, 0xff, 0x80], ..Parts::default() }),
            (
                "dates",
                Parts {
                    validity: around(
                        0x30,
                        &[&tlv(24, b"20260101000000Z"), &tlv(23, b"2601010000Z")],
                    ),
                    ..Parts::default()
                },
            ),
        ];
        for (name, parts) in broken {
            self.add(&["certificate", "der", "content"], &format!("{name}.der"), &parts.to_der());
        }
    }

    fn keys(&mut self, place: &Place) {
        let openssl = |command: &str| place.run("openssl", &words(command)).sound().out;
        let pass = "-passout pass:changeit";
        let plain = [
            ("p256.pem", "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256".to_owned()),
            ("p384.sec1.pem", "ecparam -genkey -name secp384r1".to_owned()),
            (
                "p521.der",
                "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-521 -outform DER".to_owned(),
            ),
            ("ed25519.pem", "genpkey -algorithm ED25519".to_owned()),
            ("rsa.pkcs1.pem", "genrsa -traditional 2048".to_owned()),
            ("rsa.der", "genpkey -algorithm RSA -outform DER".to_owned()),
            ("public.pem", "ec -in leaf.key -pubout".to_owned()),
            ("dsa.pem", "dsaparam -genkey -noout 1024".to_owned()),
            ("traditional-aes.pem", format!("ec -in leaf.key -aes128 {pass}")),
            ("traditional-3des.pem", format!("ec -in leaf.key -des3 {pass}")),
        ];
        for (name, command) in plain {
            self.add(&["key", "content"], name, &openssl(&command));
        }
        for options in [
            "-v2 aes-256-cbc -iter 1",
            "-v2 des3 -iter 1",
            "-scrypt -scrypt_N 16",
            "-v1 PBE-SHA1-3DES -iter 1",
            "-provider default -provider legacy -v1 PBE-MD5-DES",
        ] {
            let made = openssl(&format!("pkcs8 -topk8 -in leaf.key {options} -outform DER {pass}"));
            let name = options.replace(' ', "");
            self.add(&["key", "content"], &format!("pkcs8{name}.der"), &made);
            self.add(
                &["pem"],
                &format!("pkcs8{name}.pem"),
                pem::encode("ENCRYPTED PRIVATE KEY", &made).as_bytes(),
            );
        }
    }

    fn stores(&mut self, place: &Place) {
        for (name, options) in [
            ("modern", "-iter 1"),
            ("sha512", "-iter 1 -macalg sha512 -certpbe aes-128-cbc -keypbe des-ede3-cbc"),
            ("legacy", "-legacy -iter 1 -certpbe PBE-SHA1-RC2-40 -keypbe PBE-SHA1-3DES"),
            ("rc2", "-legacy -iter 1 -certpbe PBE-SHA1-RC2-128 -keypbe PBE-SHA1-RC4-128"),
            ("plain", "-keypbe NONE -certpbe NONE -nomac"),
            ("nokeys", "-iter 1 -nokeys"),
        ] {
            let command = format!(
                "pkcs12 -export -name xmpp -in leaf.crt -inkey leaf.key {options} -passout pass:changeit"
            );
            let made = place.run("openssl", &words(&command)).sound().out;
            self.add(&["keystore", "content"], &format!("{name}.p12"), &made);
        }
        for kind in ["JKS", "JCEKS"] {
            let common = format!("-keystore {kind} -storetype {kind} -storepass changeit");
            let more = if kind == "JCEKS" { "-J-Djdk.jceks.iterationCount=10000" } else { "-v" };
            for command in [
                "-genkeypair -alias server -keyalg EC -groupname secp256r1 -dname CN=a",
                "-genkeypair -alias other -keyalg EC -groupname secp256r1 -dname CN=b -keypass private",
                "-importcert -noprompt -alias trusted -file leaf.crt",
            ] {
                place.run("keytool", &words(&format!("{more} {command} {common}"))).sound();
            }
            if kind == "JCEKS" {
                place
                    .run(
                        "keytool",
                        &words(&format!(
                            "{more} -genseckey -alias secret -keyalg AES -keysize 128 {common}"
                        )),
                    )
                    .sound();
            }
            self.add(&["keystore", "content"], &kind.to_lowercase(), &place.read(kind));
        }
        // versions of Bouncy Castle, which are named and not opened
        for (name, version) in [("bks-1", 1), ("bks-2", 2)] {
            let bks = [&[0, 0, 0, version, 0, 0, 0, 20][..], &[7; 20], &[0, 0, 4, 0, 0]].concat();
            self.add(&["keystore"], name, &bks);
        }
    }

    /// Those of the recorded sessions.
    fn configurations(&mut self) {
        let sessions = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/hosts");
        for path in CONFIGURATIONS {
            let octets = fs::read(sessions.join(path)).unwrap();
            self.add(&["configuration"], &path.replace(".in/", "-"), &octets);
        }
    }

    /// Files of the recorded sessions, and the keystores of others, put together as servers find them.
    fn loadings(&mut self) {
        let sessions = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/export/write.in");
        let file = |name: &str| fs::read(sessions.join(name)).unwrap();
        let (leaf, issuer, key) = (file("leaf.pem"), file("intermediate.pem"), file("server.key"));
        let root = file("root.pem");
        let next = b"\n=====\n".to_vec();
        let chain = [leaf.clone(), issuer.clone()].concat();
        let all: [(&str, &[&[u8]]); 5] = [
            ("pair", &[&chain, &next, &key]),
            ("one", &[&chain, &key]),
            ("heap", &[&issuer, &next, &key, &next, &leaf, &next, &root]),
            ("root", &[&leaf, &key, &issuer, &root]),
            ("keyless", &[&chain, &next, &next, &root]),
        ];
        for (name, parts) in all {
            self.add(&["loading"], name, &parts.concat());
        }
        let stores: Vec<_> =
            self.0.iter().filter(|(target, ..)| *target == "keystore").cloned().collect();
        for (_, name, octets) in stores.iter().take(4) {
            let files = [&next[..], &next, &next, octets].concat();
            self.add(&["loading"], &format!("store-{name}"), &files);
        }
    }

    fn text(&mut self) {
        for (index, name) in [
            "example.org",
            "*.m\u{fc}nchen.example",
            "xn--mnchen-3ya.example.",
            "juliet@example.org/balcony",
            "_xmpp-server.example.org",
            "xmpp:example.org",
            "192.0.2.1",
            "[2001:db8::1]:5222",
            "CN=example.org,O=Example\\, Inc.,OU=\\20a\\2Cb,C=DE",
            "stra\u{df}e\u{3002}example",
        ]
        .iter()
        .enumerate()
        {
            self.add(&["name"], &format!("name-{index}"), name.as_bytes());
        }
        for (index, names) in [
            "example.org\ndexample.org\nd*.example.org\ns_xmpp-server.example.org\nxexample.org",
            "m\u{fc}nchen.example\ndxn--mnchen-3ya.example\nxm\u{fc}nchen.example\ncm\u{fc}nchen.example",
            "192.0.2.1\ni192.0.2.1\nx192.0.2.1\ni2001:db8::1\nuxmpp:a\nea@b\noa\nm\x1b",
        ]
        .iter()
        .enumerate()
        {
            self.add(&["identity"], &format!("names-{index}"), names.as_bytes());
        }
        let moments =
            ["2026-11-28T12:00:00+01:00", "2026-11-28", "1795867200", "+30d", "-2h", "now"];
        for (index, moment) in moments.iter().enumerate() {
            self.add(&["moment"], &format!("moment-{index}"), moment.as_bytes());
        }
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
