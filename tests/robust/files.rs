//! Files: how closed they are, what is overwritten, and where they cannot go.

use std::{fs, os::unix::fs::symlink, path::Path, process::Command};

use super::program::{
    CSR, KEY, PROGRAM, in_shell, require, require_failure, snapshot, spki_of_key, spki_of_request,
    watching, with_mount, with_pair, xmppcert,
};

const RUNS: &[&str] = &[
    "csr example.org --force --type ed25519",
    "csr example.org --force",
    "key --out rsa.key --type rsa2048 --force",
    "key --out sealed.key --encrypt --passphrase-file pass.csr --force",
    "key convert example.org.key --to sec1 --out old.key --force",
];

#[test]
fn a_key_is_closed_from_its_first_byte_whatever_the_umask() {
    let dir = tempfile::tempdir().unwrap();
    watch_and_require_closed_keys(dir.path(), "umask 000; exec");
}

#[test]
fn a_key_is_closed_also_where_files_cannot_be_made_nameless() {
    let Some(no_proc) = with_mount("mount -t tmpfs none /proc") else { return };
    let dir = tempfile::tempdir().unwrap();
    watch_and_require_closed_keys(dir.path(), &format!("umask 000; {no_proc}"));
}

fn watch_and_require_closed_keys(dir: &Path, before: &str) {
    fs::write(dir.join("pass.csr"), "correct horse\n").unwrap();
    let (seen, looks) = watching(dir, || {
        for round in 0..20 {
            for run in RUNS.iter().filter(|run| round < 3 || !run.contains("rsa")) {
                require(&in_shell(dir, before, run, "").output().unwrap(), 0);
            }
        }
    });
    println!("{looks} looks, {} names with their modes", seen.len());
    assert!(looks > 100);
    assert!(seen.iter().filter(|(name, _)| name.ends_with(".key")).count() >= 4, "{seen:?}");
    for (name, mode) in &seen {
        let public = name.contains(".csr");
        assert!(public || *mode == 0o600, "{name} had mode {mode:o}");
    }
    for (name, file) in snapshot(dir) {
        assert!(!name.contains(".xmppcert"), "{name} is left");
        let wanted = if name.contains(".csr") { 0o644 } else { 0o600 };
        assert_eq!(file.mode, wanted, "{name}");
    }
}

#[test]
fn nothing_is_overwritten_without_force() {
    let dir = with_pair();
    let before = snapshot(dir.path());
    for run in [
        "csr example.org",
        "csr example.org --key-out other.key",
        "csr example.org --out other.csr",
        "csr --from example.org.csr",
        "key --out example.org.key",
        "key --out example.org.csr",
        "key convert example.org.key --to sec1 --out example.org.key",
    ] {
        let said = require_failure(&xmppcert(dir.path(), run).output().unwrap());
        assert!(said.contains("already exists: example.org."), "{said}");
        assert!(said.contains("--force"), "{said}");
        assert_eq!(snapshot(dir.path()), before, "{run}");
    }
}

#[test]
fn force_keeps_the_older_key_and_says_where() {
    let dir = with_pair();
    let before = snapshot(dir.path());
    for number in 1..=3 {
        let old = snapshot(dir.path());
        let output = xmppcert(dir.path(), "csr example.org --force").output().unwrap();
        require(&output, 0);
        let backup = format!("{KEY}.~{number}~");
        assert!(String::from_utf8_lossy(&output.stdout).contains(&backup));
        let new = snapshot(dir.path());
        assert_eq!(new[&backup], old[KEY]);
        assert_ne!(new[KEY].bytes, old[KEY].bytes);
        assert_eq!(spki_of_key(&new[KEY].bytes), spki_of_request(&new[CSR].bytes));
        assert_eq!(new.len(), 2 + number);
    }
    assert_eq!(snapshot(dir.path())[&format!("{KEY}.~1~")], before[KEY]);
}

#[test]
fn a_full_disk_is_named_and_loses_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().display();
    // on the small disk: a pair, then filled up, then once with --force and once without
    let script = r#"
        "$0" csr example.org --quiet || exit 90
        cp example.org.key example.org.csr "$OLD" || exit 91
        dd if=/dev/zero of=fill bs=1k 2>/dev/null
        "$0" csr example.org --force; test $? = 3 || exit 92
        "$0" csr example.com; test $? = 3 || exit 93
        "$0" key --type rsa4096 --out new.key; test $? = 3 || exit 94
        cmp example.org.key "$OLD/example.org.key" && cmp example.org.csr "$OLD/example.org.csr" || exit 95
        test "$(ls -A)" = "$(printf "example.org.csr\nexample.org.key\nfill")" || exit 96
    "#;
    let mount = format!("mount -t tmpfs -o size=64k none {path} && cd {path}");
    let Some(small) = with_mount(&mount) else { return };
    let old = tempfile::tempdir().unwrap();
    let output = Command::new("sh")
        .arg("-c")
        .arg(format!(r#"{small} sh -c "$SCRIPT" "$PROGRAM""#))
        .env("SCRIPT", script)
        .env("PROGRAM", PROGRAM)
        .env("OLD", old.path())
        .output()
        .unwrap();
    let said = require(&output, 0);
    assert_eq!(said.matches("xmppcert: error: no space left").count(), 3, "{said}");
}

#[test]
fn a_read_only_directory_is_named_and_loses_nothing() {
    let dir = with_pair();
    let path = dir.path().display();
    let mount =
        format!("mount --bind {path} {path} && mount -o remount,ro,bind {path} && cd {path}");
    let Some(bound) = with_mount(&mount) else { return };
    let before = snapshot(dir.path());
    for run in ["csr example.org --force", "csr example.com", "key --out new.key"] {
        let output = in_shell(dir.path(), &bound, run, "").output().unwrap();
        let said = require_failure(&output);
        assert!(said.contains("read-only"), "{said}");
        assert_eq!(snapshot(dir.path()), before, "{run}");
    }
}

#[test]
fn what_is_no_file_is_never_replaced() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join(CSR)).unwrap();
    symlink("elsewhere", dir.path().join("link.csr")).unwrap();
    let before = snapshot(dir.path());
    for (run, word) in [
        ("csr example.org", "directory"),
        ("csr example.org --force", "directory"),
        ("csr example.org --force --out link.csr", "symbolic link"),
        ("key --force --out .", "directory"),
        ("key --force --out example.org.csr/", "directory"),
        ("key --force --out /dev/null", "device"),
    ] {
        let said = require_failure(&xmppcert(dir.path(), run).output().unwrap());
        assert!(said.contains(word), "{run}: {said}");
        assert_eq!(snapshot(dir.path()), before, "{run}");
    }
}

#[test]
fn a_missing_directory_is_named_and_not_made() {
    let dir = tempfile::tempdir().unwrap();
    for run in ["csr example.org --out-dir no/such", "key --out no/such/server.key"] {
        let said = require_failure(&xmppcert(dir.path(), run).output().unwrap());
        assert!(said.contains("no/such") && said.contains("mkdir"), "{said}");
        assert!(snapshot(dir.path()).is_empty());
    }
}

#[test]
fn the_longest_file_name_works_and_a_longer_one_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let longest = "k".repeat(255);
    for run in ["", " --force"] {
        let run = format!("key --out {longest}{run}");
        let output = xmppcert(dir.path(), &run).output().unwrap();
        // the backup of a name that has no room for `.~1~` is the one thing that cannot be made
        let status = if run.ends_with("--force") { 3 } else { 0 };
        require(&output, status);
        assert_eq!(snapshot(dir.path()).into_keys().collect::<Vec<_>>(), [&*longest]);
    }
    spki_of_key(&snapshot(dir.path())[&longest].bytes);
    let run = format!("key --out {}", "k".repeat(256));
    let said = require_failure(&xmppcert(dir.path(), &run).output().unwrap());
    assert!(said.contains("too long"), "{said}");
    // the longest domain there is: its default names are 4 octets longer
    let domain = [63, 63, 63, 61].map(|length| "d".repeat(length)).join(".");
    let output = xmppcert(dir.path(), &format!("csr {domain} --quiet")).output().unwrap();
    let names: Vec<_> = snapshot(dir.path()).into_keys().collect();
    match output.status.code() {
        Some(0) => assert_eq!(names.len(), 3),
        _ => {
            require_failure(&output);
            assert_eq!(names.len(), 1);
        }
    }
}
