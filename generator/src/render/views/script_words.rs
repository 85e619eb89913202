//! The interface words that a script of a self-check needs, in one language.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::selfcheck_plan;
use crate::index::StandardIndex;
use crate::model::Language;
use crate::render::frame::Frame;

/// The words of a script, chosen by the prefixes of their keys, which are removed.
#[derive(Clone, Copy, Debug)]
pub struct ScriptWords {
    /// Whether it needs a word that scripts share, by its key without the prefix `say_`.
    pub is_shared: fn(&str) -> bool,
    /// The prefix of its own words, if it has any. They come last, since some replace shared ones.
    pub own: Option<&'static str>,
    /// Whether the page has a plan, whose words keep their prefix.
    pub has_plan: bool,
}

impl ScriptWords {
    /// The prefix of the words that scripts share.
    const SHARED: &'static str = "say_";

    /// The words in a language by their keys, and the tags of the languages from which some are borrowed.
    pub(super) fn in_language<'a>(
        self,
        frame: &'a Frame,
        standard: StandardIndex,
        language: &'a str,
    ) -> (BTreeMap<String, String>, BTreeMap<String, &'a str>) {
        let is_shared = |key: &str| (self.is_shared)(key);
        let all = |prefix| frame.words.with_prefix(language, prefix);
        let lent = |prefix| frame.words.borrowed(language, prefix);
        let plan = self
            .has_plan
            .then(|| selfcheck_plan::words(frame, standard, language));
        let plan = plan.unwrap_or_default();
        let words = all(Self::SHARED).filter(|(key, _)| is_shared(key));
        let words = words.chain(self.own.into_iter().flat_map(all));
        let words = words.map(|(key, words)| (key.to_owned(), words.to_owned()));
        let borrowed = lent(Self::SHARED).filter(|(key, _)| is_shared(key));
        let borrowed = borrowed.chain(self.own.into_iter().flat_map(lent));
        let borrowed = borrowed.map(|(key, tag)| (key.to_owned(), tag));
        (
            words.chain(plan.words).collect(),
            borrowed.chain(plan.borrowed).collect(),
        )
    }
}

/// Replaces the words of a script in a language by those with `prefix`, which are for the key that `key_of` makes of the rest
/// of theirs. Words that the script does not need are passed over.
pub(super) fn replace<'a>(
    frame: &'a Frame,
    language: &Language,
    prefix: &'a str,
    key_of: impl Fn(&str) -> String,
    (words, borrowed): (
        &mut BTreeMap<String, String>,
        &mut BTreeMap<String, &'a str>,
    ),
) {
    for (key, sentence) in frame.words.with_prefix(&language.id, prefix) {
        if let Some(replaced) = words.get_mut(&key_of(key)) {
            sentence.clone_into(replaced);
            borrowed.remove(&key_of(key));
        }
    }
    for (key, tag) in frame.words.borrowed(&language.id, prefix) {
        if words.contains_key(&key_of(key)) {
            borrowed.insert(key_of(key), tag);
        }
    }
}

/// The words of a script in a language, as JSON: each under its key; the tag of the language as `lang`; the tags of
/// borrowed words as `borrowed`, if there are any; and the direction of writing as `dir`, if the handbook needs one.
pub(super) fn in_json(
    frame: &Frame,
    language: &Language,
    mut words: BTreeMap<String, String>,
    borrowed: &BTreeMap<String, &str>,
) -> Value {
    words.insert("lang".to_owned(), language.tag.to_string());
    let mut json = json!(words);
    if !borrowed.is_empty() {
        json["borrowed"] = json!(borrowed);
    }
    if let Some(dir) = frame.handbook().dir(language) {
        json["dir"] = json!(dir);
    }
    json
}
