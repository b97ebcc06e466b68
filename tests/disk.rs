//! The door to the disk, under every misfortune that can be arranged here.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "a test of the disk looks at it with its own eyes")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::exit,
    reason = "clippy knows #[test] functions only, not what they call"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use xmppcert::files::{Artifact, Clobber, Committed, Deposit, Kind, ReadError, WriteError, read};

const KEY: &str = "example.org.key";
const CRT: &str = "example.org.crt";
const NOBODY: &str = "exec setpriv --reuid 65534 --regid 65534 --clear-groups";

// Reading.

#[test]
fn reading_stops_at_the_limit_and_says_both_sizes() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("f");
    fs::write(&path, b"12345").unwrap();
    assert_eq!(**read(&path, 5).unwrap(), *b"12345");
    let error = read(&path, 4).unwrap_err();
    assert!(matches!(error, ReadError::TooLarge { size: Some(5), limit: 4, .. }));
    let said = format!("has 5 bytes, more than the limit of 4: {}", path.display());
    assert_eq!(error.to_string(), said);
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_that_hides_its_size_is_read_no_further_than_the_limit() {
    let error = read(Path::new("/proc/self/maps"), 10).unwrap_err();
    assert!(matches!(error, ReadError::TooLarge { size: None, limit: 10, .. }));
    assert!(read(Path::new("/proc/self/status"), 1 << 20).unwrap().starts_with(b"Name:"));
}

#[test]
fn nothing_but_a_file_is_read_and_nothing_makes_it_wait() {
    let dir = TempDir::new().unwrap();
    let in_dir = |name| dir.path().join(name);
    make_fifo(&in_dir("fifo"));
    symlink("fifo", in_dir("link")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(in_dir("socket")).unwrap();
    let started = Instant::now();
    for (path, kind, word) in [
        (in_dir("fifo"), Kind::Fifo, "a named pipe"),
        (in_dir("link"), Kind::Fifo, "a named pipe"),
        (in_dir("socket"), Kind::Socket, "a socket"),
        (in_dir("."), Kind::Directory, "a directory"),
        (PathBuf::from("/dev/zero"), Kind::CharacterDevice, "a character device"),
    ] {
        let error = read(&path, 1 << 20).unwrap_err();
        assert!(matches!(error, ReadError::NotARegularFile { what, .. } if what == kind));
        assert_eq!(error.to_string(), format!("is {word}, not a file: {}", path.display()));
    }
    assert!(started.elapsed() < Duration::from_secs(1));
    assert!(matches!(read(&in_dir("absent"), 1), Err(ReadError::NotFound { .. })));
}

// Writing.

#[test]
fn a_file_that_is_there_is_left_alone_unless_asked() {
    let dir = with_old_pair();
    fs::remove_file(dir.path().join(KEY)).unwrap();
    let before = snapshot(dir.path());
    let error = stage(dir.path(), Clobber::Refuse).err().unwrap();
    assert_eq!(error.to_string(), format!("already exists: {}", dir.path().join(CRT).display()));
    assert_eq!(snapshot(dir.path()), before);
}

#[test]
fn a_file_that_appears_after_staging_fails_the_commit_and_undoes_the_first() {
    for clobber in [Clobber::Refuse, Clobber::Replace] {
        let dir = TempDir::new().unwrap();
        let deposit = stage(dir.path(), clobber).unwrap();
        fs::write(dir.path().join(CRT), "theirs").unwrap();
        let error = deposit.commit().err().unwrap();
        assert!(matches!(error, WriteError::AlreadyExists { path } if path.ends_with(CRT)));
        let after = snapshot(dir.path());
        assert_eq!((after.len(), &*after[CRT].bytes), (1, &b"theirs"[..]));
    }
}

#[test]
fn a_replaced_secret_is_kept_under_the_next_number() {
    let dir = with_old_pair();
    fs::write(dir.path().join(format!("{KEY}.~3~")), "older").unwrap();
    let old = snapshot(dir.path());
    let committed = stage(dir.path(), Clobber::Replace).unwrap().commit().unwrap();
    let backup = dir.path().join(format!("{KEY}.~4~"));
    assert_eq!(committed.files[0].backup.as_ref(), Some(&backup));
    assert_eq!(committed.files[1].backup, None);
    assert!(committed.files.iter().all(|file| file.replaced));
    committed.keep();
    let new = snapshot(dir.path());
    assert_eq!(new[&format!("{KEY}.~4~")], old[KEY]);
    let names = [CRT.into(), KEY.into(), format!("{KEY}.~3~"), format!("{KEY}.~4~")];
    assert_eq!(new.keys().cloned().collect::<Vec<_>>(), names);
}

#[test]
fn a_secret_that_does_not_change_needs_no_backup_and_a_closed_old_file_does() {
    let dir = TempDir::new().unwrap();
    put(dir.path(), Artifact::secret("k", b"same".to_vec()), Clobber::Refuse).keep();
    put(dir.path(), Artifact::secret("k", b"same".to_vec()), Clobber::Replace).keep();
    assert_eq!(snapshot(dir.path()).len(), 1);
    put(dir.path(), Artifact::public("k", b"request".to_vec()), Clobber::Replace).keep();
    assert_eq!(snapshot(dir.path())["k.~1~"].bytes, b"same");
}

#[test]
fn a_rollback_gives_back_the_same_files_and_to_drop_is_to_keep() {
    let dir = with_old_pair();
    let before = snapshot(dir.path());
    let committed = stage(dir.path(), Clobber::Replace).unwrap().commit().unwrap();
    assert_eq!(snapshot(dir.path())[KEY].bytes, content(1));
    committed.rollback().unwrap();
    assert_eq!(snapshot(dir.path()), before);
    drop(stage(dir.path(), Clobber::Replace).unwrap());
    assert_eq!(snapshot(dir.path()), before);
    drop(stage(dir.path(), Clobber::Replace).unwrap().commit().unwrap());
    assert_eq!(snapshot(dir.path())[CRT].bytes, content(1));
    assert_eq!(leftovers(dir.path()), 0);
    let fresh = TempDir::new().unwrap();
    stage(fresh.path(), Clobber::Refuse).unwrap().commit().unwrap().rollback().unwrap();
    assert!(snapshot(fresh.path()).is_empty());
}

#[test]
fn a_rollback_leaves_what_another_program_has_put_there_since_and_loses_nothing() {
    for (name, other) in [(KEY, CRT), (CRT, KEY)] {
        let dir = with_old_pair();
        let committed = stage(dir.path(), Clobber::Replace).unwrap().commit().unwrap();
        fs::write(dir.path().join("theirs"), "theirs").unwrap();
        fs::rename(dir.path().join("theirs"), dir.path().join(name)).unwrap();
        let error = committed.rollback().unwrap_err();
        let backup = format!("{name}.~1~");
        let said = format!("its old content is in {}", dir.path().join(&backup).display());
        assert!(error.to_string().contains(&said), "{error}");
        let after = snapshot(dir.path());
        assert_eq!((&*after[name].bytes, after.len()), (&b"theirs"[..], 3));
        assert_eq!((&after[other].bytes, &after[&backup].bytes), (&content(0), &content(0)));
    }
}

#[test]
fn only_a_free_name_or_a_plain_file_is_a_target() {
    let dir = with_old_pair();
    fs::create_dir(dir.path().join("sub")).unwrap();
    for (name, goal) in [("live", KEY), ("dangling", "nowhere"), ("here", ".")] {
        symlink(goal, dir.path().join(name)).unwrap();
    }
    make_fifo(&dir.path().join("fifo"));
    let before = snapshot(dir.path());
    for clobber in [Clobber::Refuse, Clobber::Replace] {
        let error = |names: &[&str]| {
            let artifacts = names.iter().map(|n| Artifact::secret(n, b"x".to_vec())).collect();
            let error = Deposit::stage(dir.path(), artifacts, clobber).err().unwrap();
            assert_eq!(snapshot(dir.path()), before);
            error
        };
        assert!(matches!(error(&["sub"]), WriteError::IsDirectory { .. }));
        assert!(matches!(error(&["absent/"]), WriteError::IsDirectory { .. }));
        assert!(matches!(error(&["fifo"]), WriteError::NotRegular { what: Kind::Fifo, .. }));
        let live = error(&["live"]);
        assert!(matches!(live, WriteError::SymbolicLink { points_to, .. } if *points_to == *KEY));
        assert!(matches!(error(&["dangling"]), WriteError::SymbolicLink { .. }));
        assert!(matches!(error(&["absent/k"]), WriteError::NoParent { .. }));
        assert!(matches!(error(&["fifo/k"]), WriteError::NoParent { .. }));
        for twice in [["new", "./new"], ["new", "sub/../new"], ["here/new", "new"]] {
            assert!(matches!(error(&twice), WriteError::SameTarget { .. }));
        }
    }
    let through = put(dir.path(), Artifact::public("here/new", b"x".to_vec()), Clobber::Refuse);
    assert_eq!(through.files[0].path, dir.path().join("here/new"));
    assert!(snapshot(dir.path()).contains_key("new"));
}

#[test]
fn leftovers_of_killed_runs_go_and_everything_like_them_stays() {
    let dir = with_old_pair();
    let leftover = ".example.org.key.xmppcert-a1B2c3D4";
    let like_it = [
        ".example.org.key.xmppcert-short",
        ".example.org.key.xmppcert+a1B2c3D4",
        ".other.key.xmppcert-a1B2c3D4",
    ];
    for name in like_it.iter().chain(&[leftover]) {
        fs::write(dir.path().join(name), "x").unwrap();
    }
    let link = ".example.org.key.xmppcert-symbolic";
    symlink(KEY, dir.path().join(link)).unwrap();
    let before = snapshot(dir.path());
    stage(dir.path(), Clobber::Replace).unwrap().commit().unwrap().rollback().unwrap();
    assert_eq!(snapshot(dir.path()), before);
    stage(dir.path(), Clobber::Replace).unwrap().commit().unwrap().keep();
    let after = snapshot(dir.path());
    assert!(!after.contains_key(leftover));
    assert!(like_it.iter().chain(&[link]).all(|name| after.contains_key(*name)));
}

#[test]
fn two_deposits_into_one_directory_take_turns() {
    let dir = with_old_pair();
    let first = stage(dir.path(), Clobber::Replace).unwrap();
    let path = dir.path().to_path_buf();
    let second = std::thread::spawn(move || {
        let deposit = stage(&path, Clobber::Replace).unwrap();
        let staged = Instant::now();
        deposit.commit().unwrap().keep();
        staged
    });
    std::thread::sleep(Duration::from_millis(300));
    let still_first = Instant::now();
    first.commit().unwrap().keep();
    assert!(second.join().unwrap() > still_first);
    assert_eq!(leftovers(dir.path()), 0);
}

// In a child, whose world is worse.

#[test]
fn secrets_are_closed_and_public_files_as_open_as_the_umask_says() {
    for (umask, public) in [("000", 0o644), ("022", 0o644), ("077", 0o600), ("777", 0)] {
        for dir in [with_old_pair(), TempDir::new().unwrap()] {
            let done = child(&format!("umask {umask}; exec"), "replace", dir.path());
            assert!(done.status.success(), "{done:?}");
            let files = snapshot(dir.path());
            assert_eq!((files[KEY].mode, files[CRT].mode), (0o600, public), "umask {umask}");
        }
    }
}

#[test]
fn without_proc_files_are_written_all_the_same() {
    let Some(no_proc) = with_mount("-t tmpfs none /proc") else { return };
    let dir = with_old_pair();
    let done = child(&format!("umask 000; {no_proc}"), "replace", dir.path());
    assert!(done.status.success(), "{done:?}");
    let files = snapshot(dir.path());
    assert_eq!((files[KEY].mode, files[CRT].mode), (0o600, 0o644));
    assert_eq!((&files[KEY].bytes, files.len()), (&content(1), 3));
    assert!(said(&child(&no_proc, "refuse", dir.path())).contains("AlreadyExists"));
    assert_eq!(snapshot(dir.path()), files);
}

#[test]
fn a_full_disk_fails_and_leaves_every_file_as_it_was() {
    let dir = TempDir::new().unwrap();
    let small = format!("-t tmpfs -o size=300k none {}", dir.path().display());
    let Some(small) = with_mount(&small) else { return };
    let done = child(&small, "full", dir.path());
    assert!(done.status.success(), "{done:?}");
}

#[test]
fn a_directory_that_is_closed_or_read_only_is_named_as_such() {
    let dir = with_old_pair();
    let before = snapshot(dir.path());
    let path = dir.path().display();
    let Some(bound) = with_mount(&format!("--bind -o ro {path} {path}")) else { return };
    assert!(said(&child(&bound, "replace", dir.path())).contains("ReadOnlyFilesystem"));
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
    assert!(said(&child(NOBODY, "replace", dir.path())).contains("PermissionDenied"));
    assert_eq!(snapshot(dir.path()), before);
}

#[test]
fn where_the_old_file_may_not_be_linked_it_is_copied_or_nothing_is_done() {
    let protected = fs::read_to_string("/proc/sys/fs/protected_hardlinks").unwrap_or_default();
    let dir = with_old_pair();
    let given = std::os::unix::fs::chown(dir.path(), Some(65534), Some(65534));
    if protected.trim() != "1" || given.is_err() {
        return println!("skipped: needs root and fs.protected_hardlinks");
    }
    let before = snapshot(dir.path());
    assert!(said(&child(NOBODY, "replace", dir.path())).contains("PermissionDenied"));
    assert_eq!(snapshot(dir.path()), before);
    fs::set_permissions(dir.path().join(KEY), fs::Permissions::from_mode(0o644)).unwrap();
    let done = child(NOBODY, "replace", dir.path());
    assert!(done.status.success(), "{done:?}");
    let after = snapshot(dir.path());
    let backup = &after[&format!("{KEY}.~1~")];
    assert_eq!((&backup.bytes, backup.mode), (&content(0), 0o644));
    assert_eq!((after[KEY].mode, after.len()), (0o600, 3));
}

// Killed, and failing, at every step.

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

// The child.

/// What this binary does when it is run again by [`child`].
#[test]
fn in_a_child() {
    let Some(role) = std::env::var_os("DISK_ROLE") else { return };
    let dir = PathBuf::from(std::env::var_os("DISK_DIR").unwrap());
    match role.to_str().unwrap() {
        "refuse" => stage(&dir, Clobber::Refuse).unwrap().commit().unwrap().keep(),
        "replace" => stage(&dir, Clobber::Replace).unwrap().commit().unwrap().keep(),
        "full" => fill_the_disk(&dir),
        "forever" => replace_forever(&dir),
        other => panic!("{other}"),
    }
    // What the test harness would print now must not meet a fault that is meant for us.
    std::process::exit(0);
}

fn fill_the_disk(dir: &Path) {
    write_old_pair(dir);
    let before = snapshot(dir);
    for (clobber, small, big) in
        [(Clobber::Replace, KEY, CRT), (Clobber::Refuse, "new.key", "new.crt")]
    {
        let big_one = Artifact::public(big, vec![b'x'; 1 << 20]);
        let artifacts = vec![Artifact::secret(small, content(1)), big_one];
        let error = Deposit::stage(dir, artifacts, clobber).err().unwrap();
        assert!(matches!(&error, WriteError::NoSpace { path } if path.ends_with(big)), "{error}");
        assert_eq!(snapshot(dir), before);
    }
}

fn replace_forever(dir: &Path) {
    println!("\nready");
    std::io::stdout().flush().unwrap();
    for generation in 1.. {
        let deposit = Deposit::stage(dir, pair(generation), Clobber::Replace).unwrap();
        deposit.commit().unwrap().keep();
    }
}

fn child(shell: &str, role: &str, dir: &Path) -> Output {
    command(shell, role, dir).output().unwrap()
}

/// This binary again in that role, run by the shell words before it.
fn command(shell: &str, role: &str, dir: &Path) -> Command {
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!(r#"{shell} "$0" "$@""#));
    command.arg(std::env::current_exe().unwrap());
    command.args(["--exact", "in_a_child", "--nocapture", "--test-threads=1"]);
    command.env("DISK_ROLE", role).env("DISK_DIR", dir);
    command
}

fn said(done: &Output) -> String {
    String::from_utf8_lossy(&done.stderr).into_owned()
}

fn with_fault(call: &str, fault: &str, when: u32) -> String {
    format!("exec strace -f -qq -o /dev/null -e 'inject={call}:{fault}:when={when}'")
}

fn strace_works() -> bool {
    let works = Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).status();
    let works = works.is_ok_and(|status| status.success());
    if !works {
        println!("skipped: strace does not run here");
    }
    works
}

/// Whether the filesystem has what the promise about killed runs needs.
#[cfg(target_os = "linux")]
fn has_nameless_files() -> bool {
    use rustix::fs::{Mode, OFlags, open};
    let dir = TempDir::new().unwrap();
    let nameless = open(dir.path(), OFlags::TMPFILE | OFlags::RDWR, Mode::RUSR).is_ok();
    if !nameless {
        println!("skipped: no O_TMPFILE here");
    }
    nameless
}

#[cfg(not(target_os = "linux"))]
fn has_nameless_files() -> bool {
    println!("skipped: no O_TMPFILE here");
    false
}

/// Shell words that run a command with one more mount; none where that is not allowed.
fn with_mount(mount: &str) -> Option<String> {
    let probe = ["-m", "mount", "-t", "tmpfs", "none", "/mnt"];
    if Command::new("unshare").args(probe).status().is_ok_and(|status| status.success()) {
        let inner = format!(r#"mount {mount} && exec "$0" "$@""#);
        return Some(format!("exec unshare -m sh -c '{inner}'"));
    }
    println!("skipped: no mounts of our own without root");
    None
}

// What is there.

#[derive(Debug, PartialEq)]
struct Seen {
    inode: u64,
    mode: u32,
    bytes: Vec<u8>,
}

fn snapshot(dir: &Path) -> BTreeMap<String, Seen> {
    let seen = fs::read_dir(dir).unwrap().map(|entry| {
        let entry = entry.unwrap();
        let found = entry.metadata().unwrap();
        let bytes = if found.is_file() { fs::read(entry.path()).unwrap() } else { Vec::new() };
        let seen = Seen { inode: found.ino(), mode: found.mode() & 0o7777, bytes };
        (entry.file_name().into_string().unwrap(), seen)
    });
    seen.collect()
}

/// Recognisable from its first line to its last.
fn content(generation: u32) -> Vec<u8> {
    format!("generation {generation}\n").repeat(4000).into_bytes()
}

fn pair(generation: u32) -> Vec<Artifact> {
    let content = content(generation);
    vec![Artifact::secret(KEY, content.clone()), Artifact::public(CRT, content)]
}

fn with_old_pair() -> TempDir {
    let dir = TempDir::new().unwrap();
    write_old_pair(dir.path());
    dir
}

fn write_old_pair(dir: &Path) {
    for (name, mode) in [(KEY, 0o600), (CRT, 0o644)] {
        fs::write(dir.join(name), content(0)).unwrap();
        fs::set_permissions(dir.join(name), fs::Permissions::from_mode(mode)).unwrap();
    }
}

fn make_fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

fn stage(dir: &Path, clobber: Clobber) -> Result<Deposit, WriteError> {
    Deposit::stage(dir, pair(1), clobber)
}

fn put(dir: &Path, artifact: Artifact, clobber: Clobber) -> Committed {
    Deposit::stage(dir, vec![artifact], clobber).unwrap().commit().unwrap()
}

fn leftovers(dir: &Path) -> usize {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name());
    entries.filter(|name| name.to_str().unwrap().contains(".xmppcert")).count()
}

/// Both files, every backup and every hidden file is whole, and each key that was placed is there.
fn require_whole(dir: &Path) -> (u32, u32) {
    let mut generations = BTreeMap::new();
    for (name, seen) in snapshot(dir) {
        let text = std::str::from_utf8(&seen.bytes).unwrap();
        let first = text.lines().next().unwrap_or_else(|| panic!("{name} is empty"));
        let generation = first.strip_prefix("generation ").unwrap().parse().unwrap();
        assert!(seen.bytes == content(generation), "{name} is not whole");
        assert!(!name.contains(".key") || seen.mode == 0o600, "{name} is open");
        generations.insert(name, generation);
    }
    let keys = generations.iter().filter(|(name, _)| name.starts_with(KEY));
    let keys: BTreeSet<u32> = keys.map(|(_, generation)| *generation).collect();
    let (key, crt) = (generations[KEY], generations[CRT]);
    assert!((0..=key).all(|generation| keys.contains(&generation)), "a key is lost");
    assert!(key == crt || key == crt + 1, "key {key}, certificate {crt}");
    (key, crt)
}
