//! jabberd2: its router and sessions go on, and c2s and s2s are started anew for each renewal.

use super::daemon::{Daemon, free_port, running};
use super::generation::{Generation, Place};
use super::given::Home;
use super::pki::DOMAIN;
use super::renewed::{sends, sources};
use super::served::How;

const USER: &str = "jabber";
const SECRET: (&str, &str) = ("SECRET", "nobody listens");

/// What all its parts have; the lines of the report stand for `local`.
const PART: &str = "<@PART@>
  <id>@PART@-@PORT@</id>
  <router>
    <ip>127.0.0.1</ip>
    <port>@ROUTER@</port>
    <user>jabberd</user>
    <pass>@SECRET@</pass>
    <retry><init>10</init><lost>3</lost><sleep>1</sleep></retry>
  </router>
  <log type='file'><file>@DIR@/@PART@.log</file></log>
  @LOCAL@
  <io><max_fds>256</max_fds><limits/><access><order>allow,deny</order></access></io>
  <lookup><srv>xmpp-server</srv></lookup>
  <security/>
  <authreg>
    <path>@MODULES@</path>
    <module>anon</module>
    <mechanisms><sasl><anonymous/></sasl></mechanisms>
    <ssl-mechanisms><sasl><anonymous/></sasl></ssl-mechanisms>
  </authreg>
</@PART@>
";

/// A part that is about to run.
fn command(generation: &Generation, place: &Place, part: &str) -> std::process::Command {
    let mut command = generation.command_as(USER, &format!("jabberd2-{part}"));
    command.args(["-c", &place.path(&format!("{part}.xml"))]);
    command
}

fn modules(generation: &Generation) -> String {
    generation.library("jabberd2").join("jabberd2").display().to_string()
}

/// A router that listens, and sessions for the domain.
fn core(generation: &Generation) -> Daemon {
    running(|| {
        let (place, port) = (generation.place(), free_port());
        place.give_to(generation, USER);
        let (router, modules) = (port.to_string(), modules(generation));
        let hosts = format!("<id>{DOMAIN}</id>");
        let words = [("ROUTER", &*router), ("MODULES", &modules), ("HOSTS", &hosts), SECRET];
        place.fill("router.xml", include_str!("../loading/jabberd2/router.xml"), &words);
        place.fill("router-users.xml", include_str!("../loading/jabberd2/users.xml"), &words);
        place.fill("sm.xml", include_str!("../loading/jabberd2/sm.xml"), &words);
        place.put("storage/empty", "");
        let mut commands = ["router", "sm"].map(|part| command(generation, &place, part));
        let mut daemon = Daemon::new(place, port);
        daemon.start(&mut commands[0], "router-out.log", port)?;
        daemon.spawn(&mut commands[1], "sm-out.log");
        daemon.wait_for("sm.log", "ready for sessions", 1);
        Ok(daemon)
    })
}

/// The parts that meet users and servers, with the lines of the report.
fn fronts(generation: &Generation, router: u16, snippets: &[String]) -> (Daemon, [(How, u16); 3]) {
    let ways = std::cell::RefCell::new([(How::Client, 0); 3]);
    let daemon = running(|| {
        let ports = [How::Client, How::Server, How::Direct].map(|how| (how, free_port()));
        let place = generation.place();
        place.give_to(generation, USER);
        let (router, modules) = (router.to_string(), modules(generation));
        for ((part, snippet), (_, port)) in ["c2s", "s2s"].into_iter().zip(snippets).zip(ports) {
            let listens = format!("<ip>127.0.0.1</ip><port>{port}</port></local>");
            let local = snippet.replace("</local>", &listens);
            let local = local.replace(">5223<", &format!(">{}<", ports[2].1));
            let port = port.to_string();
            let words = [
                ("PART", part),
                ("PORT", &port),
                ("ROUTER", &router),
                ("MODULES", &modules),
                ("LOCAL", &local),
                SECRET,
            ];
            place.fill(&format!("{part}.xml"), PART, &words);
        }
        let mut commands = ["c2s", "s2s"].map(|part| command(generation, &place, part));
        let mut daemon = Daemon::new(place, ports[0].1);
        daemon.start(&mut commands[0], "c2s-out.log", ports[0].1)?;
        daemon.start(&mut commands[1], "s2s-out.log", ports[1].1)?;
        *ways.borrow_mut() = ports;
        Ok(daemon)
    });
    (daemon, ways.into_inner())
}

fn jabberd2(generation: Option<Generation>) {
    let Some(generation) = generation else { return };
    let (home, core) = (Home::new(&generation, USER), core(&generation));
    for (name, source) in sources() {
        let ran = home.take("jabberd2", &source, &["--force"]);
        assert_eq!(ran.reloads(), ["systemctl restart jabberd-c2s jabberd-s2s"]);
        let (daemon, ports) = fronts(&generation, core.port, &home.snippets(&ran));
        sends(&ports, &source, &format!("jabberd2 with {name}"), || daemon.logs());
    }
}

const PROGRAMS: [&str; 4] = ["jabberd2-router", "jabberd2-sm", "jabberd2-c2s", "jabberd2-s2s"];

#[test]
fn jabberd2_as_installed() {
    jabberd2(Generation::installed(&PROGRAMS));
}

#[test]
fn jabberd2_of_the_other_generation() {
    jabberd2(Generation::other(&PROGRAMS));
}
