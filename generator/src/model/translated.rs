//! The state of each translation: done, stale, a draft, or missing.
//!
//! It is decided by the words alone: the lock of translations records for which words each translation was made, and the
//! lock of permalinks records the same for requirements. A translation is stale if it is recorded, but not for the
//! present words of the text. One that is not recorded was written after the last `clausebook check --accept`, and is
//! taken to fit.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::published::Published;
use crate::source::format::lock::hash;

/// The translations that are stale.
#[derive(Clone, Debug, Default)]
pub struct StaleTranslations {
    /// The texts, each by its file, line and column and the language of the translation.
    pub texts: HashSet<(Arc<str>, u32, u32, Arc<str>)>,
    /// The Markdown files of which any part is stale.
    pub files: HashSet<Arc<str>>,
}

/// The state of a translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TranslationState {
    /// There is none.
    Missing,
    /// Somebody has yet to review it.
    Draft,
    /// The words have changed since it was made.
    Stale,
    /// It fits.
    Done,
}

/// The hash of the words for which a translation was made, and whether it is a draft.
type MadeFor = (u64, bool);

/// The recorded translations, by their words.
#[derive(Clone, Debug, Default)]
pub struct Translations {
    /// For each language, the hashes of recorded translations with the words for which they were made.
    languages: HashMap<Arc<str>, HashMap<u64, Vec<MadeFor>>>,
}

impl Translations {
    /// Reads both locks.
    pub fn of(published: &Published) -> Self {
        let mut all = Translations::default();
        for entry in published.translations.iter().flat_map(|lock| &lock.entries) {
            all.add(&entry.language, entry.words, (entry.source, entry.is_draft));
        }
        for entry in published.lock.iter().flat_map(|lock| &lock.entries) {
            for translation in &entry.translations {
                let made_for = (translation.source, false);
                all.add(&translation.language, translation.words, made_for);
            }
        }
        all
    }

    fn add(&mut self, language: &Arc<str>, words: u64, made_for: MadeFor) {
        let language = self.languages.entry(language.clone()).or_default();
        let known = language.entry(words).or_default();
        if !known.iter().any(|(source, _)| *source == made_for.0) {
            known.push(made_for);
        }
    }

    /// Whether none is recorded.
    pub fn is_empty(&self) -> bool {
        self.languages.is_empty()
    }

    /// The state of the translation `target` of `source` into `language`.
    pub fn state(&self, language: &str, source: &str, target: Option<&str>) -> TranslationState {
        let Some(target) = target else {
            return TranslationState::Missing;
        };
        let Some(known) = self.languages.get(language) else {
            return TranslationState::Done;
        };
        let Some(made_for) = known.get(&hash(&[target])) else {
            return TranslationState::Done;
        };
        let source = hash(&[source]);
        match made_for.iter().find(|(made_for, _)| *made_for == source) {
            Some((_, true)) => TranslationState::Draft,
            Some((_, false)) => TranslationState::Done,
            None => TranslationState::Stale,
        }
    }

    /// Whether the translation `target` of `source` is recorded as made for these words.
    pub fn is_recorded(&self, language: &str, source: u64, target: u64) -> bool {
        let known = self.languages.get(language);
        let made_for = known.and_then(|known| known.get(&target));
        made_for.is_some_and(|made_for| made_for.iter().any(|(made_for, _)| *made_for == source))
    }

    /// The hashes of the words for which the translation with this hash was made.
    pub fn sources(&self, language: &str, target: u64) -> impl Iterator<Item = u64> {
        let known = self.languages.get(language);
        let made_for = known.and_then(|known| known.get(&target));
        made_for.into_iter().flatten().map(|(source, _)| *source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::format::lock::{Lock, Locked, LockedTranslation};
    use crate::source::format::translations::{RecordedTranslation, TranslationLock};
    use crate::source::position::Position;

    #[test]
    fn a_translation_is_known_by_its_words_and_those_for_which_it_was_made() {
        let recorded = |words, source, is_draft| RecordedTranslation {
            language: "en".into(),
            words: hash(&[words]),
            source: hash(&[source]),
            is_draft,
        };
        let entries = vec![
            recorded("One", "一", false),
            recorded("Two", "二", true),
            recorded("Same", "同", false),
            recorded("Same", "一样", false),
        ];
        let published = Published {
            translations: Some(Arc::new(TranslationLock {
                entries,
                ..TranslationLock::default()
            })),
            lock: Some(Arc::new(Lock {
                origin: None,
                entries: vec![Locked {
                    address: "id/a/1-a.html".into(),
                    clause: 0,
                    text: hash(&["新"]),
                    translations: vec![LockedTranslation {
                        language: "en".into(),
                        words: hash(&["Old"]),
                        source: hash(&["旧"]),
                    }],
                    position: Position::file("content/permalinks.lock"),
                }],
            })),
            ..Published::default()
        };
        let all = Translations::of(&published);
        let state = |source, target| all.state("en", source, target);
        assert_eq!(state("一", None), TranslationState::Missing);
        assert_eq!(state("一", Some("One")), TranslationState::Done);
        assert_eq!(state("一个", Some("One")), TranslationState::Stale);
        assert_eq!(state("一个", Some("One thing")), TranslationState::Done);
        assert_eq!(state("二", Some("Two")), TranslationState::Draft);
        assert_eq!(state("三", Some("Two")), TranslationState::Stale);
        assert_eq!(state("一样", Some("Same")), TranslationState::Done);
        assert_eq!(state("新", Some("Old")), TranslationState::Stale);
        assert_eq!(state("旧", Some("Old")), TranslationState::Done);
        assert_eq!(all.state("es", "一", Some("One")), TranslationState::Done);
    }
}
