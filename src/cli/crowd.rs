//! Many subjects: all cores work, one voice speaks, in the order given.

use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::{self, Scope};

use super::failure::Failure;
use super::session::Session;

/// Subjects that a worker takes at a time.
const BATCH: usize = 8;
/// Batches of each worker that wait to be shown, at most: one slow subject does not stop the others, and
/// memory is bounded.
const AHEAD: usize = 8;
/// Fewer subjects than this are not worth a second thread.
const FEW: usize = 8;

/// Does `work` on every subject on all cores, and gives the results to `tell` in order.
///
/// # Errors
/// The first error of `tell`; nothing more is told then.
pub(super) fn in_order<S: Sync, R: Send>(
    subjects: &[S],
    work: impl Fn(&S) -> R + Sync,
    session: &Session,
    mut tell: impl FnMut(&S, R) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let workers = thread::available_parallelism().map_or(1, usize::from).min(16);
    if subjects.len() < FEW || workers == 1 {
        return subjects.iter().try_for_each(|subject| tell(subject, work(subject)));
    }
    thread::scope(|scope| {
        let job = Job { subjects, work: &work, workers };
        let sources: Vec<_> = (0..workers).map(|first| job.start(first, scope)).collect();
        let mut done = 0;
        for (batch, source) in subjects.chunks(BATCH).zip(sources.iter().cycle()) {
            let results = source.recv().into_iter().flatten();
            batch.iter().zip(results).try_for_each(|(subject, result)| tell(subject, result))?;
            done += batch.len();
            session.progress("files", done, subjects.len());
        }
        Ok(())
    })
}

/// What the workers share.
struct Job<'a, S, W> {
    subjects: &'a [S],
    work: &'a W,
    workers: usize,
}

impl<'a, S: Sync, R: Send, W: Fn(&S) -> R + Sync> Job<'a, S, W> {
    /// Starts the worker that takes the batch of that number, and then one in so many as there are
    /// workers. It ends when nobody wants its batches any more.
    fn start<'scope>(&self, first: usize, scope: &'scope Scope<'scope, '_>) -> Receiver<Vec<R>>
    where
        'a: 'scope,
        R: 'scope,
    {
        let (sender, receiver) = sync_channel(AHEAD);
        let (subjects, work, workers) = (self.subjects, self.work, self.workers);
        scope.spawn(move || {
            for batch in subjects.chunks(BATCH).skip(first).step_by(workers) {
                if sender.send(batch.iter().map(work).collect()).is_err() {
                    break;
                }
            }
        });
        receiver
    }
}
