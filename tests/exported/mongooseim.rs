//! MongooseIM's and Tigase's files: those of the one in Erlang's `ssl`, those of the other by its rules as read.

use xmppcert::servers::Server;
use xmppcert::servers::loading::{Fate, Found, Given, Loads};

use super::daemon::{Daemon, free_port, running};
use super::generation::Generation;
use super::given::Source;
use super::pki::DOMAIN;
use super::renewed::{sends, sources};
use super::served::How;

const LISTEN: &str = include_str!("listen.escript");

fn erlang(generation: Option<Generation>) {
    let Some(generation) = generation else { return };
    for (name, source) in sources() {
        let daemon = running(|| {
            let (place, port) = (generation.place(), free_port());
            place.put("listen.escript", LISTEN);
            let directory = place.outside().display().to_string();
            source.export("mongooseim", &["--out-dir", &directory]).sound();
            let mut command = generation.command("escript");
            command.args([place.path("listen.escript"), port.to_string()]);
            command.args(["crt", "key"].map(|end| place.path(&format!("{DOMAIN}.{end}"))));
            command.env("HOME", &place.inside);
            let mut daemon = Daemon::new(place, port);
            daemon.start(&mut command, "out.log", port)?;
            Ok(daemon)
        });
        sends(&[(How::Direct, daemon.port)], &source, name, || daemon.logs());
    }
}

#[test]
fn erlang_serves_what_is_mongooseims() {
    erlang(Generation::installed(&["escript"]));
}

#[test]
fn erlang_of_the_other_generation_serves_what_is_mongooseims() {
    erlang(Generation::other(&["escript"]));
}

/// What a server that is not here would serve of the files in a directory.
fn foretold(server: &str, paths: &[String]) -> Option<Vec<Vec<u8>>> {
    let loads: &Loads = Server::find(server).unwrap().newest().unwrap().loads?;
    let domain = [DOMAIN.parse().unwrap()];
    let octets: Vec<Vec<u8>> = paths.iter().map(|path| std::fs::read(path).unwrap()).collect();
    let found = paths.iter().zip(&octets).map(|(path, octets)| Found {
        path: path.clone(),
        base: 0,
        octets: Ok(octets),
        modified: None,
    });
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let loading = (loads.by)(&Given {
        domains: &domain,
        found: found.collect(),
        now: i64::try_from(since.as_secs()).unwrap(),
        passphrase: None,
    });
    assert_eq!(loading.dies, None, "{server}");
    assert!(loading.files.iter().any(|file| file.fate == Fate::Served), "{:?}", loading.files);
    Some(loading.served[0].chain.iter().map(|link| link.der().to_vec()).collect())
}

#[test]
fn servers_of_which_only_the_rules_are_here_serve_it() {
    for server in ["tigase", "mongooseim", "metronome", "snikket", "xmpp-proxy", "jabberd14"] {
        for (name, source) in sources() {
            let folder = tempfile::tempdir().unwrap();
            let directory = folder.path().display().to_string();
            let paths = source.export(server, &["--out-dir", &directory]).sound().paths();
            let Some(served) = foretold(server, &paths) else {
                eprintln!("nothing is known of how {server} loads");
                break;
            };
            assert_eq!(served, source.chain(), "{server} with {name}");
        }
    }
}

/// What stays of a file must not be what the first run wrote.
#[test]
fn a_renewal_is_what_is_foretold() {
    let folder = tempfile::tempdir().unwrap();
    let directory = folder.path().display().to_string();
    for (_, source) in sources() {
        let ran = source.export("tigase", &["--out-dir", &directory, "--force"]).sound();
        assert_eq!(foretold("tigase", &ran.paths()), Some(Source::chain(&source)));
    }
}
