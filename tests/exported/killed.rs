//! `export --install` over a pair in use, killed at any moment.

use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use super::given::Source;
use super::installed::Bound;
use super::pki::{DOMAIN, P256};

const KILLS: u32 = 130;

/// Which of two pairs is there, by key and by chain.
fn pair(bound: &Bound, sources: &[Source; 2]) -> [Option<usize>; 2] {
    let read = |end: &str| fs::read_to_string(bound.path(&format!("{DOMAIN}.{end}")));
    let (chain, key) = (read("crt").unwrap(), read("key").unwrap());
    [
        sources.iter().position(|source| source.leaf.fullchain() == chain),
        sources.iter().position(|source| source.leaf.key == key),
    ]
}

#[test]
fn killed_at_any_moment_it_leaves_the_old_pair_or_the_new() {
    let Some(bound) = Bound::new("prosody") else { return };
    let sources = [Source::of(P256), Source::of(P256)];
    bound.install(&sources[0]).sound();
    let mut times: Vec<Duration> = (0..4)
        .map(|number| {
            let start = Instant::now();
            bound.install(&sources[1 - number % 2]).sound();
            start.elapsed()
        })
        .collect();
    times.sort();
    // the first part of it is spent on the namespace
    let (from, until) = (times[0].mul_f64(0.3), times[2].mul_f64(1.1));
    let mut now = 0;
    let (mut old, mut new, mut ended) = (0, 0, 0);
    for number in 0..KILLS {
        let moment = from + (until - from) * number / KILLS;
        let mut command = bound.command(&sources[1 - now]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(moment);
        // which is SIGKILL
        child.kill().unwrap();
        ended += u32::from(child.wait().unwrap().success());
        let found = pair(&bound, &sources);
        assert!(found == [Some(0); 2] || found == [Some(1); 2], "after {moment:?}: {found:?}");
        match found[0] == Some(now) {
            true => old += 1,
            false => new += 1,
        }
        now = found[0].unwrap();
    }
    println!("{KILLS} kills from {from:?} to {until:?}: {old} old, {new} new, {ended} had ended");
    assert!(old > 0 && new > 0, "{old} old, {new} new, {ended} had ended");
    // what they left is in nobody's way
    bound.install(&sources[1 - now]).sound();
    assert_eq!(pair(&bound, &sources), [Some(1 - now); 2]);
}
