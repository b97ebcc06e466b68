//! HAProxy, started anew for every situation.

use super::daemon::{Daemon, free_port};
use super::generation::{Generation, is_root};
use super::pki::{RIGHT, RSA, Wish, leaf, named, right};
use super::samples::{of, permissions, samples, undisturbed, weak};
use super::served::{How, ask};
use super::situation::{Named, Situation, Standing, file};
use super::table::{Observed, Row, hold, predict, row};

/// As whom it runs where permissions are to count; else root reads all.
const USER: &str = "haproxy";

const CONFIGURATION: &str = "defaults
    mode tcp
    timeout connect 5s
    timeout client 5s
    timeout server 5s
frontend tls
    bind 127.0.0.1:@PORT@ ssl @CRTS@
";

/// What the configuration names.
#[derive(Clone, Copy)]
enum Crts {
    /// Each file that is not called `.key`.
    Files,
    /// The directory of all.
    Directory,
}

fn meet(generation: &Generation, crts: Crts, situation: &Situation) -> Row {
    let place = generation.place();
    let user = (is_root() && situation.needs_root()).then_some(USER);
    if let Some(user) = user {
        place.give_to(generation, user);
    }
    let (certs, inside) = (place.outside().join("certs"), place.path("certs"));
    situation.put(&certs);
    let paths = || situation.files.iter().map(|file| file.path.as_str());
    let top: Vec<&str> =
        paths().filter(|path| !path.contains('/')).filter(|path| *path != "live").collect();
    let named = match crts {
        Crts::Files => Named::Files(&top),
        Crts::Directory => Named::Directory,
    };
    let standing = Standing::read(situation, &certs, &inside, named, user);
    let predicted = predict("haproxy", "2.6.12", &standing.given());
    let words: String = match crts {
        Crts::Files => {
            let files = top.iter().filter(|path| !path.ends_with(".key"));
            files.map(|path| format!("crt {inside}/{path} ")).collect()
        }
        Crts::Directory => format!("crt {inside}"),
    };
    let port = free_port();
    place.fill("haproxy.cfg", CONFIGURATION, &[("PORT", &port.to_string()), ("CRTS", &words)]);
    let mut command = match user {
        Some(user) => generation.command_as(user, "haproxy"),
        None => generation.command("haproxy"),
    };
    command.args(["-db", "-f", &place.path("haproxy.cfg")]);
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
fn haproxy_as_installed() {
    let Some(generation) = Generation::installed(&["haproxy"]) else { return };
    let situations = [
        samples().iter().map(|sample| (Crts::Files, sample.in_one("site.pem"))).collect(),
        samples()
            .iter()
            .take(14)
            .map(|sample| (Crts::Files, sample.in_two("site.pem", "site.pem.key")))
            .collect(),
        weak().iter().map(|sample| (Crts::Files, sample.in_one("site.pem"))).collect(),
        permissions("site.pem").into_iter().map(|situation| (Crts::Files, situation)).collect(),
        names().into_iter().map(|situation| (Crts::Files, situation)).collect(),
        directories().into_iter().map(|situation| (Crts::Directory, situation)).collect::<Vec<_>>(),
    ]
    .concat();
    let may = situations.iter().filter(|(_, situation)| is_root() || !situation.needs_root());
    let rows: Vec<Row> =
        may.map(|(crts, situation)| undisturbed(|| meet(&generation, *crts, situation))).collect();
    hold("haproxy", &rows);
}

/// Where keys stand.
fn names() -> Vec<Situation> {
    let (leaf, other) = (right(), right());
    vec![
        Situation::new(
            "key called without the extension",
            [file("site.crt", leaf.fullchain()), file("site.key", &leaf.key)],
        ),
        Situation::new(
            "key inside and another beside",
            [file("site.pem", leaf.fullchain() + &leaf.key), file("site.pem.key", &other.key)],
        ),
        Situation::new(
            "key of nonsense inside and the right one beside",
            [
                file(
                    "site.pem",
                    leaf.fullchain()
                        + "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                ),
                file("site.pem.key", &leaf.key),
            ],
        ),
        Situation::new(
            "encrypted key beside",
            [file("site.pem", leaf.fullchain()), file("site.pem.key", leaf.encrypted("secret"))],
        ),
    ]
}

/// Several in a directory, and which is served.
fn directories() -> Vec<Situation> {
    let site = |name: &str| {
        let leaf = named(&[name]);
        leaf.fullchain() + &leaf.key
    };
    let both = |leaf: super::pki::Leaf| leaf.fullchain() + &leaf.key;
    let hosts = ["chat.example", "talk.example", "else.example"];
    let apart = right();
    let cn = leaf(&Wish { names: "dns:talk.example", cn: "Chat.Example", ..RIGHT });
    vec![
        Situation::new(
            "directory of two",
            [file("b.pem", site("chat.example")), file("a.pem", site("talk.example"))],
        )
        .domains(&hosts),
        Situation::new(
            "directory with other extensions",
            [file("chat.txt", site("chat.example")), file("talk", site("talk.example"))],
        )
        .domains(&hosts),
        Situation::new(
            "directory with a hidden file",
            [file(".hidden.pem", "nonsense"), file("chat.pem", site("chat.example"))],
        ),
        Situation::new(
            "directory below the directory",
            [file("below/talk.pem", "nonsense"), file("chat.pem", site("chat.example"))],
        ),
        Situation::new(
            "directory with a README",
            [
                file("README", "put your certificates here\n"),
                file("chat.pem", site("chat.example")),
            ],
        ),
        Situation::new(
            "directory with keys beside",
            [file("chat.pem", apart.fullchain()), file("chat.pem.key", &apart.key)],
        ),
        Situation::new(
            "directory with extras",
            [
                file("chat.pem", site("chat.example")),
                file("chat.pem.issuer", super::pki::inner()),
                file("old.key", &right().key),
            ],
        ),
        Situation::new(
            "RSA and ECDSA",
            [file("a-rsa.pem", both(of(RSA))), file("b-ecdsa.pem", both(right()))],
        ),
        Situation::new(
            "two of one kind",
            [
                file("b.pem", both(right())),
                file("a.pem", both(right())),
                file("c.pem", both(right())),
            ],
        ),
        Situation::new(
            "exact before wildcard",
            [
                file("0.pem", site("other.test")),
                file("a.pem", site("*.example")),
                file("b.pem", site("chat.example")),
            ],
        )
        .domains(&hosts),
        Situation::new(
            "wildcard of another level",
            [file("a.pem", site("talk.example")), file("b.pem", site("*.chat.example"))],
        )
        .domains(&["chat.example", "a.chat.example", "a.b.chat.example"]),
        Situation::new(
            "commonName",
            [file("a.pem", site("else.example")), file("b.pem", both(cn))],
        ),
        Situation::new(
            "one bad file among good ones",
            [file("a.pem", site("chat.example")), file("b.pem", right().fullchain())],
        ),
        Situation::new("nothing but a key", [file("chat.key", &right().key)]),
    ]
}
