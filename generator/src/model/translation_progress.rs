//! How far the handbook is translated into each language, part by part.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::handbook::Handbook;
use super::translatable::{Translatable, TranslationPart, translatables};
use super::translated::TranslationState;
use super::translation_state::states;
use crate::index::StandardIndex;
use crate::language::message::{Message, message};

/// Translations by their state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StateCounts {
    /// Those that fit.
    pub done: usize,
    /// Those whose words have changed since.
    pub stale: usize,
    /// Those that somebody has yet to review.
    pub draft: usize,
    /// The texts without one.
    pub missing: usize,
}

impl StateCounts {
    /// The number of texts.
    pub fn texts(&self) -> usize {
        self.done + self.stale + self.draft + self.missing
    }

    /// The share that is done, in whole per cent, and 100 only if all are. 100 if there are no texts.
    pub fn percent(&self) -> usize {
        let texts = self.texts();
        (self.done * 100).checked_div(texts).unwrap_or(100)
    }

    /// Counts a translation in this state.
    fn add(&mut self, state: TranslationState) {
        match state {
            TranslationState::Done => self.done += 1,
            TranslationState::Stale => self.stale += 1,
            TranslationState::Draft => self.draft += 1,
            TranslationState::Missing => self.missing += 1,
        }
    }

    /// Adds the counts of another part.
    fn add_all(&mut self, other: &StateCounts) {
        self.done += other.done;
        self.stale += other.stale;
        self.draft += other.draft;
        self.missing += other.missing;
    }
}

/// The translation into a language.
#[derive(Clone, Debug)]
pub struct TranslationProgress {
    /// The language's id.
    pub language: Arc<str>,
    /// All texts.
    pub all: StateCounts,
    /// The texts of each part, in the handbook's order.
    pub parts: Vec<(TranslationPart, StateCounts)>,
}

/// Counts the translations into each language of the handbook that has any text to be translated into it.
pub fn translation_progress(handbook: &Handbook) -> Vec<TranslationProgress> {
    let mut found = Vec::new();
    for language in &handbook.languages {
        let mut parts: BTreeMap<TranslationPart, StateCounts> = BTreeMap::new();
        let all = translatables(handbook, None, &language.id);
        for (state, text) in states(handbook, &language.id, &all).into_iter().zip(&all) {
            parts.entry(text.part).or_default().add(state);
        }
        if parts.is_empty() {
            continue;
        }
        let mut all = StateCounts::default();
        parts.values().for_each(|counts| all.add_all(counts));
        found.push(TranslationProgress {
            language: language.id.clone(),
            all,
            parts: parts.into_iter().collect(),
        });
    }
    found
}

/// Lists the texts whose translation into a language needs work, part by part, in the order of the document.
pub fn open_translations<'h>(
    handbook: &'h Handbook,
    language: &str,
) -> BTreeMap<TranslationPart, Vec<(TranslationState, Translatable<'h>)>> {
    let all = translatables(handbook, None, language);
    let states = states(handbook, language, &all);
    let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (state, text) in states.into_iter().zip(all) {
        if state != TranslationState::Done {
            found.entry(text.part).or_default().push((state, text));
        }
    }
    found
}

impl TranslationPart {
    /// Its name in reports, such as `glossary of pottery`.
    pub fn name(self, handbook: &Handbook) -> Message {
        let standard = |index: StandardIndex| handbook.standards[index].id().to_owned();
        match self {
            TranslationPart::Handbook => message!("handbook"),
            TranslationPart::Standard(index) => {
                message!("standard {id}", id = standard(index))
            }
            TranslationPart::Glossary(index) => {
                message!("glossary of {id}", id = standard(index))
            }
            TranslationPart::Notes(index) => {
                message!("notes on {id}", id = standard(index))
            }
            TranslationPart::Curriculum(index) => {
                message!("curriculum {id}", id = handbook.curricula[index].id)
            }
            TranslationPart::Pages => message!("pages"),
            TranslationPart::Postings => message!("postings"),
        }
    }
}
