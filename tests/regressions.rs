//! What fuzzing found, and the seeds it began with: each file through the function of its target.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]
#![expect(clippy::disallowed_methods, reason = "the cases are files")]

mod parsers;
mod support;

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

/// What needs no fuzzer: each seed with one or a few things wrong, the same in every run.
/// `MUTANTS=1000` makes that many of each, for whoever has the time.
#[test]
fn damaged_seeds_hold_it_too() {
    let each = std::env::var("MUTANTS").map_or(8, |many| many.parse().unwrap());
    for (target, check) in TARGETS {
        for file in files(&root().join("fuzz/seeds").join(target)) {
            let seed = fs::read(&file).unwrap();
            let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
            for number in 0..each {
                let mutant = chance.mutant(&seed);
                let start = Instant::now();
                if std::panic::catch_unwind(|| check(&mutant)).is_err() {
                    panic!(
                        "mutant {number} of {} panics: {}",
                        file.display(),
                        support::hex(&mutant)
                    );
                }
                let took = start.elapsed();
                assert!(took < PATIENCE, "{took:?}: {number} of {}", file.display());
            }
        }
    }
}

/// Marsaglia's xorshift.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }

    fn mutant(&mut self, seed: &[u8]) -> Vec<u8> {
        const TELLING: [u8; 16] =
            [0, 1, 2, 3, 4, 5, 6, 0x0c, 0x16, 0x1e, 0x30, 0x31, 0x7f, 0x80, 0xa0, 0xff];
        let mut octets = seed.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(octets.len());
            let end = (at + 1 + self.below(8)).min(octets.len());
            let telling = TELLING[self.below(TELLING.len())];
            match self.below(7) {
                _ if octets.is_empty() => octets.push(telling),
                0 => octets[at] ^= 1 << self.below(8),
                1 | 2 => octets[at] = telling,
                3 => octets.insert(at, telling),
                4 => drop(octets.drain(at..end)),
                5 => octets.truncate(at),
                _ => {
                    let copy = octets[at..end].to_vec();
                    let to = self.below(octets.len());
                    octets.splice(to..to, copy);
                }
            }
        }
        octets
    }
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
