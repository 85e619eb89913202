//! The states of all translations into a language, seen together.

use std::collections::HashSet;

use super::handbook::Handbook;
use super::translatable::{Translatable, TranslatablePlace, translatables};
use super::translated::{StaleTexts, TranslationState};
use crate::source::format::lock::hash;
use crate::source::format::text::Text;
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

/// Whether the words of `text` in `language` are a stale translation of its words in `source`.
///
/// Most are not, which their hashes tell; only otherwise are all texts of the handbook compared.
pub fn is_stale(handbook: &Handbook, text: &Text, source: &str, language: &str) -> bool {
    if source == language {
        return false;
    }
    let (Some(original), Some(words)) = (text.get(source), text.get(language)) else {
        return false;
    };
    let state = handbook.translations.state(language, original, Some(words));
    if state != TranslationState::Stale {
        return false;
    }
    let stale = handbook.stale.get_or_init(|| stale_texts(handbook));
    let Position {
        file, line, column, ..
    } = &text.position;
    stale.contains(&(file.clone(), *line, *column, language.into()))
}

/// The texts whose translation is stale.
fn stale_texts(handbook: &Handbook) -> StaleTexts {
    let mut stale = StaleTexts::new();
    for language in &handbook.languages {
        let all = translatables(handbook, None, &language.id);
        for (state, text) in states(handbook, &language.id, &all).into_iter().zip(&all) {
            if let (TranslationState::Stale, TranslatablePlace::Text(text)) = (state, &text.place) {
                let Position {
                    file, line, column, ..
                } = &text.position;
                stale.insert((file.clone(), *line, *column, language.id.clone()));
            }
        }
    }
    stale
}
