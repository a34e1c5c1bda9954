//! One thread reads, several work, one takes the results in the order of reading, within a bound.

use crossbeam_channel::{bounded, unbounded};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

/// Bytes of chunks that are read and not yet written, for each thread; a single larger chunk passes alone.
const BYTES_A_THREAD: usize = 1 << 20;

/// Runs `work` over the pieces on `threads` threads, while the next ones are read, and gives the results to `each` in the
/// order of the pieces. Ends early when `each` returns an error.
///
/// Pieces that are not yet given to `each` weigh at most a megabyte a thread, so that one slow document does not let the
/// rest of a corpus pile up behind it.
///
/// # Errors
/// The error of `each`.
///
/// # Panics
/// When `work` does.
pub fn in_order<P: Send, D: Send, E>(
    pieces: impl Iterator<Item = P> + Send,
    weight: impl Fn(&P) -> usize + Sync,
    threads: usize,
    work: impl Fn(P) -> D + Sync,
    mut each: impl FnMut(D) -> Result<(), E>,
) -> Result<(), E> {
    let budget = Budget::new(threads * BYTES_A_THREAD);
    let (pieces_in, pieces_out) = bounded::<(u64, usize, P)>(threads);
    let (done_in, done_out) = unbounded::<(u64, usize, thread::Result<D>)>();
    thread::scope(|scope| {
        let (budget, weight, work) = (&budget, &weight, &work);
        scope.spawn(move || {
            for (number, piece) in pieces.enumerate() {
                let weight = weight(&piece);
                if !budget.take(weight) || pieces_in.send((number as u64, weight, piece)).is_err() {
                    return;
                }
            }
        });
        for _ in 0..threads {
            let (pieces, done) = (pieces_out.clone(), done_in.clone());
            scope.spawn(move || {
                for (number, weight, piece) in pieces {
                    // A panic is told where all wait for the piece, and goes on there.
                    let worked = catch_unwind(AssertUnwindSafe(|| work(piece)));
                    if done.send((number, weight, worked)).is_err() {
                        return;
                    }
                }
            });
        }
        drop((pieces_out, done_in));
        // Whatever ends this thread's work ends the others'.
        let _closing = Closing(budget);
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for (number, weight, done) in &done_out {
            waiting.insert(number, (weight, done));
            while let Some((weight, done)) = waiting.remove(&next) {
                next += 1;
                let result = each(done.unwrap_or_else(|panic| resume_unwind(panic)));
                budget.give(weight);
                if let Err(error) = result {
                    drop(done_out);
                    return Err(error);
                }
            }
        }
        Ok(())
    })
}

/// Bytes that may be under way.
struct Budget {
    most: usize,
    state: Mutex<State>,
    freed: Condvar,
}

struct State {
    used: usize,
    closed: bool,
}

struct Closing<'b>(&'b Budget);

impl Drop for Closing<'_> {
    fn drop(&mut self) {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner).closed = true;
        self.0.freed.notify_all();
    }
}

impl Budget {
    fn new(most: usize) -> Self {
        Self { most, state: Mutex::new(State { used: 0, closed: false }), freed: Condvar::new() }
    }

    /// Waits until there is room; what is larger than all room waits until it is alone. `false`: there is nothing to wait for.
    fn take(&self, bytes: usize) -> bool {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |state: &mut State| !state.closed && state.used > 0 && state.used + bytes > self.most;
        let mut state = self.freed.wait_while(state, full).unwrap_or_else(PoisonError::into_inner);
        state.used += bytes;
        !state.closed
    }

    fn give(&self, bytes: usize) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).used -= bytes;
        self.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn results_come_in_the_order_of_the_pieces_whatever_takes_long() {
        let mut seen = Vec::new();
        let slow = |piece: u64| {
            thread::sleep(std::time::Duration::from_micros(if piece.is_multiple_of(7) { 900 } else { 1 }));
            piece
        };
        let result: Result<(), ()> = in_order(
            0..200,
            |_| 1,
            3,
            slow,
            |piece| {
                seen.push(piece);
                Ok(())
            },
        );
        assert_eq!(result, Ok(()));
        assert!(seen.into_iter().eq(0..200));
    }

    #[test]
    fn a_panic_ends_the_run_where_the_piece_is_waited_for() {
        let fails = |piece: usize| if piece == 3 { panic!("a piece too hard") } else { piece };
        let run = || in_order(0..1000, |_| BYTES_A_THREAD / 2, 2, fails, |_| Ok::<(), ()>(()));
        assert!(catch_unwind(run).is_err());
    }

    #[test]
    fn no_more_is_under_way_than_there_is_room_for_and_one_that_is_too_large_passes_alone() {
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let pieces = (0..100).map(|at| if at == 50 { 10 * BYTES_A_THREAD } else { BYTES_A_THREAD / 4 });
        let pieces = pieces.inspect(|&bytes| {
            now.fetch_add(bytes, Ordering::SeqCst);
        });
        let work = |bytes: usize| {
            most.fetch_max(now.load(Ordering::SeqCst), Ordering::SeqCst);
            bytes
        };
        let result: Result<(), ()> = in_order(
            pieces,
            |&bytes| bytes,
            2,
            work,
            |bytes| {
                now.fetch_sub(bytes, Ordering::SeqCst);
                Ok(())
            },
        );
        assert_eq!(result, Ok(()));
        // One piece has been read and waits for room.
        assert!(most.load(Ordering::SeqCst) <= 12 * BYTES_A_THREAD + BYTES_A_THREAD / 2);
    }

    #[test]
    fn an_error_ends_the_reading_of_an_endless_corpus() {
        let result =
            in_order(0u64.., |_| 1 << 18, 2, |piece| piece, |piece| if piece < 9 { Ok(()) } else { Err(piece) });
        assert_eq!(result, Err(9));
    }
}
