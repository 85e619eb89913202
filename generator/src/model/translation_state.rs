//! The states of all translations into a language, seen together.

use std::collections::HashSet;
use std::sync::Arc;

use super::handbook::Handbook;
use super::translatable::{Translatable, TranslatablePlace, file_translatables, translatables};
use super::translated::{StaleTranslations, TranslationState};
use crate::source::encode::Encode;
use crate::source::format::lock::hash;
use crate::source::format::text::Text;
use crate::source::page::MarkdownFile;
use crate::source::position::Position;

/// Returns the state of each translation in `all`, everything that is translated into the language `to`.
///
/// Different texts may have the same translation. One with new words is therefore stale only if some words for which this
/// translation was made are no longer there; otherwise it is another text.
pub fn states(handbook: &Handbook, to: &str, all: &[Translatable<'_>]) -> Vec<TranslationState> {
    let known = &handbook.translations;
    let pair = |text: &Translatable<'_>| {
        let target = text.target.as_deref()?;
        Some((hash(&[target]), hash(&[&text.original.words])))
    };
    let mut states: Vec<TranslationState> = all
        .iter()
        .map(|text| known.state(to, &text.original.words, text.target.as_deref()))
        .collect();
    if !states.contains(&TranslationState::Stale) {
        return states;
    }
    let present: HashSet<(u64, u64)> = all.iter().filter_map(pair).collect();
    for (state, text) in states.iter_mut().zip(all) {
        let Some((words, _)) = pair(text).filter(|_| *state == TranslationState::Stale) else {
            continue;
        };
        let mut made_for = known.sources(to, words);
        if made_for.all(|source| present.contains(&(words, source))) {
            *state = TranslationState::Done;
        }
    }
    states
}

/// Whether the words of `text` in `language` are a translation that is stale.
///
/// Most are not, which their hashes tell; only otherwise are all texts of the handbook compared.
pub fn is_stale(handbook: &Handbook, text: &Text, language: &str) -> bool {
    let Some(words) = text.get(language) else {
        return false;
    };
    let is_suspect = |original: &str| {
        handbook.translations.state(language, original, Some(words)) == TranslationState::Stale
    };
    // The original is in one of the other languages.
    let mut others = text.languages.iter();
    if !others.any(|(other, original, _)| **other != *language && is_suspect(original)) {
        return false;
    }
    let stale = &stale(handbook).texts;
    let Position {
        file, line, column, ..
    } = &text.position;
    stale.contains(&(file.clone(), *line, *column, language.into()))
}

/// Whether any part of a page that exists in several languages is stale in `language`. As with texts, only a page that may
/// be stale is compared with all others.
pub fn is_stale_file<F: Encode>(
    handbook: &Handbook,
    all: &[Arc<MarkdownFile<F>>],
    language: &str,
) -> bool {
    let known = &handbook.translations;
    let mut files = all.iter();
    let Some(file) = files.find(|file| *file.language == *language) else {
        return false;
    };
    let is_suspect = |part: &Translatable<'_>| {
        known.state(language, &part.original.words, part.target.as_deref())
            == TranslationState::Stale
    };
    !known.is_empty()
        && file_translatables(handbook, all, language)
            .iter()
            .any(is_suspect)
        && stale(handbook).files.contains(&file.position.file)
}

/// The translations that are stale.
fn stale(handbook: &Handbook) -> &StaleTranslations {
    handbook.stale.get_or_init(|| {
        let mut stale = StaleTranslations::default();
        for language in &handbook.languages {
            let all = translatables(handbook, None, &language.id);
            for (state, text) in states(handbook, &language.id, &all).into_iter().zip(&all) {
                if state != TranslationState::Stale {
                    continue;
                }
                match &text.place {
                    TranslatablePlace::Text(text) => {
                        let Position {
                            file, line, column, ..
                        } = &text.position;
                        let place = (file.clone(), *line, *column, language.id.clone());
                        stale.texts.insert(place);
                    }
                    TranslatablePlace::File { translation, .. } => {
                        stale.files.extend(translation.clone());
                    }
                }
            }
        }
        stale
    })
}
