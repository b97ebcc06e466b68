//! Prosody, started anew for every situation.

use std::time::Duration;

use xmppcert::report::Finding;
use xmppcert::servers::loading::Loading;

use super::daemon::{Daemon, free_port};
use super::generation::{Generation, is_root};
use super::pki::{self, ED25519, Kind, Leaf, P384, P521, RIGHT, RSA, Wish, leaf, named, right};
use super::served::{How, Shown, ask};
use super::situation::{Named, Situation, Standing, directory, file, link};
use super::table::{Observed, Row, hold, predict, row};

const USER: &str = "prosody";
/// How long one of its ports may take after another.
const PATIENCE: Duration = Duration::from_secs(40);

/// What the room says of a situation, and what Prosody does.
fn meet(generation: &Generation, situation: &Situation) -> Row {
    let place = generation.place();
    place.give_to(generation, USER);
    let certs = place.outside().join("certs");
    situation.put(&certs);
    let user = is_root().then_some(USER);
    let standing = Standing::read(situation, &certs, &place.path("certs"), Named::Directory, user);
    let predicted = predict("prosody", &generation.version("prosody"), &standing.given());
    let ports = [free_port(), free_port(), free_port()].map(|port| (port, port.to_string()));
    let ssl = situation.passphrase.map(|word| format!("ssl = {{ password = \"{word}\" }}"));
    let hosts: Vec<String> =
        situation.domains.iter().map(|domain| format!("VirtualHost \"{domain}\"")).collect();
    place.fill(
        "prosody.cfg.lua",
        include_str!("prosody.cfg.lua"),
        &[
            ("CLIENT", &ports[0].1),
            ("SERVER", &ports[1].1),
            ("DIRECT", &ports[2].1),
            ("SSL", &ssl.unwrap_or_default()),
            ("HOSTS", &hosts.join("\n")),
        ],
    );
    let mut command = generation.command_as(USER, "prosody");
    command.args(["-F", "--config", &place.path("prosody.cfg.lua")]);
    let mut daemon = Daemon::new(place, ports[0].0);
    let mut observed = Observed { begins: &[How::Direct], ..Observed::default() };
    if let Err(why) = daemon.start(&mut command, "out.log", ports[0].0) {
        observed.died = Some(why);
    } else {
        assert!(daemon.listens(ports[1].0, PATIENCE), "not for servers\n{}", daemon.logs());
        for &domain in &situation.domains {
            for (how, port) in [(How::Client, ports[0].0), (How::Server, ports[1].0)] {
                observed.shown.push((domain, how, ask(port, domain, how)));
            }
        }
        observed.shown.extend(directly(&daemon, situation, &predicted, ports[2].0));
    }
    observed.logs = daemon.logs();
    let said = unsaid(&predicted, &observed);
    let mut row = row(situation, predicted, observed);
    row.differences.extend(said);
    row
}

/// What it was said to log, and does not.
fn unsaid(predicted: &Loading, observed: &Observed) -> Vec<String> {
    let logs = observed.died.as_deref().unwrap_or(&observed.logs);
    let told = predicted.findings.iter().flat_map(|finding| {
        let quoted = finding.explanation.split("logs \"").skip(1);
        quoted.filter_map(|rest| rest.split('"').next())
    });
    let told = told.chain(predicted.dies.as_deref());
    told.filter(|words| !logs.contains(words))
        .map(|words| format!("does not log {words}"))
        .collect()
}

/// What is shown on the port of direct TLS, which stays closed where the loader says that it may.
fn directly(
    daemon: &Daemon,
    situation: &Situation,
    predicted: &Loading,
    port: u16,
) -> Vec<(&'static str, How, Shown)> {
    let is_told =
        |finding: &Finding| finding.explanation.contains("ports of direct TLS, which begin");
    let closed = predicted.findings.iter().any(is_told);
    let nothing = predicted.served.iter().all(|served| served.chain.is_empty());
    let patience = if closed || nothing { Duration::from_millis(100) } else { PATIENCE };
    if !daemon.listens(port, patience) {
        assert!(closed || nothing, "{}: the port is closed\n{}", situation.name, daemon.logs());
        return Vec::new();
    }
    let mut shown = Vec::new();
    for (&domain, served) in situation.domains.iter().zip(&predicted.served) {
        let seen = ask(port, domain, How::Direct);
        if served.how.contains("it does not know the host by its A-labels") {
            assert!(seen.why.contains("UnrecognisedName"), "{}: {seen:?}", situation.name);
        } else {
            shown.push((domain, How::Direct, seen));
        }
    }
    shown
}

fn table(generation: Option<Generation>) {
    let Some(generation) = generation else { return };
    let situations = situations();
    let may = situations.iter().filter(|situation| is_root() || !situation.needs_root());
    // to look at a few alone: XMPPCERT_SITUATION=certbot
    let only = std::env::var("XMPPCERT_SITUATION").unwrap_or_default();
    let may = may.filter(|situation| situation.name.contains(&only));
    let rows: Vec<Row> = may.map(|situation| meet(&generation, situation)).collect();
    hold(&format!("prosody {}", generation.version("prosody")), &rows);
}

#[test]
fn prosody_as_installed() {
    table(Generation::installed(&["prosody"]));
}

#[test]
fn prosody_of_the_other_generation() {
    table(Generation::other(&["prosody"]));
}

/// Files as they are found below `certificates`.
fn situations() -> Vec<Situation> {
    [chains(), keys(), texts(), names(), places(), closed(), several()].concat()
}

const CRT: &str = "chat.example.crt";
const KEY: &str = "chat.example.key";

fn pair(name: &'static str, chain: impl AsRef<[u8]>, key: impl AsRef<[u8]>) -> Situation {
    Situation::new(name, [file(CRT, chain), file(KEY, key)])
}

fn chains() -> Vec<Situation> {
    let leaf = &right();
    let other = right();
    let (inner, outer, root) = (pki::inner(), pki::outer(), pki::root());
    vec![
        pair("right", leaf.fullchain(), &leaf.key),
        pair("leaf alone", leaf.pem(), &leaf.key),
        pair("issuer first", inner.clone() + &leaf.pem(), &leaf.key),
        pair("issuers in the wrong order", leaf.pem() + &outer + &inner, &leaf.key),
        pair("root at the end", leaf.fullchain() + &root, &leaf.key),
        pair("leaf twice", leaf.pem() + &leaf.fullchain(), &leaf.key),
        pair("a foreign leaf behind", leaf.fullchain() + &other.pem(), &leaf.key),
        pair("key of another certificate", leaf.fullchain(), &other.key),
        pair("key of another kind", leaf.fullchain(), &leaf_with(RSA).key),
        Situation::new("no key", [file(CRT, leaf.fullchain())]),
        Situation::new(
            "certificate in crt, key in front of it",
            [file(CRT, leaf.key.clone() + &leaf.fullchain())],
        ),
        Situation::new("nothing at all", []),
        Situation::new(
            "pem: key at the end",
            [file("chat.example.pem", leaf.fullchain() + &leaf.key)],
        ),
        Situation::new(
            "pem: key first",
            [file("chat.example.pem", leaf.key.clone() + &leaf.fullchain())],
        ),
        Situation::new(
            "pem: key in the middle",
            [file("chat.example.pem", leaf.pem() + &leaf.key + &inner + &outer)],
        ),
        Situation::new(
            "pem: two keys, the right one first",
            [file("chat.example.pem", leaf.fullchain() + &leaf.key + &other.key)],
        ),
        Situation::new(
            "pem: two keys, the right one last",
            [file("chat.example.pem", leaf.fullchain() + &other.key + &leaf.key)],
        ),
        Situation::new("pem without key", [file("chat.example.pem", leaf.fullchain())]),
    ]
}

fn keys() -> Vec<Situation> {
    let (leaf, rsa, pss) = (&right(), &leaf_with(RSA), &pki::rsa_pss());
    let chain = || leaf.fullchain();
    let kind = |name, kind| {
        let leaf = leaf_with(kind);
        pair(name, leaf.fullchain(), &leaf.key)
    };
    vec![
        pair("SEC1", chain(), leaf.sec1()),
        pair("PKCS#1", rsa.fullchain(), rsa.pkcs1()),
        pair("RSA in PKCS#8", rsa.fullchain(), &rsa.key),
        pair("RSA-PSS", pss.pem(), &pss.key),
        kind("P-384", P384),
        kind("P-521", P521),
        kind("Ed25519", ED25519),
        pair("encrypted key, no password", chain(), leaf.encrypted("secret")),
        pair("encrypted key and its password", chain(), leaf.encrypted("secret"))
            .passphrase("secret"),
        pair("encrypted key, another password", chain(), leaf.encrypted("secret"))
            .passphrase("other"),
        pair("a password for nothing", chain(), &leaf.key).passphrase("secret"),
        pair("no key in the key's file", chain(), chain()),
        pair("empty key", chain(), ""),
    ]
}

fn texts() -> Vec<Situation> {
    let leaf = &right();
    let chain = || leaf.fullchain();
    let lines = |end: &str| chain().replace('\n', end);
    let named = |text: &[u8]| vec![file(CRT, text), file(KEY, &leaf.key)];
    // under a name that is not the host's, only the index can find it
    let elsewhere = |text: &[u8]| vec![file("a.crt", text), file("a.key", &leaf.key)];
    let cut = leaf.pem()[..200].to_owned();
    let half = chain();
    let half = &half[..half.len() - 200];
    let garbage = "-----BEGIN CERTIFICATE-----\nbm8gY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----\n";
    let bags = format!("Bag Attributes\n    friendlyName: chat.example\n{}", chain());
    let bom = format!("\u{feff}{}", chain());
    vec![
        Situation::new("found by its names", elsewhere(chain().as_bytes())),
        Situation::new("lines of Windows, by the host's name", named(lines("\r\n").as_bytes())),
        Situation::new("lines of Windows, by its names", elsewhere(lines("\r\n").as_bytes())),
        Situation::new("lines of old Macs", named(lines("\r").as_bytes())),
        Situation::new("byte order mark, by the host's name", named(bom.as_bytes())),
        Situation::new("byte order mark, by its names", elsewhere(bom.as_bytes())),
        Situation::new("bag attributes, by the host's name", named(bags.as_bytes())),
        Situation::new("bag attributes, by its names", elsewhere(bags.as_bytes())),
        Situation::new("empty", named(b"")),
        Situation::new("empty, elsewhere", elsewhere(b"")),
        Situation::new("DER", named(&leaf.der)),
        Situation::new("prose", named(b"no certificate\n")),
        Situation::new(
            "blank at the end of the first line",
            elsewhere(chain().replacen("-----\n", "----- \n", 1).as_bytes()),
        ),
        Situation::new("cut in the leaf", named(cut.as_bytes())),
        Situation::new(
            "cut in the leaf, beside a right one",
            [
                file("a.crt", &cut),
                file("a.key", &leaf.key),
                file(CRT, chain()),
                file(KEY, &leaf.key),
            ],
        ),
        Situation::new(
            "cut in the leaf, without key, beside a right one",
            [file("a.crt", &cut), file(CRT, chain()), file(KEY, &leaf.key)],
        ),
        Situation::new("cut in the last issuer", named(half.as_bytes())),
        Situation::new("no DER of a certificate", named(garbage.as_bytes())),
        Situation::new(
            "no DER of a certificate, behind the leaf",
            named((leaf.pem() + garbage).as_bytes()),
        ),
        Situation::new(
            "label X509 CERTIFICATE",
            named(chain().replace("CERTIFICATE", "X509 CERTIFICATE").as_bytes()),
        ),
        Situation::new(
            "label TRUSTED CERTIFICATE",
            named(leaf.pem().replace("CERTIFICATE", "TRUSTED CERTIFICATE").as_bytes()),
        ),
    ]
}

fn names() -> Vec<Situation> {
    let wish = |names, cn| leaf(&Wish { names, cn, ..RIGHT });
    let elsewhere = |name, leaf: &Leaf| {
        Situation::new(name, [file("a.crt", leaf.fullchain()), file("a.key", &leaf.key)])
    };
    let dated = |from, until| leaf(&Wish { days: (from, until), ..RIGHT });
    let (past, future) = (dated(-90, -1), dated(2, 90));
    let other = named(&["other.example"]);
    let parent = named(&["example"]);
    let many = named(&["chat.example", "groups.chat.example"]);
    let idn = named(&["xn--bcher-kva.example"]);
    let wildcard = named(&["*.chat.example"]);
    let cn_idn = wish("dns:x.example", "xn--bcher-kva.example");
    vec![
        pair("names of others in the host's file", other.fullchain(), &other.key),
        elsewhere("names of others", &other),
        pair("expired, in the host's file", past.fullchain(), &past.key),
        elsewhere("expired", &past),
        pair("not yet valid, in the host's file", future.fullchain(), &future.key),
        elsewhere("not yet valid", &future),
        elsewhere("capitals", &wish("dns:CHAT.Example", "")),
        elsewhere("commonName alone", &wish("", "chat.example")),
        elsewhere("commonName in capitals", &wish("", "CHAT.Example")),
        elsewhere("commonName beside other names", &wish("dns:other.example", "chat.example")),
        elsewhere("wildcard as commonName", &wish("", "*.example")),
        elsewhere("SRVName alone", &wish("srv:_xmpp-client.chat.example", "")),
        pair(
            "SRVName alone, in the host's file",
            wish("srv:_xmpp-client.chat.example", "").fullchain(),
            "",
        ),
        elsewhere("XmppAddr alone", &wish("xmpp:chat.example", "")),
        elsewhere("XmppAddr and dNSName", &wish("xmpp:chat.example dns:chat.example", "")),
        elsewhere("wildcard", &wildcard).domains(&[
            "chat.example",
            "a.chat.example",
            "b.a.chat.example",
        ]),
        elsewhere("wildcard of the parent", &named(&["*.example"]))
            .domains(&["chat.example", "a.chat.example"]),
        elsewhere("a certificate of the domain above", &parent)
            .domains(&["chat.example", "a.chat.example"]),
        Situation::new(
            "a file of the domain above",
            [file("example.crt", other.fullchain()), file("example.key", &other.key)],
        )
        .domains(&["chat.example", "example"]),
        elsewhere("several domains", &many).domains(&[
            "chat.example",
            "groups.chat.example",
            "upload.chat.example",
            "far.example",
        ]),
        elsewhere("IDN", &idn).domains(&["bücher.example"]),
        Situation::new(
            "IDN, file in A-labels",
            [
                file("xn--bcher-kva.example.crt", other.fullchain()),
                file("xn--bcher-kva.example.key", &other.key),
            ],
        )
        .domains(&["bücher.example"]),
        Situation::new(
            "IDN, file in U-labels",
            [file("bücher.example.crt", other.fullchain()), file("bücher.example.key", &other.key)],
        )
        .domains(&["bücher.example"]),
        elsewhere("IDN as commonName", &cn_idn).domains(&["bücher.example"]),
    ]
}

fn places() -> Vec<Situation> {
    let leaf = &right();
    let other = &named(&["other.example"]);
    let two = |name, chain: &str, key: &str| {
        Situation::new(name, [file(chain, leaf.fullchain()), file(key, &leaf.key)])
    };
    let both = || leaf.fullchain() + &leaf.key;
    vec![
        two("certbot", "chat.example/fullchain.pem", "chat.example/privkey.pem"),
        Situation::new(
            "certbot, names of others",
            [
                file("chat.example/fullchain.pem", other.fullchain()),
                file("chat.example/privkey.pem", &other.key),
            ],
        ),
        Situation::new(
            "certbot, lines of Windows",
            [
                file("chat.example/fullchain.pem", leaf.fullchain().replace('\n', "\r\n")),
                file("chat.example/privkey.pem", &leaf.key),
            ],
        ),
        two("certbot, another folder", "main/fullchain.pem", "main/privkey.pem"),
        Situation::new(
            "certbot as it is",
            [
                file("archive/main/fullchain3.pem", leaf.fullchain()),
                file("archive/main/privkey3.pem", &leaf.key),
                file("archive/main/cert3.pem", leaf.pem()),
                file("archive/main/chain3.pem", pki::inner() + &pki::outer()),
                link("live/main/fullchain.pem", "../../archive/main/fullchain3.pem"),
                link("live/main/privkey.pem", "../../archive/main/privkey3.pem"),
                link("live/main/cert.pem", "../../archive/main/cert3.pem"),
                link("live/main/chain.pem", "../../archive/main/chain3.pem"),
            ],
        ),
        two("fullchain in the middle of a name", "a-fullchain-b.pem", "a-privkey-b.pem"),
        two("fullchain.crt", "fullchain.crt", "privkey.key"),
        two("fullchain.crt and fullchain.key", "fullchain.crt", "fullchain.key"),
        two("fullchain in the folder's name", "fullchain/a.crt", "fullchain/a.key"),
        two("fullchain in the folder's name, as it wants it", "fullchain/a.crt", "privkey/a.key"),
        two("two folders deep", "a/b/x.crt", "a/b/x.key"),
        two("three folders deep", "a/b/c/x.crt", "a/b/c/x.key"),
        two("hidden folder", ".a/x.crt", ".a/x.key"),
        two("hidden file", ".x.crt", ".x.key"),
        two("cer", "chat.example.cer", "chat.example.key"),
        two("cert.pem and key.pem", "chat.example/cert.pem", "chat.example/privkey.pem"),
        two("CRT in capitals", "chat.example.CRT", "chat.example.key"),
        two("pem and key", "chat.example.pem", "chat.example.key"),
        two("crt and key.pem", "chat.example.crt", "chat.example.key.pem"),
        Situation::new(
            "a crt of the host that has no key, and a pem",
            [file("chat.example.crt", leaf.fullchain()), file("chat.example.pem", both())],
        ),
        Situation::new(
            "a link to nowhere",
            [link("chat.example.crt", "nowhere"), file("chat.example.key", &leaf.key)],
        ),
        Situation::new(
            "a linked folder",
            [
                file("real.d/x.crt", leaf.fullchain()),
                file("real.d/x.key", &leaf.key).mode(0o600),
                link("live", "real.d"),
            ],
        ),
        Situation::new(
            "the key is a folder",
            [file("a.crt", leaf.fullchain()), directory("a.key", 0o755)],
        ),
    ]
}

fn closed() -> Vec<Situation> {
    let leaf = &right();
    let chain = || leaf.fullchain();
    vec![
        Situation::new("closed key", [file(CRT, chain()), file(KEY, &leaf.key).mode(0o600)]),
        Situation::new(
            "closed certificate",
            [file(CRT, chain()).mode(0o600), file(KEY, &leaf.key)],
        ),
        Situation::new(
            "closed certificate, elsewhere",
            [file("a.crt", chain()).mode(0o600), file("a.key", &leaf.key)],
        ),
        Situation::new(
            "closed folder of the domain",
            [
                file("chat.example/fullchain.pem", chain()),
                file("chat.example/privkey.pem", &leaf.key),
                directory("chat.example", 0o700),
            ],
        ),
        Situation::new(
            "closed folder, and a right file",
            [
                file("chat.example/fullchain.pem", chain()),
                file("chat.example/privkey.pem", &leaf.key),
                directory("chat.example", 0o700),
                file(CRT, chain()),
                file(KEY, &leaf.key),
            ],
        ),
        Situation::new(
            "closed archive",
            [
                file("archive/fullchain3.pem", chain()),
                file("archive/privkey3.pem", &leaf.key),
                directory("archive", 0o700),
                link("live/fullchain.pem", "../archive/fullchain3.pem"),
                link("live/privkey.pem", "../archive/privkey3.pem"),
            ],
        ),
        Situation::new(
            "everything closed",
            [file(CRT, chain()), file(KEY, &leaf.key), directory(".", 0o700)],
        ),
    ]
}

fn several() -> Vec<Situation> {
    let (old, new) = (&leaf(&Wish { days: (-80, 10), ..RIGHT }), &right());
    let rsa = &leaf_with(RSA);
    let other = &named(&["other.example"]);
    let srv = &leaf(&Wish { names: "srv:_xmpp-client.chat.example", ..RIGHT });
    let two = |name, one: &Leaf, other: &Leaf| {
        Situation::new(
            name,
            [
                file("a.crt", one.fullchain()),
                file("a.key", &one.key),
                file("b.crt", other.fullchain()),
                file("b.key", &other.key),
            ],
        )
    };
    let past = &leaf(&Wish { days: (-90, -1), ..RIGHT });
    vec![
        two("older and newer", old, new),
        two("expired and newer", past, new),
        two("RSA and EC", rsa, new),
        two("one certificate twice", new, new),
        two("wildcard and name", &named(&["*.example"]), new),
        Situation::new(
            "renewed beside it under a name that is not looked at",
            [
                file(CRT, old.fullchain()),
                file(KEY, &old.key),
                file("chat.example.pem", new.fullchain() + &new.key),
            ],
        ),
        Situation::new(
            "for a service and in the host's file",
            [
                file("a.crt", srv.fullchain()),
                file("a.key", &srv.key),
                file("chat.example.pem", new.fullchain() + &new.key),
            ],
        ),
        Situation::new(
            "another host's pair is broken",
            [
                file("other.crt", other.fullchain()),
                file("other.key", &new.key),
                file("chat.example.pem", new.fullchain() + &new.key),
            ],
        ),
        Situation::new(
            "another host's pair is broken, and ours in the index",
            [
                file("other.crt", other.fullchain()),
                file("other.key", &new.key),
                file(CRT, new.fullchain()),
                file(KEY, &new.key),
            ],
        ),
        Situation::new(
            "our pair is broken, another host's is not",
            [
                file(CRT, new.fullchain()),
                file(KEY, &old.key),
                file("other.crt", other.fullchain()),
                file("other.key", &other.key),
            ],
        )
        .domains(&["chat.example", "other.example"]),
        Situation::new(
            "for hosts under another name, and the host's own file",
            [
                file("a.crt", new.fullchain()),
                file("a.key", &new.key),
                file("chat.example.pem", rsa.fullchain() + &rsa.key),
            ],
        ),
    ]
}

fn leaf_with(kind: &'static Kind) -> Leaf {
    leaf(&Wish { kind, ..RIGHT })
}
