//! ejabberd, started anew for every situation, within one Erlang as long as that lives.

mod situations;

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::PathBuf;
use std::time::Duration;

use super::daemon::{Daemon, free_port};
use super::generation::{Generation, is_root};
use super::pki::{DOMAIN, Leaf, RIGHT, Wish, leaf, right};
use super::served::{How, Shown, ask};
use super::situation::{Named, Situation, Standing, file};
use super::table::{Observed, Row, hold, predict, row};
pub use situations::anchor;
use situations::{HOSTS, UNCERTAIN, situations};

const USER: &str = "ejabberd";
const PATIENCE: Duration = Duration::from_secs(60);

/// An Erlang that starts ejabberd when it is told.
struct Erlang {
    daemon: Daemon,
    control: u16,
    ports: [(How, u16); 3],
    /// Its folder, as it knows that itself and as we do.
    inside: String,
    outside: PathBuf,
}

impl Erlang {
    fn new(generation: &Generation) -> Erlang {
        let place = generation.place();
        place.give_to(generation, USER);
        let control = free_port();
        let ports = [How::Client, How::Server, How::Direct].map(|how| (how, free_port()));
        let [client, server, direct] = ports.map(|(_, port)| port.to_string());
        let hosts = HOSTS.map(|host| format!("\"{host}\"")).join(", ");
        let words =
            [("HOSTS", &*hosts), ("CLIENT", &client), ("SERVER", &server), ("DIRECT", &direct)];
        place.fill("ejabberd.yml", include_str!("ejabberd/ejabberd.yml"), &words);
        place.put("anchor.pem", situations::anchor());
        place.put("inetrc", "{lookup, [file]}. {resolv_conf, \"\"}.\n");
        let obey = include_str!("ejabberd/control.erl").replace("@CONTROL@", &control.to_string());
        let obey: Vec<&str> =
            obey.lines().filter(|line| !line.trim_start().starts_with('%')).collect();
        let mut command = generation.command_as(USER, "erl");
        command.args(["-noinput", "+S", "1:1", "-mnesia", "dir"]);
        command.args([&format!("\"{}\"", place.path("db")), "-eval", &obey.join("\n")]);
        command.env("ERL_LIBS", generation.library("ejabberd-")).env("HOME", place.path(""));
        command.env("ERL_INETRC", place.path("inetrc")).env("ERL_CRASH_DUMP_SECONDS", "0");
        command.env("EJABBERD_CONFIG_PATH", place.path("ejabberd.yml"));
        command.env("EJABBERD_LOG_PATH", place.path("ejabberd.log"));
        let (inside, outside) = (place.path("certs"), place.outside().join("certs"));
        let mut daemon = Daemon::new(place, control);
        daemon.start(&mut command, "out.log", control).unwrap();
        Erlang { daemon, control, ports, inside, outside }
    }

    /// Has something done: `s` for a start, `r` for a reload; whether it lives on.
    fn tell(&self, word: u8) -> bool {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.control)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(&[word]).unwrap();
        let mut answer = [0; 1];
        matches!(stream.read(&mut answer), Ok(1))
    }

    /// What the room says of a situation, and what ejabberd does.
    fn meet(&self, generation: &Generation, situation: &Situation) -> Row {
        situation.put(&self.outside);
        let user = is_root().then_some(USER);
        let standing =
            Standing::read(situation, &self.outside, &self.inside, Named::Directory, user);
        let predicted = predict("ejabberd", &generation.version("ejabberd"), &standing.given());
        let is_certain = predicted.served.iter().all(|served| served.instead.is_empty());
        let lives = self.tell(b's');
        let logs = self.daemon.logs();
        let mut observed = Observed { logs: logs.clone(), ..Observed::default() };
        let mut unheard = Vec::new();
        if lives {
            observed.shown = self.shown(&situation.domains);
        } else {
            // of a key for RSA-PSS Erlang 25 says the one, Erlang 29 the other
            let logs =
                logs.replace("private key is of unknown type", "unknown private key algorithm");
            let mut failures =
                logs.lines().filter_map(|line| line.split_once("Failed to read PEM file "));
            let why = failures.next_back().map_or("no reason", |(_, why)| why);
            observed.died = Some(why.to_owned());
            let said = predicted.dies.iter().flat_map(|dies| dies.split("; "));
            let missing = said.filter(|said| !logs.contains(said));
            unheard.extend(missing.map(|said| format!("not in its log: {said}")));
        }
        // or a rule less would be no difference
        if is_certain == UNCERTAIN.contains(&situation.name) {
            unheard.push(format!("what is said is certain: {is_certain}"));
        }
        let mut row = row(situation, predicted, observed);
        row.differences.extend(unheard);
        row
    }

    fn shown(&self, domains: &[&'static str]) -> Vec<(&'static str, How, Shown)> {
        let ways = domains.iter().flat_map(|domain| self.ports.map(|way| (*domain, way)));
        ways.map(|(domain, (how, port))| (domain, how, ask(port, domain, how))).collect()
    }
}

fn table(generation: Option<Generation>) {
    let Some(generation) = generation else { return };
    let all: Vec<Situation> =
        situations().into_iter().filter(|one| is_root() || !one.needs_root()).collect();
    let rows: Vec<Row> = std::thread::scope(|scope| {
        let halves =
            all.chunks(all.len().div_ceil(2)).map(|half| scope.spawn(|| rows(&generation, half)));
        let halves: Vec<_> = halves.collect();
        halves.into_iter().flat_map(|half| half.join().unwrap()).collect()
    });
    hold(&format!("ejabberd {}", generation.version("ejabberd")), &rows);
}

fn rows(generation: &Generation, situations: &[Situation]) -> Vec<Row> {
    let mut erlang = None;
    let mut rows: Vec<Row> = Vec::new();
    for situation in situations {
        let running = erlang.get_or_insert_with(|| Erlang::new(generation));
        rows.push(running.meet(generation, situation));
        if rows.last().is_some_and(|row| row.observed.died.is_some()) {
            erlang = None;
        }
    }
    rows
}

/// At a reload the time of a file decides whether it is read, and a bad one is not fatal.
fn reload(generation: Option<Generation>) {
    let Some(generation) = generation else { return };
    let erlang = Erlang::new(&generation);
    let (old, new) = (right(), leaf(&Wish { days: (0, 80), ..RIGHT }));
    let situation = |leaf: &Leaf, age| {
        Situation::new("reload", [file("chat.pem", leaf.fullchain() + &leaf.key).age(age)])
    };
    let met = |situation: &Situation, word| {
        situation.put(&erlang.outside);
        let standing =
            Standing::read(situation, &erlang.outside, &erlang.inside, Named::Directory, None);
        let predicted = predict("ejabberd", &generation.version("ejabberd"), &standing.given());
        assert!(erlang.tell(word), "{}", erlang.daemon.logs());
        let warned = predicted.findings.iter().any(|finding| finding.code.id == "not-reloaded");
        let shown = ask(erlang.ports[0].1, DOMAIN, How::Client).chain;
        (shown.first().cloned(), warned)
    };
    assert_eq!(met(&situation(&old, 3600), b's'), (Some(old.der.clone()), false));
    // older than it can be: kept from elsewhere
    assert_eq!(met(&situation(&new, 7200), b'r'), (Some(old.der), true));
    assert_eq!(met(&situation(&new, 10), b'r'), (Some(new.der), false));
    let bad = Situation::new("bad", [file("chat.pem", "nothing").age(0)]);
    assert_eq!(met(&bad, b'r'), (None, false));
}

#[test]
fn ejabberd_reloads_what_is_newer() {
    reload(Generation::installed(&["ejabberdctl", "erl"]));
    reload(Generation::other(&["ejabberdctl", "erl"]));
}

#[test]
fn ejabberd_as_installed() {
    table(Generation::installed(&["ejabberdctl", "erl"]));
}

#[test]
fn ejabberd_of_the_other_generation() {
    table(Generation::other(&["ejabberdctl", "erl"]));
}
