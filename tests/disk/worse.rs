//! In a child, whose world is worse.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use tempfile::TempDir;

use super::child::{NOBODY, child, said, with_mount};
use super::there::{CRT, KEY, content, snapshot, with_old_pair};

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
