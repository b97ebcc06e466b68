//! Prosody, from its start and over four renewals, each taken by what `prosodyctl reload` sends.

use super::daemon::{Daemon, free_port, running};
use super::generation::Generation;
use super::given::Home;
use super::pki::DOMAIN;
use super::renewed::{renew, sends, sources};
use super::served::How;

const USER: &str = "prosody";

const CONFIGURATION: &str = "daemonize = false
pidfile = \"@DIR@/pid\"
data_path = \"@DIR@/data\"
interfaces = { \"127.0.0.1\" }
c2s_ports = { @CLIENT@ }
s2s_ports = { @SERVER@ }
c2s_direct_tls_ports = { @DIRECT_CLIENT@ }
s2s_direct_tls_ports = { @DIRECT_SERVER@ }
http_ports = { }
https_ports = { }
modules_enabled = { \"tls\", \"saslauth\", \"dialback\" }
modules_disabled = { \"http\", \"admin_shell\", \"admin_socket\" }
log = { debug = \"@DIR@/prosody.log\" }
@SNIPPET@
VirtualHost \"@DOMAIN@\"
";

/// Starts it with those lines, and says by which ways it can be asked.
pub fn start(generation: &Generation, snippet: &str) -> (Daemon, Vec<(How, u16)>) {
    let ports = || {
        [How::Client, How::Server, How::Direct, How::Direct].map(|how| (how, free_port())).to_vec()
    };
    let chosen = std::cell::RefCell::new(Vec::new());
    let daemon = running(|| {
        let ports = ports();
        let place = generation.place();
        place.give_to(generation, USER);
        let numbers: Vec<String> = ports.iter().map(|(_, port)| port.to_string()).collect();
        let words = [
            ("CLIENT", &*numbers[0]),
            ("SERVER", &*numbers[1]),
            ("DIRECT_CLIENT", &*numbers[2]),
            ("DIRECT_SERVER", &*numbers[3]),
            ("SNIPPET", snippet),
            ("DOMAIN", DOMAIN),
        ];
        place.fill("prosody.cfg.lua", CONFIGURATION, &words);
        let mut command = generation.command_as(USER, "prosody");
        command.args(["-F", "--config", &place.path("prosody.cfg.lua")]);
        let mut daemon = Daemon::new(place, ports[1].1);
        daemon.start(&mut command, "out.log", ports[1].1)?;
        *chosen.borrow_mut() = ports;
        Ok(daemon)
    });
    (daemon, chosen.into_inner())
}

fn prosody(generation: Option<Generation>) {
    let Some(generation) = generation else { return };
    let (home, sources) = (Home::new(&generation, USER), sources());
    let (name, first) = &sources[0];
    let ran = home.take("prosody", first, &[]);
    assert_eq!(ran.reloads()[0], "prosodyctl reload");
    let (daemon, ports) = start(&generation, &home.snippets(&ran).join("\n"));
    sends(&ports, first, name, || daemon.logs());
    renew(&home, "prosody", &ports, &sources[1..], || daemon.logs(), || daemon.signal("HUP", 0));
}

#[test]
fn prosody_as_installed() {
    prosody(Generation::installed(&["prosody"]));
}

#[test]
fn prosody_of_the_other_generation() {
    prosody(Generation::other(&["prosody"]));
}
