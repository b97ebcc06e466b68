//! What the room says, beside what the servers do.

use std::collections::BTreeMap;
use std::fmt::Write;

use xmppcert::name::{AccountJid, Wanted};
use xmppcert::servers::{
    Accepts, Evidence, PeerRole, PeerVerdict, Server, ShownAccount, Version, who_accepts,
    who_admits,
};

use super::answer::Answering;
use super::daemon::Daemon;
use super::pki::{PKI, Shown};
use super::remote::{self, Outcome};
use super::specs::CALLED;

/// A server that runs, by its name in the room.
pub struct Subject<'a> {
    pub server: &'a str,
    pub version: &'a str,
    /// Whether it is set to turn away those whom it would have go on to dialback.
    pub strict: bool,
}

/// One certificate, and what comes of it.
pub struct Row {
    pub case: &'static str,
    pub predicted: PeerVerdict,
    pub observed: Outcome,
    pub agree: bool,
}

/// Shows every certificate of a server to the server that runs.
pub fn incoming(subject: &Subject<'_>, daemon: &Daemon) -> Vec<Row> {
    all(subject, daemon, &PKI.shown, remote::call)
}

/// Shows every certificate of a user to the server that runs.
pub fn accounts(subject: &Subject<'_>, daemon: &Daemon) -> Vec<Row> {
    all(subject, daemon, &PKI.accounts, remote::log_in)
}

/// Has the server call us, and answers with every certificate: `host` says which of its hosts is to call.
pub fn outgoing(
    subject: &Subject<'_>,
    daemon: &Daemon,
    answering: &Answering,
    host: fn(usize) -> String,
) -> Vec<Row> {
    let mut streams = BTreeMap::new();
    let mut observe = |number: usize, shown: &Shown| {
        let from = shown.spec.from;
        if !streams.contains_key(from) {
            let caller = PKI.all_callers.on_behalf_of(from);
            streams.insert(from, remote::introduce(daemon.port, CALLED, &caller)?);
        }
        let to = host(number);
        let ping = format!(
            "<iq type='get' id='{number}' from='{from}' to='{to}'><ping xmlns='urn:xmpp:ping'/></iq>"
        );
        // its answer has to come by a connection that the server opens
        let stream = streams.get_mut(from).map(|stream| remote::say(&mut **stream, &ping));
        stream.transpose().map_err(|error| error.to_string())?;
        answering.meet(shown)
    };
    let row = |(number, shown): (usize, &Shown)| {
        let observed = observe(number, shown)
            .unwrap_or_else(|why| panic!("{}: {why}\n{}", shown.spec.name, daemon.logs()));
        let predicted = predict(subject, PeerRole::Outgoing, shown);
        let refused = match predicted.accepts {
            Accepts::Yes => false,
            Accepts::Fallback => subject.strict && predicted.refused_where.is_some(),
            Accepts::No => true,
        };
        let agree =
            refused == (observed != Outcome::Accepted) && has_the_words(&observed, &predicted.why);
        Row { case: shown.spec.name, predicted, observed, agree }
    };
    PKI.shown.iter().enumerate().map(row).collect()
}

type Ask = fn(u16, &str, &Shown) -> Result<Outcome, String>;

fn all(subject: &Subject<'_>, daemon: &Daemon, all: &[Shown], ask: Ask) -> Vec<Row> {
    let observe = |shown: &Shown| {
        let observed = ask(daemon.port, CALLED, shown);
        observed.unwrap_or_else(|why| panic!("{}: {why}\n{}", shown.spec.name, daemon.logs()))
    };
    all.iter().map(|shown| row(subject, shown, observe(shown))).collect()
}

/// Puts what was observed beside what the room says.
pub fn row(subject: &Subject<'_>, shown: &Shown, observed: Outcome) -> Row {
    let role = match shown.spec.from.contains('@') {
        true => PeerRole::Account,
        false => PeerRole::Incoming,
    };
    let predicted = predict(subject, role, shown);
    let strict = subject.strict && predicted.refused_where.is_some();
    let agree = match (&observed, predicted.accepts) {
        (Outcome::Accepted, accepts) => accepts == Accepts::Yes,
        (Outcome::Dialback(_), accepts) => accepts == Accepts::Fallback && !strict,
        (_, Accepts::Fallback) => strict,
        (_, accepts) => accepts == Accepts::No,
    };
    let agree = agree && has_the_words(&observed, &predicted.why);
    Row { case: shown.spec.name, predicted, observed, agree }
}

/// What the room says of that version in that role.
fn predict(subject: &Subject<'_>, role: PeerRole, shown: &Shown) -> PeerVerdict {
    let server = Server::find(subject.server).unwrap_or_else(|| panic!("no {}", subject.server));
    let generation = server.generation(&Version::read(subject.version).unwrap()).unwrap();
    let is_it = |verdict: &PeerVerdict| {
        verdict.server == server.name
            && verdict.versions == generation.versions.words
            && verdict.role == role
    };
    verdicts(shown).into_iter().find(is_it).unwrap()
}

/// What the room says of all servers.
fn verdicts(shown: &Shown) -> Vec<PeerVerdict> {
    let (names, purposes) = (shown.identities(), shown.purposes());
    let (names, purposes) = (&names[..], purposes.as_deref());
    let (key, path) = (&shown.certificate().holder.key, shown.path());
    match shown.spec.from.parse::<AccountJid>() {
        Ok(jid) => who_admits(&ShownAccount { names, jid: &jid, purposes, key, path }),
        Err(_) => {
            let wanted = &Wanted::parse(shown.spec.from).unwrap();
            who_accepts(&xmppcert::servers::Shown { names, wanted, purposes, key, path })
        }
    }
}

/// Whether the server says what the room says that it says: any of `says "…"`.
fn has_the_words(observed: &Outcome, why: &str) -> bool {
    let (Outcome::Refused(words) | Outcome::Dialback(words)) = observed else { return true };
    let mut quoted = why.split("says \"").skip(1).filter_map(|rest| rest.split('"').next());
    words == "EXTERNAL is not offered"
        || !why.contains("says \"")
        || quoted.any(|said| words.contains(said))
}

/// Fails where the room is wrong. With `XMPPCERT_SERVER_TABLE=1` all is printed, right or wrong.
pub fn hold(subject: &Subject<'_>, rows: &[Row]) {
    let set = if subject.strict { ", strict" } else { "" };
    let title = format!("{} {}{set}", subject.server, subject.version);
    if std::env::var_os("XMPPCERT_SERVER_TABLE").is_some_and(|value| value == "1") {
        println!("{}", table(&title, rows.iter()));
    }
    let differ = rows.iter().filter(|row| !row.agree);
    let count = differ.clone().count();
    assert!(count == 0, "{count} of {} differ\n{}", rows.len(), table(&title, differ));
}

/// As [`hold`]; and as it was the server itself that ran, nothing may be said to be only read.
pub fn hold_as_run(subject: &Subject<'_>, rows: &[Row]) {
    hold(subject, rows);
    let read = rows.iter().filter(|row| row.predicted.evidence != Evidence::Run);
    let title = format!("{} {}", subject.server, subject.version);
    assert!(read.clone().count() == 0, "not said to be run\n{}", table(&title, read));
}

fn table<'a>(title: &str, rows: impl Iterator<Item = &'a Row>) -> String {
    let mut text = format!("\n{title:42} {:8} {:10} observed\n", "predicted", "evidence");
    for Row { case, predicted, observed, agree } in rows {
        let mark = if *agree { ' ' } else { '!' };
        let (accepts, evidence) = (predicted.accepts.to_string(), predicted.evidence.to_string());
        let _ = writeln!(text, "{mark} {case:40} {accepts:8} {evidence:10} {observed}");
        if !agree {
            let _ = writeln!(text, "    {}", predicted.why);
        }
    }
    text
}
