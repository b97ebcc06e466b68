//! The TLS layers of servers that are not run themselves: Java's for Openfire, Erlang's for MongooseIM.
//!
//! They look at paths, purposes and keys; names are for the servers above them.

use super::generation::Generation;
use super::pki::{PKI, Shown};
use super::remote::Outcome;
use super::specs::{CALLED, PLAIN};
use super::table::{Subject, hold, row};
use super::{start, tls};

/// The certificates whose names are beyond doubt.
fn named_plainly() -> impl Iterator<Item = &'static Shown> {
    PKI.shown
        .iter()
        .filter(|shown| shown.spec.names == PLAIN.names && shown.spec.from == PLAIN.from)
}

fn outcome(words: &str) -> Outcome {
    match words {
        "accepted" => Outcome::Accepted,
        other => Outcome::Refused(other.to_owned()),
    }
}

fn erlang(generation: Option<Generation>) {
    let Some(generation) = generation else { return };
    let daemon = start::otp(&generation);
    let observe = |(number, shown): (usize, &Shown)| {
        tls::shake_hands(daemon.port, CALLED, shown);
        daemon.line("out.log", number)
    };
    let version = format!("6 on OTP {}", generation.version("erlang-base"));
    let subject = Subject { server: "mongooseim", version: &version, strict: true };
    let seen: Vec<_> = named_plainly().enumerate().map(observe).collect();
    let rows = named_plainly().zip(&seen).map(|(shown, seen)| row(&subject, shown, outcome(seen)));
    hold(&subject, &rows.collect::<Vec<_>>());
}

#[test]
fn erlang_as_installed() {
    erlang(Generation::installed(&["escript"]));
}

#[test]
fn erlang_of_the_other_generation() {
    erlang(Generation::other(&["escript"]));
}

#[test]
fn java() {
    let Some(generation) = Generation::installed(&["java"]) else { return };
    let lines = judged_by_java(&generation);
    for version in ["5.0", "5.1"] {
        let version = format!("{version} on Java");
        let subject = Subject { server: "openfire", version: &version, strict: true };
        let rows = named_plainly()
            .zip(&lines)
            .map(|(shown, line)| row(&subject, shown, outcome(&line[0])));
        hold(&subject, &rows.collect::<Vec<_>>());
    }
    // the JDK's own trust manager asks for the purpose of the side that shows the certificate, and takes
    // anyExtendedKeyUsage for all of them
    let accepted_by = |column: usize| {
        let accepted =
            named_plainly().zip(&lines).filter(move |(_, line)| line[column] == "accepted");
        accepted.map(|(shown, _)| shown.spec.name).collect::<Vec<_>>()
    };
    let of_clients = accepted_by(1);
    assert!(of_clients.contains(&"clientAuth only") && !of_clients.contains(&"serverAuth only"));
    let of_servers = accepted_by(2);
    assert!(of_servers.contains(&"serverAuth only") && !of_servers.contains(&"clientAuth only"));
    for accepted in [of_clients, of_servers] {
        assert!(
            accepted.contains(&"anyExtendedKeyUsage only") && accepted.contains(&"no extKeyUsage")
        );
    }
}

/// The three columns of `java/Trust.java` for each certificate.
fn judged_by_java(generation: &Generation) -> Vec<Vec<String>> {
    let place = generation.place();
    place.put("Trust.java", include_str!("java/Trust.java"));
    place.put("anchor.pem", &PKI.root_pem);
    let mut command = generation.command("java");
    // a program that runs once is not worth optimizing
    command.args(["-XX:TieredStopAtLevel=1", &place.path("Trust.java"), &place.path("anchor.pem")]);
    for (number, shown) in named_plainly().enumerate() {
        let file = format!("{number}.pem");
        place.put(&file, shown.chain_pem());
        command.arg(place.path(&file));
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<Vec<String>> =
        text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect();
    assert_eq!(lines.len(), named_plainly().count());
    lines
}
