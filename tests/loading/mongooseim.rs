//! MongooseIM, as far as Erlang's `ssl` is it: what that reads, and what it sends.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use xmppcert::export::{Order, Plan};
use xmppcert::pki::bundle::{Bundle, Chain};
use xmppcert::pki::key::{Found, PrivateKey};
use xmppcert::pki::keystore::Strength;
use xmppcert::pki::moment::Moment;
use xmppcert::pki::pem;
use xmppcert::servers::Server;

use super::daemon::{Daemon, free_port};
use super::generation::Generation;
use super::pki::{
    DOMAIN, ED25519, Kind, Leaf, P256, P384, P521, PKI, RIGHT, RSA, Wish, inner, leaf, outer, right,
};
use super::served::{How, Shown};
use super::situation::{Is, Named, Situation, Standing, file};
use super::table::{Observed, Row, hold, predict, row};

struct Erlang {
    daemon: Daemon,
    inside: String,
    outside: PathBuf,
    options: PathBuf,
    port: u16,
}

impl Erlang {
    fn new(generation: &Generation) -> Erlang {
        let (place, port) = (generation.place(), free_port());
        place.put("serve.escript", include_str!("mongooseim/serve.escript"));
        place.put("options", "");
        let mut command = generation.command("escript");
        command.args([place.path("serve.escript"), port.to_string(), place.path("options")]);
        command.env("HOME", &place.inside);
        let (inside, outside) = (place.path("certs"), place.outside().join("certs"));
        let options = place.outside().join("options");
        let mut daemon = Daemon::new(place, port);
        daemon.start(&mut command, "out.log", port).unwrap();
        Erlang { daemon, inside, outside, options, port }
    }

    /// `certfile` is the first file, `keyfile` the last, which may be the same.
    fn meet(&self, situation: &Situation) -> Row {
        situation.put(&self.outside);
        let names: Vec<&str> = situation.files.iter().map(|file| file.path.as_str()).collect();
        let path = |name: &str| format!("{}/{name}", self.inside);
        let mut options = format!("{{certfile, \"{}\"}}.\n", path(names[0]));
        let _ = writeln!(options, "{{keyfile, \"{}\"}}.", path(names[names.len() - 1]));
        if let Some(passphrase) = situation.passphrase {
            let _ = writeln!(options, "{{password, \"{passphrase}\"}}.");
        }
        std::fs::write(&self.options, options).unwrap();
        let standing =
            Standing::read(situation, &self.outside, &self.inside, Named::Files(&names), None);
        let predicted = predict("mongooseim", "6.4", &standing.given());
        let shown = vec![(DOMAIN, How::Direct, self.ask())];
        row(
            situation,
            predicted,
            Observed { shown, logs: self.daemon.logs(), ..Observed::default() },
        )
    }

    /// OpenSSL, for it looks whether the key is that of the certificate.
    fn ask(&self) -> Shown {
        let mut command = Command::new("openssl");
        command.args(["s_client", "-showcerts", "-servername", DOMAIN, "-connect"]);
        command.arg(format!("127.0.0.1:{}", self.port)).stdin(Stdio::null());
        let output = command.output().unwrap();
        if !output.status.success() {
            let why = String::from_utf8_lossy(&output.stderr).into_owned();
            return Shown { chain: Vec::new(), why };
        }
        // the leaf is shown once more behind the chain
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let chain = text.split("---\nServer certificate").next().unwrap();
        let blocks =
            pem::blocks(chain.as_bytes()).into_iter().map(|block| block.unwrap().der.to_vec());
        Shown { chain: blocks.collect(), why: String::new() }
    }
}

fn generations() -> impl Iterator<Item = Generation> {
    let programs = ["escript"];
    [Generation::installed(&programs), Generation::other(&programs)].into_iter().flatten()
}

#[test]
fn erlang_reads_what_is_said() {
    for generation in generations() {
        let erlang = Erlang::new(&generation);
        let rows: Vec<Row> = situations().iter().map(|one| erlang.meet(one)).collect();
        hold(&format!("ssl of Erlang {}", generation.version("erlang-ssl")), &rows);
    }
}

/// What `export` writes is read by Erlang, and sent as it was meant.
#[test]
fn erlang_serves_what_is_exported() {
    let domain = DOMAIN.parse().unwrap();
    for generation in generations() {
        let erlang = Erlang::new(&generation);
        for kind in [RSA, P256, P384, P521, ED25519] {
            let leaf = of(kind);
            let chain =
                [leaf.der.clone(), PKI.inner.link.der().to_vec(), PKI.outer.link.der().to_vec()];
            let Ok(Found::Plain(key)) = PrivateKey::find(leaf.key.as_bytes()) else {
                panic!("no key")
            };
            let bundle = Bundle::new(key, Chain::new(chain.to_vec()).unwrap()).unwrap();
            let order = Order {
                layout: Server::find("mongooseim").unwrap().layout,
                domain: &domain,
                bundle: &bundle,
                with_root: false,
                may_lack_root: false,
                password: None,
                strength: Strength::Modern,
                created: Moment::from_unix(super::situation::now()).unwrap(),
            };
            let planned = Plan::make(&order).unwrap().files.into_iter();
            let files =
                planned.map(|one| file(one.artifact.name.to_str().unwrap(), one.artifact.bytes()));
            let situation = Situation::new("exported", files);
            assert!(situation.files.iter().all(|file| matches!(file.is, Is::File(_))));
            let row = erlang.meet(&situation);
            assert!(row.predicted.findings.is_empty(), "{:?}", row.predicted.findings);
            assert_eq!(row.observed.shown[0].2.chain, chain, "{}", row.observed.logs);
        }
    }
}

fn of(kind: &'static Kind) -> Leaf {
    leaf(&Wish { kind, ..RIGHT })
}

fn situations() -> Vec<Situation> {
    let (leaf, rsa) = (right(), of(RSA));
    let two = |name, chain: String, key: &str| {
        Situation::new(name, [file("fullchain.pem", chain), file("privkey.pem", key)])
    };
    let one = |name, content: String| Situation::new(name, [file("both.pem", content)]);
    let (pem, key, chain) = (leaf.pem(), leaf.key.as_str(), leaf.fullchain());
    let (locked, whole) = (leaf.encrypted("secret"), leaf.fullchain() + key);
    let expired = super::pki::leaf(&Wish { days: (-90, -1), ..RIGHT });
    let bom = |text: &str| format!("\u{feff}{text}");
    vec![
        two("right", chain.clone(), key),
        one("one file", whole.clone()),
        one("key first", key.to_owned() + &chain),
        two("SEC1", chain.clone(), &leaf.sec1()),
        two("RSA, PKCS#1", rsa.fullchain(), &rsa.pkcs1()),
        two("RSA chain and EC key", rsa.fullchain(), key),
        two("EC chain and RSA key", chain.clone(), &rsa.key),
        two("missing intermediate", pem.clone(), key),
        two("reversed chain", pem.clone() + &outer() + &inner(), key),
        two("leaf last", inner() + &outer() + &pem, key),
        two("leaf last and its key first", inner() + &pem, &leaf.sec1()),
        two("leaf twice", pem.clone() + &pem, key),
        two("encrypted key", chain.clone(), &locked),
        two("encrypted key and password", chain.clone(), &locked).passphrase("secret"),
        two("encrypted key and wrong password", chain.clone(), &locked).passphrase("open"),
        two("plain key and password", chain.clone(), key).passphrase("secret"),
        two("key of another certificate", chain.clone(), &right().key),
        two("two keys", chain.clone(), &(key.to_owned() + &right().key)),
        two("the key twice", chain.clone(), &(key.to_owned() + key)),
        two("no key", chain.clone(), &pem),
        two("EC parameters before the key", chain.clone(), &(EC_PARAMETERS.to_owned() + key)),
        two("cut chain", chain[..chain.len() - 100].to_owned(), key),
        two("cut key", chain.clone(), &key[..100]),
        two("empty chain", String::new(), key),
        two("BOM", bom(&chain), key),
        two("BOM before the key", chain.clone(), &bom(key)),
        two("blank before BEGIN", chain.replacen("-----BEGIN", " -----BEGIN", 1), key),
        two("CRLF", chain.replace('\n', "\r\n"), &key.replace('\n', "\r\n")),
        two("Bag Attributes", format!("Bag Attributes\n{chain}"), key),
        two("TRUSTED CERTIFICATE", chain.replacen(" CERTIFICATE", " TRUSTED CERTIFICATE", 2), key),
        two("damaged leaf", chain.replacen("MII", "AII", 1), key),
        two("expired", expired.fullchain(), &expired.key),
    ]
}

const EC_PARAMETERS: &str =
    "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
