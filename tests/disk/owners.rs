//! Modes and owners of their own, and backups that no server loads.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::Path;

use tempfile::TempDir;
use xmppcert::files::{Artifact, Clobber, Deposit, Owner, WriteError};

use super::child::{NOBODY, child, said, strace_works};
use super::there::{CRT, KEY, content, put, snapshot, stage, with_old_pair, write_old_pair};

const OTHERS: Owner = Owner { uid: None, gid: Some(65534) };

fn is_root() -> bool {
    let root = fs::metadata("/proc/self").is_ok_and(|found| found.uid() == 0);
    if !root {
        println!("skipped: only root can give files away");
    }
    root
}

fn key_for(owner: Owner) -> Artifact {
    Artifact::secret(KEY, content(1)).with_mode(0o640).owned_by(owner)
}

#[test]
fn a_mode_that_is_given_holds_whatever_the_umask() {
    for umask in ["000", "022", "077", "777"] {
        let dir = TempDir::new().unwrap();
        let done = child(&format!("umask {umask}; exec"), "modes", dir.path());
        assert!(done.status.success(), "{done:?}");
        let files = snapshot(dir.path());
        assert_eq!((files[KEY].mode, files[CRT].mode), (0o640, 0o444), "umask {umask}");
    }
}

/// For the child.
pub(crate) fn put_modes(dir: &Path) {
    let key = Artifact::secret(KEY, content(1)).with_mode(0o640);
    let crt = Artifact::public(CRT, content(1)).with_mode(0o444);
    let committed = Deposit::stage(dir, vec![key, crt], Clobber::Refuse).unwrap().commit().unwrap();
    assert_eq!(committed.files.iter().map(|file| file.mode).collect::<Vec<_>>(), [0o640, 0o444]);
    committed.keep();
}

#[test]
fn an_owner_is_set_and_told() {
    if !is_root() {
        return;
    }
    let dir = with_old_pair();
    let owner = Owner { uid: Some(65534), gid: Some(65534) };
    for (owner, is) in [(OTHERS, (0, 65534)), (owner, (65534, 65534))] {
        let committed = put(dir.path(), key_for(owner), Clobber::Replace);
        assert_eq!(committed.files[0].owner, Some(owner));
        committed.keep();
        let found = fs::metadata(dir.path().join(KEY)).unwrap();
        assert_eq!((found.uid(), found.gid(), found.mode() & 0o7777), (is.0, is.1, 0o640));
    }
    let public = put(dir.path(), Artifact::public("new", b"x".to_vec()), Clobber::Refuse);
    assert_eq!(public.files[0].owner, None);
}

#[test]
fn who_is_not_root_is_told_so_and_nothing_changes() {
    if !is_root() {
        return;
    }
    let dir = with_old_pair();
    chown(dir.path(), Some(65534), Some(65534)).unwrap();
    let before = snapshot(dir.path());
    let done = child(NOBODY, "owned", dir.path());
    assert!(done.status.success(), "{}", said(&done));
    assert_eq!(snapshot(dir.path()), before);
}

/// For the child: what root has may not be had, what is one's own may.
pub(crate) fn put_for_nobody(dir: &Path) {
    let key = |gid| vec![key_for(Owner { uid: None, gid: Some(gid) })];
    let error = Deposit::stage(dir, key(0), Clobber::Replace).err().unwrap();
    assert!(matches!(&error, WriteError::NotGiven { path, .. } if path.ends_with(KEY)));
    let path = dir.join(KEY);
    let said = format!(
        "only root can give it to :root; run this as root, as with sudo: {}",
        path.display()
    );
    assert_eq!(error.to_string(), said);
    drop(Deposit::stage(dir, key(65534), Clobber::Replace).unwrap());
}

/// The order of the calls is the promise: bytes, owner, mode, name.
#[test]
fn no_wrong_group_may_ever_read_a_key() {
    if !is_root() || !strace_works() {
        return;
    }
    let dir = TempDir::new().unwrap();
    let trace = dir.path().join("trace");
    let calls = "trace=openat,write,fchown,fchmod,linkat,rename,renameat,renameat2";
    let shell = format!("umask 000; exec strace -f -qq -y -e {calls} -o {}", trace.display());
    let done = child(&shell, "given", dir.path());
    assert!(done.status.success(), "{done:?}");
    let text = fs::read_to_string(trace).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let place = |what: &str| {
        let found = lines.iter().position(|line| line.contains(what));
        found.unwrap_or_else(|| panic!("no {what} in {text}"))
    };
    let created = lines.iter().position(|line| line.contains("O_TMPFILE") && line.contains("0600"));
    let Some(created) = created else { return println!("skipped: no O_TMPFILE here") };
    let order = [
        created,
        place("generation 1"),
        place("fchown("),
        place(", 0640)"),
        place(&format!("{KEY}\"")),
    ];
    assert!(order.is_sorted(), "{order:?} {text}");
}

/// For the child.
pub(crate) fn put_given(dir: &Path) {
    put(dir, key_for(OTHERS), Clobber::Refuse).keep();
}

#[test]
fn hidden_backups_keep_every_old_file_with_its_mode_and_owner() {
    let dir = with_old_pair();
    fs::set_permissions(dir.path().join(CRT), fs::Permissions::from_mode(0o640)).unwrap();
    if is_root() {
        chown(dir.path().join(KEY), Some(65534), Some(65534)).unwrap();
    }
    let old = fs::metadata(dir.path().join(KEY)).unwrap();
    let before = snapshot(dir.path());
    let committed = stage(dir.path(), Clobber::ReplaceHidden).unwrap().commit().unwrap();
    let backups = [KEY, CRT].map(|name| Some(dir.path().join(format!(".{name}.~1~"))));
    assert_eq!(committed.files.iter().map(|f| f.backup.clone()).collect::<Vec<_>>(), backups);
    committed.keep();
    let after = snapshot(dir.path());
    for name in [KEY, CRT] {
        assert_eq!(after[&format!(".{name}.~1~")], before[name], "{name}");
        assert_eq!(after[name].bytes, content(1));
    }
    assert_eq!(after.len(), 4);
    let kept = fs::metadata(dir.path().join(format!(".{KEY}.~1~"))).unwrap();
    assert_eq!((kept.uid(), kept.gid()), (old.uid(), old.gid()));
    // The same content again is not worth another.
    stage(dir.path(), Clobber::ReplaceHidden).unwrap().commit().unwrap().keep();
    assert_eq!(snapshot(dir.path()).len(), 4);
    write_old_pair(dir.path());
    stage(dir.path(), Clobber::ReplaceHidden).unwrap().commit().unwrap().keep();
    assert!(snapshot(dir.path()).contains_key(&format!(".{KEY}.~2~")));
}

#[test]
fn a_hidden_backup_is_taken_back_too() {
    let dir = with_old_pair();
    let before = snapshot(dir.path());
    stage(dir.path(), Clobber::ReplaceHidden).unwrap().commit().unwrap().rollback().unwrap();
    assert_eq!(snapshot(dir.path()), before);
}

#[test]
fn leftovers_go_whoever_of_the_file_s_owners_has_them() {
    if !is_root() {
        return;
    }
    let dir = TempDir::new().unwrap();
    let leftover = |letter: char| dir.path().join(format!(".{KEY}.xmppcert-a1B2c3D{letter}"));
    put(dir.path(), key_for(Owner { uid: Some(65534), gid: None }), Clobber::Refuse).keep();
    // Ours, the old file's, the new one's, and a stranger's.
    for (letter, uid) in [('1', 0), ('2', 65534), ('3', 65533), ('4', 65532)] {
        fs::write(leftover(letter), "x").unwrap();
        chown(leftover(letter), Some(uid), None).unwrap();
    }
    put(dir.path(), key_for(Owner { uid: Some(65533), gid: None }), Clobber::Replace).keep();
    let there = ['1', '2', '3', '4'].map(|letter| leftover(letter).exists());
    assert_eq!(there, [false, false, false, true]);
}
