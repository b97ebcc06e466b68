//! nginx, HAProxy and coturn, from their start and over four renewals.

use super::daemon::{Daemon, free_port};
use super::generation::{Generation, Place};
use super::given::Home;
use super::renewed::{renew, sends, sources};
use super::served::How;

/// What is to be known of a program.
struct Program {
    server: &'static str,
    program: &'static str,
    user: &'static str,
    /// The configuration, the lines of the report in it as they stand, but for the port.
    configuration: &'static str,
    /// The port in those lines; empty where they have none.
    port: &'static str,
    arguments: fn(&Place) -> Vec<String>,
    /// What the report says is to be done, and what that does.
    reload: (&'static str, &'static str),
}

const NGINX: Program = Program {
    server: "nginx",
    program: "nginx",
    user: "root",
    configuration: "daemon off;
pid @DIR@/nginx.pid;
events { worker_connections 64; }
http {
    access_log off;
    client_body_temp_path @DIR@/body;
    proxy_temp_path @DIR@/proxy;
    fastcgi_temp_path @DIR@/fastcgi;
    uwsgi_temp_path @DIR@/uwsgi;
    scgi_temp_path @DIR@/scgi;
    @SNIPPET@
}
",
    port: "443",
    arguments: |place| {
        let log = place.path("nginx.log");
        ["-p", &place.path(""), "-e", &log, "-c", &place.path("configuration")]
            .map(str::to_owned)
            .to_vec()
    },
    // which is what -s reload sends to the process of the pid file
    reload: ("nginx -s reload", "HUP"),
};

const HAPROXY: Program = Program {
    server: "haproxy",
    program: "haproxy",
    user: "root",
    configuration: "defaults
    timeout connect 5s
    timeout client 5s
    timeout server 5s
@SNIPPET@
",
    port: ":5223",
    // as its unit does, but for the word to systemd
    arguments: |place| ["-W", "-f", &place.path("configuration")].map(str::to_owned).to_vec(),
    reload: ("systemctl reload haproxy", "USR2"),
};

const COTURN: Program = Program {
    server: "coturn",
    program: "turnserver",
    user: "turnserver",
    configuration: "listening-ip=127.0.0.1
relay-ip=127.0.0.1
listening-port=@PLAIN@
tls-listening-port=@PORT@
no-udp
no-dtls
no-udp-relay
no-cli
log-file=stdout
userdb=@DIR@/turn.db
pidfile=@DIR@/turn.pid
@SNIPPET@
",
    port: "",
    arguments: |place| ["-c", &place.path("configuration")].map(str::to_owned).to_vec(),
    reload: ("systemctl kill --kill-who=main --signal=USR2 coturn", "USR2"),
};

fn all(program: &Program) {
    let Some(generation) = Generation::installed(&[program.program]) else { return };
    let (home, sources) = (Home::new(&generation, program.user), sources());
    let (name, first) = &sources[0];
    let ran = home.take(program.server, first, &[]);
    assert_eq!(ran.reloads()[0], program.reload.0);
    let place = generation.place();
    place.give_to(&generation, program.user);
    let port = free_port();
    let listens = format!("127.0.0.1:{port}");
    let snippet = home.snippets(&ran).join("\n");
    let snippet = match program.port {
        "" => snippet,
        named => snippet.replacen(named, &listens, 1),
    };
    let (number, plain) = (port.to_string(), free_port().to_string());
    let words = [("SNIPPET", &*snippet), ("PORT", &number), ("PLAIN", &plain)];
    place.fill("configuration", program.configuration, &words);
    let mut command = generation.command_as(program.user, program.program);
    command.args((program.arguments)(&place));
    let mut daemon = Daemon::new(place, port);
    // of some it is a child that listens
    daemon.spawn(&mut command, "out.log");
    let ports = [(How::Direct, port)];
    sends(&ports, first, name, || daemon.logs());
    let reload = || daemon.signal(program.reload.1, 0);
    renew(&home, program.server, &ports, &sources[1..], || daemon.logs(), reload);
}

#[test]
fn nginx() {
    all(&NGINX);
}

#[test]
fn haproxy() {
    all(&HAPROXY);
}

#[test]
fn coturn() {
    all(&COTURN);
}
