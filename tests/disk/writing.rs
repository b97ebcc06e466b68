//! Writing: all files or none.

use std::fs;
use std::os::unix::fs::symlink;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use xmppcert::files::{Artifact, Clobber, Deposit, Kind, WriteError};

use super::there::{CRT, KEY, content, leftovers, make_fifo, put, snapshot, stage, with_old_pair};

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
