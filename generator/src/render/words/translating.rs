//! The words of the interface that a language lacks, or that the handbook's theme changes, for translators.

use std::collections::HashMap;
use std::sync::Arc;

use super::sources::{COMPLETE, best};
use crate::language::Profile;
use crate::model::interface_words::TranslatableWord;
use crate::model::{CompleteHandbook, Language};
use crate::source::yaml::{self, Value};

/// The words of a file as they are written, in its order.
type WrittenWords = Vec<(String, String)>;

/// The words to translate into `to`: those that no built-in file has in it, and those that files of the theme change in any
/// language. A word that the theme changes is translated from the changed one, all others from English.
pub fn to_translate(
    built_in: &[(&str, &str)],
    own: &[(&str, &str)],
    handbook: &CompleteHandbook,
    to: &Language,
) -> Vec<TranslatableWord> {
    let languages: Vec<&Language> = handbook.languages.iter().collect();
    let built_in: HashMap<&str, WrittenWords> = (built_in.iter())
        .map(|(name, text)| (*name, written(text)))
        .collect();
    let own: HashMap<&str, WrittenWords> = (own.iter())
        .map(|(name, text)| (*name, written(text)))
        .collect();
    let of = |files: &HashMap<&str, WrittenWords>, are_own: bool, language: &Language| {
        let name = best(files.keys().copied(), are_own, language, &languages);
        let words = name.and_then(|name| files.get(name));
        let words = words.into_iter().flatten().cloned();
        words.collect::<HashMap<String, String>>()
    };
    let complete = built_in.get(COMPLETE).cloned().unwrap_or_default();
    let profile = Profile::of(COMPLETE);
    let english = languages
        .iter()
        .find(|language| Profile::of(&language.tag).is_written_like(&profile));
    let english: Arc<str> = english.map_or_else(|| COMPLETE.into(), |language| language.id.clone());
    let in_english: HashMap<String, String> = complete.iter().cloned().collect();
    let of_languages: Vec<_> = languages
        .iter()
        .map(|language| {
            (
                *language,
                of(&own, true, language),
                of(&built_in, false, language),
            )
        })
        .collect();
    let mut keys: Vec<String> = complete.into_iter().map(|(key, _)| key).collect();
    let mut names: Vec<&&str> = own.keys().collect();
    names.sort_unstable();
    for (key, _) in names.into_iter().flat_map(|name| &own[*name]) {
        if !in_english.contains_key(key) && !keys.contains(key) {
            keys.push(key.clone());
        }
    }
    let (own_target, built_target) = (of(&own, true, to), of(&built_in, false, to));
    let found = keys.into_iter().filter_map(|key| {
        let others = || (of_languages.iter()).filter(|(language, _, _)| language.id != to.id);
        let changed: Vec<(Arc<str>, String)> = others()
            .filter_map(|(language, own, _)| Some((language.id.clone(), own.get(&key)?.clone())))
            .collect();
        let own_word = own_target.get(&key);
        let built_word = built_target.get(&key);
        if changed.is_empty() && own_word.is_none() && built_word.is_some() {
            return None;
        }
        let target = own_word.or(built_word.filter(|_| changed.is_empty()));
        let sources = if changed.is_empty() {
            let first = (english.clone(), in_english.get(&key)?.clone());
            let others = others().filter(|(language, _, _)| language.id != english);
            let others = others.filter_map(|(language, _, built_in)| {
                Some((language.id.clone(), built_in.get(&key)?.clone()))
            });
            std::iter::once(first).chain(others).collect()
        } else {
            changed
        };
        Some(TranslatableWord {
            target: target.cloned(),
            key,
            sources,
        })
    });
    found.collect()
}

/// The words of a file. One that is damaged, which `check` reports, has none.
fn written(text: &str) -> WrittenWords {
    let node = yaml::parse(&"words".into(), text);
    let Ok(Value::Mapping(pairs)) = node.map(|node| node.value) else {
        return Vec::new();
    };
    let pairs = pairs.into_iter();
    pairs
        .filter_map(|(key, value)| match (key.value, value.value) {
            (Value::Scalar(key), Value::Scalar(words)) => Some((key, words)),
            (Value::Null | Value::Scalar(_) | Value::Sequence(_) | Value::Mapping(_), _) => None,
        })
        .collect()
}
