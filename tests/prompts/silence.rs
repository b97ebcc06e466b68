//! Where nothing is asked: without a terminal, or where questions are forbidden.

use std::path::Path;
use std::process::Stdio;

use crate::support::{files_in, run, scratch, write, xmppcert};
use crate::terminal::Terminal;

/// Command lines that would ask, with the way out that the error names.
const ASKING: [(&[&str], &str); 4] = [
    (&["csr"], "xmppcert csr example.org"),
    (&["key", "--encrypt", "--out", "new.key"], "--passphrase-file FILE or --passphrase-env VAR"),
    (
        &["csr", "a.example", "--key", "sealed.key"],
        "--passphrase-file FILE or --passphrase-env VAR",
    ),
    (
        &["key", "convert", "plain.key", "--to", "pkcs8", "--encrypt", "--out", "new.key"],
        "--passphrase-file FILE or --passphrase-env VAR",
    ),
];

/// What the directory holds before and after.
const HELD: [&str; 3] = ["plain.key", "sealed.key", "secret"];

fn prepared() -> tempfile::TempDir {
    let directory = scratch();
    write(directory.path().join("secret"), "wherefore");
    let sealed = ["key", "--encrypt", "--passphrase-file", "secret", "--out", "sealed.key"];
    assert_eq!(run(directory.path(), &sealed).0, 0);
    assert_eq!(run(directory.path(), &["key", "--out", "plain.key"]).0, 0);
    directory
}

#[track_caller]
fn refused(directory: &Path, status: Option<i32>, said: &str, way_out: &str) {
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains(way_out), "{said}");
    assert!(!said.contains('?'), "{said}");
    assert_eq!(files_in(directory), HELD);
}

#[test]
fn nothing_is_asked_of_the_null_device_or_a_pipe() {
    let directory = prepared();
    for (words, way_out) in ASKING {
        for input in [Stdio::null(), Stdio::piped()] {
            // the pipe stays open and empty: whoever asks waits until the test is killed
            let mut child = xmppcert(directory.path())
                .args(words)
                .stdin(input)
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            let held_open = child.stdin.take();
            let output = child.wait_with_output().unwrap();
            drop(held_open);
            let said = String::from_utf8(output.stderr).unwrap();
            refused(directory.path(), output.status.code(), &said, way_out);
        }
    }
}

#[test]
fn nothing_is_asked_on_a_terminal_where_it_is_forbidden() {
    let directory = prepared();
    for (words, way_out) in ASKING {
        let forbidden: Vec<&str> = words.iter().copied().chain(["--no-input"]).collect();
        let by_option = Terminal::start(directory.path(), &forbidden).ends();
        let line = "exec \"$0\" \"$@\"";
        let variable = [("XMPPCERT_NO_INPUT", "1")];
        let by_variable = Terminal::start_with(directory.path(), &variable, line, words).ends();
        for ended in [by_option, by_variable] {
            refused(directory.path(), Some(ended.status), &ended.plain(), way_out);
        }
    }
}

#[test]
fn nothing_is_asked_where_the_question_would_go_to_a_file() {
    let directory = prepared();
    for (words, _) in ASKING {
        let line = "\"$0\" \"$@\" 2>/dev/null";
        let ended = Terminal::start_with(directory.path(), &[], line, words).ends();
        assert_eq!((ended.status, ended.plain().trim()), (2, ""), "{words:?}");
        assert_eq!(files_in(directory.path()), HELD);
    }
}

#[test]
fn questions_have_no_colour_where_there_shall_be_none() {
    let directory = scratch();
    for (variables, words) in
        [(&[("NO_COLOR", "1")][..], &["csr"][..]), (&[][..], &["csr", "--color", "never"][..])]
    {
        let line = "exec \"$0\" \"$@\"";
        let mut terminal = Terminal::start_with(directory.path(), variables, line, words);
        terminal.answers("XMPP domains", "example.org\r");
        terminal.answers("Component hosts", "\u{3}");
        let ended = terminal.ends();
        let coloured = ended.seen.contains("\u{1b}[3") || ended.seen.contains("\u{1b}[1m");
        assert!(!coloured, "{words:?}: {:?}", ended.seen);
    }
}
