//! The README does what it shows, and names every dependency.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test reads and copies files")]

use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_session_of_the_readme_goes_as_it_shows() {
    let scratch = tempfile::tempdir().unwrap();
    let readme = scratch.path().join("README.md");
    fs::copy(root().join("README.md"), &readme).unwrap();
    // these two make trycmd run the sessions in a directory of their own
    let files = scratch.path().join("README.in");
    fs::create_dir(&files).unwrap();
    let sessions = root().join("tests/cmd/verify/machines.in");
    for name in ["fullchain.pem", "root.pem"] {
        fs::copy(sessions.join(name), files.join(name)).unwrap();
    }
    fs::write(files.join("fleet.tsv"), "fullchain.pem\texample.com\n").unwrap();
    let configuration =
        "VirtualHost \"example.org\"\nComponent \"conference.example.org\" \"muc\"\n";
    fs::write(files.join("prosody.cfg.lua"), configuration).unwrap();
    fs::create_dir(scratch.path().join("README.out")).unwrap();
    trycmd::TestCases::new()
        .case(readme)
        .register_bin("xmppcert", Path::new(env!("CARGO_BIN_EXE_xmppcert")))
        .env("COLUMNS", "100")
        .run();
}

#[test]
fn the_first_command_of_the_set_up_makes_a_request_and_the_second_tests() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let (_, set_up) = readme.split_once("## Set-up").unwrap();
    let block = set_up.split("```sh\n").nth(1).unwrap().split("```").next().unwrap();
    let commands: Vec<&str> =
        block.lines().map(|line| line.split('#').next().unwrap().trim()).collect();
    assert_eq!(commands, ["cargo run --release -- csr example.org", "cargo test"]);
}

#[test]
fn the_table_of_dependencies_is_that_of_cargo_toml() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let (_, table) = readme.split_once("## Dependencies").unwrap();
    let table = table.split("## ").next().unwrap();
    let mut named: Vec<String> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| "))
        .filter_map(|line| line.split(" |").next())
        .flat_map(|crates| crates.split(", ").map(str::to_owned).collect::<Vec<_>>())
        .filter(|name| name != "crate")
        .collect();
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut wanted = Vec::new();
    let mut within = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            within = line == "[dependencies]" || line.starts_with("[target.");
        } else if let (true, Some((name, _))) = (within, line.split_once(" = ")) {
            assert!(line.contains('#'), "no reason stands beside {name} in Cargo.toml");
            wanted.push(name.to_owned());
        }
    }
    named.sort();
    wanted.sort();
    assert_eq!(named, wanted);
}
