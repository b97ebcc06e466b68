//! Killed, and failing, at every step.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tempfile::TempDir;
use xmppcert::files::Clobber;

use super::child::{child, command, has_nameless_files, strace_works, with_fault};
use super::there::{
    content, leftovers, require_whole, snapshot, stage, with_old_pair, write_old_pair,
};

#[test]
fn killed_at_any_moment_every_file_is_whole_and_no_key_is_lost() {
    const ROUNDS: u32 = 250;
    if !has_nameless_files() {
        return;
    }
    let (mut left, mut between, mut most) = (0, 0, 0);
    for round in 0..ROUNDS {
        let memory = Path::new("/dev/shm");
        let in_memory = round % 2 == 0 && memory.is_dir();
        let dir = if in_memory { TempDir::new_in(memory) } else { TempDir::new() }.unwrap();
        write_old_pair(dir.path());
        let mut run =
            command("exec", "forever", dir.path()).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(run.stdout.take().unwrap()).lines();
        while lines.next().unwrap().unwrap() != "ready" {}
        std::thread::sleep(Duration::from_micros(u64::from(round * 7919 % 20_011)));
        run.kill().unwrap();
        run.wait().unwrap();
        let (key, crt) = require_whole(dir.path());
        between += u32::from(key != crt);
        left += u32::from(leftovers(dir.path()) > 0);
        most = most.max(leftovers(dir.path()));
        stage(dir.path(), Clobber::Replace).unwrap().commit().unwrap().keep();
        assert_eq!(leftovers(dir.path()), 0);
    }
    println!("{ROUNDS} kills: {left} with hidden names, at most {most}; {between} between renames");
}

#[test]
fn killed_before_any_system_call_every_file_is_whole_and_the_next_run_cleans_up() {
    if !strace_works() || !has_nameless_files() {
        return;
    }
    let mut kills = 0;
    let mut between = 0;
    for call in ["openat", "linkat", "renameat2", "?renameat", "?rename", "?unlink", "fsync"] {
        for when in 1..100 {
            let dir = with_old_pair();
            let fresh = TempDir::new().unwrap();
            let replaced = child(&with_fault(call, "signal=KILL", when), "replace", dir.path());
            let refused = child(&with_fault(call, "signal=KILL", when), "refuse", fresh.path());
            let (key, crt) = require_whole(dir.path());
            between += u32::from(key != crt);
            assert!(snapshot(fresh.path()).values().all(|file| file.bytes == content(1)));
            assert_eq!(leftovers(fresh.path()), 0, "{call} {when}");
            stage(dir.path(), Clobber::Replace).unwrap().commit().unwrap().keep();
            assert_eq!(leftovers(dir.path()), 0, "{call} {when}");
            if replaced.status.success() && refused.status.success() {
                break;
            }
            kills += 1;
        }
    }
    println!("{kills} places to be killed at");
    assert_eq!(between, 1, "one rename, and not yet the other");
}

#[test]
fn when_a_system_call_fails_every_file_is_as_it_was() {
    if !strace_works() {
        return;
    }
    let mut failures = 0;
    for (call, error) in [
        ("linkat", "EIO"),
        ("linkat", "EDQUOT"),
        ("renameat2", "EIO"),
        ("?renameat", "EIO"),
        ("?rename", "EIO"),
        ("fsync", "EIO"),
        ("fsync", "ENOSPC"),
        ("write", "ENOSPC"),
    ] {
        for when in 1..20 {
            let dir = with_old_pair();
            let before = snapshot(dir.path());
            let fault = with_fault(call, &format!("error={error}"), when);
            if child(&fault, "replace", dir.path()).status.success() {
                break;
            }
            assert_eq!(snapshot(dir.path()), before, "{call} {error} {when}");
            failures += 1;
        }
    }
    println!("{failures} failures");
    assert!(failures > 15);
}
