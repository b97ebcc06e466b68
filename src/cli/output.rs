//! Files and reports together: either both arrive, or nothing has changed.

use std::path::{Path, PathBuf};

use crate::files::{
    Artifact, Clobber, Committed, Deposit, Owner, Switch, Switched, WriteError, Written,
};
use crate::report::{FileFact, Report, shell_quoted};

use super::failure::Failure;
use super::session::{Session, Stream};

/// One thing to write: to a file, or to standard output where the path is `-`.
#[derive(Debug)]
pub(super) struct Piece {
    /// What it holds, for the report.
    pub(super) role: &'static str,
    /// The file, or `-`.
    pub(super) path: PathBuf,
    /// Its content and whether that is secret.
    pub(super) artifact: Artifact,
}

impl Piece {
    fn goes_to_stdout(&self) -> bool {
        self.path.as_os_str() == "-"
    }
}

/// How files get their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Each by a rename of its own.
    EachItself(Clobber),
    /// All of one directory at one instant, by a hidden directory of this name.
    Together(String),
}

/// Files in their places, which can still be taken back.
enum Placed {
    Each(Committed),
    Together(Box<Switched>),
}

impl Way {
    fn place(self, artifacts: Vec<Artifact>) -> Result<Placed, WriteError> {
        let base = Path::new("");
        match self {
            Way::EachItself(clobber) => {
                Deposit::stage(base, artifacts, clobber)?.commit().map(Placed::Each)
            }
            Way::Together(name) => {
                let staged = Switch::stage(base, &name, artifacts, Clobber::ReplaceHidden)?;
                staged.commit().map(|switched| Placed::Together(Box::new(switched)))
            }
        }
    }
}

impl Placed {
    fn files(&self) -> &[Written] {
        match self {
            Placed::Each(committed) => &committed.files,
            Placed::Together(switched) => &switched.files,
        }
    }

    fn keep(self) {
        match self {
            Placed::Each(committed) => committed.keep(),
            Placed::Together(switched) => switched.keep(),
        }
    }

    fn rollback(self) -> Result<(), WriteError> {
        match self {
            Placed::Each(committed) => committed.rollback(),
            Placed::Together(switched) => switched.rollback(),
        }
    }
}

/// Writes the pieces and shows the report that `report` makes of the files written. When the
/// report cannot be shown, the files are taken back.
///
/// # Errors
/// When a file or a stream cannot be written; every old file is then as it was, and no new one is
/// left.
pub(super) fn deliver(
    pieces: Vec<Piece>,
    force: bool,
    session: &Session,
    show: impl FnOnce(Vec<FileFact>, Stream) -> Result<Vec<Report>, Failure>,
) -> Result<u8, Failure> {
    let clobber = if force { Clobber::Replace } else { Clobber::Refuse };
    deliver_by(Way::EachItself(clobber), "--out names another file", pieces, session, show)
}

/// The same, in a way of its own; `elsewhere` says how files that are in the way are avoided.
///
/// # Errors
/// As [`deliver`].
pub(super) fn deliver_by(
    way: Way,
    elsewhere: &str,
    pieces: Vec<Piece>,
    session: &Session,
    show: impl FnOnce(Vec<FileFact>, Stream) -> Result<Vec<Report>, Failure>,
) -> Result<u8, Failure> {
    let key = key_of_request(&pieces);
    let is_secret = |piece: &&Piece| piece.artifact.is_secret();
    let secrets: Vec<PathBuf> =
        pieces.iter().filter(is_secret).map(|piece| piece.path.clone()).collect();
    let unwritten = |error| unwritten(error, key.as_deref(), &secrets, elsewhere);
    let (printed, filed): (Vec<Piece>, Vec<Piece>) =
        pieces.into_iter().partition(Piece::goes_to_stdout);
    let (roles, artifacts): (Vec<_>, Vec<_>) =
        filed.into_iter().map(|piece| (piece.role, piece.artifact)).unzip();
    let placed = way.place(artifacts).map_err(unwritten)?;
    let facts = file_facts(&roles, &printed, placed.files());
    let to = if printed.is_empty() { Stream::Stdout } else { Stream::Stderr };
    let shown = printed
        .iter()
        .try_for_each(|piece| session.artifact(piece.artifact.bytes()))
        .and_then(|()| show(facts, to));
    match shown {
        Ok(reports) => {
            placed.keep();
            Ok(session.exit_status(&reports))
        }
        Err(failure) => match placed.rollback() {
            Ok(()) => Err(failure.hint("no file was written or changed")),
            Err(error) => Err(failure.hint(error.to_string())),
        },
    }
}

fn file_facts(roles: &[&'static str], printed: &[Piece], written: &[Written]) -> Vec<FileFact> {
    let on_disk = roles.iter().zip(written).map(|(role, written)| FileFact {
        role,
        path: written.path.display().to_string(),
        mode: Some(written.mode),
        owner: written.owner.as_ref().map(Owner::names),
        replaced: written.replaced,
        backup: written.backup.as_ref().map(|backup| backup.display().to_string()),
    });
    let on_stdout = printed.iter().map(|piece| FileFact {
        role: piece.role,
        path: "-".to_owned(),
        mode: None,
        owner: None,
        replaced: false,
        backup: None,
    });
    on_disk.chain(on_stdout).collect()
}

/// Where the key goes that is made for a request.
fn key_of_request(pieces: &[Piece]) -> Option<PathBuf> {
    let of = |role| pieces.iter().find(|piece| piece.role == role);
    of("request").and_then(|_| of("private key")).map(|piece| piece.path.clone())
}

/// The failure with its cure; that of a key's file which is in the way of a request is often the
/// key in it.
fn unwritten(
    error: WriteError,
    key: Option<&Path>,
    secrets: &[PathBuf],
    elsewhere: &str,
) -> Failure {
    let hints = match &error {
        WriteError::AlreadyExists { path } if key == Some(path) => vec![
            format!(
                "--key {} makes the request with the key that is there",
                shell_quoted(&path.display().to_string())
            ),
            "--key-out names another file for the new key; --force replaces the old one, and keeps it beside it"
                .to_owned(),
        ],
        WriteError::AlreadyExists { path } if secrets.contains(path) => vec![
            format!("--force replaces it, and keeps the old one beside it; {elsewhere}"),
        ],
        WriteError::AlreadyExists { .. } => {
            vec![format!("--force replaces it; {elsewhere}")]
        }
        WriteError::NoParent { .. } => vec!["mkdir -p makes the directory".to_owned()],
        WriteError::PermissionDenied { path } if path.starts_with("/etc") => {
            vec!["only root writes there: run it with sudo".to_owned()]
        }
        _ => vec![],
    };
    hints.into_iter().fold(Failure::input(error), Failure::hint)
}
