//! nginx, started anew for every situation.

use super::daemon::{Daemon, free_port};
use super::generation::{Generation, is_root};
use super::pki::named;
use super::samples::{permissions, samples, undisturbed, weak};
use super::served::{How, ask};
use super::situation::{Named, Situation, Standing, file};
use super::table::{Observed, Row, hold, predict, row};

/// As whom it runs where permissions are to count; else root reads all.
const USER: &str = "www-data";

const CONFIGURATION: &str = "daemon off;
pid @DIR@/nginx.pid;
events { worker_connections 64; }
http {
    access_log off;
    # without TLS 1.3 a client has to name the curve of P-521
    ssl_protocols TLSv1.2 TLSv1.3;
    client_body_temp_path @DIR@/body;
    proxy_temp_path @DIR@/proxy;
    fastcgi_temp_path @DIR@/fastcgi;
    uwsgi_temp_path @DIR@/uwsgi;
    scgi_temp_path @DIR@/scgi;
    @SERVERS@
}
";

/// The files that the configuration names for a host: its own, else those of all.
fn files(situation: &Situation, host: &str) -> [String; 2] {
    let has = |name: &str| situation.files.iter().any(|file| file.path == name);
    let own = format!("{host}.crt");
    let chain = if has(&own) { own } else { "chain.pem".to_owned() };
    let key = chain.replace("chain.pem", "privkey.pem").replace(".crt", ".key");
    if has(&key) { [chain, key] } else { [chain.clone(), chain] }
}

fn configuration(situation: &Situation, certs: &str, port: u16) -> String {
    let servers = situation.domains.iter().map(|host| {
        let [chain, key] = files(situation, host);
        let password = situation.passphrase.map(|_| "ssl_password_file @DIR@/password;");
        format!(
            "server {{ listen 127.0.0.1:{port} ssl; server_name {host}; ssl_certificate {certs}/{chain}; \
             ssl_certificate_key {certs}/{key}; {} }}\n",
            password.unwrap_or_default()
        )
    });
    CONFIGURATION.replace("@SERVERS@", &servers.collect::<String>())
}

fn meet(generation: &Generation, situation: &Situation) -> Row {
    let place = generation.place();
    let user = (is_root() && situation.needs_root()).then_some(USER);
    if let Some(user) = user {
        place.give_to(generation, user);
    }
    let (certs, inside) = (place.outside().join("certs"), place.path("certs"));
    situation.put(&certs);
    let mut names: Vec<String> =
        situation.domains.iter().flat_map(|host| files(situation, host)).collect();
    names.dedup();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let standing = Standing::read(situation, &certs, &inside, Named::Files(&names), user);
    let predicted = predict("nginx", "1.22.1", &standing.given());
    let port = free_port();
    place.fill("nginx.conf", &configuration(situation, &inside, port), &[]);
    place.put("password", situation.passphrase.unwrap_or_default());
    let mut command = match user {
        Some(user) => generation.command_as(user, "nginx"),
        None => generation.command("nginx"),
    };
    command.args(["-p", &place.path(""), "-e", &place.path("nginx.log")]);
    command.args(["-c", &place.path("nginx.conf")]);
    let mut daemon = Daemon::new(place, port);
    let mut observed = Observed::default();
    match daemon.start(&mut command, "out.log", port) {
        Err(why) => observed.died = Some(why),
        Ok(()) => {
            let asked = |host: &&'static str| (*host, How::Direct, ask(port, host, How::Direct));
            observed.shown = situation.domains.iter().map(asked).collect();
        }
    }
    observed.logs = daemon.logs();
    row(situation, predicted, observed)
}

#[test]
fn nginx_as_installed() {
    let Some(generation) = Generation::installed(&["nginx"]) else { return };
    let situations = situations();
    let may = situations.iter().filter(|situation| is_root() || !situation.needs_root());
    let rows: Vec<Row> =
        may.map(|situation| undisturbed(|| meet(&generation, situation))).collect();
    hold("nginx", &rows);
}

fn situations() -> Vec<Situation> {
    let (one, two) = (named(&["chat.example"]), named(&["talk.example"]));
    let hosts = |name, key: &str| {
        let files = [
            file("chat.example.crt", one.fullchain()),
            file("chat.example.key", &one.key),
            file("talk.example.crt", two.fullchain()),
            file("talk.example.key", key),
        ];
        Situation::new(name, files).domains(&["chat.example", "talk.example"])
    };
    let mut all: Vec<Situation> =
        samples().iter().map(|sample| sample.in_two("chain.pem", "privkey.pem")).collect();
    all.extend(weak().iter().map(|sample| sample.in_two("chain.pem", "privkey.pem")));
    all.extend(permissions("chain.pem"));
    all.extend([hosts("two hosts", &two.key), hosts("two hosts, one key wrong", &one.key)]);
    all
}
