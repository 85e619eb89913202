//! The words of a clause, and the clauses in which each term of the glossary occurs.
//!
//! The index page of a reading lists them, as the index of a printed book does; search uses the
//! prose as well. [`super::term`] finds the same words in a text to link them to their definitions,
//! but there the longest word wins, while here a word inside a longer one counts too.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::AhoCorasick;

use super::boundary::is_whole_word;
use super::clause::{Body, Clause};
use super::standard::Standard;
use crate::index::{ClauseIndex, EntryIndex};
use crate::language::with_articles;
use crate::source::format::clause::Table;
use crate::source::format::text::Text;
use crate::source::texts::{self, TextRole, Texts};

/// A word of the glossary in one language, and the clauses in which it occurs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyword {
    /// The indices of the glossary entries that have this word; in a translation, several may share it.
    /// Never empty.
    pub entries: Vec<EntryIndex>,
    /// The clauses in which the word or one of its forms occurs, in document order. Never empty in
    /// a result of [`keywords`].
    pub clauses: Vec<ClauseIndex>,
}

/// Returns the prose of a clause: the standard's words, without labels, requirements and notes. A table shows the
/// personnel and tasks of every role.
///
/// The texts are in the order of the record's fields. Which fields are prose is declared with the
/// record (`#[text(source)]`), so a new field needs no change here.
pub fn prose<'a>(standard: &'a Standard, clause: &'a Clause) -> Vec<&'a Text> {
    let mut texts = Vec::new();
    match &clause.body {
        Body::Clause(body) => {
            collect(&**body, &mut texts);
            if body.table.as_ref().is_some_and(Table::shows_tasks) {
                for role in standard.roles() {
                    collect(role, &mut texts);
                }
            }
        }
        Body::Annex(annex) => collect(&**annex, &mut texts),
    }
    texts
}

/// Adds the source texts of a record, its requirements left out: they are found by themselves.
fn collect<'a>(record: &'a impl Texts<()>, texts: &mut Vec<&'a Text>) {
    texts::each(record, |met, path| {
        if met.role == TextRole::Source && path.first() != Some(&"requirements") {
            texts.push(met.text);
        }
    });
}

/// Returns the keywords of a standard in `language`, in glossary order, without those that occur in no clause. A word
/// of a translation counts only if the same text of the source has the term that it translates.
///
/// A clause that an entry names in `not_in` does not count for it, since the word has a different
/// sense there. Words that differ only in case are one keyword.
pub fn keywords(standard: &Standard, language: &str) -> Vec<Keyword> {
    let mut keywords: Vec<Keyword> = Vec::new();
    let mut keyword_of_entry: BTreeMap<EntryIndex, usize> = BTreeMap::new();
    let mut by_term: BTreeMap<String, usize> = BTreeMap::new();
    for (index, entry) in standard.glossary.indexed() {
        let Some(term) = entry.term.get(language) else {
            continue;
        };
        let keyword = *by_term.entry(term.to_lowercase()).or_insert(keywords.len());
        if keyword == keywords.len() {
            keywords.push(Keyword {
                entries: Vec::new(),
                clauses: Vec::new(),
            });
        }
        keywords[keyword].entries.push(index);
        keyword_of_entry.insert(index, keyword);
    }
    let source = standard.language();
    // Building the finder fails only on words of excessive length.
    let (Some(words), Some(source_words)) = (
        EntryWords::new(standard, language),
        EntryWords::new(standard, source),
    ) else {
        return Vec::new();
    };
    for (place, clause) in standard.clauses.indexed() {
        let requirements = standard.requirements_of(clause);
        let texts = clause
            .label()
            .into_iter()
            .chain(prose(standard, clause))
            .chain(requirements.iter().map(|requirement| requirement.text()));
        let mut here: BTreeSet<usize> = BTreeSet::new();
        for text in texts {
            let Some(words_of_text) = text.get(language) else {
                continue;
            };
            let mut entries = words.entries_in(words_of_text);
            if language != source
                && let Some(original) = text.get(source)
            {
                let present = source_words.entries_in(original);
                entries.retain(|entry| present.contains(entry));
            }
            here.extend(
                entries
                    .into_iter()
                    .filter(|entry| {
                        let elsewhere = &standard.glossary[*entry].not_in;
                        !elsewhere
                            .iter()
                            .any(|id| id.as_str() == clause.id().as_str())
                    })
                    .filter_map(|entry| keyword_of_entry.get(&entry).copied()),
            );
        }
        for keyword in here {
            keywords[keyword].clauses.push(place);
        }
    }
    keywords.retain(|keyword| !keyword.clauses.is_empty());
    keywords
}

/// The words of the glossary in one language.
///
/// The terms and their other forms, found in one pass by the Aho–Corasick algorithm.
struct EntryWords {
    /// The words; ASCII letters match in either case.
    finder: AhoCorasick,
    /// The entry of each word that the finder matches.
    entries: Vec<EntryIndex>,
}

impl EntryWords {
    /// `None` if the words are too long for the finder. Without words, it finds nothing.
    fn new(standard: &Standard, language: &str) -> Option<Self> {
        let mut words: Vec<String> = Vec::new();
        let mut entries = Vec::new();
        for (index, entry) in standard.glossary.indexed() {
            let forms = entry.forms.get(language).iter().map(|form| &*form.value);
            for word in entry.term.get(language).into_iter().chain(forms) {
                let forms = with_articles(word);
                entries.extend(std::iter::repeat_n(index, forms.len() + 1));
                words.push(word.to_owned());
                words.extend(forms);
            }
        }
        let finder = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(words)
            .ok()?;
        Some(EntryWords { finder, entries })
    }

    /// The entries with a word in `text`, including words that occur inside longer ones.
    fn entries_in(&self, text: &str) -> BTreeSet<EntryIndex> {
        self.finder
            .find_overlapping_iter(text)
            .filter(|found| is_whole_word(text, &found.range()))
            .map(|found| self.entries[found.pattern().as_usize()])
            .collect()
    }
}
