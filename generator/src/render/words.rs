//! The interface words, from the theme's `words.LANGUAGE.yaml`.
//!
//! A theme's own words are added to the built-in ones key by key. A word that a language lacks is borrowed from another
//! language (see `sources`) and marked with that language wherever it is shown as text.

mod checks;
mod file;
mod own_names;
mod sources;
mod translating;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::html::Html;
use super::markdown;
use crate::model::Reading;

pub use sources::{best, load};
pub use translating::to_translate;

/// The interface words by language and key.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Every language has the same keys, as far as any language has the word.
    languages: BTreeMap<Arc<str>, BTreeMap<Arc<str>, InterfaceWord>>,
}

/// A word as a language shows it.
#[derive(Clone, Debug)]
struct InterfaceWord {
    words: Arc<str>,
    /// The tag of the language from which it is borrowed; `None` if it is the language's own.
    borrowed: Option<Arc<str>>,
    /// The interface's own word, if the names of a standard are in this one.
    common: Option<Arc<str>>,
}

impl crate::export::WordSource for Words {
    fn word<'a>(&'a self, language: &str, key: &'a str) -> &'a str {
        self.get(language, key)
    }

    fn words<'a>(&'a self, language: &str, prefix: &'a str) -> BTreeMap<&'a str, &'a str> {
        self.with_prefix(language, prefix).collect()
    }

    fn borrowed<'a>(&'a self, language: &str, prefix: &'a str) -> BTreeMap<&'a str, &'a str> {
        Words::borrowed(self, language, prefix).collect()
    }

    fn plain(&self, markdown: &str) -> String {
        markdown::plain(markdown)
    }
}

impl Words {
    fn word(&self, language: &str, key: &str) -> Option<&InterfaceWord> {
        self.languages.get(language)?.get(key)
    }

    /// Returns a word in one language, or the key itself if it is missing, so that the gap is noticed.
    pub fn get<'a>(&'a self, language: &str, key: &'a str) -> &'a str {
        self.word(language, key).map_or(key, |word| &word.words)
    }

    /// Returns a word in one language as HTML, marked if it is borrowed from another.
    pub fn html(&self, language: &str, key: &str) -> Html {
        let words = Html::escaped(self.get(language, key));
        match self.lender(language, key) {
            Some(lender) => {
                let mut html = Html::default();
                html.push_element("span", lender, "", &words);
                html
            }
            None => words,
        }
    }

    /// Returns the tag of the language from which a word is borrowed, if it is.
    pub fn lender(&self, language: &str, key: &str) -> Option<&str> {
        self.word(language, key)?.borrowed.as_deref()
    }

    /// Returns the words of one language whose keys begin with `prefix`, by the rest of their keys.
    pub fn with_prefix<'a>(
        &'a self,
        language: &str,
        prefix: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        let words = self.languages.get(language).into_iter().flatten();
        words.filter_map(move |(key, word)| Some((key.strip_prefix(prefix)?, &*word.words)))
    }

    /// Returns the words of one language whose keys begin with `prefix` and that are borrowed, by the rest of their
    /// keys, with the tags of the languages from which they are borrowed.
    pub fn borrowed<'a>(
        &'a self,
        language: &str,
        prefix: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        let words = self.languages.get(language).into_iter().flatten();
        words.filter_map(move |(key, word)| {
            Some((key.strip_prefix(prefix)?, word.borrowed.as_deref()?))
        })
    }

    /// Returns every word as a reading shows it.
    pub fn of(&self, reading: &Reading) -> BTreeMap<String, Html> {
        self.in_reading(reading, |key, languages| {
            if let ([only], true) = (languages, reading.is_single()) {
                return self.html(only.id, key);
            }
            let mut html = Html::default();
            for (index, language) in languages.iter().enumerate() {
                let class = if index == 0 { "first" } else { "second" };
                if index > 0 {
                    html.0.push(' ');
                }
                let lender = self.lender(language.id, key);
                let words = Html::escaped(language.words);
                html.push_element("span", lender.unwrap_or(language.tag), class, &words);
            }
            html
        })
    }

    /// Returns every word without HTML, for attributes; languages are joined by a slash.
    pub fn plain(&self, reading: &Reading) -> BTreeMap<String, String> {
        self.in_reading(reading, |_, languages| {
            let words: Vec<&str> = languages.iter().map(|language| language.words).collect();
            words.join(" / ")
        })
    }

    /// Returns every word as `show` makes it from its words in the languages of a reading. A language whose words are
    /// those of the first is left out, unless it is the only one.
    fn in_reading<T>(
        &self,
        reading: &Reading,
        show: impl Fn(&str, &[InLanguage<'_>]) -> T,
    ) -> BTreeMap<String, T> {
        let first = reading.languages.first();
        let keys = first.and_then(|language| self.languages.get(&*language.id));
        let keys = keys.into_iter().flat_map(BTreeMap::keys);
        keys.map(|key| {
            let mut shown: Vec<InLanguage<'_>> = Vec::with_capacity(reading.languages.len());
            for language in &reading.languages {
                let words = self.get(&language.id, key);
                if shown.first().is_none_or(|first| first.words != words) {
                    shown.push(InLanguage {
                        id: &language.id,
                        tag: &language.tag,
                        words,
                    });
                }
            }
            let html = show(key, &shown);
            (key.to_string(), html)
        })
        .collect()
    }
}

/// A word in a language of a reading.
struct InLanguage<'a> {
    id: &'a str,
    tag: &'a str,
    words: &'a str,
}
