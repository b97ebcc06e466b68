//! Many files: all cores read, one voice speaks, in the order given.

use std::path::PathBuf;
use std::thread;

use super::super::failure::Failure;
use super::super::session::Session;
use super::super::stream::Output;
use super::Look;
use super::one::{self, Seen, Shown};

/// Files that are held in memory at once.
const BATCH: usize = 256;
/// Fewer files than this are not worth a second thread.
const FEW: usize = 8;

/// Looks at every file and shows what is seen; the exit status is the worst.
pub(super) fn look_at(paths: &[PathBuf], look: &Look, session: &Session) -> Result<u8, Failure> {
    let mut output = Output::new(session, "inspect");
    let mut status = 0;
    let mut done = 0;
    for batch in paths.chunks(BATCH) {
        for seen in all_of(batch, look, session) {
            let failure = match seen {
                Ok(Seen { shown, closed }) => {
                    match shown {
                        Shown::Reports(reports) => output.show(reports)?,
                        Shown::Pem(text) => output.verbatim(&text)?,
                    }
                    closed
                }
                Err(failure) => Some(failure),
            };
            if let Some(failure) = failure {
                session.fail(&failure);
                status = status.max(failure.exit_status());
            }
        }
        done += batch.len();
        session.progress("files", done, paths.len());
    }
    Ok(status.max(output.end()?))
}

fn all_of(batch: &[PathBuf], look: &Look, session: &Session) -> Vec<Result<Seen, Failure>> {
    let workers = thread::available_parallelism().map_or(1, usize::from).min(16);
    if batch.len() < FEW || workers == 1 {
        return batch.iter().map(|path| one::look_at(path, look, session)).collect();
    }
    let share = batch.len().div_ceil(workers);
    thread::scope(|scope| {
        let running: Vec<_> = batch
            .chunks(share)
            .map(|part| {
                scope.spawn(|| {
                    part.iter().map(|path| one::look_at(path, look, session)).collect::<Vec<_>>()
                })
            })
            .collect();
        running.into_iter().flat_map(|worker| worker.join().unwrap_or_default()).collect()
    })
}
