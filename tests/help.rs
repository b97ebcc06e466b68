//! What the command says of itself: help, manual pages and completions, all from one definition.
//!
//! `BLESS=1 cargo test --test help` rewrites `man/` and `completions/`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests may fail, as tests do"
)]

#[path = "help/examples.rs"]
mod examples;
#[path = "help/minted.rs"]
mod minted;
#[path = "help/readers.rs"]
mod readers;
mod support;

use std::collections::BTreeSet;
use std::path::Path;

use support::{files_in, read, write};

/// Every command with the words that call it, the program itself first.
fn commands() -> Vec<(Vec<String>, clap::Command)> {
    fn add(words: &[String], command: &clap::Command, all: &mut Vec<(Vec<String>, clap::Command)>) {
        all.push((words.to_vec(), command.clone()));
        for below in command.get_subcommands() {
            add(&[words, &[below.get_name().to_owned()]].concat(), below, all);
        }
    }
    let mut definition = xmppcert::cli::definition();
    definition.build();
    let mut all = Vec::new();
    add(&["xmppcert".to_owned()], &definition, &mut all);
    all
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[expect(clippy::disallowed_methods, reason = "the tests have no session to ask")]
fn blessing() -> bool {
    std::env::var_os("BLESS").is_some_and(|value| value == "1")
}

/// Compares a directory of the repository with what it should hold, or writes it.
#[track_caller]
fn holds(directory: &str, expected: Vec<(String, Vec<u8>)>) {
    let directory = root().join(directory);
    if blessing() {
        std::fs::create_dir_all(&directory).unwrap();
        expected.iter().for_each(|(name, content)| write(directory.join(name), content));
    }
    let wanted: BTreeSet<&str> = expected.iter().map(|(name, _)| name.as_str()).collect();
    let found = files_in(&directory);
    assert_eq!(wanted, found.iter().map(String::as_str).collect(), "{}", directory.display());
    for (name, content) in &expected {
        let stale = read(directory.join(name)) != *content;
        assert!(!stale, "{name} is stale: BLESS=1 cargo test --test help rewrites it");
    }
}

#[test]
fn the_manual_pages_are_fresh() {
    holds("man", xmppcert::cli::pages().unwrap());
}

#[test]
fn the_completions_are_fresh() {
    let scripts = xmppcert::cli::completion_scripts();
    holds("completions", scripts.into_iter().map(|(name, it)| (name.to_owned(), it)).collect());
}

#[test]
fn every_command_and_option_has_a_short_help_in_house_style() {
    let mut offences = Vec::new();
    let mut judge = |place: String, help: Option<String>| {
        let Some(help) = help else { return offences.push(format!("{place} has none")) };
        // a name such as --out-dir or *.DOMAIN may begin or end it
        let small = help.starts_with(char::is_lowercase);
        if small || help.ends_with('.') || help.contains(". ") || help.contains('\n') {
            offences.push(format!("{place}: {help:?}"));
        }
    };
    for (words, command) in commands() {
        judge(words.join(" "), command.get_about().map(ToString::to_string));
        for arg in command.get_arguments() {
            let place = format!("{} {}", words.join(" "), arg.get_id());
            judge(place, arg.get_help().map(ToString::to_string));
        }
    }
    assert!(offences.is_empty(), "\n{}", offences.join("\n"));
}

/// No option does nothing: each is used in a session under `tests/cmd` or in an example.
#[test]
fn every_option_is_used_in_a_recorded_session() {
    let sessions: Vec<String> = sessions();
    let all = commands();
    let mut unused = Vec::new();
    for (words, command) in &all {
        let below: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
        for arg in command.get_arguments() {
            let (Some(long), false) = (arg.get_long(), arg.get_id() == "help") else { continue };
            // a global option is the same one everywhere
            let words = if arg.is_global_set() { &words[..1] } else { words };
            let long = format!("--{long}");
            let short = arg.get_short().map(|short| format!("-{short}"));
            let uses = |session: &String| {
                let said: Vec<&str> = session.split_whitespace().collect();
                let mine = said.iter().skip_while(|word| **word != "xmppcert");
                let mine: Vec<&str> = mine.copied().collect();
                let deeper = mine.get(words.len()).is_some_and(|next| below.contains(next));
                mine.len() > words.len()
                    && mine.iter().zip(words).all(|(said, word)| said == word)
                    && (words.len() == 1 || !deeper)
                    && mine.iter().any(|said| *said == long || Some(*said) == short.as_deref())
            };
            if !sessions.iter().any(uses) {
                unused.push(format!("{} {long}", words.join(" ")));
            }
        }
    }
    unused.dedup();
    assert!(unused.is_empty(), "\n{}", unused.join("\n"));
}

/// The command lines under `tests/cmd`.
fn sessions() -> Vec<String> {
    let directories = root().join("tests/cmd");
    let mut lines = Vec::new();
    for directory in files_in(&directories) {
        let directory = directories.join(directory);
        let files = files_in(&directory).into_iter().filter(|name| name.ends_with(".trycmd"));
        for file in files {
            let text = String::from_utf8(read(directory.join(file))).unwrap();
            lines
                .extend(text.lines().filter_map(|line| line.strip_prefix("$ ")).map(str::to_owned));
        }
    }
    lines
}
