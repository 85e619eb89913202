//! Checks that each term of the standard's language has one translation.

use std::borrow::Cow;

use aho_corasick::AhoCorasick;
use rayon::prelude::*;

use super::subject::Subject;
use super::walk::{Kind, Passage};
use crate::model::Standard;
use crate::model::boundary::is_whole_word;
use crate::source::diagnostic::Diagnostic;
use crate::source::format::glossary::GlossaryEntry;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// Requires that if a text of a standard contains a term of the glossary, every translation of that text contains one of
/// the term's forms. If terms overlap, the longest counts. Otherwise readers of a translation would take one thing for
/// two.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if subject.about.is_none() {
        return found;
    }
    for (index, part) in subject.handbook.standards.indexed() {
        let Some(terms) = Terms::new(part, &subject.languages) else {
            continue;
        };
        let passages = subject.passages.par_iter();
        found.par_extend(
            passages
                .filter(|passage| passage.kind == Kind::Standard && passage.standard == Some(index))
                .flat_map_iter(|passage| terms.faults(passage)),
        );
    }
    found
}

/// The terms of a glossary, prepared for searching.
struct Terms<'a> {
    language: &'a str,
    terms: Vec<Term<'a>>,
    /// Finds the words of `terms`, in the same order.
    finder: AhoCorasick,
}

struct Term<'a> {
    entry: &'a GlossaryEntry,
    /// The term in lower case.
    words: String,
    /// The forms in lower case, by language.
    forms: Vec<(&'a str, Vec<String>)>,
}

/// A term in a text, in bytes.
struct Place {
    start: usize,
    end: usize,
    term: usize,
}

impl<'a> Terms<'a> {
    /// The terms of a standard; `None` if it has no `standard.yaml`, which names the language, or no glossary.
    fn new(part: &'a Standard, languages: &[&str]) -> Option<Self> {
        let language = part.about.as_deref()?.language.as_str();
        let mut terms: Vec<Term<'_>> = Vec::new();
        for entry in &*part.glossary {
            let Some(words) = entry.term.get(language) else {
                continue;
            };
            // Forms in a mistyped language are reported elsewhere; here they would seem to be missing.
            if entry
                .forms
                .0
                .iter()
                .any(|(name, _)| !languages.contains(&&**name))
            {
                continue;
            }
            let words = words.to_lowercase();
            if words.is_empty() {
                continue;
            }
            let forms = entry
                .term
                .languages
                .iter()
                .filter(|(other, _, _)| **other != *language);
            let forms = forms.map(|(other, main, _)| {
                let others = entry.forms.get(other).iter().map(String::as_str);
                let all = std::iter::once(&**main).chain(others);
                (&**other, all.map(str::to_lowercase).collect())
            });
            terms.push(Term {
                entry,
                forms: forms.collect(),
                words,
            });
        }
        if terms.is_empty() {
            return None;
        }
        let words = terms.iter().map(|term| term.words.as_str());
        // The finder fails only on words of excessive length.
        let finder = AhoCorasick::new(words).ok()?;
        Some(Terms {
            language,
            terms,
            finder,
        })
    }

    /// The faults of the translations of a text.
    fn faults(&self, passage: &Passage<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let Some(source) = passage.text.get(self.language) else {
            return found;
        };
        let present = self.present(&small(source));
        if present.is_empty() {
            return found;
        }
        for (language, words, position) in &passage.text.languages {
            if **language == *self.language {
                continue;
            }
            let words = small(words);
            for term in &present {
                let term = &self.terms[*term];
                let Some((_, forms)) = term.forms.iter().find(|(other, _)| *other == &**language)
                else {
                    continue;
                };
                if !forms.iter().any(|form| has_words(&words, form)) {
                    found.push(self.fault(term, language, position));
                }
            }
        }
        found
    }

    fn fault(&self, term: &Term<'_>, language: &str, position: &Position) -> Diagnostic {
        let printed = term.entry.term.get(self.language).unwrap_or_default();
        let main = term.entry.term.get(language).unwrap_or_default();
        let forms =
            std::iter::once(main).chain(term.entry.forms.get(language).iter().map(String::as_str));
        let forms: Vec<String> = forms.map(|form| format!("“{form}”")).collect();
        Rule::TermNotUsed
            .at(
                position,
                format!("this text does not use the glossary’s `{language}` term for “{printed}”"),
                format!(
                    "write {}, or add the form used here to the term’s `forms` in `glossary.yaml`",
                    forms.join(" or ")
                ),
            )
            .see(&term.entry.term.position, "the term in the glossary")
    }

    /// The terms in `text`, each once: longer ones first, and none that overlaps a longer one.
    fn present(&self, text: &str) -> Vec<usize> {
        let mut places: Vec<Place> = self
            .finder
            .find_overlapping_iter(text)
            .filter(|found| is_whole_word(text, &found.range()))
            .map(|found| Place {
                start: found.start(),
                end: found.end(),
                term: found.pattern().as_usize(),
            })
            .collect();
        places.sort_by_key(|place| (std::cmp::Reverse(place.end - place.start), place.start));
        // A place that overlaps a longer one begins or ends within it.
        let mut taken = vec![false; if places.is_empty() { 0 } else { text.len() }];
        let mut present = Vec::new();
        for place in &places {
            if taken[place.start] || taken[place.end - 1] {
                continue;
            }
            taken[place.start..place.end].fill(true);
            if !present.contains(&place.term) {
                present.push(place.term);
            }
        }
        present
    }
}

/// `text` in lower case; not copied if it has no capital letters.
fn small(text: &str) -> Cow<'_, str> {
    // No script from U+2E80 to U+A63F has capital letters, and asking for each of its characters is slow.
    let may_be_capital = |c: char| !('\u{2e80}'..'\u{a640}').contains(&c) && c.is_uppercase();
    if text.chars().any(may_be_capital) {
        Cow::Owned(text.to_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether `text` contains `form` as whole words.
fn has_words(text: &str, form: &str) -> bool {
    text.match_indices(form)
        .any(|(start, _)| is_whole_word(text, &(start..start + form.len())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{and, diagnostics, found, with};

    #[test]
    fn a_term_is_translated_as_the_glossary_says() {
        let tree = with("clauses/01.yaml", "applies to Stores.", "applies to shops.");
        assert_eq!(
            found(&tree),
            [
                "content/standards/demo/clauses/01.yaml:4:30: this text does not use the glossary’s `en` term for “店铺”"
            ]
        );
        assert_eq!(
            diagnostics(&tree)[0].help,
            "write “store” or “stores”, or add the form used here to the term’s `forms` in `glossary.yaml`"
        );
    }

    #[test]
    fn the_longest_term_counts() {
        // `店铺装修` is one term, so its text needs no `store`.
        let tree = with(
            "clauses/02.yaml",
            "do storefront design",
            "do store decoration",
        );
        assert_eq!(
            found(&tree),
            [
                "content/standards/demo/clauses/02.yaml:9:29: this text does not use the glossary’s `en` term for “店铺装修”"
            ]
        );
    }

    #[test]
    fn a_form_stands_as_words_of_its_own() {
        let tree = with(
            "clauses/01.yaml",
            "applies to Stores.",
            "applies to restores.",
        );
        assert_eq!(found(&tree).len(), 1);
        assert!(has_words("a store.", "store"));
        assert!(!has_words("stored", "store"));
        assert!(has_words("经营店铺", "店铺"));
    }

    #[test]
    fn every_text_of_the_standard_counts_and_no_note() {
        let tree = with("annexes/A.yaml", "en: Run stores.", "en: Run shops.");
        assert_eq!(found(&tree).len(), 1);
        let tree = with("standard.yaml", "Standard for stores", "Standard for shops");
        assert_eq!(found(&tree).len(), 1);
        let tree = with("clauses/01.yaml", "“店铺、店铺”", "shops");
        let tree = and(tree, "standard.yaml", "说明（略）", "店铺");
        assert!(found(&tree).is_empty(), "{:?}", found(&tree));
    }

    #[test]
    fn overlapping_terms_give_way_to_the_longest() {
        let glossary = "- term: {zh: 店铺, en: store}\n  forms: {en: [stores]}\n- term: {zh: 铺装修, en: fitting}\n  definition: {zh: 无。, en: None.}\n";
        let tree = crate::check::testing::adding(
            crate::check::testing::sound(),
            "glossary.yaml",
            glossary,
        );
        assert_eq!(
            found(&tree),
            [
                "content/standards/demo/clauses/02.yaml:9:29: this text does not use the glossary’s `en` term for “铺装修”"
            ]
        );
    }
}
