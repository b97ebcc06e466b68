//! Files and reports together: either both arrive, or nothing has changed.

use std::path::{Path, PathBuf};

use crate::files::{Artifact, Clobber, Committed, Deposit, WriteError};
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
    let key = key_of_request(&pieces);
    let unwritten = |error| unwritten(error, key.as_deref());
    let (printed, filed): (Vec<Piece>, Vec<Piece>) =
        pieces.into_iter().partition(Piece::goes_to_stdout);
    let clobber = if force { Clobber::Replace } else { Clobber::Refuse };
    let (roles, artifacts): (Vec<_>, Vec<_>) =
        filed.into_iter().map(|piece| (piece.role, piece.artifact)).unzip();
    let staged = Deposit::stage(Path::new(""), artifacts, clobber).map_err(unwritten)?;
    let committed = staged.commit().map_err(unwritten)?;
    let facts = file_facts(&roles, &printed, &committed);
    let to = if printed.is_empty() { Stream::Stdout } else { Stream::Stderr };
    let shown = printed
        .iter()
        .try_for_each(|piece| session.artifact(piece.artifact.bytes()))
        .and_then(|()| show(facts, to));
    match shown {
        Ok(reports) => {
            committed.keep();
            Ok(session.exit_status(&reports))
        }
        Err(failure) => match committed.rollback() {
            Ok(()) => Err(failure.hint("no file was written or changed")),
            Err(error) => Err(failure.hint(error.to_string())),
        },
    }
}

fn file_facts(roles: &[&'static str], printed: &[Piece], committed: &Committed) -> Vec<FileFact> {
    let on_disk = roles.iter().zip(&committed.files).map(|(role, written)| FileFact {
        role,
        path: written.path.display().to_string(),
        mode: Some(written.mode),
        owner: None,
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
fn unwritten(error: WriteError, key: Option<&Path>) -> Failure {
    let hints = match &error {
        WriteError::AlreadyExists { path } if key == Some(path) => vec![
            format!(
                "--key {} makes the request with the key that is there",
                shell_quoted(&path.display().to_string())
            ),
            "--key-out names another file for the new key; --force replaces the old one, and keeps it beside it"
                .to_owned(),
        ],
        WriteError::AlreadyExists { .. } => vec![
            "--force replaces it (of a key the older one is kept beside it); --out names another file"
                .to_owned(),
        ],
        WriteError::NoParent { .. } => vec!["mkdir -p makes the directory".to_owned()],
        _ => vec![],
    };
    hints.into_iter().fold(Failure::input(error), Failure::hint)
}
