//! What the loaders say, beside what the servers do.

use std::fmt::Write;

use xmppcert::pki::link::Link;
use xmppcert::servers::loading::{Given, Loading};
use xmppcert::servers::{Server, Version};

use super::served::{How, Shown};
use super::situation::Situation;

/// What a server did.
#[derive(Clone, Debug, Default)]
pub struct Observed {
    /// What it said when it did not start, or went down; `None` where it runs.
    pub died: Option<String>,
    /// What it sent for each of the domains by each of the ways.
    pub shown: Vec<(&'static str, How, Shown)>,
    /// The end of its logs.
    pub logs: String,
    /// The ways by which it has to begin with something before anybody has named a domain, so that a domain
    /// without a certificate is shown what stands instead.
    pub begins: &'static [How],
}

/// One situation, with what was said and what was seen.
#[derive(Debug)]
pub struct Row {
    pub name: &'static str,
    pub predicted: Loading,
    pub observed: Observed,
    /// Where they differ, in words.
    pub differences: Vec<String>,
}

/// What the room says of that version of a server.
pub fn predict(server: &str, version: &str, given: &Given<'_>) -> Loading {
    let server = Server::find(server).unwrap_or_else(|| panic!("no {server}"));
    let generation = server.generation(&Version::read(version).unwrap()).unwrap();
    (generation.loads.unwrap_or_else(|| panic!("{} has no loader", server.name)).by)(given)
}

/// Puts what was seen beside what was said.
pub fn row(situation: &Situation, predicted: Loading, observed: Observed) -> Row {
    let mut differences = Vec::new();
    if predicted.dies.is_some() != observed.died.is_some() {
        differences.push(format!("dies: said {:?}, saw {:?}", predicted.dies, observed.died));
    }
    let asked: Vec<_> = predicted.served.iter().map(|served| served.domain.to_unicode()).collect();
    if asked != situation.domains {
        differences.push(format!("answers for {asked:?}"));
    }
    if observed.died.is_none() {
        differences.extend(
            observed
                .shown
                .iter()
                .filter_map(|shown| difference(&predicted, shown, observed.begins)),
        );
    }
    Row { name: situation.name, predicted, observed, differences }
}

/// Where what was sent for a domain is not what was said.
fn difference(
    predicted: &Loading,
    shown: &(&'static str, How, Shown),
    begins: &[How],
) -> Option<String> {
    let (domain, how, shown) = shown;
    let mut all = predicted.served.iter();
    let said = all.find(|served| served.domain.to_unicode() == *domain)?;
    let right = said.chain.iter().map(|link| link.der()).eq(shown.chain.iter().map(Vec::as_slice));
    // where it picks, any of the leaves that were told will do
    let picks = begins.contains(how) || !said.chain.is_empty();
    let leaf = shown.chain.first().map(Vec::as_slice);
    let other = said.instead.iter().any(|link| Some(link.der()) == leaf);
    let agrees = right || (picks && other);
    (!agrees).then(|| {
        let told: Vec<String> = said.chain.iter().map(|link| title(link.der())).collect();
        let seen: Vec<String> = shown.chain.iter().map(|der| title(der)).collect();
        format!("{domain} by {how}: said {told:?} ({}), saw {seen:?} {}", said.how, shown.why)
    })
}

/// A certificate in a few letters: its subject, and the beginning of its fingerprint.
fn title(der: &[u8]) -> String {
    match Link::from_der(der) {
        Ok(link) => {
            let hex: String =
                link.fingerprint.iter().take(3).map(|octet| format!("{octet:02x}")).collect();
            format!("{} {hex}", link.subject)
        }
        Err(error) => error.to_string(),
    }
}

/// Fails where a loader is wrong. With `XMPPCERT_SERVER_TABLE=1` all is printed, right or wrong; with `logs`
/// what the server says as well.
pub fn hold(title: &str, rows: &[Row]) {
    let print = std::env::var("XMPPCERT_SERVER_TABLE").unwrap_or_default();
    if print == "1" {
        println!("{}", table(title, rows.iter()));
    }
    if print == "logs" {
        for row in rows {
            let logs = row.observed.died.as_deref().unwrap_or(&row.observed.logs);
            println!("=== {}\n{:#?}\n{logs}", row.name, row.predicted.findings);
        }
    }
    let differ = rows.iter().filter(|row| !row.differences.is_empty());
    let count = differ.clone().count();
    assert!(count == 0, "{count} of {} differ\n{}", rows.len(), table(title, differ));
}

fn table<'a>(title: &str, rows: impl Iterator<Item = &'a Row>) -> String {
    let mut text = format!("\n{title}\n");
    for row in rows {
        let mark = if row.differences.is_empty() { ' ' } else { '!' };
        let _ = writeln!(
            text,
            "{mark} {:46} {:28} | {}",
            row.name,
            said(&row.predicted),
            seen(&row.observed)
        );
        if !row.differences.is_empty() {
            for difference in &row.differences {
                let _ = writeln!(text, "    {difference}");
            }
            for fate in &row.predicted.files {
                let _ = writeln!(text, "    {:?} {}: {}", fate.fate, fate.path, fate.why);
            }
            let _ = writeln!(text, "{}", row.observed.logs);
        }
    }
    text
}

/// How many certificates for each domain; `~` where it may be others.
fn said(predicted: &Loading) -> String {
    if predicted.dies.is_some() {
        return "dies".to_owned();
    }
    let count = |served: &xmppcert::servers::loading::Served| {
        let mark = if served.instead.is_empty() { "" } else { "~" };
        format!("{}{mark}", served.chain.len())
    };
    predicted.served.iter().map(count).collect::<Vec<_>>().join(" ")
}

fn seen(observed: &Observed) -> String {
    if let Some(why) = &observed.died {
        return format!("died: {}", why.lines().next().unwrap_or_default());
    }
    let count = |(_, how, shown): &(&str, How, Shown)| format!("{how}:{}", shown.chain.len());
    observed.shown.iter().map(count).collect::<Vec<_>>().join(" ")
}
