//! The current state of the preview: the last valid site, and the problems in the content since.
//!
//! Readers take the whole state at once ([`Board::now`]), so a page is never rendered from half of
//! an old and half of a new site. Only the worker writes.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Arc;

use serde_json::json;
use tokio::sync::watch;

use crate::language::ProgramLanguage;
use crate::site::Site;
use crate::source::diagnostic::Diagnostic;

/// The most problems listed on a page; the others are only counted.
const SHOWN: usize = 50;

/// The state that pages show. It is immutable and is replaced as a whole.
#[derive(Default)]
pub(super) struct State {
    /// The last valid site, or `None` until the content has been valid once.
    pub(super) site: Option<Arc<Site>>,
    /// The problems in the content. Warnings included.
    pub(super) faults: Vec<Diagnostic>,
    /// Whether errors in the content keep the site from being updated.
    pub(super) is_stale: bool,
    /// The number of states so far.
    generation: u64,
    /// The generation in which pages last changed.
    pages: u64,
    /// A number that differs between runs of the program, so that the next run reloads pages left open.
    run: u64,
    /// The language of the problems.
    pub(super) language: ProgramLanguage,
}

impl State {
    /// The version of the pages. An open page with another version is out of date. E.g. `3f9a-12`.
    pub(super) fn version(&self) -> String {
        format!("{:x}-{}", self.run, self.pages)
    }

    /// The message to open pages, as JSON on one line.
    ///
    /// Only errors are in it; warnings are printed in the terminal.
    pub(super) fn message(&self) -> String {
        let errors = || self.faults.iter().filter(|fault| fault.is_error());
        let faults: Vec<_> = errors()
            .take(SHOWN)
            .map(|fault| {
                json!({
                    "place": fault.position.to_string(),
                    "message": fault.message.text(self.language),
                    "help": fault.help.text(self.language),
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

/// The shared state of the preview.
#[derive(Clone)]
pub(super) struct Board(Arc<watch::Sender<Arc<State>>>);

impl Board {
    /// A board without a site, which shows problems in `language`.
    pub(super) fn new(language: ProgramLanguage) -> Self {
        let state = State {
            // Seeded randomly in every process, which is sufficient here.
            run: RandomState::new().build_hasher().finish(),
            language,
            ..State::default()
        };
        Board(Arc::new(watch::Sender::new(Arc::new(state))))
    }

    /// The current state.
    pub(super) fn now(&self) -> Arc<State> {
        self.0.borrow().clone()
    }

    /// Subscribes to new states.
    pub(super) fn subscribe(&self) -> watch::Receiver<Arc<State>> {
        self.0.subscribe()
    }

    /// Publishes a valid site. Returns its generation, for [`Board::checked`].
    pub(super) fn sound(&self, site: Site) -> u64 {
        let site = Some(Arc::new(site));
        self.put(|before, generation| State {
            site,
            // Keep the earlier findings of the rules until they have run again, so that the list does not flicker.
            faults: if before.is_stale {
                Vec::new()
            } else {
                before.faults.clone()
            },
            is_stale: false,
            generation,
            pages: generation,
            run: before.run,
            language: before.language,
        })
    }

    /// Keeps the last valid site and publishes the errors that prevent a newer one.
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
            language: before.language,
        });
    }

    /// Publishes the findings of the rules for a generation, unless there is a later one.
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

    /// Replaces the state and tells everybody who has subscribed.
    fn put(&self, next: impl FnOnce(&State, u64) -> State) -> u64 {
        let before = self.now();
        let generation = before.generation + 1;
        let replaced = self.0.send_replace(Arc::new(next(&before, generation)));
        // A site is large; requests should not wait while it is dropped.
        drop((before, replaced));
        generation
    }
}
