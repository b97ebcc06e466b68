//! The passphrase of an encrypted file, asked for by inspect: of one file that was named, and once.

use std::path::Path;

use crate::support::{run, scratch, write};
use crate::terminal::{CTRL_C, Terminal};

const SECRET: &str = "wherefore-art-thou";
const QUESTION: &str = "passphrase for sealed.key";

/// A directory with a key that [`SECRET`] opens, one that is open, and a directory with a sealed one.
fn sealed() -> tempfile::TempDir {
    let directory = scratch();
    let path = directory.path();
    write(path.join("secret"), SECRET);
    let words = ["key", "--encrypt", "--passphrase-file", "secret", "--out", "sealed.key"];
    assert_eq!(run(path, &words).0, 0);
    assert_eq!(run(path, &["key", "--out", "plain.key"]).0, 0);
    directory
}

fn asked(directory: &Path, words: &[&str], answer: &str) -> (i32, String) {
    let mut terminal = Terminal::start(directory, words);
    terminal.whispers(QUESTION, answer);
    let ended = terminal.ends();
    assert!(ended.echo && !ended.seen.contains(SECRET), "{}", ended.seen);
    (ended.status, ended.plain())
}

#[test]
fn a_passphrase_is_asked_for_and_opens_the_file() {
    let directory = sealed();
    let (status, shown) = asked(directory.path(), &["inspect", "sealed.key"], SECRET);
    assert_eq!(status, 0, "{shown}");
    assert!(shown.contains("P-256") && shown.contains("opened with the passphrase"), "{shown}");
    assert!(!shown.contains("locked"), "{shown}");
}

#[test]
fn an_empty_answer_leaves_the_file_closed() {
    let directory = sealed();
    let (status, shown) = asked(directory.path(), &["inspect", "sealed.key"], "");
    let (unasked, ..) = run(directory.path(), &["inspect", "sealed.key"]);
    assert_eq!(status, unasked, "{shown}");
    assert!(shown.contains("locked"), "{shown}");
}

#[test]
fn a_wrong_answer_is_a_wrong_passphrase_and_not_asked_again() {
    let directory = sealed();
    let (status, shown) = asked(directory.path(), &["inspect", "sealed.key"], "hence");
    assert_eq!(status, 3, "{shown}");
    assert!(shown.contains("the passphrase does not open sealed.key"), "{shown}");
}

#[test]
fn an_interrupt_at_the_question_brings_the_echo_back() {
    let directory = sealed();
    let mut terminal = Terminal::start(directory.path(), &["inspect", "sealed.key"]);
    terminal.whispers(QUESTION, CTRL_C);
    let ended = terminal.ends();
    assert_eq!((ended.status, ended.echo), (-2, true), "{}", ended.seen);
}

#[test]
fn a_store_is_asked_for_its_password() {
    let Some(openssl) = crate::support::peer("openssl") else { return };
    let directory = scratch();
    let made = openssl.run("req -x509 -newkey ed25519 -nodes -subj /CN=a -keyout -", b"").unwrap();
    let store = openssl.run("pkcs12 -export -name me -passout pass:open-sesame", &made).unwrap();
    write(directory.path().join("a\u{1b}[31m.p12"), store);
    let mut terminal = Terminal::start(directory.path(), &["inspect", "a\u{1b}[31m.p12", "--pem"]);
    // the name of the file does not reach the terminal raw
    terminal.whispers("passphrase for a\\u{1b}[31m.p12", "open-sesame");
    let ended = terminal.ends();
    assert_eq!(ended.status, 0, "{}", ended.seen);
    assert!(ended.plain().contains("BEGIN CERTIFICATE"), "{}", ended.seen);
}

#[test]
fn nothing_is_asked_where_it_would_help_nobody() {
    let directory = sealed();
    let folder = directory.path().join("folder");
    std::fs::create_dir(&folder).unwrap();
    std::fs::copy(directory.path().join("sealed.key"), folder.join("sealed.key")).unwrap();
    for words in [
        &["plain.key"][..],
        &["folder"],
        &["sealed.key", "plain.key"],
        &["sealed.key", "--pem"],
        &["sealed.key", "--no-input"],
        &["sealed.key", "--passphrase-file", "secret"],
    ] {
        let words = [&["inspect"], words].concat();
        let ended = Terminal::start(directory.path(), &words).ends();
        assert!(!ended.plain().contains("passphrase for"), "{words:?}: {}", ended.seen);
    }
    let line = "\"$0\" \"$@\" </dev/null";
    let ended =
        Terminal::start_with(directory.path(), &[], line, &["inspect", "sealed.key"]).ends();
    assert!(!ended.plain().contains("passphrase for"), "{}", ended.seen);
}
