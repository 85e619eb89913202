//! Checks that each term of the standard's language has one translation.
//!
//! It reports `W403`. The words searched are those of the standard's own text and its translation,
//! side by side ([`super::walk`]); a term counts as translated if any of its forms occurs anywhere
//! in the translation. Inflection is recognised by the stem of a word where the language's is known
//! ([`crate::language`]), and by its beginning, without a dictionary: a warning that is wrong costs the
//! author one entry in `forms`, and a missing one may cost a reader the meaning.

use std::borrow::Cow;
use std::sync::Arc;

use aho_corasick::AhoCorasick;
use rayon::prelude::*;

use super::subject::Subject;
use super::walk::{Passage, PassageKind};
use crate::language::Profile;
use crate::language::message::{Series, message};
use crate::model::Standard;
use crate::model::boundary::is_whole_word;
use crate::source::diagnostic::Diagnostic;
use crate::source::format::glossary::GlossaryEntry;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// Warns if a text of a standard contains a term of the glossary and a translation of it contains none of the term's
/// forms, in any inflection. If terms overlap, the longest counts. Readers of a translation could take one thing for two.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if subject.about.is_none() {
        return found;
    }
    for (index, part) in subject.handbook.standards.indexed() {
        let Some(terms) = SoughtTerms::new(part, subject) else {
            continue;
        };
        let passages = subject.passages.par_iter();
        found.par_extend(
            passages
                .filter(|passage| {
                    passage.kind == PassageKind::Standard && passage.standard == Some(index)
                })
                .flat_map_iter(|passage| terms.faults(passage)),
        );
    }
    found
}

/// The terms of a glossary, prepared for searching.
struct SoughtTerms<'a> {
    /// The standard's language, in which terms are searched.
    language: &'a str,
    /// The languages whose words change at their end. In these, other forms of a word count as the same.
    inflecting: Vec<(Arc<str>, Profile)>,
    /// Never empty.
    terms: Vec<SoughtTerm<'a>>,
    /// Finds the words of `terms`, in the same order.
    finder: AhoCorasick,
}

/// A term to search for, and the words that may translate it.
struct SoughtTerm<'a> {
    entry: &'a GlossaryEntry,
    /// The term in lower case.
    words: String,
    /// The forms in lower case, by language. The main form is first. A language in which the term
    /// has no translation is absent, and not checked.
    forms: Vec<(&'a str, Vec<String>)>,
}

/// A term in a text, in bytes.
struct TermPlace {
    /// The first byte.
    start: usize,
    /// The byte after the last.
    end: usize,
    /// The place of the term in [`SoughtTerms::terms`].
    term: usize,
}

impl<'a> SoughtTerms<'a> {
    /// The terms of a standard; `None` if it has no `standard.yaml`, which names the language, or no glossary.
    fn new(part: &'a Standard, subject: &Subject<'_>) -> Option<Self> {
        let languages = &subject.languages;
        let known = subject.handbook.languages.iter();
        let inflecting = known
            .map(|language| (language.id.clone(), Profile::of(&language.tag)))
            .filter(|(_, profile)| profile.knows_forms());
        let language = part.about.as_deref()?.language.as_str();
        let mut terms: Vec<SoughtTerm<'_>> = Vec::new();
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
                let others = entry.forms.get(other).iter().map(|form| &*form.value);
                let all = std::iter::once(&**main).chain(others);
                (&**other, all.map(str::to_lowercase).collect())
            });
            terms.push(SoughtTerm {
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
        Some(SoughtTerms {
            language,
            inflecting: inflecting.collect(),
            terms,
            finder,
        })
    }

    /// The faults of the translations of a text.
    ///
    /// One diagnostic for each term and language. A text that is not translated has no fault here.
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
                let mut inflecting = self.inflecting.iter();
                let profile = inflecting.find(|(known, _)| known == language);
                let is_used = |form: &String| {
                    has_words(&words, form)
                        || profile.is_some_and(|(_, profile)| has_inflected(profile, &words, form))
                };
                if !forms.iter().any(is_used) {
                    found.push(self.fault(term, language, position));
                }
            }
        }
        found
    }

    /// The diagnostic about a translation in `language` that lacks a term.
    fn fault(&self, term: &SoughtTerm<'_>, language: &str, position: &Position) -> Diagnostic {
        let printed = term.entry.term.get(self.language).unwrap_or_default();
        let main = term.entry.term.get(language).unwrap_or_default();
        let others = term.entry.forms.get(language).iter();
        let forms = std::iter::once(main).chain(others.map(|form| &*form.value));
        let forms: Vec<String> = forms.map(|form| format!("“{form}”")).collect();
        Rule::TermNotUsed
            .at(
                position,
                message!("this text does not use the glossary’s `{language}` term for “{printed}”", language, printed),
                message!(
                    "write {forms}, or add the form used here to the term’s `forms` in `glossary.yaml`",
                    forms = Series::any(forms),
                ),
            )
            .see(&term.entry.term.position, message!("the term in the glossary"))
    }

    /// The terms in `text`, each once: longer ones first, and none that overlaps a longer one.
    ///
    /// The longest wins so that 乐烧窑炉 is not also taken for 乐烧, which has another translation.
    fn present(&self, text: &str) -> Vec<usize> {
        let mut places: Vec<TermPlace> = self
            .finder
            .find_overlapping_iter(text)
            .filter(|found| is_whole_word(text, &found.range()))
            .map(|found| TermPlace {
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

/// Whether `text` contains `form` as whole words. Both must be in lower case.
fn has_words(text: &str, form: &str) -> bool {
    text.match_indices(form)
        .any(|(start, _)| is_whole_word(text, &(start..start + form.len())))
}

/// Whether `text` contains the words of `form` one after another, each in any form or compound. Hyphens count as spaces.
/// For example, `the repaired bicycles` contains the words of `repair bicycle`.
fn has_inflected(profile: &Profile, text: &str, form: &str) -> bool {
    let words = |text| -> Vec<&str> {
        str::split(text, |c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect()
    };
    let (text, form) = (words(text), words(form));
    !form.is_empty()
        && text.windows(form.len()).any(|window| {
            window.iter().zip(&form).all(|(word, form)| {
                word == form
                    || (profile.inflects_at_the_end() && is_form(word, form))
                    || profile.have_one_stem(word, form)
                    || profile.is_compound_with(word, form)
            })
        })
}

/// The shortest word that may change at its end, and the longest ending, in letters.
const SHORTEST: usize = 4;
const ENDING: usize = 3;

/// Whether `word` is `form` with another ending: they begin alike up to the last letters of `form`, one for a short word and
/// two for a long one.
///
/// Words of three letters or fewer have no other form. For example, `repaired` counts as a form of
/// `repair`, and `studies` as one of `study`; `repairing` does not, since its ending is too long.
fn is_form(word: &str, form: &str) -> bool {
    if word == form {
        return true;
    }
    let length = form.chars().count();
    let changing = match length {
        0..SHORTEST => return false,
        SHORTEST => 0,
        5..=7 => 1,
        _ => 2,
    };
    let stem = form.char_indices().nth(length - changing);
    let stem = stem.map_or(form, |(end, _)| &form[..end]);
    let ending = word.strip_prefix(stem);
    ending.is_some_and(|ending| ending.chars().count() <= ENDING)
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
                "content/standards/demo/clauses/01.yaml:4:30: warning: this text does not use the glossary’s `en` term for “店铺”"
            ]
        );
        assert_eq!(
            diagnostics(&tree)[0].help.english(),
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
                "content/standards/demo/clauses/02.yaml:9:29: warning: this text does not use the glossary’s `en` term for “店铺装修”"
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

    fn has_inflected(text: &str, form: &str) -> bool {
        super::has_inflected(&Profile::of("en"), text, form)
    }

    #[test]
    fn words_of_other_languages_are_recognised_in_their_forms_and_compounds() {
        let dutch = Profile::of("nl");
        for (text, form) in [
            ("de vaardigheden van leerlingen", "vaardigheid"),
            ("kleine groepen", "klein groep"),
            ("een leerlingvolgsysteem", "leerling"),
        ] {
            assert!(super::has_inflected(&dutch, text, form), "{text}: {form}");
        }
        assert!(!super::has_inflected(&dutch, "de leraar", "leerling"));
        let arabic = Profile::of("ar");
        for (text, form) in [
            ("يطوي الورق مع اتجاه الألياف.", "ورق"),
            ("يستعين بالورق السميك", "ورق"),
            ("صناعة الفانوس الورقي", "فانوس ورقي"),
        ] {
            assert!(super::has_inflected(&arabic, text, form), "{text}: {form}");
        }
        assert!(!super::has_inflected(&arabic, "يقص الفتيل.", "ورق"));
    }

    #[test]
    fn words_with_other_endings_are_forms_of_a_term() {
        for (text, form) in [
            ("many stores.", "store"),
            ("storing goods", "store"),
            ("customs-clearance rules", "customs clearance"),
            ("los requisitos", "requisito"),
            ("проверкой знаний", "проверка знание"),
            ("clear customs", "clear customs"),
        ] {
            assert!(has_inflected(text, form), "{text}: {form}");
        }
        for (text, form) in [
            ("restores", "store"),
            ("a shop", "store"),
            ("cats", "car"),
            ("clearance of the customs", "customs clearance"),
            ("storekeeping", "store"),
            ("", "store"),
            ("store", ""),
        ] {
            assert!(!has_inflected(text, form), "{text}: {form}");
        }
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
                "content/standards/demo/clauses/02.yaml:9:29: warning: this text does not use the glossary’s `en` term for “铺装修”"
            ]
        );
    }
}
