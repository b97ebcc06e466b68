//! The files of a configuration: the one that was named, and those that it includes.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use anyhow::anyhow;

use crate::files;
use crate::servers::config::{FORMATS, Format, Host, LIMIT, Reading, Unread};

use super::super::failure::Failure;
use super::super::session::Session;

/// Files that are included, at most.
const MOST: usize = 100;
/// Files that include each other, at most.
const DEEPEST: usize = 10;

/// A host and the file that makes it.
pub(super) struct Served {
    pub(super) file: String,
    pub(super) host: Host,
}

/// All that the files of a configuration say.
pub(super) struct Configuration {
    pub(super) server: &'static str,
    pub(super) hosts: Vec<Served>,
    pub(super) unread: Vec<(String, Unread)>,
}

/// Reads a configuration with what it includes.
///
/// # Errors
/// When the file cannot be read, or is that of no server that we know. What it includes and cannot be
/// read is among the unread.
pub(super) fn read(
    path: &Path,
    server: Option<&'static Format>,
    session: &Session,
) -> Result<Configuration, Failure> {
    let octets = match path.as_os_str() == "-" {
        true => session.stdin()?,
        false => files::read(path, LIMIT).map_err(Failure::input)?,
    };
    let shown = path.display().to_string();
    let text = std::str::from_utf8(&octets);
    let text = text.map_err(|_| Failure::input(anyhow!("{shown} is no text in UTF-8")))?;
    let format = server.or_else(|| Format::of(text)).ok_or_else(|| unknown(&shown))?;
    let reading = format.hosts(text).map_err(|error| {
        Failure::input(anyhow!("{shown} is no configuration of {}: {error}", format.server))
    })?;
    let mut gathered =
        Gathered { format, files: vec![], count: 0, seen: HashSet::from([real(path)]) };
    gathered.file(path, reading, 0);
    Ok(gathered.settled())
}

fn unknown(shown: &str) -> Failure {
    let servers: Vec<&str> = FORMATS.iter().map(|format| format.server).collect();
    Failure::input(anyhow!("{shown} looks like the configuration of no server that is known"))
        .hint(format!("--server NAME says whose it is: {}", servers.join(", ")))
}

/// The path free of links, or as it is where it leads nowhere.
fn real(path: &Path) -> PathBuf {
    let way = files::way(path).ok();
    way.and_then(|parts| parts.last().map(|part| part.path.clone())).unwrap_or(path.to_owned())
}

struct Gathered {
    format: &'static Format,
    files: Vec<(String, Reading)>,
    count: usize,
    seen: HashSet<PathBuf>,
}

impl Gathered {
    fn file(&mut self, path: &Path, mut reading: Reading, depth: usize) {
        let includes = std::mem::take(&mut reading.includes);
        let place = self.files.len();
        self.files.push((path.display().to_string(), reading));
        for include in includes {
            let failures = match paths(path, &include.path) {
                Ok(paths) => {
                    paths.iter().filter_map(|path| self.include(path, depth + 1).err()).collect()
                }
                Err(why) => vec![why],
            };
            let Some((_, reading)) = self.files.get_mut(place) else { continue };
            reading.unread.extend(failures.into_iter().map(|why| {
                let why = format!("Include \"{}\" is not read: {why}.", include.path);
                Unread { line: include.line, why }
            }));
        }
    }

    fn include(&mut self, path: &Path, depth: usize) -> Result<(), String> {
        if depth > DEEPEST {
            return Err(format!("more than {DEEPEST} files include each other"));
        }
        if !self.seen.insert(real(path)) {
            return Ok(());
        }
        if self.count >= MOST {
            return Err(format!("{} is beyond the {MOST} files that are included", path.display()));
        }
        self.count += 1;
        let octets = files::read(path, LIMIT).map_err(|error| error.to_string())?;
        let text = std::str::from_utf8(&octets)
            .map_err(|_| format!("{} is no text in UTF-8", path.display()))?;
        let reading = self.format.hosts(text);
        let reading = reading.map_err(|error| format!("{}: {error}", path.display()))?;
        self.file(path, reading, depth);
        Ok(())
    }

    /// The hosts of all files together, for a component may stand in another file than its domain.
    fn settled(self) -> Configuration {
        let mut whole = Reading::default();
        let (mut places, mut unread) = (HashMap::new(), Vec::new());
        for (file, mut reading) in self.files {
            unread.extend(reading.unread.drain(..).map(|one| (file.clone(), one)));
            for host in &reading.hosts {
                places.entry(host.domain.clone()).or_insert_with(|| file.clone());
            }
            whole.absorb(reading);
        }
        whole.settle();
        let file_of = |host: &Host| places.get(&host.domain).cloned().unwrap_or_default();
        let hosts = whole.hosts.into_iter().map(|host| Served { file: file_of(&host), host });
        Configuration { server: self.format.server, hosts: hosts.collect(), unread }
    }
}

/// The files that an include means: relative to the file that it stands in, and of a pattern in its last
/// part every file that fits and is not hidden (core/configmanager.lua of Prosody).
fn paths(from: &Path, path: &str) -> Result<Vec<PathBuf>, String> {
    let full = from.parent().unwrap_or(Path::new("")).join(path);
    let name = full.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
    if !path.contains(['*', '?']) {
        return Ok(vec![full]);
    }
    let folder = full.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let names = files::names(folder).map_err(|error| error.to_string())?;
    let fits = |found: &str| !found.starts_with('.') && fits(&name, found);
    let fitting = names.iter().filter(|found| found.to_str().is_some_and(fits));
    Ok(fitting.map(|found| full.with_file_name(found)).collect())
}

/// Whether a name fits a pattern of `*` and `?`; in time that is the product of their lengths.
fn fits(pattern: &str, name: &str) -> bool {
    // whether what was passed of the pattern fits each beginning of the name
    let name: Vec<char> = name.chars().collect();
    let mut fitting = vec![false; name.len() + 1];
    fitting.splice(0..1, [true]);
    for sign in pattern.chars() {
        let mut before = fitting.iter().copied();
        let mut next = Vec::with_capacity(fitting.len());
        if sign == '*' {
            let mut any = false;
            next.extend(before.map(|fits| {
                any |= fits;
                any
            }));
        } else {
            next.push(false);
            let each =
                name.iter().map(|c| before.next() == Some(true) && (sign == '?' || sign == *c));
            next.extend(each);
        }
        fitting = next;
    }
    fitting.last() == Some(&true)
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn stars_and_question_marks_fit_as_in_a_shell() {
        for (pattern, name, fit) in [
            ("*.cfg.lua", "a.cfg.lua", true),
            ("*.cfg.lua", ".cfg.lua", true),
            ("*.cfg.lua", "a.cfg.lua.bak", false),
            ("?.lua", "a.lua", true),
            ("?.lua", "ab.lua", false),
            ("a*b*c", "aXbYbZc", true),
            ("*", "", true),
            ("a", "b", false),
        ] {
            assert_eq!(fits(pattern, name), fit, "{pattern} {name}");
        }
    }
}
