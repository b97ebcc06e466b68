//! Questions, asked through a pseudo-terminal: where somebody can answer, and nowhere else.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests may fail, as tests do"
)]
#![cfg(unix)]

#[path = "prompts/inspect.rs"]
mod inspect;
#[path = "prompts/passphrases.rs"]
mod passphrases;
#[path = "prompts/silence.rs"]
mod silence;
mod support;
#[path = "prompts/terminal.rs"]
mod terminal;

use std::path::Path;
use std::process::Command;

use support::{files_in, read, scratch};
use terminal::{CTRL_C, DOWN, Terminal};
use xmppcert::pki::certificate::Request;
use xmppcert::pki::pem;

/// The questions of the wizard with answers: two components of the list, one of one's own, a
/// private CA, P-384, no passphrase, and yes.
const WALK: [(&str, &str); 7] = [
    ("XMPP domains", "example.org\r"),
    ("Component hosts", " \u{1b}[B \r"),
    ("Further component hosts", "muc.example.org\r"),
    ("Which CA will sign it?", "\r"),
    ("What kind of key?", "\u{1b}[B\r"),
    ("Encrypt the key?", "n"),
    ("Write these files?", "y"),
];

/// Answers the first questions as in [`WALK`].
fn walk(terminal: &mut Terminal, questions: usize) {
    for (question, keys) in &WALK[..questions] {
        terminal.answers(question, keys);
    }
}

/// A request of a directory: its names, its kind of key, and the octets of its subjectAltName.
fn request(path: &Path) -> (Vec<String>, String, Vec<u8>) {
    let block = pem::blocks(&read(path)).into_iter().next().unwrap().unwrap();
    let holder = Request::from_der(&block.der).unwrap().holder;
    let names = holder.extensions.names.iter().map(|name| format!("{name:?}")).collect();
    // id-ce-subjectAltName, then an OCTET STRING of less than 64 KiB
    let oid = [0x06, 0x03, 0x55, 0x1d, 0x11, 0x04];
    let start = block.der.windows(oid.len()).position(|octets| octets == oid).unwrap();
    let (head, length) = match block.der[start + oid.len()..] {
        [0x81, length, ..] => (2, usize::from(length)),
        [0x82, high, low, ..] => (3, usize::from(high) << 8 | usize::from(low)),
        [length, ..] => (1, usize::from(length)),
        [] => panic!("the extension has no value"),
    };
    let value = start + oid.len() + head;
    (names, holder.key.to_string(), block.der[value..value + length].to_vec())
}

#[test]
fn the_wizard_makes_what_its_last_line_makes_again() {
    let (asked, again) = (scratch(), scratch());
    let mut terminal = Terminal::start(asked.path(), &["csr"]);
    terminal.answers("XMPP domains", "a..b\r");
    terminal.sees("did you mean a.b?");
    walk(&mut terminal, WALK.len());
    let ended = terminal.ends();
    assert_eq!((ended.status, ended.shows_cursor(), ended.echo), (0, true, true), "{}", ended.seen);
    assert_eq!(files_in(asked.path()), ["example.org.csr", "example.org.key"]);

    let shown = ended.plain();
    let line = shown.lines().rev().map(str::trim).find(|line| line.starts_with("xmppcert csr "));
    let line = line.expect("the command line that does the same").replacen(
        "xmppcert",
        env!("CARGO_BIN_EXE_xmppcert"),
        1,
    );
    let run = Command::new("sh").args(["-c", &line]).current_dir(again.path()).output().unwrap();
    assert!(run.status.success(), "{line}\n{}", String::from_utf8_lossy(&run.stderr));
    assert_eq!(files_in(asked.path()), files_in(again.path()));
    let [one, other] = [&asked, &again].map(|place| request(&place.path().join("example.org.csr")));
    assert_eq!(one, other);
    assert_eq!(one.1, "P-384");
    let all = one.0.join(" ");
    for host in ["conference.example.org", "upload.example.org", "_xmpp-server.muc.example.org"] {
        assert!(all.contains(host), "{host} is not in {all}");
    }
    assert!(!all.contains("proxy"), "{all}");
}

#[test]
fn the_wizard_shows_what_it_will_make_before_it_asks_for_a_yes() {
    let directory = scratch();
    let mut terminal = Terminal::start(directory.path(), &["csr"]);
    walk(&mut terminal, WALK.len() - 1);
    terminal.sees("_xmpp-server.muc.example.org");
    terminal.sees("example.org.key");
    terminal.sees("Write these files?");
    assert_eq!(files_in(directory.path()), [""; 0]);
    drop(terminal);
}

#[test]
fn a_no_writes_nothing() {
    let directory = scratch();
    let mut terminal = Terminal::start(directory.path(), &["csr"]);
    walk(&mut terminal, WALK.len() - 1);
    terminal.answers("Write these files?", "n");
    terminal.sees("nothing was written");
    let ended = terminal.ends();
    assert_eq!((ended.status, ended.shows_cursor()), (0, true), "{}", ended.seen);
    assert_eq!(files_in(directory.path()), [""; 0]);
}

#[test]
fn an_interrupt_leaves_nothing_and_gives_the_terminal_back() {
    for (index, (question, _)) in WALK.iter().enumerate() {
        let directory = scratch();
        let mut terminal = Terminal::start(directory.path(), &["csr"]);
        walk(&mut terminal, index);
        terminal.answers(question, CTRL_C);
        let ended = terminal.ends();
        assert_eq!(ended.status, -2, "{question}: {}", ended.seen);
        assert!(ended.shows_cursor() && ended.echo, "{question}: {:?}", ended.seen);
        assert_eq!(files_in(directory.path()), [""; 0], "{question}");
    }
}

#[test]
fn what_was_given_is_not_asked() {
    let directory = scratch();
    let given = ["csr", "--for", "public-ca", "--type", "p256", "--component", "upload"];
    let mut terminal = Terminal::start(directory.path(), &given);
    terminal.answers("XMPP domains", "example.org example.net\r");
    terminal.answers("Encrypt the key?", "\r");
    terminal.answers("Write these files?", "\r");
    let ended = terminal.ends();
    assert_eq!(ended.status, 0, "{}", ended.seen);
    for question in ["Component hosts", "Which CA", "What kind of key"] {
        assert!(!ended.seen.contains(question), "{question}");
    }
    let (named, key, _) = request(&directory.path().join("example.org.csr"));
    assert_eq!((named.len(), key), (4, "P-256".to_owned()), "{named:?}");
}

#[test]
fn the_list_of_cas_is_the_registry() {
    let directory = scratch();
    let mut terminal = Terminal::start(directory.path(), &["csr", "--type", "p256"]);
    walk(&mut terminal, 3);
    terminal.answers("Which CA will sign it?", &format!("{DOWN}{DOWN}\r"));
    terminal.answers("Encrypt the key?", "n");
    terminal.sees("to CAcert");
    terminal.answers("Write these files?", "y");
    let ended = terminal.ends();
    assert_eq!(ended.status, 0, "{}", ended.seen);
    assert!(ended.plain().contains("--for cacert"), "{}", ended.plain());
}
