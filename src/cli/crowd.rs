//! Many subjects: all cores work, one voice speaks, in the order given.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use super::failure::Failure;
use super::session::Session;

/// Subjects that a worker takes at a time.
const SHARE: usize = 32;
/// Shares that may wait for the voice, for each worker: what bounds memory.
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
    let shares: Vec<&[S]> = subjects.chunks(SHARE).collect();
    let next = AtomicUsize::new(0);
    let (done, results) = mpsc::sync_channel(workers * AHEAD);
    thread::scope(|scope| {
        for _ in 0..workers {
            let (done, shares, next, work) = (done.clone(), &shares, &next, &work);
            scope.spawn(move || {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(share) = shares.get(number) else { break };
                    let results: Vec<R> = share.iter().map(work).collect();
                    // nobody listens any more once an error was told
                    if done.send((number, results)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(done);
        let mut early = std::collections::BTreeMap::new();
        let mut told = 0;
        for (number, share) in results {
            early.insert(number, share);
            while let Some(share) = early.remove(&told) {
                let subjects = shares.get(told).copied().unwrap_or_default();
                for (subject, result) in subjects.iter().zip(share) {
                    tell(subject, result)?;
                }
                told += 1;
                session.progress(
                    "files",
                    (told * SHARE).min(subjects_len(&shares)),
                    subjects_len(&shares),
                );
            }
        }
        Ok(())
    })
}

fn subjects_len<S>(shares: &[&[S]]) -> usize {
    shares.iter().map(|share| share.len()).sum()
}
