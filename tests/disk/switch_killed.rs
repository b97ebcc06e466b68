//! Killed, and failing, while several files change at one instant.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tempfile::TempDir;

use super::child::{child, command, strace_works, with_fault};
use super::switch::{FOLDER, install, require_tidy, visible};
use super::there::{CRT, KEY, content, snapshot, write_old_pair};

/// Which generation is read under both names; it is one, or nothing under either.
fn require_pair(dir: &Path, when: &str) -> Option<u32> {
    let [key, crt] = [KEY, CRT].map(|name| {
        let bytes = visible(dir, name)?;
        let text = String::from_utf8(bytes).unwrap();
        let first = text.lines().next().unwrap_or_else(|| panic!("{when}: {name} is empty"));
        let generation = first.strip_prefix("generation ").unwrap().parse().unwrap();
        assert!(text.as_bytes() == content(generation), "{when}: {name} is not whole");
        Some(generation)
    });
    assert_eq!(key, crt, "{when}: key and certificate of two generations");
    key
}

/// The next run succeeds, and after it no litter is left.
fn require_recovery(dir: &Path, when: &str) {
    let old = require_pair(dir, when);
    install(dir, u32::MAX);
    assert_eq!(require_pair(dir, when), Some(u32::MAX), "{when}");
    let names: Vec<String> = snapshot(dir).into_keys().collect();
    assert_eq!(names, [FOLDER, CRT, KEY], "{when}");
    let folder = snapshot(&dir.join(FOLDER));
    let numbers: Vec<&str> =
        folder.keys().map(String::as_str).filter(|n| *n != "current").collect();
    assert_eq!(numbers.len(), 1 + usize::from(old.is_some()), "{when}: {:?}", folder.keys());
    require_tidy(dir, &numbers);
    for number in numbers {
        assert_eq!(snapshot(&dir.join(FOLDER).join(number)).len(), 2, "{when}");
    }
}

/// Runs that role, and kills it that long after it has begun.
fn kill(role: &str, dir: &Path, microseconds: u32) {
    let mut run = command("exec", role, dir).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(run.stdout.take().unwrap()).lines();
    while lines.next().unwrap().unwrap() != "ready" {}
    std::thread::sleep(Duration::from_micros(microseconds.into()));
    run.kill().unwrap();
    run.wait().unwrap();
}

/// Where nothing waits for a disk, so that more of the time is spent between two calls.
fn in_memory() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() }.unwrap()
}

#[test]
fn killed_at_any_moment_the_pair_is_the_old_or_the_new() {
    const ROUNDS: u32 = 200;
    let mut changed = 0;
    for round in 0..ROUNDS {
        let dir = if round % 2 == 0 { in_memory() } else { TempDir::new().unwrap() };
        write_old_pair(dir.path());
        kill("switch forever", dir.path(), round * 7919 % 20_011);
        changed += u32::from(require_pair(dir.path(), "killed") != Some(0));
        require_recovery(dir.path(), "killed");
    }
    println!("{ROUNDS} kills, {changed} of them after the first change");
    assert!(changed > 0 && changed < ROUNDS);
}

#[test]
fn killed_at_any_moment_of_the_first_installation_too() {
    const ROUNDS: u32 = 150;
    const DIRECTORIES: usize = 12;
    let mut between = 0;
    for round in 0..ROUNDS {
        let all = in_memory();
        let each: Vec<_> = (10..10 + DIRECTORIES).map(|n| all.path().join(n.to_string())).collect();
        for dir in &each {
            fs::create_dir(dir).unwrap();
            write_old_pair(dir);
        }
        kill("switch each", all.path(), round * 7919 % 6_007);
        let generations: Vec<_> =
            each.iter().map(|dir| require_pair(dir, "killed").unwrap()).collect();
        between += u32::from(generations.contains(&0) && generations.contains(&1));
        each.iter().for_each(|dir| require_recovery(dir, "killed"));
    }
    println!("{ROUNDS} kills, {between} of them among {DIRECTORIES} first installations");
    assert!(between > 0);
}

/// All that changes a name: between two of these every moment is like the other.
const CALLS: &[&str] = &[
    "?linkat",
    "?symlinkat,?symlink",
    "?mkdir,?mkdirat",
    "?renameat2,?renameat,?rename",
    "?unlink,?unlinkat,?rmdir",
];

#[test]
fn killed_before_any_system_call_the_pair_is_the_old_or_the_new() {
    if !strace_works() {
        return;
    }
    let (mut kills, mut old, mut new) = (0, 0, 0);
    for role in ["switch", "switch back"] {
        for call in CALLS {
            for when in 1..100 {
                let mut done = true;
                for (start, dir) in starts() {
                    let before = require_pair(dir.path(), start);
                    let at = format!("{role}, {start}, {call} {when}");
                    let run = child(&with_fault(call, "signal=KILL", when), role, dir.path());
                    let after = require_pair(dir.path(), &at);
                    assert!(after == before || after == Some(1), "{at}: {after:?}");
                    if !run.status.success() {
                        done = false;
                        kills += 1;
                        old += u32::from(after == before);
                        new += u32::from(after == Some(1));
                    }
                    require_recovery(dir.path(), &at);
                }
                if done {
                    break;
                }
            }
        }
    }
    println!("{kills} places to be killed at: {old} with the old pair, {new} with the new");
    assert!(old > 20 && new > 10);
}

#[test]
fn when_a_system_call_fails_the_pair_is_as_it_was() {
    if !strace_works() {
        return;
    }
    let mut failures = 0;
    for (call, error) in [
        ("?linkat", "EIO"),
        ("?symlinkat,?symlink", "EIO"),
        ("?symlinkat,?symlink", "EPERM"),
        ("?mkdir,?mkdirat", "ENOSPC"),
        ("?renameat2,?renameat,?rename", "EIO"),
        ("fsync", "EIO"),
        ("write", "ENOSPC"),
    ] {
        for when in 1..30 {
            let mut done = true;
            for (start, dir) in starts() {
                let before = require_pair(dir.path(), start);
                let names = snapshot(dir.path());
                let fault = with_fault(call, &format!("error={error}"), when);
                if child(&fault, "switch", dir.path()).status.success() {
                    continue;
                }
                done = false;
                failures += 1;
                let at = format!("{start}, {call} {error} {when}");
                assert_eq!(require_pair(dir.path(), &at), before, "{at}");
                let now = snapshot(dir.path());
                assert_eq!(
                    now.keys().collect::<Vec<_>>(),
                    names.keys().collect::<Vec<_>>(),
                    "{at}"
                );
                require_recovery(dir.path(), &at);
            }
            if done {
                break;
            }
        }
    }
    println!("{failures} failures");
    assert!(failures > 40);
}

/// A first installation, a migration from regular files, one over links, and one over a name of which
/// a link has become a file again.
fn starts() -> [(&'static str, TempDir); 4] {
    let in_memory_pair = || {
        let dir = in_memory();
        write_old_pair(dir.path());
        dir
    };
    let linked = in_memory_pair();
    install(linked.path(), 0);
    let mended = in_memory_pair();
    install(mended.path(), 3);
    for name in [KEY, CRT] {
        let path = mended.path().join(name);
        fs::write(mended.path().join("theirs"), content(4)).unwrap();
        fs::rename(mended.path().join("theirs"), path).unwrap();
    }
    [
        ("nothing there", in_memory()),
        ("files", in_memory_pair()),
        ("links", linked),
        ("files again", mended),
    ]
}
