//! What the preview shows at the moment: the last sound site, and what is wrong with the content since.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Arc;

use serde_json::json;
use tokio::sync::watch;

use crate::site::Site;
use crate::source::diagnostic::Diagnostic;

/// How many faults a page shows; the rest is counted.
const SHOWN: usize = 50;

/// What is shown, as one thing that never changes: a new one takes its place.
#[derive(Default)]
pub(super) struct State {
    /// The last sound site; none before the content was sound for the first time.
    pub(super) site: Option<Arc<Site>>,
    /// What is wrong with the content.
    pub(super) faults: Vec<Diagnostic>,
    /// Whether the content has faults because of which the site is older than it.
    pub(super) is_stale: bool,
    /// Counts what the worker put up.
    generation: u64,
    /// The generation that pages look as they do since.
    pages: u64,
    /// Tells one run of the program from another, so that a page left open is reloaded by the next.
    run: u64,
}

impl State {
    /// What a page is made from: an open page that was made from another version is out of date.
    pub(super) fn version(&self) -> String {
        format!("{:x}-{}", self.run, self.pages)
    }

    /// What open pages are told, as JSON in one line.
    pub(super) fn message(&self) -> String {
        let errors = || self.faults.iter().filter(|fault| fault.is_error());
        let faults: Vec<_> = errors()
            .take(SHOWN)
            .map(|fault| {
                json!({
                    "place": fault.position.to_string(),
                    "message": fault.message,
                    "help": fault.help,
                })
            })
            .collect();
        json!({
            "version": self.version(),
            "stale": self.is_stale,
            "more": errors().count() - faults.len(),
            "faults": faults,
        })
        .to_string()
    }
}

/// Where the state hangs for all to see.
#[derive(Clone)]
pub(super) struct Board(Arc<watch::Sender<Arc<State>>>);

impl Default for Board {
    fn default() -> Self {
        let state = State {
            // Seeded afresh in every process, which is all that is needed.
            run: RandomState::new().build_hasher().finish(),
            ..State::default()
        };
        Board(Arc::new(watch::Sender::new(Arc::new(state))))
    }
}

impl Board {
    /// What is shown now.
    pub(super) fn now(&self) -> Arc<State> {
        self.0.borrow().clone()
    }

    /// To be told of what comes.
    pub(super) fn subscribe(&self) -> watch::Receiver<Arc<State>> {
        self.0.subscribe()
    }

    /// Puts up a sound site. Gives its generation, for [`Board::checked`].
    pub(super) fn sound(&self, site: Site) -> u64 {
        let site = Some(Arc::new(site));
        self.put(|before, generation| State {
            site,
            // What the rules found before stands until they have looked again, lest it flickers.
            faults: if before.is_stale {
                Vec::new()
            } else {
                before.faults.clone()
            },
            is_stale: false,
            generation,
            pages: generation,
            run: before.run,
        })
    }

    /// Leaves the last sound site up, with the faults that keep a newer one away.
    pub(super) fn faulty(&self, faults: Vec<Diagnostic>) {
        self.put(|before, generation| State {
            pages: if before.site.is_some() {
                before.pages
            } else {
                generation
            },
            site: before.site.clone(),
            faults,
            is_stale: true,
            generation,
            run: before.run,
        });
    }

    /// Says what the rules found in the content of a generation, unless there is a later one.
    pub(super) fn checked(&self, generation: u64, faults: Vec<Diagnostic>) {
        self.0.send_if_modified(|state| {
            let is_news = state.generation == generation && state.faults != faults;
            if is_news {
                *state = Arc::new(State {
                    site: state.site.clone(),
                    faults,
                    ..**state
                });
            }
            is_news
        });
    }

    fn put(&self, next: impl FnOnce(&State, u64) -> State) -> u64 {
        let before = self.now();
        let generation = before.generation + 1;
        let replaced = self.0.send_replace(Arc::new(next(&before, generation)));
        // A site is large; taking it apart is nothing that a request should wait for.
        drop((before, replaced));
        generation
    }
}
