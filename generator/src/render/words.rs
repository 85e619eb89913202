//! The interface words, from the theme's `words.LANGUAGE.yaml`.

use std::collections::{BTreeMap, BTreeSet};

use super::html::Html;
use super::markdown;
use crate::model::Reading;
use crate::source::decode::Decode;
use crate::source::diagnostic::Diagnostic;
use crate::source::position::Position;
use crate::source::rule::Rule;
use crate::source::yaml::{self, Value};

/// The maximum number of missing words reported one by one.
const LISTED: usize = 5;

/// The interface words by language and key.
#[derive(Clone, Debug, Default)]
pub struct Words {
    languages: BTreeMap<String, BTreeMap<String, String>>,
}

impl crate::export::WordSource for Words {
    fn word<'a>(&'a self, language: &str, key: &'a str) -> &'a str {
        self.get(language, key)
    }

    fn words<'a>(&'a self, language: &str, prefix: &'a str) -> BTreeMap<&'a str, &'a str> {
        self.with_prefix(language, prefix).collect()
    }

    fn plain(&self, markdown: &str) -> String {
        markdown::plain(markdown)
    }
}

impl Words {
    /// Adds the words of one language from `text`, a flat mapping. They replace existing words of the same keys.
    pub fn add(&mut self, language: &str, file: &str, text: &str, faults: &mut Vec<Diagnostic>) {
        let node = match yaml::parse(&file.into(), text) {
            Ok(node) => node,
            Err(fault) => return faults.push(fault),
        };
        let Value::Mapping(pairs) = &node.value else {
            return faults.push(Rule::WrongType.at(
                &node.position,
                "the words of the interface are not a mapping",
                "write one `key: words` per line",
            ));
        };
        let words = self.languages.entry(language.to_owned()).or_default();
        let mut here = BTreeSet::new();
        for (key, value) in pairs {
            match (&key.value, &value.value) {
                (Value::Scalar(name), _) if !here.insert(name) => {
                    faults.push(Rule::RepeatedKey.at(
                        &key.position,
                        format!("the key `{name}` appears twice in the words of the interface"),
                        "remove one of them",
                    ));
                }
                (Value::Scalar(name), _) => {
                    // A faulty word is not reported as missing too.
                    let word = String::decode(value, faults).unwrap_or_default();
                    words.insert(name.clone(), word);
                }
                _ => faults.push(Rule::WrongType.at(
                    &key.position,
                    "a word of the interface has no name",
                    "write `key: words`",
                )),
            }
        }
    }

    /// Checks that every language has words, and that all have the same keys.
    pub fn check(&self, languages: &[&str], file: &str, faults: &mut Vec<Diagnostic>) {
        let keys: BTreeSet<&String> = self.languages.values().flat_map(BTreeMap::keys).collect();
        for language in languages {
            let file = file.replace("LANGUAGE", language);
            let Some(words) = self.languages.get(*language) else {
                faults.push(Rule::MissingWords.at(
                    &Position::file(file.clone()),
                    format!("the theme has no words in `{language}`"),
                    format!("write `{file}` with the same keys as in the other languages"),
                ));
                continue;
            };
            let missing: Vec<&str> = keys
                .iter()
                .filter(|key| !words.contains_key(**key))
                .map(|key| key.as_str())
                .collect();
            if missing.len() <= LISTED {
                for key in missing {
                    faults.push(Rule::MissingWords.at(
                        &Position::file(file.clone()),
                        format!("the word `{key}` is missing in `{language}`"),
                        format!("add `{key}: …` to `{file}`"),
                    ));
                }
            } else {
                faults.push(Rule::MissingWords.at(
                    &Position::file(file.clone()),
                    format!(
                        "{} words are missing in `{language}`: `{}` and {} more",
                        missing.len(),
                        missing[..LISTED].join("`, `"),
                        missing.len() - LISTED
                    ),
                    format!("add them to `{file}`, with the same keys as in the other languages"),
                ));
            }
        }
    }

    /// Returns a word in one language, or the key itself if it is missing, so that the gap is noticed.
    pub fn get<'a>(&'a self, language: &str, key: &'a str) -> &'a str {
        self.languages
            .get(language)
            .and_then(|words| words.get(key))
            .map_or(key, String::as_str)
    }

    /// Returns the words of one language whose keys begin with `prefix`, by the rest of their keys.
    pub fn with_prefix<'a>(
        &'a self,
        language: &str,
        prefix: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        let words = self.languages.get(language).into_iter().flatten();
        words.filter_map(move |(key, words)| Some((key.strip_prefix(prefix)?, words.as_str())))
    }

    /// Returns every word as a reading shows it.
    pub fn of(&self, reading: &Reading) -> BTreeMap<String, Html> {
        let Some(first) = reading
            .languages
            .first()
            .and_then(|language| self.languages.get(&*language.id))
        else {
            return BTreeMap::new();
        };
        let mut shown = BTreeMap::new();
        for (key, first_words) in first {
            let mut html = Html::default();
            for (index, language) in reading.languages.iter().enumerate() {
                let words = Html::escaped(self.get(&language.id, key));
                if reading.languages.len() == 1 {
                    html = words;
                } else if index == 0 || self.get(&language.id, key) != first_words {
                    let class = if index == 0 { "first" } else { "second" };
                    if index > 0 {
                        html.0.push(' ');
                    }
                    html.push_element("span", &language.tag, class, &words);
                }
            }
            shown.insert(key.clone(), html);
        }
        shown
    }

    /// Returns every word without HTML, for attributes; languages are joined by a slash.
    pub fn plain(&self, reading: &Reading) -> BTreeMap<String, String> {
        let first = reading
            .languages
            .first()
            .and_then(|language| self.languages.get(&*language.id));
        first
            .into_iter()
            .flatten()
            .map(|(key, first_words)| {
                let mut words = first_words.clone();
                for language in reading.languages.iter().skip(1) {
                    let other = self.get(&language.id, key);
                    if other != first_words {
                        words = format!("{words} / {other}");
                    }
                }
                (key.clone(), words)
            })
            .collect()
    }
}
