//! Chains and keys for servers that load with OpenSSL, which take one file or two.

use std::process::Command;
use std::sync::LazyLock;

use super::pki::{
    self, ED25519, Kind, Leaf, P384, P521, PKI, RIGHT, RSA, Wish, inner, outer, right, root,
};
use super::served::Shown;
use super::situation::{File, Situation, directory, file, link};
use super::table::Row;

/// A chain and, apart from it, a key.
#[derive(Clone, Debug)]
pub struct Sample {
    name: &'static str,
    chain: Vec<u8>,
    /// `None` where nothing is to be put behind the chain.
    key: Option<String>,
    passphrase: Option<&'static str>,
}

fn with(name: &'static str, chain: impl AsRef<[u8]>, key: &str) -> Sample {
    let key = Some(key.to_owned());
    Sample { name, chain: chain.as_ref().to_vec(), key, passphrase: None }
}

fn alone(name: &'static str, chain: impl AsRef<[u8]>) -> Sample {
    Sample { name, chain: chain.as_ref().to_vec(), key: None, passphrase: None }
}

/// A row, once more where another program had taken a port in between.
pub fn undisturbed(meet: impl Fn() -> Row) -> Row {
    let disturbed = |row: &Row| {
        row.observed.died.as_ref().is_some_and(|why| why.contains("another program listens"))
    };
    let mut row = meet();
    for _ in 0..3 {
        if !disturbed(&row) {
            break;
        }
        row = meet();
    }
    row
}

/// What a TLS 1.2 server sends to OpenSSL's own client, which names more curves and algorithms than ours.
pub fn ask_openssl(port: u16, domain: &str) -> Shown {
    let mut command = Command::new("openssl");
    command.args(["s_client", "-showcerts", "-connect", &format!("127.0.0.1:{port}")]);
    command.args(["-servername", domain]).stdin(std::process::Stdio::null());
    let output = command.output().unwrap();
    let why = String::from_utf8_lossy(&output.stderr).into_owned();
    if !output.status.success() {
        return Shown { chain: Vec::new(), why };
    }
    let blocks = xmppcert::pki::pem::blocks(&output.stdout);
    let certificates = blocks.into_iter().map(Result::unwrap).filter(|b| b.label == "CERTIFICATE");
    Shown { chain: certificates.map(|block| block.der.to_vec()).collect(), why }
}

/// What opens the encrypted keys.
pub const PASSPHRASE: &str = "correct horse";

impl Sample {
    pub fn name(&self) -> &'static str {
        self.name
    }

    fn passphrase(self, passphrase: &'static str) -> Sample {
        Sample { passphrase: Some(passphrase), ..self }
    }

    fn situation(&self, files: Vec<File>) -> Situation {
        let situation = Situation::new(self.name, files);
        match self.passphrase {
            Some(passphrase) => situation.passphrase(passphrase),
            None => situation,
        }
    }

    /// Chain and key in one file.
    pub fn in_one(&self, path: &str) -> Situation {
        let mut content = self.chain.clone();
        content.extend(self.key.iter().flat_map(|key| key.as_bytes()));
        self.situation(vec![file(path, content)])
    }

    /// In two files, where the key is not among the chain already.
    pub fn in_two(&self, chain: &str, key: &str) -> Situation {
        let files = [file(chain, &self.chain)];
        let keys = self.key.iter().map(|content| file(key, content));
        self.situation(files.into_iter().chain(keys).collect())
    }
}

/// Where the permissions of the file or its directory, or a link, make the difference.
pub fn permissions(name: &str) -> Vec<Situation> {
    let leaf = right();
    let content = leaf.fullchain() + &leaf.key;
    vec![
        Situation::new("file of somebody else", [file(name, &content).mode(0o600)]),
        Situation::new(
            "directory of somebody else",
            [
                file(&format!("live/{name}"), &content),
                directory("live", 0o700),
                link(name, &format!("live/{name}")),
            ],
        ),
        Situation::new(
            "link",
            [
                file(&format!("archive/1-{name}"), &content),
                link(name, &format!("archive/1-{name}")),
            ],
        ),
    ]
}

/// All of them, made once: RSA keys take their time.
pub fn samples() -> Vec<Sample> {
    static SAMPLES: LazyLock<Vec<Sample>> =
        LazyLock::new(|| [orders(), texts(), labels(), keys(), kinds(), certificates()].concat());
    SAMPLES.clone()
}

fn orders() -> Vec<Sample> {
    let (leaf, other, rsa) = (right(), right(), of(RSA));
    let (pem, key) = (leaf.pem(), leaf.key.as_str());
    let (inner, outer) = (inner(), outer());
    vec![
        with("right", leaf.fullchain(), key),
        alone("key first", format!("{key}{}", leaf.fullchain())),
        alone("key in the middle", format!("{pem}{key}{inner}{outer}")),
        with("no intermediate", &pem, key),
        with("one intermediate of two", format!("{pem}{inner}"), key),
        with("root included", leaf.fullchain() + &root(), key),
        with("issuers in reverse", format!("{pem}{outer}{inner}"), key),
        with("leaf last, keys of one kind", format!("{inner}{outer}{pem}"), key),
        with("leaf last, keys of two kinds", format!("{inner}{}", rsa.pem()), &rsa.key),
        with("key of another certificate", leaf.fullchain(), &other.key),
        with("key of another kind", leaf.fullchain(), &rsa.key),
        alone("no key", leaf.fullchain()),
        with("leaf twice", format!("{pem}{pem}{inner}"), key),
        with("other leaf behind it", format!("{pem}{}{inner}", other.pem()), key),
    ]
}

fn texts() -> Vec<Sample> {
    let leaf = right();
    let (full, key) = (leaf.fullchain(), leaf.key.as_str());
    let bags = full.replace("-----BEGIN", "Bag Attributes\n    a: b\nsubject=/CN=x\n-----BEGIN");
    let half = inner();
    let half = &half[..half.len() / 2];
    vec![
        with("empty", "", key),
        with("garbage", "this is no certificate\n", key),
        with("DER", &leaf.der, key),
        with("CRLF", full.replace('\n', "\r\n"), &key.replace('\n', "\r\n")),
        with("CR alone", full.replace('\n', "\r"), key),
        with("byte order mark", format!("\u{feff}{full}"), key),
        with("prose before it", format!("the certificate of chat.example\n\n{full}"), key),
        with("bag attributes", bags, key),
        with("indented marker", format!("  {full}"), key),
        with("blank line in the base64", blank_line(&full), key),
        with("leaf cut short", &full[..300], key),
        with("issuer cut short", format!("{}{half}\n", leaf.pem()), key),
        alone("issuer cut short at the end", format!("{}{key}{half}\n", leaf.pem())),
        with("END line of another kind", other_end(&full), key),
        with("no line break at the end", full.trim_end(), &format!("\n{}", key.trim_end())),
    ]
}

fn labels() -> Vec<Sample> {
    let leaf = right();
    let (pem, full, key) = (leaf.pem(), leaf.fullchain(), leaf.key.as_str());
    let block = |label: &str, body: &str| {
        format!("-----BEGIN {label}-----\n{body}\n-----END {label}-----\n")
    };
    let trusted = |text: &str| text.replace(" CERTIFICATE", " TRUSTED CERTIFICATE");
    vec![
        with("issuer of nonsense", format!("{pem}{}", block("CERTIFICATE", "AAAA")), key),
        with("issuer of no base64", format!("{pem}{}", block("CERTIFICATE", "A!AA")), key),
        with("unknown block", format!("{}{full}", block("ANYTHING", "AAAA")), key),
        with("unknown block of no base64", format!("{full}{}", block("ANYTHING", "A!AA")), key),
        with("trusted leaf", format!("{}{}", trusted(&pem), inner()), key),
        with("trusted issuer", format!("{pem}{}{}", trusted(&inner()), outer()), key),
        with("old label", full.replace(" CERTIFICATE", " X509 CERTIFICATE"), key),
    ]
}

fn keys() -> Vec<Sample> {
    let (leaf, other, rsa) = (right(), right(), of(RSA));
    let (full, key) = (leaf.fullchain(), leaf.key.as_str());
    let nonsense = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
    let parameters =
        "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
    let locked = leaf.encrypted(PASSPHRASE);
    vec![
        with("encrypted key", &full, &locked),
        with("encrypted key and its password", &full, &locked).passphrase(PASSPHRASE),
        with("encrypted key and another password", &full, &locked).passphrase("wrong"),
        with("encrypted key behind a plain one", &full, &format!("{key}{locked}")),
        with("SEC1", &full, &leaf.sec1()),
        with("SEC1 with parameters", &full, &format!("{parameters}{}", leaf.sec1())),
        with("SEC1 with the label of PKCS#8", &full, &leaf.sec1().replace(" EC PRIV", " PRIV")),
        with("PKCS#1", rsa.fullchain(), &rsa.pkcs1()),
        with("right key before another", &full, &format!("{key}{}", other.key)),
        with("right key behind another", &full, &format!("{}{key}", other.key)),
        with("right key behind nonsense", &full, &format!("{nonsense}{key}")),
        with("key of nonsense", &full, nonsense),
        with("key cut short", &full, &key[..100]),
    ]
}

fn kinds() -> Vec<Sample> {
    let sample = |name, leaf: Leaf| with(name, leaf.fullchain(), &leaf.key);
    vec![
        sample("RSA", of(RSA)),
        sample("P-384", of(P384)),
        sample("P-521", of(P521)),
        sample("Ed25519", of(ED25519)),
        sample("RSA-PSS", pki::rsa_pss()),
        sample("Ed448", self_signed(&["-newkey", "ed448"])),
        sample("RSA 1024", self_signed(&["-newkey", "rsa:1024"])),
    ]
}

fn certificates() -> Vec<Sample> {
    let sample = |name, wish: Wish<'_>| {
        let leaf = pki::leaf(&wish);
        with(name, leaf.fullchain(), &leaf.key)
    };
    vec![
        sample("expired", Wish { days: (-80, -10), ..RIGHT }),
        sample("not yet valid", Wish { days: (10, 80), ..RIGHT }),
        sample("wrong name", Wish { names: "dns:other.example", ..RIGHT }),
        sample("wildcard", Wish { names: "dns:*.example", ..RIGHT }),
        sample("no name but CN", Wish { names: "", cn: "chat.example", ..RIGHT }),
        sample("SRVName alone", Wish { names: "srv:_xmpp-client.chat.example", ..RIGHT }),
    ]
}

/// Signed with SHA-1, which OpenSSL 3.0 does not load and 3.6 does: for programs of this machine alone.
pub fn weak() -> Vec<Sample> {
    let folder = tempfile::tempdir().unwrap();
    let [issuer, key] = ["issuer", "key"].map(|name| folder.path().join(name));
    std::fs::write(&issuer, inner()).unwrap();
    std::fs::write(
        &key,
        &*xmppcert::pki::pem::encode("PRIVATE KEY", &PKI.inner.key.serialize_der()),
    )
    .unwrap();
    let (issuer, key) = (issuer.display().to_string(), key.display().to_string());
    let leaf = self_signed(&["-newkey", "rsa:2048", "-sha1", "-CA", &issuer, "-CAkey", &key]);
    let right = right();
    vec![
        with("signed with SHA-1", leaf.fullchain(), &leaf.key),
        with("issuer signed with SHA-1", right.pem() + &leaf.pem(), &right.key),
    ]
}

pub fn of(kind: &'static Kind) -> Leaf {
    pki::leaf(&Wish { kind, ..RIGHT })
}

fn blank_line(text: &str) -> String {
    let middle = text.match_indices('\n').nth(4).unwrap().0;
    format!("{}\n{}", &text[..middle], &text[middle..])
}

/// Whole, but for the first END line.
fn other_end(text: &str) -> String {
    text.replacen("END CERTIFICATE", "END X509 CERTIFICATE", 1)
}

/// What rcgen does not make.
fn self_signed(kind: &[&str]) -> Leaf {
    let folder = tempfile::tempdir().unwrap();
    let (key, certificate) = (folder.path().join("key"), folder.path().join("certificate"));
    let mut command = Command::new("openssl");
    command.args(["req", "-x509", "-nodes", "-subj", "/CN=chat.example"]).args(kind);
    command.args(["-addext", "subjectAltName=DNS:chat.example"]);
    let output = command.arg("-keyout").arg(&key).arg("-out").arg(&certificate).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let pem = std::fs::read(&certificate).unwrap();
    let der = xmppcert::pki::pem::blocks(&pem).remove(0).unwrap().der.to_vec();
    Leaf { der, key: std::fs::read_to_string(&key).unwrap() }
}
