//! The progress of a long build, for people at a terminal.
//!
//! It is on standard error, and only on a terminal: in a log, an overwritten line would be noise.

use std::io::{self, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::terminal::{Terminal, grouped};
use crate::language::ProgramLanguage;
use crate::language::message::message;

/// Builds shorter than this show no progress.
const QUIET: Duration = Duration::from_secs(1);

/// The time between two updates, long enough for their cost to be negligible.
const STEP: Duration = Duration::from_millis(100);

/// A line on standard error that is overwritten repeatedly. Threads may share it.
pub(super) struct Progress {
    total: usize,
    begun: Instant,
    wanted: bool,
    language: ProgramLanguage,
    /// When the next update is due, in milliseconds from the start.
    next: AtomicU64,
}

impl Progress {
    /// Creates the progress line of a build of `total` files that started at `begun`.
    pub(super) fn new(total: usize, begun: Instant, terminal: &Terminal) -> Self {
        Progress {
            total,
            begun,
            wanted: terminal.shows_progress(),
            language: terminal.language(),
            next: AtomicU64::new(millis(QUIET)),
        }
    }

    /// Shows that `done` files have been rendered, if an update is due.
    pub(super) fn show(&self, done: usize) {
        if !self.wanted {
            return;
        }
        let now = millis(self.begun.elapsed());
        let due = self.next.load(Ordering::Relaxed);
        // Only one of the threads that find that an update is due writes it.
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
            let line = message!(
                "{done} of {total} files",
                done = grouped(done),
                total = grouped(self.total)
            );
            let _ = write!(err, "\r{}", line.text(self.language));
            let _ = err.flush();
        }
    }

    /// Clears the line.
    pub(super) fn clear(&self) {
        if self.wanted && self.next.load(Ordering::Relaxed) > millis(QUIET) {
            let _ = write!(io::stderr().lock(), "\r\x1b[K");
        }
    }
}

/// A time in whole milliseconds.
fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
