//! Several files that change at one instant.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use xmppcert::files::{Artifact, Clobber, Owner, Switch, WriteError};

use super::child::{child, said};
use super::there::{CRT, KEY, Seen, content, leftovers, pair, snapshot, with_old_pair};

pub(crate) const FOLDER: &str = ".example.org.xmppcert";

pub(crate) fn stage(dir: &Path, generation: u32) -> Result<Switch, WriteError> {
    Switch::stage(dir, "example.org", pair(generation), Clobber::Replace)
}

pub(crate) fn install(dir: &Path, generation: u32) {
    stage(dir, generation).unwrap().commit().unwrap().keep();
}

/// For the child: one pair after the other, each of the next generation.
pub(crate) fn forever(dir: &Path) {
    println!("\nready");
    std::io::stdout().flush().unwrap();
    for generation in 1.. {
        install(dir, generation);
    }
}

/// For the child: the first installation in each directory below this one, in order.
pub(crate) fn each(dir: &Path) {
    println!("\nready");
    std::io::stdout().flush().unwrap();
    for name in snapshot(dir).keys() {
        install(&dir.join(name), 1);
    }
    // Not done before the kill.
    std::thread::sleep(std::time::Duration::from_secs(60));
}

/// What is read under a visible name; none where nothing is.
pub(crate) fn visible(dir: &Path, name: &str) -> Option<Vec<u8>> {
    fs::read(dir.join(name)).ok()
}

fn is_pair(dir: &Path, generation: u32) -> bool {
    [KEY, CRT].iter().all(|name| visible(dir, name) == Some(content(generation)))
}

/// Two links, and in the folder `current` with these generations.
pub(crate) fn require_tidy(dir: &Path, numbers: &[&str]) {
    let mut there: Vec<String> = snapshot(&dir.join(FOLDER)).into_keys().collect();
    there.sort();
    let mut wanted: Vec<String> = numbers.iter().map(|n| (*n).to_owned()).collect();
    wanted.push("current".to_owned());
    assert_eq!(there, wanted);
    let names: Vec<String> = snapshot(dir).into_keys().collect();
    assert_eq!(names, [FOLDER, CRT, KEY]);
    for name in [KEY, CRT] {
        let goal = PathBuf::from(format!("{FOLDER}/current/{name}"));
        assert_eq!(fs::read_link(dir.join(name)).unwrap(), goal);
    }
}

/// Everything below a directory, links as what they say.
fn tree(dir: &Path) -> BTreeMap<PathBuf, Seen> {
    let mut all = BTreeMap::new();
    for (name, mut seen) in snapshot(dir) {
        let path = dir.join(&name);
        let found = fs::symlink_metadata(&path).unwrap();
        if found.is_dir() {
            all.extend(tree(&path));
        } else if found.is_symlink() {
            // The link may be made anew; what it says counts.
            seen = Seen {
                inode: 0,
                mode: 0,
                bytes: fs::read_link(&path).unwrap().into_os_string().into_encoded_bytes(),
            };
        }
        if !found.is_dir() {
            all.insert(path, seen);
        }
    }
    all
}

#[test]
fn regular_files_become_the_generation_before() {
    let dir = with_old_pair();
    let old = snapshot(dir.path());
    let committed = stage(dir.path(), 1).unwrap().commit().unwrap();
    assert!(is_pair(dir.path(), 1));
    let backup = |name: &str| dir.path().join(FOLDER).join("1").join(name);
    for (file, name) in committed.files.iter().zip([KEY, CRT]) {
        assert_eq!((&file.path, file.replaced), (&dir.path().join(name), true));
        assert_eq!(file.backup, Some(backup(name)));
    }
    committed.keep();
    require_tidy(dir.path(), &["1", "2"]);
    let first = snapshot(&dir.path().join(FOLDER).join("1"));
    assert_eq!(first, old, "the very same files");
    install(dir.path(), 2);
    assert!(is_pair(dir.path(), 2));
    require_tidy(dir.path(), &["2", "3"]);
    assert_eq!(fs::read(dir.path().join(FOLDER).join("2").join(KEY)).unwrap(), content(1));
}

#[test]
fn the_same_content_again_does_not_push_the_backup_out() {
    let dir = with_old_pair();
    install(dir.path(), 1);
    let committed = stage(dir.path(), 1).unwrap().commit().unwrap();
    assert!(committed.files.iter().all(|file| file.replaced && file.backup.is_none()));
    committed.keep();
    require_tidy(dir.path(), &["1", "3"]);
    assert_eq!(fs::read(dir.path().join(FOLDER).join("1").join(KEY)).unwrap(), content(0));
}

#[test]
fn where_nothing_was_the_pair_appears_and_can_be_taken_away() {
    let dir = TempDir::new().unwrap();
    let first = |clobber| Switch::stage(dir.path(), "example.org", pair(1), clobber);
    first(Clobber::Refuse).unwrap().commit().unwrap().rollback().unwrap();
    assert!(snapshot(dir.path()).is_empty());
    drop(first(Clobber::Refuse).unwrap());
    assert!(snapshot(dir.path()).is_empty());
    let committed = first(Clobber::Refuse).unwrap().commit().unwrap();
    assert!(committed.files.iter().all(|file| !file.replaced && file.backup.is_none()));
    committed.keep();
    assert!(is_pair(dir.path(), 1));
    require_tidy(dir.path(), &["1"]);
    let error = first(Clobber::Refuse).err().unwrap();
    assert!(matches!(error, WriteError::AlreadyExists { path } if path.ends_with(KEY)));
    require_tidy(dir.path(), &["1"]);
}

#[test]
fn a_rollback_gives_back_what_was_there_to_the_same_files() {
    let empty = TempDir::new().unwrap();
    let one = with_old_pair();
    fs::remove_file(one.path().join(CRT)).unwrap();
    let migrated = with_old_pair();
    install(migrated.path(), 1);
    let replaced = with_old_pair();
    install(replaced.path(), 1);
    fs::write(replaced.path().join("theirs"), "theirs").unwrap();
    fs::rename(replaced.path().join("theirs"), replaced.path().join(KEY)).unwrap();
    let unlinked = with_old_pair();
    install(unlinked.path(), 1);
    fs::remove_file(unlinked.path().join(CRT)).unwrap();
    for dir in [empty, one, with_old_pair(), migrated, replaced, unlinked] {
        let before = tree(dir.path());
        let old = [KEY, CRT].map(|name| visible(dir.path(), name));
        stage(dir.path(), 7).unwrap().commit().unwrap().rollback().unwrap();
        assert_eq!(tree(dir.path()), before);
        drop(stage(dir.path(), 7).unwrap());
        assert_eq!(tree(dir.path()), before);
        assert_eq!([KEY, CRT].map(|name| visible(dir.path(), name)), old);
        let committed = stage(dir.path(), 7).unwrap().commit().unwrap();
        for (file, old) in committed.files.iter().zip(&old) {
            let kept = file.backup.as_ref().map(|path| fs::read(path).unwrap());
            assert_eq!((file.replaced, &kept), (old.is_some(), old));
        }
        drop(committed);
        assert!(is_pair(dir.path(), 7));
        assert_eq!(leftovers(dir.path()), 1, "the folder");
        install(dir.path(), 8);
        assert!(is_pair(dir.path(), 8));
    }
}

#[test]
fn files_that_no_artifact_replaces_stay() {
    let dir = with_old_pair();
    install(dir.path(), 1);
    let crt = vec![Artifact::public(CRT, content(2))];
    let switch = Switch::stage(dir.path(), "example.org", crt, Clobber::Replace).unwrap();
    switch.commit().unwrap().keep();
    assert_eq!(visible(dir.path(), KEY), Some(content(1)));
    assert_eq!(visible(dir.path(), CRT), Some(content(2)));
    require_tidy(dir.path(), &["2", "3"]);
}

#[test]
fn two_names_do_not_touch_each_other() {
    let dir = with_old_pair();
    install(dir.path(), 1);
    let other = vec![Artifact::secret("b.key", content(5))];
    let stage_b = || Switch::stage(dir.path(), "b", other_again(&other), Clobber::Replace);
    stage_b().unwrap().commit().unwrap().keep();
    install(dir.path(), 2);
    assert!(is_pair(dir.path(), 2));
    assert_eq!(visible(dir.path(), "b.key"), Some(content(5)));
    // A link into another name's folder is not ours.
    let error = Switch::stage(dir.path(), "b", pair(3), Clobber::Replace).err().unwrap();
    assert!(matches!(error, WriteError::SymbolicLink { path, .. } if path.ends_with(KEY)));
}

fn other_again(artifacts: &[Artifact]) -> Vec<Artifact> {
    artifacts.iter().map(|a| Artifact::secret(a.name.clone(), a.bytes().to_vec())).collect()
}

#[test]
fn what_is_not_ours_is_left_alone() {
    let dir = with_old_pair();
    fs::rename(dir.path().join(KEY), dir.path().join("live.key")).unwrap();
    symlink("live.key", dir.path().join(KEY)).unwrap();
    let before = tree(dir.path());
    let refused = |expected: &str| {
        let error = stage(dir.path(), 1).err().unwrap();
        assert!(error.to_string().contains(expected), "{error}");
    };
    refused("is a symbolic link to live.key");
    assert_eq!(tree(dir.path()), before);
    fs::remove_file(dir.path().join(KEY)).unwrap();
    fs::write(dir.path().join(FOLDER), "theirs").unwrap();
    refused("is a file that no xmppcert has made, and must be moved away");
    fs::remove_file(dir.path().join(FOLDER)).unwrap();
    symlink("..", dir.path().join(FOLDER)).unwrap();
    refused("is a symbolic link that no xmppcert has made");
    fs::remove_file(dir.path().join(FOLDER)).unwrap();
    fs::create_dir(dir.path().join(FOLDER)).unwrap();
    symlink("../elsewhere", dir.path().join(FOLDER).join("current")).unwrap();
    refused("is a symbolic link that no xmppcert has made");
    for name in ["", ".", "..", "a/b", "a/", "/a"] {
        let error = Switch::stage(dir.path(), name, pair(1), Clobber::Replace).err().unwrap();
        assert!(error.to_string().contains("more than one part"), "{name}: {error}");
    }
    fs::create_dir(dir.path().join("sub")).unwrap();
    let two = vec![
        Artifact::public("a", "x".as_bytes().to_vec()),
        Artifact::public("sub/a", b"x".to_vec()),
    ];
    let error = Switch::stage(dir.path(), "n", two, Clobber::Replace).err().unwrap();
    assert!(matches!(error, WriteError::NotOneDirectory { path, .. } if path.ends_with("sub/a")));
    assert!(Switch::stage(dir.path(), "n", Vec::new(), Clobber::Replace).is_err());
}

#[test]
fn a_rollback_leaves_what_another_program_has_put_there_since_and_loses_nothing() {
    let dir = with_old_pair();
    let committed = stage(dir.path(), 1).unwrap().commit().unwrap();
    fs::write(dir.path().join("theirs"), "theirs").unwrap();
    fs::rename(dir.path().join("theirs"), dir.path().join(KEY)).unwrap();
    let error = committed.rollback().unwrap_err();
    let kept = dir.path().join(FOLDER).join("1").join(KEY);
    let said = format!("its old content is in {}", kept.display());
    assert!(error.to_string().contains(&said), "{error}");
    assert_eq!(fs::read(kept).unwrap(), content(0));
    assert_eq!(visible(dir.path(), KEY), Some(b"theirs".to_vec()));
    assert_eq!(visible(dir.path(), CRT), Some(content(0)));
}

#[test]
fn what_appears_after_staging_fails_the_commit() {
    let dir = with_old_pair();
    let switch = stage(dir.path(), 1).unwrap();
    fs::write(dir.path().join("theirs"), "theirs").unwrap();
    fs::rename(dir.path().join("theirs"), dir.path().join(CRT)).unwrap();
    let error = switch.commit().err().unwrap();
    assert!(error.to_string().contains("another program has replaced it since"), "{error}");
    assert_eq!(visible(dir.path(), KEY), Some(content(0)));
    assert_eq!(visible(dir.path(), CRT), Some(b"theirs".to_vec()));
    assert_eq!(snapshot(dir.path()).len(), 2);
}

#[test]
fn the_service_may_pass_whatever_the_umask_and_files_have_their_own_modes() {
    for umask in ["000", "022", "077"] {
        let dir = with_old_pair();
        let done = child(&format!("umask {umask}; exec"), "switch", dir.path());
        assert!(done.status.success(), "{}", said(&done));
        let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
        let folder = dir.path().join(FOLDER);
        assert_eq!((mode(folder.clone()), mode(folder.join("2"))), (0o755, 0o755));
        assert_eq!(mode(dir.path().join(KEY)), 0o600);
    }
}

#[test]
fn modes_and_owners_hold_here_too() {
    let dir = with_old_pair();
    let root = fs::metadata(dir.path()).unwrap().uid() == 0;
    let gid = if root { 65534 } else { fs::metadata(dir.path()).unwrap().gid() };
    if root {
        chown(dir.path().join(KEY), Some(65534), Some(65534)).unwrap();
    }
    let owner = Owner { uid: None, gid: Some(gid) };
    let key = Artifact::secret(KEY, content(1)).with_mode(0o640).owned_by(owner);
    let switch = Switch::stage(dir.path(), "example.org", vec![key], Clobber::Replace).unwrap();
    let committed = switch.commit().unwrap();
    assert_eq!((committed.files[0].mode, committed.files[0].owner), (0o640, Some(owner)));
    let found = fs::metadata(dir.path().join(KEY)).unwrap();
    assert_eq!((found.gid(), found.mode() & 0o7777), (gid, 0o640));
    let old = fs::metadata(committed.files[0].backup.as_ref().unwrap()).unwrap();
    assert_eq!((old.mode() & 0o7777, root.then(|| old.uid())), (0o600, root.then_some(65534)));
}
