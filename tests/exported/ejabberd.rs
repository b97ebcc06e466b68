//! ejabberd, from its start and over four renewals, each taken by what `ejabberdctl reload_config` calls.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

use super::daemon::{Daemon, free_port, running};
use super::generation::Generation;
use super::given::Home;
use super::pki::{DOMAIN, root};
use super::renewed::{renew, sends, sources};
use super::served::How;

const USER: &str = "ejabberd";
const PATIENCE: Duration = Duration::from_secs(60);

const CONFIGURATION: &str = r#"loglevel: info
log_rotate_count: 0
hosts: ["@DOMAIN@"]
@SNIPPET@
ca_file: "@DIR@/anchor.pem"
s2s_use_starttls: optional
listen:
  - module: ejabberd_c2s
    ip: "127.0.0.1"
    port: @CLIENT@
    starttls: true
  - module: ejabberd_s2s_in
    ip: "127.0.0.1"
    port: @SERVER@
  - module: ejabberd_c2s
    ip: "127.0.0.1"
    port: @DIRECT@
    tls: true
modules: {}
"#;

/// ejabberd within an Erlang that starts it and reloads it when it is told.
pub struct Running {
    daemon: Daemon,
    pub ports: Vec<(How, u16)>,
}

impl Running {
    /// Starts it with those lines of configuration.
    pub fn start(generation: &Generation, snippet: &str) -> Running {
        let chosen = std::cell::RefCell::new(Vec::new());
        let daemon = running(|| {
            let ports = [How::Client, How::Server, How::Direct].map(|how| (how, free_port()));
            let place = generation.place();
            place.give_to(generation, USER);
            let [client, server, direct] = ports.map(|(_, port)| port.to_string());
            let words = [
                ("CLIENT", &*client),
                ("SERVER", &server),
                ("DIRECT", &direct),
                ("SNIPPET", snippet),
                ("DOMAIN", DOMAIN),
            ];
            place.fill("ejabberd.yml", CONFIGURATION, &words);
            place.put("anchor.pem", root());
            place.put("inetrc", "{lookup, [file]}. {resolv_conf, \"\"}.\n");
            let control = free_port();
            let obey = include_str!("../loading/ejabberd/control.erl");
            let obey = obey.replace("@CONTROL@", &control.to_string());
            let obey: Vec<&str> =
                obey.lines().filter(|line| !line.trim_start().starts_with('%')).collect();
            let mut command = generation.command_as(USER, "erl");
            command.args(["-noinput", "+S", "1:1", "-mnesia", "dir"]);
            command.args([&format!("\"{}\"", place.path("db")), "-eval", &obey.join("\n")]);
            command.env("ERL_LIBS", generation.library("ejabberd-")).env("HOME", place.path(""));
            command.env("ERL_INETRC", place.path("inetrc")).env("ERL_CRASH_DUMP_SECONDS", "0");
            command.env("EJABBERD_CONFIG_PATH", place.path("ejabberd.yml"));
            command.env("EJABBERD_LOG_PATH", place.path("ejabberd.log"));
            let mut daemon = Daemon::new(place, control);
            daemon.start(&mut command, "out.log", control)?;
            *chosen.borrow_mut() = ports.to_vec();
            Ok(daemon)
        });
        let running = Running { daemon, ports: chosen.into_inner() };
        running.tell(b's');
        running
    }

    /// Makes it reload.
    pub fn reload(&self) {
        self.tell(b'r');
    }

    pub fn logs(&self) -> String {
        self.daemon.logs()
    }

    fn tell(&self, word: u8) {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.daemon.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(&[word]).unwrap();
        let mut answer = [0; 1];
        assert!(matches!(stream.read(&mut answer), Ok(1)), "it ended\n{}", self.logs());
    }
}

fn ejabberd(generation: Option<Generation>) {
    let Some(generation) = generation else { return };
    let (home, sources) = (Home::new(&generation, USER), sources());
    let (name, first) = &sources[0];
    let ran = home.take("ejabberd", first, &[]);
    assert_eq!(ran.reloads()[0], "ejabberdctl reload_config");
    let server = Running::start(&generation, &home.snippets(&ran).join("\n"));
    sends(&server.ports, first, name, || server.logs());
    let logs = || server.logs();
    renew(&home, "ejabberd", &server.ports, &sources[1..], logs, || server.reload());
}

#[test]
fn ejabberd_as_installed() {
    ejabberd(Generation::installed(&["ejabberdctl", "erl"]));
}

#[test]
fn ejabberd_of_the_other_generation() {
    ejabberd(Generation::other(&["ejabberdctl", "erl"]));
}
