//! What `content/translations.lock` records once the present translations are accepted.

use std::collections::HashSet;
use std::sync::Arc;

use super::handbook::Handbook;
use super::translatable::translatables;
use super::translated::TranslationState;
use crate::source::format::lock::{Lock, hash};
use crate::source::format::translations::{RecordedTranslation, TranslationLock};

/// The next lock of translations, and the number of translations that are new in it.
#[derive(Debug)]
pub struct NextTranslations {
    /// The contents of `content/translations.lock`. `None` if there is nothing to record, and no file.
    pub text: Option<String>,
    /// The number of translations recorded for the first time.
    pub new: usize,
}

/// Records every translation that is not known yet as made for the present words. Translations that are no longer there
/// are forgotten, and those that the `lock` of permalinks records are left to it.
pub fn next_translations(handbook: &Handbook, lock: &Lock) -> NextTranslations {
    let known = &handbook.translations;
    let mut present: HashSet<(Arc<str>, u64)> = HashSet::new();
    let mut added: Vec<RecordedTranslation> = Vec::new();
    for language in &handbook.languages {
        for text in translatables(handbook, None, &language.id) {
            let Some(target) = &text.target else { continue };
            let words = hash(&[target]);
            present.insert((language.id.clone(), words));
            let source = hash(&[&text.original.words]);
            let is_recorded = known.is_recorded(&language.id, source, words);
            // A translation that another text has as well may be one that was not revised, so it is not recorded for new words.
            let state = known.state(&language.id, &text.original.words, Some(target));
            if state == TranslationState::Done && !is_recorded {
                added.push(RecordedTranslation {
                    language: language.id.clone(),
                    words,
                    source,
                    is_draft: false,
                });
            }
        }
    }
    let in_lock: HashSet<(&str, u64, u64)> = lock
        .entries
        .iter()
        .flat_map(|entry| &entry.translations)
        .map(|translation| {
            (
                &*translation.language,
                translation.words,
                translation.source,
            )
        })
        .collect();
    let is_elsewhere = |entry: &RecordedTranslation| {
        !entry.is_draft && in_lock.contains(&(&*entry.language, entry.words, entry.source))
    };
    added.retain(|entry| !is_elsewhere(entry));
    added.sort();
    added.dedup();
    let before = handbook.published.translations.as_deref();
    let kept = before.into_iter().flat_map(|lock| &lock.entries);
    let kept = kept.filter(|entry| {
        present.contains(&(entry.language.clone(), entry.words)) && !is_elsewhere(entry)
    });
    let new = added.len();
    let entries: Vec<RecordedTranslation> = kept.cloned().chain(added).collect();
    let is_needed = before.is_some() || !entries.is_empty();
    // Words of the interface are those of the theme, which is not known here.
    let words = before.map_or_else(Vec::new, |lock| lock.words.clone());
    NextTranslations {
        text: is_needed.then(|| TranslationLock { entries, words }.write()),
        new,
    }
}
