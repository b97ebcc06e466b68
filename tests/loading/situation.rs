//! Situations: files as an operator may leave them, and what is asked of the server that finds them.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use xmppcert::servers::loading::{Barred, Found, Given};

/// Files, and the domains for which the server is asked.
#[derive(Clone, Debug)]
pub struct Situation {
    pub name: &'static str,
    pub files: Vec<File>,
    pub domains: Vec<&'static str>,
    /// What the configuration has as passphrase.
    pub passphrase: Option<&'static str>,
}

/// A file, a directory or a symbolic link, which belongs to root.
#[derive(Clone, Debug)]
pub struct File {
    /// Below the directory of certificates.
    pub path: String,
    pub is: Is,
    /// The permissions; the server's user is one of the others.
    pub mode: u32,
    /// How long ago it was changed, in seconds.
    pub age: u64,
}

/// What stands at a path.
#[derive(Clone, Debug)]
pub enum Is {
    File(Vec<u8>),
    Directory,
    /// With its target, as it is written.
    Link(String),
}

/// A file with that content, which everybody may read.
pub fn file(path: &str, content: impl AsRef<[u8]>) -> File {
    File { path: path.to_owned(), is: Is::File(content.as_ref().to_vec()), mode: 0o644, age: 60 }
}

/// A directory with permissions; those of whom nothing is said are there where a file needs them, 0755.
pub fn directory(path: &str, mode: u32) -> File {
    File { path: path.to_owned(), is: Is::Directory, mode, age: 60 }
}

/// A symbolic link.
pub fn link(path: &str, target: &str) -> File {
    File { path: path.to_owned(), is: Is::Link(target.to_owned()), mode: 0o777, age: 60 }
}

impl File {
    pub fn mode(self, mode: u32) -> File {
        File { mode, ..self }
    }

    pub fn age(self, age: u64) -> File {
        File { age, ..self }
    }
}

impl Situation {
    /// For one domain, without a passphrase.
    pub fn new(name: &'static str, files: impl IntoIterator<Item = File>) -> Situation {
        let files = files.into_iter().collect();
        Situation { name, files, domains: vec![super::pki::DOMAIN], passphrase: None }
    }

    pub fn domains(self, domains: &[&'static str]) -> Situation {
        Situation { domains: domains.to_vec(), ..self }
    }

    pub fn passphrase(self, passphrase: &'static str) -> Situation {
        Situation { passphrase: Some(passphrase), ..self }
    }

    /// Whether it needs a server that is somebody else than the owner of the files.
    pub fn needs_root(&self) -> bool {
        self.files.iter().any(|file| match file.is {
            Is::File(_) => file.mode & 0o004 == 0,
            Is::Directory => file.mode & 0o005 != 0o005,
            Is::Link(_) => false,
        })
    }

    /// Puts all files below a directory, where nothing stood before.
    pub fn put(&self, root: &Path) {
        if root.exists() {
            fs::remove_dir_all(root).unwrap();
        }
        fs::create_dir_all(root).unwrap();
        fs::set_permissions(root, fs::Permissions::from_mode(0o755)).unwrap();
        for file in &self.files {
            let path = root.join(&file.path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            match &file.is {
                Is::File(content) => {
                    fs::write(&path, content).unwrap();
                    let changed = SystemTime::now() - Duration::from_secs(file.age);
                    fs::File::options()
                        .write(true)
                        .open(&path)
                        .unwrap()
                        .set_modified(changed)
                        .unwrap();
                    fs::set_permissions(&path, fs::Permissions::from_mode(file.mode)).unwrap();
                }
                Is::Directory => fs::create_dir_all(&path).unwrap(),
                Is::Link(target) => symlink(target, &path).unwrap(),
            }
        }
        // last, and for all that was made on the way: nobody's umask counts
        for file in self.files.iter().filter(|file| matches!(file.is, Is::Directory)) {
            let mode = fs::Permissions::from_mode(file.mode);
            fs::set_permissions(root.join(&file.path), mode).unwrap();
        }
    }
}

/// What stands at the paths that were named, as the command would read it for the server's user.
#[derive(Debug)]
pub struct Standing {
    found: Vec<Stood>,
    domains: Vec<xmppcert::name::Domain>,
    now: i64,
    passphrase: Option<&'static str>,
}

#[derive(Debug)]
struct Stood {
    path: String,
    base: usize,
    octets: Result<Vec<u8>, Barred>,
    modified: i64,
}

/// How paths were named.
#[derive(Clone, Copy, Debug)]
pub enum Named<'a> {
    /// The directory itself.
    Directory,
    /// Each of these files, below the directory.
    Files(&'a [&'a str]),
}

impl Standing {
    /// Reads what stands below `root`, which the server knows as `inside`. Permissions count where the server
    /// runs as a `user` of its own.
    pub fn read(
        situation: &Situation,
        root: &Path,
        inside: &str,
        named: Named<'_>,
        user: Option<&str>,
    ) -> Standing {
        let mut paths = Vec::new();
        match named {
            Named::Directory => walk(root, &mut paths),
            Named::Files(names) => paths.extend(names.iter().map(|name| root.join(name))),
        }
        let base = match named {
            Named::Directory => inside.len(),
            Named::Files(_) => 0,
        };
        let stood = |path: &PathBuf| {
            let modified = fs::metadata(path).ok()?.mtime();
            let octets = match user.and_then(|user| barred(root, inside, path, user)) {
                Some(barred) => Err(barred),
                None => Ok(fs::read(path).ok()?),
            };
            Some(Stood { path: as_inside(root, inside, path), base, octets, modified })
        };
        Standing {
            found: paths.iter().filter_map(stood).collect(),
            domains: situation.domains.iter().map(|domain| domain.parse().unwrap()).collect(),
            now: now(),
            passphrase: situation.passphrase,
        }
    }

    /// As a loader takes it.
    pub fn given(&self) -> Given<'_> {
        let found = |stood: &'_ Stood| Found {
            path: stood.path.clone(),
            base: stood.base,
            octets: Ok(&[]),
            modified: Some(stood.modified),
        };
        let all = self.found.iter().map(|stood| Found {
            octets: stood.octets.as_deref().map_err(Barred::clone),
            ..found(stood)
        });
        Given {
            domains: &self.domains,
            found: all.collect(),
            now: self.now,
            passphrase: self.passphrase,
        }
    }
}

/// The clock of the servers, in seconds since 1970.
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}

/// All files below, each directory's by name.
fn walk(directory: &Path, paths: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        match path.is_dir() {
            true => walk(&path, paths),
            false => paths.push(path),
        }
    }
}

fn as_inside(root: &Path, inside: &str, path: &Path) -> String {
    match path.strip_prefix(root) {
        Ok(below) if !below.as_os_str().is_empty() => format!("{inside}/{}", below.display()),
        _ => inside.to_owned(),
    }
}

/// The first part of the way to a file, by its links and without them, at which one of the others has to stop.
fn barred(root: &Path, inside: &str, path: &Path, user: &str) -> Option<Barred> {
    let direct = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let root = fs::canonicalize(root).unwrap();
    [path, &direct].into_iter().find_map(|path| {
        let below = path.strip_prefix(&root).ok()?;
        let mut at = root.clone();
        let parts = [None].into_iter().chain(below.components().map(Some));
        parts.into_iter().find_map(|part| {
            at.extend(part);
            let metadata = fs::metadata(&at).ok()?;
            let wanted = if metadata.is_dir() { 0o005 } else { 0o004 };
            let mode = metadata.mode() & 0o7777;
            (mode & wanted != wanted).then(|| Barred {
                user: user.to_owned(),
                at: as_inside(&root, inside, &at),
                how: format!("mode {mode:04o}, owner {}, group {}", metadata.uid(), metadata.gid()),
            })
        })
    })
}
