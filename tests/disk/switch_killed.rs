//! Killed, and failing, while several files change at one instant.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tempfile::TempDir;

use super::child::{child, command, strace_works, with_fault};
use super::switch::{FOLDER, install, require_tidy, visible};
use super::there::{CRT, KEY, content, snapshot, with_old_pair, write_old_pair};

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

#[test]
fn killed_at_any_moment_the_pair_is_the_old_or_the_new() {
    const ROUNDS: u32 = 300;
    let mut changed = 0;
    for round in 0..ROUNDS {
        let memory = Path::new("/dev/shm");
        let in_memory = round % 2 == 0 && memory.is_dir();
        let dir = if in_memory { TempDir::new_in(memory) } else { TempDir::new() }.unwrap();
        write_old_pair(dir.path());
        let mut run =
            command("exec", "switch forever", dir.path()).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(run.stdout.take().unwrap()).lines();
        while lines.next().unwrap().unwrap() != "ready" {}
        // Every third within the first installation, over regular files.
        let most = if round % 3 == 0 { 1_009 } else { 20_011 };
        std::thread::sleep(Duration::from_micros(u64::from(round * 7919 % most)));
        run.kill().unwrap();
        run.wait().unwrap();
        changed += u32::from(require_pair(dir.path(), "killed") != Some(0));
        require_recovery(dir.path(), "killed");
    }
    println!("{ROUNDS} kills, {changed} of them after the first change");
    assert!(changed > 0 && changed < ROUNDS);
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
    let linked = with_old_pair();
    install(linked.path(), 0);
    let mended = with_old_pair();
    install(mended.path(), 3);
    for name in [KEY, CRT] {
        let path = mended.path().join(name);
        fs::write(mended.path().join("theirs"), content(4)).unwrap();
        fs::rename(mended.path().join("theirs"), path).unwrap();
    }
    [
        ("nothing there", TempDir::new().unwrap()),
        ("files", with_old_pair()),
        ("links", linked),
        ("files again", mended),
    ]
}
