//! What there is to say of files that are read one by one.

use super::super::blocks::{self, Bad, Contents, Why};
use super::{Teller, failed};
use crate::report::shell_quoted;
use crate::servers::loading::codes::{FILE_IGNORED, FILES_UNREADABLE, NOT_RELOADED, START_ABORTED};
use crate::servers::loading::{Barred, Fate, Found};

/// What the clocks of a CA and of a server may differ by, in seconds.
const SKEW: i64 = 3600;

impl Teller<'_> {
    /// Reads a file as ejabberd does; `None` where it gets nothing out of it.
    pub(in super::super) fn read(&mut self, index: usize, found: &Found<'_>) -> Option<Contents> {
        if let Some((directory, _)) = found.below().split_once('/').filter(|_| !found.is_named()) {
            let directory =
                format!("{}/{directory}", found.path.get(..found.base).unwrap_or_default());
            self.directory(index, directory);
            return None;
        }
        let octets = match &found.octets {
            Ok(octets) => octets,
            Err(barred) => {
                self.barred(index, found, barred);
                return None;
            }
        };
        match blocks::read(octets) {
            Ok(contents) => {
                self.unseen(found, &contents);
                self.stale(found, &contents);
                Some(contents)
            }
            Err(bad) => {
                self.bad(index, found, bad);
                None
            }
        }
    }

    fn bad(&mut self, index: usize, found: &Found<'_>, bad: Bad) {
        let path = &found.path;
        let logged = failed(path, &bad.to_string());
        self.fatal(index, &logged);
        let (what, cure) = reason(bad.why, path);
        let text = format!(
            "{path}: {what}, and one such file keeps ejabberd from starting: \"{logged}\"."
        );
        self.say(&START_ABORTED, path, text, cure);
    }

    /// A directory is among what the glob takes in.
    fn directory(&mut self, index: usize, directory: String) {
        let logged = failed(&directory, "illegal operation on a directory");
        self.fatal(index, &logged);
        if self.directories.insert(directory.clone()) {
            let text = format!(
                "{directory} is a directory, and ejabberd reads everything that certfiles: DIR/* names as \
                 a file: \"{logged}\"."
            );
            let cure = "name the files instead of all that is there (certfiles: DIR/*.pem), or move the \
                        directory away";
            self.say(&START_ABORTED, &directory, text, Some(cure.to_owned()));
        }
    }

    fn barred(&mut self, index: usize, found: &Found<'_>, barred: &Barred) {
        let (path, Barred { user, at, how }) = (&found.path, barred);
        // a glob sees nothing behind a directory that is closed; what it sees it has to read
        let hidden = at != path && path.starts_with(&format!("{at}/"));
        let ends = if hidden {
            let logged = format!(
                "Path {path} is empty, please make sure ejabberd has sufficient rights to read it"
            );
            self.set(index, Fate::Ignored, format!("{user} may not pass {at} ({how})"));
            format!("it goes on without the file, and logs \"{logged}\"")
        } else {
            let logged = failed(path, "permission denied");
            self.fatal(index, &logged);
            format!("it does not start: \"{logged}\"")
        };
        let text = format!("{user} has to read {path}, and {at} is closed to it ({how}); {ends}.");
        self.say(&FILES_UNREADABLE, path, text, None);
    }

    fn unseen(&mut self, found: &Found<'_>, contents: &Contents) {
        for (line, why) in &contents.unseen {
            let text =
                format!("{}, line {line}: {why}; ejabberd reads the rest of the file.", found.path);
            self.say(&FILE_IGNORED, &found.path, text, None);
        }
    }

    /// A time that the file cannot have been put there at.
    fn stale(&mut self, found: &Found<'_>, contents: &Contents) {
        let Some(modified) = found.modified else { return };
        let made = contents.certificates.iter().map(|(link, _)| link.not_before);
        let made = made.filter(|made| *made <= self.given.now).max();
        let why = match made {
            _ if modified > self.given.now.saturating_add(SKEW) => {
                "is in the future, so what replaces it will look older"
            }
            Some(made) if modified.saturating_add(SKEW) < made => {
                "is before its certificate begins, so it was kept from elsewhere"
            }
            _ => return,
        };
        let path = &found.path;
        let text = format!(
            "The time of the last change of {path} {why}; at a reload ejabberd reads a file only when its time \
             is later than at the last reading."
        );
        let cure = format!("touch {} && ejabberdctl reload_config", shell_quoted(path));
        self.say(&NOT_RELOADED, path, text, Some(cure));
    }
}

/// What is wrong with a file, and the cure where it is not the general one.
fn reason(why: Why, path: &str) -> (&'static str, Option<String>) {
    let file = shell_quoted(path);
    let away = format!("take {file} out of what certfiles names");
    match why {
        Why::Empty => ("it holds neither a certificate nor a key that ejabberd sees", Some(away)),
        Why::Encrypted => (
            "its private key is encrypted, and ejabberd has no passphrase for it",
            Some(format!("xmppcert key convert {file} --to pkcs8 --out NEW")),
        ),
        Why::KeyAlgorithm | Why::KeyType => (
            "its private key is of a kind that ejabberd does not read",
            Some("xmppcert key --type p256 --out NEW, and a certificate for it: xmppcert csr DOMAIN --key NEW".to_owned()),
        ),
        Why::UnexpectedEof => ("its last PEM block has no end", None),
        Why::Nested => ("a PEM block begins within another", None),
        Why::Pem | Why::Der => ("one of its PEM blocks is damaged", None),
    }
}
