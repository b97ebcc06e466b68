//! `--install` in reality: in a mount namespace in which the directory of the packages is one of the test's.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;
use xmppcert::servers::Server;

use super::ejabberd;
use super::generation::{Generation, is_root};
use super::given::{Ran, Source, names, run, skip};
use super::pki::{DOMAIN, P256, RSA};
use super::prosody;
use super::renewed::sends;

/// A directory that stands in the place of a server's own.
pub struct Bound {
    folder: TempDir,
    server: &'static str,
    at: &'static str,
    user: Option<&'static str>,
}

impl Bound {
    /// With the owner and mode that Debian's packages give to theirs; `None`, and that is said, where the
    /// server is not installed or mounting is for somebody else.
    pub fn new(server: &'static str) -> Option<Bound> {
        let known = Server::find(server).unwrap();
        let at = known.layout.directory.unwrap();
        if !is_root() {
            skip("--install is for root");
            return None;
        }
        if !Path::new(at).is_dir() {
            skip(&format!("{server} is not installed: there is no {at}"));
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let like = fs::metadata(at).unwrap();
        chown(folder.path(), Some(like.uid()), Some(like.gid())).unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o750)).unwrap();
        let bound = Bound { folder, server, at, user: known.user };
        if !run(bound.within("true").stdin(Stdio::null())).err.is_empty() {
            skip("mounting is not allowed here");
            return None;
        }
        Some(bound)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A program that finds it where the server's own is.
    fn within(&self, program: &str) -> Command {
        const MOUNT: &str = r#"mount --bind "$0" "$1" && shift && exec "$@""#;
        let mut command = Command::new("unshare");
        command.args(["--mount", "sh", "-c", MOUNT]).arg(self.folder.path());
        command.args([self.at, program]);
        command
    }

    /// Our own program, about to install.
    pub fn command(&self, source: &Source) -> Command {
        self.command_by(&["env"], source)
    }

    /// The same, run by another program.
    pub fn command_by(&self, by: &[&str], source: &Source) -> Command {
        let mut command = self.within(by[0]);
        command.args(&by[1..]).arg(env!("CARGO_BIN_EXE_xmppcert"));
        command.args(["export", "--format", "json", "--server", self.server, "--install"]);
        command.args(source.options()).stdin(Stdio::null());
        command
    }

    pub fn install(&self, source: &Source) -> Ran {
        run(&mut self.command(source))
    }

    /// What a user reads there.
    fn read_by(&self, user: &str, name: &str) -> Option<String> {
        let (user, group) = Generation::installed(&[])?.user(user);
        let mut command = self.within("setpriv");
        command.args([format!("--reuid={user}"), format!("--regid={group}")]);
        command.args(["--clear-groups", "cat"]).arg(Path::new(self.at).join(name));
        let ran = run(&mut command);
        (ran.status == Some(0)).then_some(ran.out)
    }

    /// Whether each of these names is a file with that content, and all others are hidden.
    fn holds(&self, files: &[(String, String)]) {
        let mut expected: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
        expected.sort();
        assert_eq!(names(self.folder.path()).0, expected, "{}", self.server);
        for (name, text) in files {
            let found = fs::read_to_string(self.path(name)).unwrap();
            assert_eq!(found, *text, "{} {name}", self.server);
            let metadata = fs::metadata(self.path(name)).unwrap();
            let group = Server::find(self.server).unwrap().layout.group;
            let is_secret = text.contains("PRIVATE KEY");
            let mode = match (is_secret, group) {
                (false, _) => 0o644,
                (true, Some(_)) => 0o640,
                (true, None) => 0o600,
            };
            let of = fs::metadata("/etc/passwd").unwrap();
            let gid = match group {
                Some(group) => gid(group),
                None => of.gid(),
            };
            let has = (metadata.mode() & 0o7777, metadata.uid(), metadata.gid());
            assert_eq!(has, (mode, of.uid(), gid), "{} {name}", self.server);
            if let Some(user) = self.user {
                assert_eq!(
                    self.read_by(user, name).as_ref(),
                    Some(text),
                    "{user} cannot read {name}"
                );
            }
            if is_secret {
                assert_eq!(self.read_by("nobody", name), None, "everybody reads {name}");
            }
        }
        // whatever is there beside them is no more open than they are
        for file in walk(self.folder.path()) {
            let text = fs::read_to_string(&file).unwrap();
            let mode = fs::metadata(&file).unwrap().mode();
            assert!(!text.contains("PRIVATE KEY") || mode & 0o007 == 0, "{}", file.display());
        }
    }
}

fn gid(name: &str) -> u32 {
    let groups = fs::read_to_string("/etc/group").unwrap();
    let line = groups.lines().find(|line| line.split(':').next() == Some(name)).unwrap();
    line.split(':').nth(2).unwrap().parse().unwrap()
}

/// Every regular file below.
fn walk(directory: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).unwrap().map(Result::unwrap) {
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            found.extend(walk(&entry.path()));
        } else if kind.is_file() {
            found.push(entry.path());
        }
    }
    found
}

/// Chain and key apart, as most servers have them.
fn pair(source: &Source) -> Vec<(String, String)> {
    let file = |end: &str, text: &str| (format!("{DOMAIN}.{end}"), text.to_owned());
    vec![file("crt", &source.leaf.fullchain()), file("key", &source.leaf.key)]
}

fn combined(source: &Source) -> Vec<(String, String)> {
    vec![(format!("{DOMAIN}.pem"), source.leaf.fullchain() + &source.leaf.key)]
}

/// Installs twice, and once more the same, and looks each time.
fn three_times(server: &'static str, files: fn(&Source) -> Vec<(String, String)>) {
    let Some(bound) = Bound::new(server) else { return };
    let (first, second) = (Source::of(RSA), Source::of(P256));
    for (number, source) in [&first, &second, &second].into_iter().enumerate() {
        let ran = bound.install(source).sound();
        bound.holds(&files(source));
        let places: Vec<String> = files(source)
            .iter()
            .map(|(name, _)| Path::new(bound.at).join(name).display().to_string())
            .collect();
        assert_eq!(ran.paths(), places, "{server}");
        let report = ran.report();
        let replaced = report["facts"]["files"].as_array().unwrap().iter();
        let replaced: Vec<_> = replaced.map(|file| file["replaced"].as_bool().unwrap()).collect();
        assert_eq!(replaced, vec![number > 0; places.len()], "{server}");
        // the old key is there for whoever wants it back
        let keys =
            walk(bound.folder.path()).into_iter().map(|file| fs::read_to_string(file).unwrap());
        let kept = keys.filter(|text| text.contains(&first.leaf.key)).count();
        assert!(number > 1 || kept == 1, "{server}, run {number}: {kept}");
    }
}

#[test]
fn prosodys() {
    three_times("prosody", pair);
}

#[test]
fn ejabberds() {
    three_times("ejabberd", combined);
}

#[test]
fn jabberd2s() {
    three_times("jabberd2", combined);
}

#[test]
fn nginxs() {
    three_times("nginx", pair);
}

#[test]
fn haproxys() {
    three_times("haproxy", combined);
}

/// Its links and hidden directory are no obstacle, and what is hidden is not served.
#[test]
fn prosody_serves_what_was_installed_and_renewed() {
    let Some(generation) = Generation::installed(&["prosody"]) else { return };
    let Some(bound) = Bound::new("prosody") else { return };
    let (first, second) = (Source::of(RSA), Source::of(P256));
    bound.install(&first).sound();
    let snippet = format!("certificates = \"{}\"", bound.folder.path().display());
    let (daemon, ports) = prosody::start(&generation, &snippet);
    sends(&ports, &first, "installed", || daemon.logs());
    bound.install(&second).sound();
    daemon.signal("HUP", 0);
    sends(&ports, &second, "renewed", || daemon.logs());
}

/// A glob for all .pem finds no backup, which it would prefer, since that has an EC key. A glob for all files would:
/// to Erlang a name that begins with a dot is like any other.
#[test]
fn ejabberd_serves_what_was_installed_and_renewed() {
    let Some(generation) = Generation::installed(&["ejabberdctl", "erl"]) else { return };
    let Some(bound) = Bound::new("ejabberd") else { return };
    let (first, second) = (Source::of(P256), Source::of(RSA));
    bound.install(&first).sound();
    let snippet = format!("certfiles:\n  - \"{}/*.pem\"", bound.folder.path().display());
    let server = ejabberd::Running::start(&generation, &snippet);
    sends(&server.ports, &first, "installed", || server.logs());
    std::thread::sleep(std::time::Duration::from_millis(1100));
    bound.install(&second).sound();
    server.reload();
    sends(&server.ports, &second, "renewed", || server.logs());
}

/// Where there is no user of the server nothing is written.
#[test]
fn a_server_that_is_not_here() {
    if !is_root() {
        return skip("--install is for root");
    }
    let passwd = fs::read_to_string("/etc/passwd").unwrap();
    if passwd.contains("openfire:") || Path::new("/etc/openfire").exists() {
        return skip("Openfire is installed");
    }
    let ran = Source::of(P256).export("openfire", &["--install"]);
    assert_eq!(ran.status, Some(2), "{ran:?}");
    assert!(ran.err.contains("there is no user openfire"), "{}", ran.err);
    let ran = Source::of(P256).export("tigase", &["--install"]);
    assert_eq!(ran.status, Some(2), "{ran:?}");
    assert!(ran.err.contains("--out-dir"), "{}", ran.err);
}
