//! coturn, started anew for every situation.

use super::daemon::{Daemon, free_port};
use super::generation::{Generation, is_root};
use super::samples::{ask_openssl, permissions, samples, undisturbed, weak};
use super::served::How;
use super::situation::{Named, Situation, Standing};
use super::table::{Observed, Row, hold, predict, row};

const USER: &str = "turnserver";
const DOMAIN: &str = "chat.example";

fn meet(generation: &Generation, situation: &Situation) -> Row {
    let place = generation.place();
    place.give_to(generation, USER);
    let (certs, inside) = (place.outside().join("certs"), place.path("certs"));
    situation.put(&certs);
    let has_key = situation.files.iter().any(|file| file.path == "privkey.pem");
    let key = if has_key { "privkey.pem" } else { "chain.pem" };
    let names = ["chain.pem", key];
    let names = if has_key { &names[..] } else { &names[..1] };
    let user = is_root().then_some(USER);
    let standing = Standing::read(situation, &certs, &inside, Named::Files(names), user);
    let predicted = predict("coturn", "4.6.1", &standing.given());
    let (plain, direct) = (free_port(), free_port());
    let mut command = generation.command_as(USER, "turnserver");
    command.args(["-n", "--no-udp", "--no-dtls", "--no-udp-relay", "--no-cli"]);
    command.args([
        "--listening-ip",
        "127.0.0.1",
        "--relay-ip",
        "127.0.0.1",
        "--log-file",
        "stdout",
    ]);
    command.args(["--listening-port", &plain.to_string()]);
    command.args(["--tls-listening-port", &direct.to_string()]);
    command.args(["--cert", &format!("{inside}/chain.pem"), "--pkey", &format!("{inside}/{key}")]);
    command.args(["--userdb", &place.path("turn.db"), "--pidfile", &place.path("turn.pid")]);
    if let Some(passphrase) = situation.passphrase {
        command.args(["--pkey-pwd", passphrase]);
    }
    let mut daemon = Daemon::new(place, plain);
    let mut observed = Observed::default();
    match daemon.start(&mut command, "out.log", plain) {
        Err(why) => observed.died = Some(why),
        Ok(()) => observed.shown.push((DOMAIN, How::Direct, ask_openssl(direct, DOMAIN))),
    }
    observed.logs = daemon.logs();
    row(situation, predicted, observed)
}

#[test]
fn coturn_as_installed() {
    let Some(generation) = Generation::installed(&["turnserver"]) else { return };
    let situations = situations();
    let may = situations.iter().filter(|situation| is_root() || !situation.needs_root());
    let rows: Vec<Row> =
        may.map(|situation| undisturbed(|| meet(&generation, situation))).collect();
    hold("coturn", &rows);
}

fn situations() -> Vec<Situation> {
    let mut all: Vec<Situation> =
        samples().iter().map(|sample| sample.in_two("chain.pem", "privkey.pem")).collect();
    all.extend(weak().iter().map(|sample| sample.in_two("chain.pem", "privkey.pem")));
    all.extend(permissions("chain.pem"));
    all
}
