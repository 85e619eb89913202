//! The interface words that a script of a self-check needs, in one language.

use std::collections::BTreeMap;

use crate::render::frame::Frame;

/// The words of a script, chosen by the prefixes of their keys, which are removed.
#[derive(Clone, Copy, Debug)]
pub struct ScriptWords {
    /// Whether it needs a word that scripts share, by its key without [`ScriptWords::SHARED`].
    pub is_shared: fn(&str) -> bool,
    /// The prefix of its own words, if it has any. They come last, since some replace shared ones.
    pub own: Option<&'static str>,
}

impl ScriptWords {
    /// The prefix of the words that scripts share.
    const SHARED: &'static str = "say_";

    /// The words in a language by their keys, and the tags of the languages from which some are borrowed.
    pub(super) fn in_language<'a>(
        self,
        frame: &Frame<'a>,
        language: &'a str,
    ) -> (BTreeMap<String, String>, BTreeMap<&'a str, &'a str>) {
        let all = |prefix| frame.words.with_prefix(language, prefix);
        let lent = |prefix| frame.words.borrowed(language, prefix);
        let shared = all(Self::SHARED).filter(|(key, _)| (self.is_shared)(key));
        let words = shared.chain(self.own.into_iter().flat_map(all));
        let shared = lent(Self::SHARED).filter(|(key, _)| (self.is_shared)(key));
        let borrowed = shared.chain(self.own.into_iter().flat_map(lent));
        let owned = |(key, words): (&str, &str)| (key.to_owned(), words.to_owned());
        (words.map(owned).collect(), borrowed.collect())
    }
}
