//! Passphrases: asked where there is a terminal, never shown on it.

use crate::support::{files_in, read, run, scratch, write, xmppcert};
use crate::terminal::{CTRL_C, Terminal};

const SECRET: &str = "wherefore-art-thou";
const WRONG: &str = "hence-from-verona";

/// A directory with a key that [`SECRET`] opens.
fn sealed() -> tempfile::TempDir {
    let directory = scratch();
    write(directory.path().join("secret"), SECRET);
    let words = ["key", "--encrypt", "--passphrase-file", "secret", "--out", "sealed.key"];
    let (status, _, said) = run(directory.path(), &words);
    assert_eq!(status, 0, "{said}");
    directory
}

#[test]
fn a_new_passphrase_is_asked_twice_and_never_shown() {
    let directory = scratch();
    let mut terminal = Terminal::start(directory.path(), &["key", "--encrypt", "--out", "a.key"]);
    terminal.whispers("Passphrase for the new key", SECRET);
    terminal.whispers("The same again", WRONG);
    terminal.sees("the two are not the same");
    terminal.whispers("Passphrase for the new key", SECRET);
    terminal.whispers("The same again", SECRET);
    let ended = terminal.ends();
    assert_eq!((ended.status, ended.echo), (0, true), "{}", ended.seen);
    for secret in [SECRET, WRONG] {
        assert!(!ended.seen.contains(secret), "{}", ended.seen);
    }
    assert!(read(directory.path().join("a.key")).starts_with(b"-----BEGIN ENCRYPTED"));
    let mut opened = xmppcert(directory.path());
    opened.args(["key", "convert", "a.key", "--to", "public", "--passphrase-env", "SECRET"]);
    assert!(opened.env("SECRET", SECRET).output().unwrap().status.success());
}

#[test]
fn an_encrypted_key_is_opened_after_a_wrong_passphrase() {
    let directory = sealed();
    let words = ["csr", "example.org", "--key", "sealed.key"];
    let mut terminal = Terminal::start(directory.path(), &words);
    terminal.whispers("Passphrase of sealed.key", WRONG);
    terminal.sees("wrong passphrase, once more");
    terminal.whispers("Passphrase of sealed.key", SECRET);
    let ended = terminal.ends();
    assert_eq!((ended.status, ended.echo), (0, true), "{}", ended.seen);
    assert!(!ended.seen.contains(SECRET) && !ended.seen.contains(WRONG), "{}", ended.seen);
    assert_eq!(files_in(directory.path()), ["example.org.csr", "sealed.key", "secret"]);
}

#[test]
fn the_third_wrong_passphrase_ends_the_run() {
    let directory = sealed();
    let words = ["key", "convert", "sealed.key", "--to", "pkcs8", "--out", "plain.key"];
    let mut terminal = Terminal::start(directory.path(), &words);
    for _ in 0..2 {
        terminal.whispers("Passphrase of sealed.key", WRONG);
        // an answered question is drawn again, so its text alone does not tell the next one
        terminal.sees("once more");
    }
    terminal.whispers("Passphrase of sealed.key", WRONG);
    terminal.sees("the passphrase is wrong");
    let ended = terminal.ends();
    assert_eq!(ended.status, 3, "{}", ended.seen);
    assert_eq!(files_in(directory.path()), ["sealed.key", "secret"]);
}

#[test]
fn a_passphrase_that_was_given_is_not_asked() {
    let directory = sealed();
    let words = ["csr", "a.example", "--key", "sealed.key", "--passphrase-file", "secret"];
    let ended = Terminal::start(directory.path(), &words).ends();
    assert_eq!(ended.status, 0, "{}", ended.seen);
    assert!(!ended.seen.contains("Passphrase of"), "{}", ended.seen);
}

#[test]
fn the_wizard_asks_for_the_passphrase_and_keeps_it_out_of_the_command_line() {
    let directory = scratch();
    let given = ["csr", "--for", "private-ca", "--type", "p256", "--wildcard"];
    let mut terminal = Terminal::start(directory.path(), &given);
    terminal.answers("XMPP domains", "example.org\r");
    terminal.answers("Encrypt the key?", "y");
    terminal.whispers("Passphrase for the new key", SECRET);
    terminal.whispers("The same again", SECRET);
    terminal.answers("Write these files?", "y");
    let ended = terminal.ends();
    assert_eq!(ended.status, 0, "{}", ended.seen);
    let plain = ended.plain();
    assert!(plain.contains("--wildcard --encrypt") && !plain.contains(SECRET), "{plain}");
}

#[test]
fn an_interrupt_at_a_passphrase_brings_the_echo_back() {
    let directory = sealed();
    let words = ["csr", "example.org", "--key", "sealed.key"];
    let mut terminal = Terminal::start(directory.path(), &words);
    terminal.whispers("Passphrase of sealed.key", CTRL_C);
    let ended = terminal.ends();
    assert_eq!((ended.status, ended.echo), (-2, true), "{}", ended.seen);
    assert_eq!(files_in(directory.path()), ["sealed.key", "secret"]);
}
