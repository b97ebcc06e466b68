//! Where servers are: those that are installed, and those of another Debian in a folder.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// The folder that `tests/servers/make-root.sh` makes.
const OTHER: &str = "XMPPCERT_SERVER_ROOT";

/// A generation of servers.
#[derive(Clone, Debug)]
pub struct Generation {
    /// The folder that is its root directory, where it is not the one of this machine.
    root: Option<PathBuf>,
}

impl Generation {
    /// What is installed on this machine.
    ///
    /// `None` where one of the programs is not; then the test says so and passes, unless
    /// `XMPPCERT_REQUIRE_PEERS=1`.
    pub fn installed(programs: &[&str]) -> Option<Generation> {
        let generation = Generation { root: None };
        generation.with(programs, "this machine")
    }

    /// What is in the folder of `XMPPCERT_SERVER_ROOT`; `None` as with what is installed.
    pub fn other(programs: &[&str]) -> Option<Generation> {
        let Some(root) = std::env::var_os(OTHER).map(PathBuf::from) else {
            return skip(&format!("{OTHER} names no folder with {}", programs.join(" ")));
        };
        if is_root() {
            let generation = Generation { root: Some(root) };
            return generation.with(programs, &format!("the folder of {OTHER}"));
        }
        skip(&format!("{OTHER} is for root, who alone may use chroot"))
    }

    fn with(self, programs: &[&str], whose: &str) -> Option<Generation> {
        match programs.iter().find(|program| self.program(program).is_none()) {
            Some(missing) => skip(&format!("{missing} is not installed in {whose}")),
            None => Some(self),
        }
    }

    /// The path of a program, as seen from within.
    fn program(&self, name: &str) -> Option<PathBuf> {
        let folders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin"];
        folders
            .iter()
            .map(|folder| Path::new(folder).join(name))
            .find(|path| self.outside(path).exists())
    }

    /// The path by which this process finds what a program finds there.
    pub fn outside(&self, inside: &Path) -> PathBuf {
        match (&self.root, inside.strip_prefix("/")) {
            (Some(root), Ok(relative)) => root.join(relative),
            _ => inside.to_owned(),
        }
    }

    /// A program of this generation, which ends when the thread that started it does.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "KILL"]);
        self.append(&mut command, program);
        command
    }

    /// As [`command`](Self::command), with another `/etc/hosts`: the C library has no setting for that.
    pub fn command_with_hosts(&self, program: &str, hosts: &Path) -> Command {
        const MOUNT: &str = r#"mount --bind "$0" "$1" && shift && exec "$@""#;
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "KILL", "unshare", "--mount"]);
        if !is_root() {
            command.arg("--map-root-user");
        }
        command.args(["sh", "-c", MOUNT]).arg(self.outside(hosts));
        command.arg(self.outside(Path::new("/etc/hosts")));
        self.append(&mut command, program);
        command
    }

    /// As [`command`](Self::command), run as a user that the generation knows; whoever is not root runs it himself.
    pub fn command_as(&self, user: &str, program: &str) -> Command {
        if !is_root() {
            return self.command(program);
        }
        let mut command = Command::new(if self.root.is_some() { "chroot" } else { "setpriv" });
        if let Some(root) = &self.root {
            command.arg(root).arg("setpriv");
        }
        let (user, group) = self.user(user);
        command.args([format!("--reuid={user}"), format!("--regid={group}")]);
        command.args(["--clear-groups", "--pdeathsig", "KILL"]);
        command.arg(self.program(program).unwrap_or_else(|| program.into()));
        command.stdin(Stdio::null());
        command
    }

    /// The numbers of a user and its group.
    pub fn user(&self, name: &str) -> (u32, u32) {
        let users = std::fs::read_to_string(self.outside(Path::new("/etc/passwd"))).unwrap();
        let line = users.lines().find(|line| line.split(':').next() == Some(name));
        let fields: Vec<&str> =
            line.unwrap_or_else(|| panic!("no user {name}")).split(':').collect();
        (fields[2].parse().unwrap(), fields[3].parse().unwrap())
    }

    fn append(&self, command: &mut Command, program: &str) {
        if let Some(root) = &self.root {
            command.arg("chroot").arg(root);
        }
        command.arg(self.program(program).unwrap_or_else(|| program.into()));
        command.stdin(Stdio::null());
    }

    /// An empty folder that its programs can reach.
    pub fn place(&self) -> Place {
        let outside = self.root.as_ref().map_or_else(std::env::temp_dir, |root| root.join("tmp"));
        let folder = tempfile::tempdir_in(&outside).unwrap();
        let inside = match &self.root {
            Some(_) => Path::new("/tmp").join(folder.path().file_name().unwrap()),
            None => folder.path().to_owned(),
        };
        Place { folder, inside }
    }

    /// The folder below `/usr/lib` in which Debian puts what depends on the architecture and begins
    /// so: `/usr/lib/x86_64-linux-gnu` for `ejabberd-`.
    pub fn library(&self, begins: &str) -> PathBuf {
        let places = |folder: &Path| {
            let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
            entries.map(|entry| entry.path()).collect::<Vec<_>>()
        };
        let begin = |path: &PathBuf| {
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(begins))
        };
        let mut all = places(&self.outside(Path::new("/usr/lib")));
        all.retain(|folder| places(folder).iter().any(begin));
        let found = all.first().unwrap_or_else(|| panic!("no {begins} below /usr/lib"));
        Path::new("/usr/lib").join(found.file_name().unwrap())
    }

    /// The version of a package as its authors count: `26.07` for Debian's `26.07-1`.
    pub fn version(&self, package: &str) -> String {
        let mut command = self.command("dpkg-query");
        let output =
            command.args(["--show", "--showformat", "${Version}", package]).output().unwrap();
        let version = String::from_utf8_lossy(&output.stdout).into_owned();
        let upstream = version.split_once(':').map_or(version.as_str(), |(_, rest)| rest);
        let upstream = upstream.split(['-', '+', '~']).next().unwrap_or_default();
        assert!(!upstream.is_empty(), "dpkg-query knows no version of {package}");
        upstream.to_owned()
    }
}

/// Whether this process may do as any user does.
pub fn is_root() -> bool {
    std::fs::metadata("/proc/self").unwrap().uid() == 0
}

/// Says why the test is skipped.
fn skip<T>(why: &str) -> Option<T> {
    let required = std::env::var_os("XMPPCERT_REQUIRE_PEERS").is_some_and(|value| value == "1");
    assert!(!required, "{why}");
    eprintln!("skipped: {why}");
    None
}

/// A folder with two paths, which goes away with the value.
#[derive(Debug)]
pub struct Place {
    folder: TempDir,
    /// The path that the servers know.
    pub inside: PathBuf,
}

impl Place {
    /// Writes a file, with its folders.
    pub fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    /// Writes a configuration, with its words between `@` replaced.
    pub fn fill(&self, name: &str, template: &str, words: &[(&str, &str)]) {
        let dir = self.inside.display().to_string();
        let mut text = template.replace("@DIR@", &dir);
        for (word, value) in words {
            text = text.replace(&format!("@{word}@"), value);
        }
        self.put(name, text);
    }

    /// Its path in this process.
    pub fn outside(&self) -> &Path {
        self.folder.path()
    }

    /// Gives it to a user that the generation knows, who can then write into it; others can pass through.
    pub fn give_to(&self, generation: &Generation, user: &str) {
        if is_root() {
            let (user, group) = generation.user(user);
            std::os::unix::fs::chown(self.outside(), Some(user), Some(group)).unwrap();
        }
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(self.outside(), mode).unwrap();
    }

    /// The path of a file, as the servers know it.
    pub fn path(&self, name: &str) -> String {
        self.inside.join(name).display().to_string()
    }

    /// Whether there is such a file.
    pub fn has(&self, name: &str) -> bool {
        self.folder.path().join(name).exists()
    }

    /// What stands in a file.
    pub fn read(&self, name: &str) -> String {
        let bytes = std::fs::read(self.folder.path().join(name)).unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// A file to which a program writes what it prints.
    pub fn output(&self, name: &str) -> Stdio {
        Stdio::from(std::fs::File::create(self.folder.path().join(name)).unwrap())
    }

    /// The last lines of all files that tell what happened.
    pub fn logs(&self) -> String {
        let mut all = String::new();
        for entry in std::fs::read_dir(self.folder.path()).unwrap().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.ends_with(".log") {
                let text = self.read(&name);
                let lines: Vec<&str> = text.lines().collect();
                let last = lines[lines.len().saturating_sub(40)..].join("\n");
                all += &format!("--- {name}\n{last}\n");
            }
        }
        all
    }
}
