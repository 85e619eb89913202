//! How far a long build is, for somebody who watches.

use std::io::{self, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::terminal::{Terminal, grouped};

/// A build that is done by then shows no progress.
const QUIET: Duration = Duration::from_secs(1);

/// The time between two lines, so that showing progress takes none.
const STEP: Duration = Duration::from_millis(100);

/// One line on standard error that is written over and over. Many threads may show it.
pub(super) struct Progress {
    total: usize,
    begun: Instant,
    wanted: bool,
    /// When the next line is due, in milliseconds from the beginning.
    next: AtomicU64,
}

impl Progress {
    /// Progress towards `total` files, of a build that began at `begun`.
    pub(super) fn new(total: usize, begun: Instant, terminal: &Terminal) -> Self {
        Progress {
            total,
            begun,
            wanted: terminal.shows_progress(),
            next: AtomicU64::new(millis(QUIET)),
        }
    }

    /// Shows that `done` files are rendered, if it is time to.
    pub(super) fn show(&self, done: usize) {
        if !self.wanted {
            return;
        }
        let now = millis(self.begun.elapsed());
        let due = self.next.load(Ordering::Relaxed);
        // Of the threads that see that a line is due, one writes it.
        if now >= due
            && self
                .next
                .compare_exchange(
                    due,
                    now + millis(STEP),
                    Ordering::Relaxed,
                    Ordering::Relaxed,
                )
                .is_ok()
        {
            let mut err = io::stderr().lock();
            let _ = write!(err, "\r{} of {} files", grouped(done), grouped(self.total));
            let _ = err.flush();
        }
    }

    /// Takes the line away.
    pub(super) fn clear(&self) {
        if self.wanted && self.next.load(Ordering::Relaxed) > millis(QUIET) {
            let _ = write!(io::stderr().lock(), "\r\x1b[K");
        }
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
