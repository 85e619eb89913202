//! The words of a clause, and the clauses in which each term of the glossary stands.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use aho_corasick::AhoCorasick;

use super::clause::Clause;
use super::standard::Standard;
use crate::source::format::text::Text;

/// A word of the glossary in one language, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyword {
    /// The entries of the glossary that have this word, by place: in translation several may share one.
    pub entries: Vec<usize>,
    /// The clauses in which the word or one of its forms stands, in document order.
    pub clauses: Vec<usize>,
}

/// What a clause itself says besides its title and its requirements, in document order, without the editors' remarks.
pub fn prose<'a>(standard: &'a Standard, clause: &'a Clause) -> Vec<&'a Text> {
    let mut texts = Vec::new();
    if let Some(body) = clause.as_clause() {
        if let Some(term) = &body.term {
            texts.push(&term.definition);
        }
        texts.extend(body.text.iter().map(|paragraph| &paragraph.text));
        texts.extend(&body.intro);
        texts.extend(body.outcomes.iter().map(|item| &item.text));
        if let Some(table) = &body.table {
            texts.push(&table.caption);
            texts.extend(&table.columns);
            for role in &standard.about.roles {
                texts.push(&role.personnel);
                texts.extend(role.tasks.iter().map(|task| &task.text));
            }
        }
        texts.extend(body.figure.iter().map(|figure| &figure.caption));
    }
    if let Some(annex) = clause.as_annex() {
        texts.extend(annex.text.iter().map(|paragraph| &paragraph.text));
        texts.push(&annex.form.caption);
        let columns = &annex.form.columns;
        texts.extend([
            &columns.item,
            &columns.criteria,
            &columns.grade,
            &columns.score,
        ]);
        texts.extend(annex.form.headings.iter().map(|heading| &heading.label));
        for row in &annex.form.rows {
            texts.extend(&row.label);
            texts.extend(row.criteria.iter().map(|criterion| &criterion.text));
        }
    }
    texts
}

/// The keywords of a standard in `language`, in the order of the glossary. Those that stand in no clause are left out.
pub fn keywords(standard: &Standard, language: &str) -> Vec<Keyword> {
    let mut words: Vec<&str> = Vec::new();
    let mut keywords: Vec<Keyword> = Vec::new();
    let mut keyword_of: Vec<usize> = Vec::new();
    let mut by_term: BTreeMap<String, usize> = BTreeMap::new();
    for (entry, of) in standard.glossary.iter().enumerate() {
        let Some(term) = of.term.get(language) else {
            continue;
        };
        let keyword = *by_term.entry(term.to_lowercase()).or_insert(keywords.len());
        if keyword == keywords.len() {
            keywords.push(Keyword {
                entries: Vec::new(),
                clauses: Vec::new(),
            });
        }
        keywords[keyword].entries.push(entry);
        let forms = of.forms.get(language).iter().map(String::as_str);
        for word in std::iter::once(term).chain(forms) {
            words.push(word);
            keyword_of.push(keyword);
        }
    }
    let finder = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(&words);
    // Only words without end cannot be looked for.
    let Ok(finder) = finder else {
        return Vec::new();
    };
    for (place, clause) in standard.clauses.iter().enumerate() {
        let requirements = standard.requirements_of(clause);
        let texts = clause
            .label()
            .into_iter()
            .chain(prose(standard, clause))
            .chain(requirements.iter().map(|requirement| requirement.text()));
        let mut here = BTreeSet::new();
        for text in texts.filter_map(|text| text.get(language)) {
            for found in finder.find_overlapping_iter(text) {
                if is_whole(text, &found.range()) {
                    here.insert(keyword_of[found.pattern().as_usize()]);
                }
            }
        }
        for keyword in here {
            keywords[keyword].clauses.push(place);
        }
    }
    keywords.retain(|keyword| !keyword.clauses.is_empty());
    keywords
}

/// Whether what stands at `range` is no mere part of a word: Han needs no space around a word, other scripts do.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let is_letter = |character: char| character.is_alphanumeric() && character < '\u{2e80}';
    let joins = |one: Option<char>, other: Option<char>| {
        one.is_some_and(is_letter) && other.is_some_and(is_letter)
    };
    let word = &text[range.clone()];
    !joins(text[..range.start].chars().next_back(), word.chars().next())
        && !joins(word.chars().next_back(), text[range.end..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_words_are_whole_and_han_words_need_no_space() {
        let whole = |text: &str, word: &str| {
            let at = text.find(word).unwrap();
            is_whole(text, &(at..at + word.len()))
        };
        assert!(whole("清关工作", "关工"));
        assert!(whole("维护LISTING页面", "LISTING"));
        assert!(whole("a product, then", "product"));
        assert!(!whole("products", "product"));
        assert!(!whole("byproduct", "product"));
    }
}
