//! What is said of servers in Java and of xmpp-proxy when they load their files.
//!
//! Of Openfire's keystores it is held against Java: each is opened and served by it as Openfire does, and what
//! came of it stands beside what was foretold.
//!
//! `XMPPCERT_OTHER_JAVA` names the `java` of another version, which is asked as well; `XMPPCERT_SERVER_TABLE=1`
//! prints the table.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

#[path = "loading/java/identity.rs"]
mod identity;
#[path = "loading/java/pasted.rs"]
mod pasted;
#[path = "loading/java/pem_files.rs"]
mod pem_files;
#[path = "loading/java/proxy.rs"]
mod proxy;
#[path = "loading/java/situations.rs"]
mod situations;
#[path = "loading/java/spectrum.rs"]
mod spectrum;
mod support;
#[path = "loading/java/tigase.rs"]
mod tigase;
#[path = "loading/java/told.rs"]
mod told;

use std::collections::BTreeSet;
use std::time::SystemTime;

use situations::{AS_GOOD, DOMAIN, Situation};
use support::{Place, peer};
use xmppcert::name::Domain;
use xmppcert::pki::hex::hex;
use xmppcert::servers::Server;
use xmppcert::servers::loading::{Fate, Found, Given, Loading};

#[test]
fn java_does_what_is_foretold() {
    if peer("java").is_none() || peer("openssl").is_none() || peer("keytool").is_none() {
        return;
    }
    let mut situations = situations::all();
    assert!(situations.len() >= 25, "{}", situations.len());
    hold("java", &situations);
    if let Some(other) = variable("XMPPCERT_OTHER_JAVA") {
        // what this version does not open newer ones do
        situations.retain(|situation| situation.name != situations::BEYOND_ASCII);
        hold(&other, &situations);
    }
}

#[expect(clippy::disallowed_methods, reason = "the tests have no session to ask")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn hold(java: &str, situations: &[Situation]) {
    let observed = observe(java, situations);
    assert_eq!(observed.len(), situations.len(), "{java} did not look at all");
    let rows: Vec<(String, bool)> = situations
        .iter()
        .zip(&observed)
        .map(|(situation, seen)| row(situation, &foretell(situation), seen))
        .collect();
    let table = rows.iter().map(|(row, _)| format!("{row}\n")).collect::<String>();
    if variable("XMPPCERT_SERVER_TABLE").is_some() {
        eprintln!("{java}\n{table}");
    }
    assert!(rows.iter().all(|(_, agrees)| *agrees), "{java}\n{table}");
}

/// What is known of a store, by us or by Java.
#[derive(Debug, Default, PartialEq, Eq)]
struct Seen {
    opens: bool,
    aliases: BTreeSet<String>,
    /// Fingerprints; `generated` for the certificate that Openfire makes.
    chain: Vec<String>,
    says: String,
}

fn row(situation: &Situation, loading: &Loading, seen: &Seen) -> (String, bool) {
    let foretold = foretold(loading);
    let served = &loading.served[0];
    // JKS keeps its entries by hashes of their names, so which of two is taken is not foretold
    let is_open = situation.name.contains(AS_GOOD);
    let is_chain = match seen.chain.first() {
        Some(leaf) if is_open && situation.name.contains("JKS") => {
            let mut leaves = served.chain.iter().take(1).chain(&served.instead);
            leaves.any(|link| hex(&link.fingerprint) == *leaf)
        }
        _ => foretold.chain == seen.chain,
    };
    let agrees = foretold.opens == seen.opens
        && foretold.aliases == seen.aliases
        && is_chain
        && is_open != served.instead.is_empty();
    // what Java says of a store that it refuses is foretold as well
    let file = &loading.files[0];
    let is_said =
        seen.opens || file.why.contains("NoSuchAlgorithm") || file.why.contains(&seen.says);
    let mark = if agrees && is_said { ' ' } else { '!' };
    let says = if seen.opens { String::new() } else { format!(" | {} | {}", file.why, seen.says) };
    let row =
        format!("{mark} {:44} | {} | {}{says}", situation.name, brief(&foretold), brief(seen));
    (row, agrees && is_said)
}

fn brief(seen: &Seen) -> String {
    let opens = if seen.opens { "opens" } else { "stays closed" };
    let chain: Vec<&str> = seen.chain.iter().map(|one| &one[..one.len().min(9)]).collect();
    format!("{opens}, {:?}, {}", seen.aliases, chain.join(" "))
}

fn foretell(situation: &Situation) -> Loading {
    let domain = [Domain::try_from(DOMAIN).unwrap()];
    let found =
        Found { path: "keystore".into(), base: 0, octets: Ok(&situation.store), modified: None };
    let given = Given {
        domains: &domain,
        found: vec![found],
        now: now(),
        passphrase: situation.passphrase,
    };
    let server = Server::find("openfire").unwrap();
    (server.newest().unwrap().loads.unwrap().by)(&given)
}

#[expect(clippy::disallowed_methods, reason = "Java judges by the clock")]
fn now() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}

fn foretold(loading: &Loading) -> Seen {
    let file = &loading.files[0];
    let opens = file.fate != Fate::Refused;
    let list = file.why.strip_prefix("it opens, with ").unwrap_or("");
    let list = list.strip_prefix("the entry ").or(list.split_once(": ").map(|(_, list)| list));
    let aliases = list.into_iter().flat_map(|list| list.split(", ")).map(str::to_owned).collect();
    let served = &loading.served[0];
    let mut chain: Vec<String> = served.chain.iter().map(|link| hex(&link.fingerprint)).collect();
    if chain.is_empty() && served.how.contains("self-signed") {
        chain.push("generated".into());
    }
    Seen { opens, aliases, chain, says: String::new() }
}

/// What Java makes of all of them, in one run.
fn observe(java: &str, situations: &[Situation]) -> Vec<Seen> {
    let place = Place::default();
    place.put("Stores.java", include_str!("loading/java/Stores.java"));
    let mut list = String::new();
    for (number, situation) in situations.iter().enumerate() {
        let file = format!("{number}.store");
        place.put(&file, &situation.store);
        let password = situation.passphrase.unwrap_or("changeit");
        list.push_str(&format!("{}\tjks\t{password}\t{DOMAIN}\n", place.path(&file).display()));
    }
    place.put("list", list);
    let exports = "--add-exports=java.base/sun.security.tools.keytool=ALL-UNNAMED";
    let ran = place.run(
        java,
        &[
            "-XX:TieredStopAtLevel=1",
            exports,
            "-Dfile.encoding=UTF-8",
            "-Dsun.jnu.encoding=UTF-8",
            "Stores.java",
            "list",
        ],
    );
    let text = ran.sound().text();
    text.lines().map(seen).collect()
}

fn seen(line: &str) -> Seen {
    let columns: Vec<&str> = line.split('\t').collect();
    let list = |column: &str| -> Vec<String> {
        column.split(',').filter(|one| !one.is_empty()).map(str::to_owned).collect()
    };
    let opens = columns[0] == "opens";
    let says = if opens { columns[3] } else { columns[0] };
    Seen {
        opens,
        aliases: list(columns[1]).into_iter().collect(),
        chain: list(columns[2]),
        says: says.to_owned(),
    }
}
