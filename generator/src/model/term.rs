//! The terms of a standard that have a definition, and where a text uses them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};

use super::Standard;

/// What a term means, by the place where that is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The standard itself defines it, in the clause at this place.
    Clause(usize),
    /// The glossary explains it, in the entry at this place.
    Entry(usize),
}

/// The terms of a standard.
#[derive(Debug)]
pub struct Terms {
    /// An anchor for every entry of the glossary: the same in all readings, and unchanged while the term is.
    pub anchors: Vec<String>,
    words: Vec<(Arc<str>, Words)>,
}

/// The words in one language by which terms are known.
#[derive(Debug)]
struct Words {
    finder: AhoCorasick,
    /// What each word that the finder knows means. Nothing where the glossary has the word without a definition: it is
    /// known all the same, so that no shorter one is found within it.
    meanings: Vec<(String, Option<Meaning>)>,
}

impl Terms {
    /// The terms of `standard`.
    pub(super) fn of(standard: &Standard) -> Self {
        let mut words: BTreeMap<Arc<str>, Vec<(String, Option<Meaning>)>> = BTreeMap::new();
        for (word, language, meaning) in known(standard) {
            words.entry(language).or_default().push((word, meaning));
        }
        let words = words.into_iter();
        Terms {
            anchors: anchors(standard),
            words: words
                .filter_map(|(language, words)| Some((language, Words::new(words)?)))
                .collect(),
        }
    }

    /// Where `text` in `language` uses a term that has a definition, in order. Of words that overlap the longest
    /// counts, so that 跨境电商平台 is not taken for 跨境电商.
    pub fn uses<'a>(
        &'a self,
        language: &str,
        text: &'a str,
    ) -> impl Iterator<Item = (Range<usize>, Meaning)> {
        let words = self.words.iter().find(|(of, _)| **of == *language);
        words.into_iter().flat_map(move |(_, words)| {
            words.finder.find_iter(text).filter_map(move |found| {
                let (word, meaning) = &words.meanings[found.pattern().as_usize()];
                let range = found.range();
                // An abbreviation is one only in capital letters.
                let is_meant =
                    word.chars().any(char::is_lowercase) || text[range.clone()] == **word;
                (is_meant && is_whole(text, &range)).then_some((range, (*meaning)?))
            })
        })
    }
}

impl Words {
    fn new(words: Vec<(String, Option<Meaning>)>) -> Option<Self> {
        let mut meanings: Vec<(String, Option<Meaning>)> = Vec::new();
        let mut places = HashMap::new();
        for (word, meaning) in words.into_iter().filter(|(word, _)| !word.is_empty()) {
            let place = *places.entry(word.to_lowercase()).or_insert(meanings.len());
            match meanings.get_mut(place) {
                Some((_, known)) => *known = known.or(meaning),
                None => meanings.push((word, meaning)),
            }
        }
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(meanings.iter().map(|(word, _)| word))
            .ok()?;
        Some(Words { finder, meanings })
    }
}

/// Every word by which a term is known, with its language. Those that the standard defines come first.
fn known(standard: &Standard) -> Vec<(String, Arc<str>, Option<Meaning>)> {
    let source = standard.about.language.as_str();
    let mut known = Vec::new();
    let mut defined = HashMap::new();
    for (index, clause) in standard.clauses.iter().enumerate() {
        let Some(term) = clause.as_clause().and_then(|body| body.term.as_ref()) else {
            continue;
        };
        let meaning = Meaning::Clause(index);
        if let Some(name) = term.name.get(source) {
            defined.entry(name).or_insert(meaning);
        }
        for (language, word, _) in &term.name.languages {
            known.push((word.to_string(), language.clone(), Some(meaning)));
        }
    }
    for (index, entry) in standard.glossary.iter().enumerate() {
        let by_standard = entry.term.get(source).and_then(|name| defined.get(name));
        let explained = entry.definition.is_some().then_some(Meaning::Entry(index));
        let meaning = by_standard.copied().or(explained);
        for (language, word, _) in &entry.term.languages {
            known.push((word.to_string(), language.clone(), meaning));
        }
        for (language, forms) in &entry.forms.0 {
            known.extend(
                forms
                    .iter()
                    .map(|form| (form.clone(), language.clone(), meaning)),
            );
        }
    }
    known
}

/// Whether what stands at `range` is not part of a longer Latin word.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let is_latin = |character: char| character.is_alphanumeric() && character < '\u{2e80}';
    let joins = |inside: Option<char>, outside: Option<char>| {
        inside.is_some_and(is_latin)
            && outside.is_some_and(|character| is_latin(character) || character == '-')
    };
    let word = &text[range.clone()];
    !joins(word.chars().next(), text[..range.start].chars().next_back())
        && !joins(word.chars().next_back(), text[range.end..].chars().next())
}

fn anchors(standard: &Standard) -> Vec<String> {
    let clauses = standard.clauses.iter();
    let mut used: BTreeSet<String> = clauses.map(|clause| clause.id().to_string()).collect();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let entries = standard.glossary.iter();
    entries
        .map(|entry| {
            let name = match &entry.pinyin {
                Some(pinyin) => pinyin.value.to_string(),
                None => entry
                    .term
                    .languages
                    .iter()
                    .map(|(_, words, _)| slug(words))
                    .find(|slug| !slug.is_empty())
                    .unwrap_or_else(|| "term".to_owned()),
            };
            let base = slug(&name);
            let mut anchor = base.clone();
            while !used.insert(anchor.clone()) {
                let count = counts.entry(base.clone()).or_insert(1);
                *count += 1;
                anchor = format!("{base}-{count}");
            }
            anchor
        })
        .collect()
}

/// The ASCII letters and digits of `words` in lower case, joined by hyphens.
fn slug(words: &str) -> String {
    words
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(str::to_ascii_lowercase)
        .collect::<Vec<_>>()
        .join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Terms of which the longest, and an abbreviation, have a definition.
    fn words(words: &[(&str, Option<usize>)]) -> Terms {
        let words = words
            .iter()
            .map(|(word, entry)| ((*word).to_owned(), entry.map(Meaning::Entry)));
        Terms {
            anchors: Vec::new(),
            words: vec![("x".into(), Words::new(words.collect()).unwrap())],
        }
    }

    fn found(terms: &Terms, text: &str) -> Vec<(String, usize)> {
        let uses = terms.uses("x", text);
        uses.map(|(range, meaning)| match meaning {
            Meaning::Entry(entry) | Meaning::Clause(entry) => (text[range].to_owned(), entry),
        })
        .collect()
    }

    #[test]
    fn of_words_that_overlap_the_longest_counts() {
        let terms = words(&[
            ("电商", Some(0)),
            ("跨境电商平台", Some(1)),
            ("跨境电商", None),
            ("平台运营", None),
        ]);
        assert_eq!(
            found(&terms, "熟悉跨境电商平台、电商和跨境电商"),
            [("跨境电商平台".to_owned(), 1), ("电商".to_owned(), 0)]
        );
    }

    #[test]
    fn latin_words_are_found_whole() {
        let terms = words(&[("store", Some(0)), ("stores", Some(0)), ("ERP", Some(1))]);
        let stores = |text: &str| found(&terms, text).len();
        assert_eq!(stores("Stores, a store; the storefront, in-store"), 2);
        assert_eq!(stores("ERP系统 erp ERPs"), 1);
    }

    #[test]
    fn a_word_of_two_entries_means_what_the_first_definition_says() {
        let terms = words(&[
            ("platform", None),
            ("Platform", Some(3)),
            ("platform", Some(4)),
        ]);
        assert_eq!(found(&terms, "platform"), [("platform".to_owned(), 3)]);
    }
}
