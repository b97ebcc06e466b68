//! The child: this binary again, in another role.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;
use xmppcert::files::{Artifact, Clobber, Deposit, WriteError};

use super::there::{CRT, KEY, content, pair, snapshot, stage, write_old_pair};
use super::{owners, switch};

pub(crate) const NOBODY: &str = "exec setpriv --reuid 65534 --regid 65534 --clear-groups";

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
        "switch" => switch::stage(&dir, 1).unwrap().commit().unwrap().keep(),
        "switch back" => switch::stage(&dir, 1).unwrap().commit().unwrap().rollback().unwrap(),
        "switch forever" => switch::forever(&dir),
        "switch each" => switch::each(&dir),
        "owned" => owners::put_for_nobody(&dir),
        "modes" => owners::put_modes(&dir),
        "given" => owners::put_given(&dir),
        other => panic!("{other}"),
    }
    // What the test harness would print now must not meet a fault that is meant for us.
    std::process::exit(0);
}

pub(crate) fn fill_the_disk(dir: &Path) {
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

pub(crate) fn replace_forever(dir: &Path) {
    println!("\nready");
    std::io::stdout().flush().unwrap();
    for generation in 1.. {
        let deposit = Deposit::stage(dir, pair(generation), Clobber::Replace).unwrap();
        deposit.commit().unwrap().keep();
    }
}

pub(crate) fn child(shell: &str, role: &str, dir: &Path) -> Output {
    command(shell, role, dir).output().unwrap()
}

/// This binary again in that role, run by the shell words before it.
pub(crate) fn command(shell: &str, role: &str, dir: &Path) -> Command {
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!(r#"{shell} "$0" "$@""#));
    command.arg(std::env::current_exe().unwrap());
    command.args(["--exact", "child::in_a_child", "--nocapture", "--test-threads=1"]);
    // A trace for each panic that is meant takes longer than the run itself.
    command.env("DISK_ROLE", role).env("DISK_DIR", dir).env("RUST_BACKTRACE", "0");
    command
}

pub(crate) fn said(done: &Output) -> String {
    String::from_utf8_lossy(&done.stderr).into_owned()
}

pub(crate) fn with_fault(call: &str, fault: &str, when: u32) -> String {
    format!("exec strace -f -qq -o /dev/null -e 'inject={call}:{fault}:when={when}'")
}

pub(crate) fn strace_works() -> bool {
    let works = Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).status();
    let works = works.is_ok_and(|status| status.success());
    if !works {
        println!("skipped: strace does not run here");
    }
    works
}

/// Whether the filesystem has what the promise about killed runs needs.
#[cfg(target_os = "linux")]
pub(crate) fn has_nameless_files() -> bool {
    use rustix::fs::{Mode, OFlags, open};
    let dir = TempDir::new().unwrap();
    let nameless = open(dir.path(), OFlags::TMPFILE | OFlags::RDWR, Mode::RUSR).is_ok();
    if !nameless {
        println!("skipped: no O_TMPFILE here");
    }
    nameless
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn has_nameless_files() -> bool {
    println!("skipped: no O_TMPFILE here");
    false
}

/// Shell words that run a command with one more mount; none where that is not allowed.
pub(crate) fn with_mount(mount: &str) -> Option<String> {
    let probe = ["-m", "mount", "-t", "tmpfs", "none", "/mnt"];
    if Command::new("unshare").args(probe).status().is_ok_and(|status| status.success()) {
        let inner = format!(r#"mount {mount} && exec "$0" "$@""#);
        return Some(format!("exec unshare -m sh -c '{inner}'"));
    }
    println!("skipped: no mounts of our own without root");
    None
}
