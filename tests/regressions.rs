//! What fuzzing found, and the seeds it began with: each file through the function of its target.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]
#![expect(clippy::disallowed_methods, reason = "the cases are files")]

mod parsers;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use parsers::TARGETS;

/// The longest that any case may take, in a build for debugging and on a busy machine.
const PATIENCE: Duration = Duration::from_secs(10);

#[test]
fn what_was_found_once_stays_found() {
    for (target, check) in TARGETS {
        files(&root().join("tests/regressions").join(target))
            .iter()
            .for_each(|file| run(file, *check));
    }
}

#[test]
fn every_seed_holds_what_its_target_asks() {
    for (target, check) in TARGETS {
        let seeds = files(&root().join("fuzz/seeds").join(target));
        assert!(!seeds.is_empty(), "{target} has no seeds");
        seeds.iter().for_each(|file| run(file, *check));
    }
}

#[test]
fn every_case_is_under_a_target_and_every_target_is_a_program() {
    let named = |name: &str| TARGETS.iter().any(|(target, _)| *target == name);
    for folder in ["tests/regressions", "fuzz/seeds"] {
        for path in files(&root().join(folder)) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            assert!(named(&name), "{} is the name of no target", path.display());
        }
    }
    let programs = files(&root().join("fuzz/fuzz_targets"));
    let programs: Vec<_> =
        programs.iter().map(|path| path.file_stem().unwrap().to_string_lossy()).collect();
    let targets: Vec<_> = TARGETS.iter().map(|(target, _)| *target).collect();
    assert_eq!(programs, targets);
}

fn run(file: &Path, check: fn(&[u8])) {
    let octets = fs::read(file).unwrap();
    let start = Instant::now();
    if std::panic::catch_unwind(|| check(&octets)).is_err() {
        panic!("{} panics", file.display());
    }
    assert!(start.elapsed() < PATIENCE, "{} takes {:?}", file.display(), start.elapsed());
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Everything in a folder, by name; nothing where there is no folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}
