//! Many files: what each shows, in the order given.

use std::path::PathBuf;

use super::super::crowd::in_order;
use super::super::failure::Failure;
use super::super::session::Session;
use super::super::stream::Output;
use super::Look;
use super::one::{self, Seen, Shown};

/// Looks at every file and shows what is seen; the exit status is the worst.
pub(super) fn look_at(paths: &[PathBuf], look: &Look, session: &Session) -> Result<u8, Failure> {
    let mut output = Output::new(session, "inspect");
    let work = |path: &PathBuf| one::look_at(path, look, session);
    in_order(paths, work, session, |path, seen| {
        let failure = match seen {
            Ok(Seen { shown, closed }) => {
                match shown {
                    Shown::Reports(rendered) => output.show(rendered)?,
                    Shown::Pem(text) => output.verbatim(&text)?,
                }
                closed
            }
            Err(failure) => Some(failure),
        };
        failure.map_or(Ok(()), |failure| output.failed(&path.display().to_string(), &failure))
    })?;
    output.end()
}
