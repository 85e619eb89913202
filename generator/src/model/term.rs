//! The defined terms of a standard, and where texts use them.
//!
//! Terms are defined by clauses (`term`) and by the glossary. `render` marks their uses in a text
//! as links to the definition; the page of terms lists them, with the anchors from here.
//! [`super::keyword`] makes the index of a book from the same words.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};

use super::Standard;
use super::boundary::is_whole_word;
use crate::index::{ClauseIndex, EntryIndex, List};
use crate::language::with_articles;
use crate::source::format::text::Text;

/// The meaning of a term, as the index of its definition.
///
/// A term that both define has the standard's own definition, which is authoritative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The definition in the clause at this index.
    Clause(ClauseIndex),
    /// The definition in the glossary entry at this index.
    Entry(EntryIndex),
}

/// The terms of a standard.
#[derive(Debug)]
pub struct Terms {
    /// An anchor for each glossary entry: the same in all readings, and stable as long as the term does not change.
    /// E.g. `kuajing-dianshang`, from the pinyin or else from the first language written in Latin
    /// letters. Two entries with the same words are told apart by a number.
    pub anchors: List<EntryIndex, String>,
    /// The standard's own language.
    source: Arc<str>,
    /// Definitions first, then the entries of the glossary.
    senses: Vec<Sense>,
    /// The words of each language that has any.
    words: Vec<(Arc<str>, TermWords)>,
}

/// A term in one sense: a definition of the standard, or an entry of its glossary.
#[derive(Debug, Default)]
struct Sense {
    /// The definition; `None` if the glossary lists the word without one. Such a word is still matched, so that no
    /// shorter word is found inside it.
    meaning: Option<Meaning>,
    /// The clauses in which the word has a different sense.
    not_in: Vec<Arc<str>>,
}

/// The words in one language that identify terms.
#[derive(Debug)]
struct TermWords {
    finder: AhoCorasick,
    /// Each word that the finder matches, with the indices of its senses.
    senses: Vec<(String, Vec<usize>)>,
}

impl Terms {
    /// Collects the terms of `standard`.
    pub(super) fn of(standard: &Standard) -> Self {
        let mut terms = Terms {
            anchors: anchors(standard),
            source: standard.language().into(),
            senses: Vec::new(),
            words: Vec::new(),
        };
        let mut words: BTreeMap<Arc<str>, Vec<(String, usize)>> = BTreeMap::new();
        for (sense, known) in known(standard) {
            for (language, word) in known {
                let words = words.entry(language).or_default();
                let forms = with_articles(&word).into_iter();
                words.extend(forms.map(|form| (form, terms.senses.len())));
                words.push((word, terms.senses.len()));
            }
            terms.senses.push(sense);
        }
        let words = words.into_iter();
        terms.words = words
            .filter_map(|(language, words)| Some((language, TermWords::new(words)?)))
            .collect();
        terms
    }

    /// Returns the uses of defined terms in `text`, which belongs to the clause with the id `clause`, as ranges of its
    /// words in `language`, in order. Where words overlap, the longest one counts, so that 乐烧窑炉 is not taken
    /// for 乐烧.
    ///
    /// A word in a translation often has more senses than the term that it translates. It therefore counts only if the
    /// same text contains the term in the standard's own language.
    ///
    /// Empty if the text is not written in `language`. Ranges are in bytes, on character
    /// boundaries, and do not overlap. `clause` is needed for `not_in`: a word may have a different
    /// sense there.
    pub fn uses(&self, language: &str, text: &Text, clause: &str) -> Vec<(Range<usize>, Meaning)> {
        let Some(words) = text.get(language) else {
            return Vec::new();
        };
        let is_meant = |sense: usize| {
            let not_in = &self.senses[sense].not_in;
            !not_in.iter().any(|other| **other == *clause)
        };
        let present: Option<BTreeSet<usize>> = (*self.source != *language).then(|| {
            let original = text.get(&self.source).unwrap_or_default();
            let found = self.found(&self.source, original);
            found.flat_map(|(_, senses)| senses).copied().collect()
        });
        self.found(language, words)
            .filter_map(|(range, senses)| {
                let senses = senses.iter().copied();
                let mut meanings = senses
                    .filter(|sense| {
                        present
                            .as_ref()
                            .is_none_or(|present| present.contains(sense))
                    })
                    .filter(|sense| is_meant(*sense))
                    .filter_map(|sense| self.senses[sense].meaning);
                Some((range, meanings.next()?))
            })
            .collect()
    }

    /// Finds every term in `words`, with the indices of its senses.
    ///
    /// An abbreviation, that is a word without small letters such as `ERP`, is matched with its
    /// case; other words match in either case, but only in ASCII.
    fn found<'a>(
        &'a self,
        language: &str,
        words: &'a str,
    ) -> impl Iterator<Item = (Range<usize>, &'a [usize])> {
        let known = self.words.iter().find(|(known, _)| **known == *language);
        known.into_iter().flat_map(move |(_, known)| {
            known.finder.find_iter(words).filter_map(move |found| {
                let (word, senses) = &known.senses[found.pattern().as_usize()];
                let range = found.range();
                // An abbreviation matches only in capital letters.
                let is_same =
                    word.chars().any(char::is_lowercase) || words[range.clone()] == **word;
                (is_same && is_whole_word(words, &range)).then_some((range, senses.as_slice()))
            })
        })
    }
}

impl TermWords {
    fn new(words: Vec<(String, usize)>) -> Option<Self> {
        let mut senses: Vec<(String, Vec<usize>)> = Vec::new();
        let mut places = HashMap::new();
        for (word, sense) in words.into_iter().filter(|(word, _)| !word.is_empty()) {
            let place = *places.entry(word.to_lowercase()).or_insert(senses.len());
            match senses.get_mut(place) {
                Some((_, known)) => known.push(sense),
                None => senses.push((word, vec![sense])),
            }
        }
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(senses.iter().map(|(word, _)| word))
            .ok()?;
        Some(TermWords { finder, senses })
    }
}

/// TermWords with their languages.
type NamedWords = Vec<(Arc<str>, String)>;

/// Returns every sense of a term, with its words and their languages. The standard's own definitions come first.
///
/// A term of the glossary that a clause defines has the meaning of that clause, but keeps its own
/// words and forms.
fn known(standard: &Standard) -> Vec<(Sense, NamedWords)> {
    let source = standard.language();
    let mut known = Vec::new();
    let mut defined = HashMap::new();
    let names = |text: &Text| -> NamedWords {
        let names = text.languages.iter();
        names
            .map(|(language, word, _)| (language.clone(), word.to_string()))
            .collect()
    };
    for (index, clause) in standard.clauses.indexed() {
        let Some(term) = clause.as_clause().and_then(|body| body.term.as_ref()) else {
            continue;
        };
        let meaning = Meaning::Clause(index);
        if let Some(name) = term.name.get(source) {
            defined.entry(name).or_insert(meaning);
        }
        let sense = Sense {
            meaning: Some(meaning),
            not_in: Vec::new(),
        };
        known.push((sense, names(&term.name)));
    }
    for (index, entry) in standard.glossary.indexed() {
        let by_standard = entry.term.get(source).and_then(|name| defined.get(name));
        let explained = entry.definition.is_some().then_some(Meaning::Entry(index));
        let sense = Sense {
            meaning: by_standard.copied().or(explained),
            not_in: entry.not_in.iter().map(|id| id.as_str().into()).collect(),
        };
        let mut words = names(&entry.term);
        for (language, forms) in &entry.forms.0 {
            words.extend(
                forms
                    .iter()
                    .map(|form| (language.clone(), form.value.to_string())),
            );
        }
        known.push((sense, words));
    }
    known
}

/// The anchor of each entry. No anchor is the id of a clause, since the page of terms has anchors
/// for those as well.
fn anchors(standard: &Standard) -> List<EntryIndex, String> {
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

/// Joins the ASCII letters and digits of `words` with hyphens, in lower case. `Raku-fired
/// stoneware` becomes `raku-fired-stoneware`; words without such letters become the empty
/// string.
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
    use crate::source::position::Position;
    use crate::source::texts::TextRole;

    /// Terms in the languages `x`, the standard's own, and `y`. Each has words in both languages and may have a
    /// definition. The third has a different sense in clause 9.
    fn terms(words: &[(&str, &[&str], bool)]) -> Terms {
        let mut terms = Terms {
            anchors: List::default(),
            source: "x".into(),
            senses: Vec::new(),
            words: Vec::new(),
        };
        let (mut of_source, mut of_translation) = (Vec::new(), Vec::new());
        for (index, (source, translations, is_defined)) in words.iter().enumerate() {
            of_source.push(((*source).to_owned(), index));
            of_translation.extend(translations.iter().map(|word| ((*word).to_owned(), index)));
            terms.senses.push(Sense {
                meaning: is_defined.then_some(Meaning::Entry(EntryIndex::at(index))),
                not_in: if index == 2 {
                    vec!["9".into()]
                } else {
                    Vec::new()
                },
            });
        }
        terms.words = vec![
            ("x".into(), TermWords::new(of_source).unwrap()),
            ("y".into(), TermWords::new(of_translation).unwrap()),
        ];
        terms
    }

    fn text(source: &str, translation: &str) -> Text {
        let position = Position::file("x");
        Text {
            languages: vec![
                ("x".into(), source.into(), position.clone()),
                ("y".into(), translation.into(), position.clone()),
            ],
            role: TextRole::Source,
            position,
        }
    }

    fn found(terms: &Terms, language: &str, text: &Text, clause: &str) -> Vec<(String, usize)> {
        let uses = terms.uses(language, text, clause).into_iter();
        uses.map(|(range, meaning)| match meaning {
            Meaning::Entry(entry) => (
                text.get(language).unwrap()[range].to_owned(),
                entry.position(),
            ),
            Meaning::Clause(clause) => panic!("{clause:?} is not an entry"),
        })
        .collect()
    }

    #[test]
    fn the_longest_of_overlapping_terms_is_used() {
        let terms = terms(&[
            ("电商", &[], true),
            ("跨境电商平台", &[], true),
            ("跨境电商", &[], false),
            ("平台运营", &[], false),
        ]);
        let text = text("熟悉跨境电商平台、电商和跨境电商", "");
        assert_eq!(
            found(&terms, "x", &text, "1"),
            [("跨境电商平台".to_owned(), 1), ("电商".to_owned(), 0)]
        );
    }

    #[test]
    fn latin_terms_match_only_complete_words() {
        let terms = terms(&[
            ("store", &[], true),
            ("stores", &[], true),
            ("ERP", &[], true),
        ]);
        let count = |words: &str| found(&terms, "x", &text(words, ""), "1").len();
        assert_eq!(count("Stores, a store; the storefront, in-store"), 2);
        assert_eq!(count("ERP系统 erp ERPs"), 1);
    }

    #[test]
    fn a_word_of_two_entries_has_the_first_definition() {
        let terms = terms(&[
            ("platform", &[], false),
            ("Platform", &[], true),
            ("platform", &[], true),
        ]);
        assert_eq!(
            found(&terms, "x", &text("platform", ""), "1"),
            [("platform".to_owned(), 1)]
        );
    }

    #[test]
    fn a_translation_uses_a_term_only_where_its_source_does() {
        let terms = terms(&[
            ("品类", &["category", "categories"], true),
            ("类目", &["category"], false),
            ("活动", &["campaign"], true),
        ]);
        let uses = |source: &str, translation: &str, clause: &str| {
            found(&terms, "y", &text(source, translation), clause)
        };
        assert_eq!(uses("分为五类", "five categories", "1"), []);
        assert_eq!(
            uses("品类", "the category", "1"),
            [("category".to_owned(), 0)]
        );
        // The entry for 类目 has no definition, and 品类, which has one, does not occur.
        assert_eq!(uses("类目", "the category", "1"), []);
        assert_eq!(
            uses("类目和品类", "category uses categories", "1"),
            [("category".to_owned(), 0), ("categories".to_owned(), 0)]
        );
    }

    #[test]
    fn a_word_is_not_a_term_in_clauses_that_use_it_in_another_sense() {
        let terms = terms(&[
            ("品类", &[], true),
            ("类目", &[], true),
            ("活动", &["campaign"], true),
        ]);
        let text = text("店铺活动", "a campaign");
        assert_eq!(found(&terms, "x", &text, "9"), []);
        assert_eq!(found(&terms, "y", &text, "9"), []);
        assert_eq!(found(&terms, "x", &text, "1"), [("活动".to_owned(), 2)]);
        assert_eq!(found(&terms, "y", &text, "1"), [("campaign".to_owned(), 2)]);
    }
}
