//! jabberd2: its router and sessions run for a whole table, c2s and s2s anew for every situation.

use std::time::{Duration, Instant};

use super::daemon::{Daemon, free_port, running};
use super::generation::{Generation, Place, is_root};
use super::pki::named;
use super::samples::{permissions, samples, undisturbed};
use super::served::{How, Shown, ask};
use super::situation::{Named, Situation, Standing, file};
use super::table::{Observed, Row, hold, predict, row};

const USER: &str = "jabber";
const HOSTS: [&str; 2] = ["chat.example", "talk.example"];
const PROGRAMS: [&str; 4] = ["jabberd2-router", "jabberd2-sm", "jabberd2-c2s", "jabberd2-s2s"];

/// A router that listens, and sessions for both hosts.
struct Core {
    generation: Generation,
    router: String,
    _daemon: Daemon,
}

fn core(generation: Generation) -> Core {
    let daemon = running(|| {
        let place = generation.place();
        place.give_to(&generation, USER);
        let port = free_port();
        let ids: String = HOSTS.iter().map(|host| format!("<id>{host}</id>")).collect();
        fill(&generation, &place, port, &[("HOSTS", &ids)]);
        let mut commands = ["router", "sm"].map(|part| command(&generation, &place, part));
        let mut daemon = Daemon::new(place, port);
        daemon.start(&mut commands[0], "router-out.log", port)?;
        daemon.spawn(&mut commands[1], "sm-out.log");
        daemon.wait_for("sm.log", "ready for sessions", 1);
        Ok(daemon)
    });
    Core { generation, router: daemon.port.to_string(), _daemon: daemon }
}

fn fill(generation: &Generation, place: &Place, router: u16, words: &[(&str, &str)]) {
    let modules = generation.library("jabberd2").join("jabberd2").display().to_string();
    let router = router.to_string();
    let mut all = vec![("ROUTER", &*router), ("SECRET", "nobody listens"), ("MODULES", &*modules)];
    all.extend(words);
    place.fill("router.xml", include_str!("jabberd2/router.xml"), &all);
    place.fill("router-users.xml", include_str!("jabberd2/users.xml"), &all);
    place.fill("sm.xml", include_str!("jabberd2/sm.xml"), &all);
    place.put("storage/empty", "");
}

fn command(generation: &Generation, place: &Place, part: &str) -> std::process::Command {
    let mut command = generation.command_as(USER, &format!("jabberd2-{part}"));
    command.args(["-c", &place.path(&format!("{part}.xml"))]);
    command
}

/// The pemfile that the configuration names for a host.
fn pemfile(situation: &Situation, host: &str) -> String {
    let own = format!("{host}.pem");
    let has = situation.files.iter().any(|file| file.path == own);
    if has { own } else { "server.pem".to_owned() }
}

fn meet(core: &Core, situation: &Situation) -> Row {
    let generation = &core.generation;
    let place = generation.place();
    place.give_to(generation, USER);
    let certs = place.outside().join("certs");
    situation.put(&certs);
    let mut names: Vec<String> =
        situation.domains.iter().map(|domain| pemfile(situation, domain)).collect();
    names.dedup();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let user = is_root().then_some(USER);
    let inside = place.path("certs");
    let standing = Standing::read(situation, &certs, &inside, Named::Files(&names), user);
    let predicted = predict("jabberd2", &generation.version("jabberd2"), &standing.given());
    let mut observed = Observed { begins: &[How::Server], ..Observed::default() };
    let (client, server, direct) = (free_port(), free_port(), free_port());
    configure(core, &place, situation, &inside, (client, server, direct));
    let mut commands = ["c2s", "s2s"].map(|part| command(generation, &place, part));
    let mut daemon = Daemon::new(place, client);
    let died = [
        daemon.start(&mut commands[0], "c2s-out.log", client).err(),
        daemon.start(&mut commands[1], "s2s-out.log", server).err(),
    ];
    match died {
        [None, None] => {
            for &domain in &situation.domains {
                for (how, port) in [(How::Client, client), (How::Server, server)] {
                    observed.shown.push((domain, how, patiently(port, domain, how)));
                }
            }
            let first = situation.domains[0];
            observed.shown.push((first, How::Direct, ask(direct, first, How::Direct)));
        }
        [Some(why), Some(_)] => observed.died = Some(why),
        // taken in between, by somebody else
        [Some(why), None] | [None, Some(why)] if why.starts_with("another program") => {
            observed.died = Some(why);
        }
        [c2s, s2s] => panic!("{}: one of two ended: {c2s:?} {s2s:?}", situation.name),
    }
    observed.logs = daemon.logs();
    row(situation, predicted, observed)
}

fn configure(
    core: &Core,
    place: &Place,
    situation: &Situation,
    certs: &str,
    (client, server, direct): (u16, u16, u16),
) {
    let password = situation.passphrase;
    let attribute =
        password.map(|word| format!(" private-key-password='{word}'")).unwrap_or_default();
    let element = password
        .map(|word| format!("<private_key_password>{word}</private_key_password>"))
        .unwrap_or_default();
    let ids: String = situation
        .domains
        .iter()
        .map(|host| {
            let file = pemfile(situation, host);
            format!("<id realm='{host}' pemfile='{certs}/{file}'{attribute}>{host}</id>")
        })
        .collect();
    let file = format!("{certs}/{}", pemfile(situation, situation.domains[0]));
    let modules = core.generation.library("jabberd2").join("jabberd2").display().to_string();
    for (part, template, port) in [
        ("c2s", include_str!("jabberd2/c2s.xml"), client),
        ("s2s", include_str!("jabberd2/s2s.xml"), server),
    ] {
        // what runs at the router under one name has to be gone before another does
        let words = [
            ("ID", &*format!("{part}-{client}")),
            ("ROUTER", &core.router),
            ("SECRET", "nobody listens"),
            ("MODULES", &modules),
            ("HOSTS", &ids),
            ("PORT", &port.to_string()),
            ("DIRECT", &direct.to_string()),
            ("PEMFILE", &file),
            ("PASSWORD", &element),
        ];
        place.fill(&format!("{part}.xml"), template, &words);
    }
}

/// c2s knows no host before it has heard of its session manager.
fn patiently(port: u16, domain: &str, how: How) -> Shown {
    let by = Instant::now() + Duration::from_secs(5);
    loop {
        let shown = ask(port, domain, how);
        if !shown.why.contains("host-gone") || Instant::now() > by {
            return shown;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn table(generation: Option<Generation>) {
    let Some(generation) = generation else { return };
    let core = core(generation);
    let situations = situations();
    let may = situations.iter().filter(|situation| is_root() || !situation.needs_root());
    let rows: Vec<Row> = may.map(|situation| undisturbed(|| meet(&core, situation))).collect();
    hold(&format!("jabberd2 {}", core.generation.version("jabberd2")), &rows);
}

#[test]
fn jabberd2_as_installed() {
    table(Generation::installed(&PROGRAMS));
}

#[test]
fn jabberd2_of_the_other_generation() {
    table(Generation::other(&PROGRAMS));
}

fn situations() -> Vec<Situation> {
    let (one, two) = (named(&["chat.example"]), named(&["talk.example"]));
    let both = |name, first: String, second: String| {
        let files = [file("chat.example.pem", first), file("talk.example.pem", second)];
        Situation::new(name, files).domains(&HOSTS)
    };
    let (first, second) = (one.fullchain() + &one.key, two.fullchain() + &two.key);
    let mut all: Vec<Situation> =
        samples().iter().map(|sample| sample.in_one("server.pem")).collect();
    all.extend(permissions("server.pem"));
    all.extend([
        both("two hosts", first.clone(), second.clone()),
        both("two hosts, one without key", first.clone(), two.fullchain()),
        both("two hosts, one encrypted", first, two.fullchain() + &two.encrypted("secret")),
        Situation::new("two hosts, one file", [file("server.pem", second)]).domains(&HOSTS),
    ]);
    all
}
