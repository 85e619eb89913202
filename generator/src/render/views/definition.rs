//! The terms used in a clause: the first use of each links to its definition, which is also on the page.
//!
//! A term is linked only once on a page in each language, so that a page does not fill with links. Which words are a
//! term's is decided in `model` (the standard's `terms`), which also knows the senses that a clause
//! excludes.

use std::ops::Range;

use serde::Serialize;

use crate::index::{ClauseIndex, StandardIndex};
use crate::model::term::Meaning;
use crate::render::frame::{Frame, LinkView};
use crate::render::html::Html;
use crate::render::statement::Additions;
use crate::render::text::{TextView, Voice};
use crate::render::typeset::{self, InText};
use crate::site::address::StandardPage;
use crate::source::format::note::Notes;
use crate::source::format::text::Text;
use crate::source::markdown::statement;

/// The definition of a term, on the page of a clause that uses it.
#[derive(Debug, Serialize)]
pub struct DefinitionView {
    /// The anchor, which also describes the term's link. For example, `term-3.2`.
    pub anchor: String,
    /// The term.
    pub term: TextView,
    /// The definition.
    pub text: TextView,
    /// The clause that defines it; `None` if only the handbook's own glossary explains it.
    pub clause: Option<LinkView>,
    /// The link to it on the page of terms.
    pub href: String,
    /// The meaning that it defines.
    #[serde(skip)]
    meaning: Meaning,
}

/// The definitions of the terms found on a page so far.
pub struct PageDefinitions<'a> {
    frame: &'a Frame<'a>,
    standard: StandardIndex,
    clause: ClauseIndex,
    /// The term that the clause itself defines.
    own: Meaning,
    /// The terms linked so far, with the language in which they are.
    linked: Vec<(Meaning, String)>,
    views: Vec<DefinitionView>,
}

impl<'a> PageDefinitions<'a> {
    /// Creates an empty collection for the page of `clause`. The term that the clause itself defines is not linked
    /// there.
    pub fn new(frame: &'a Frame<'a>, standard: StandardIndex, clause: ClauseIndex) -> Self {
        PageDefinitions {
            frame,
            standard,
            clause,
            own: Meaning::Clause(clause),
            linked: Vec::new(),
            views: Vec::new(),
        }
    }

    /// Returns the definitions found, in the order of the page.
    pub fn into_views(self) -> Vec<DefinitionView> {
        self.views
    }

    /// Returns `text` with the words that `notes` quote marked, and the first use of every term linked in each language.
    pub fn set(&mut self, voice: &Voice, text: &Text, notes: &Notes) -> TextView {
        let is_markdown = voice.is_markdown(text);
        voice.text_with(text, |language, words| {
            let quotes = typeset::quoted(words, notes);
            let linkable = is_markdown.then(|| statement::linkable(words));
            let links = self.links(&language.id, text, &quotes, linkable.as_deref());
            Additions { quotes, links }
        })
    }

    /// Returns the links for `text` and keeps their definitions. A term that a quotation would cut
    /// in two is not linked there, but may be later on the page.
    ///
    /// `linkable` has the ranges in which links may be set; `None` if that is the whole text.
    fn links(
        &mut self,
        language: &str,
        text: &Text,
        quotes: &[Range<usize>],
        linkable: Option<&[Range<usize>]>,
    ) -> Vec<InText> {
        let standard = &self.frame.handbook().standards[self.standard];
        let mut links = Vec::new();
        let clause = standard.clauses[self.clause].id().as_str();
        for (range, meaning) in standard.terms().uses(language, text, clause) {
            let is_cut = quotes.iter().any(|quote| {
                let overlaps = quote.start < range.end && range.start < quote.end;
                overlaps && (range.start < quote.start || range.end > quote.end)
            });
            let is_linkable = linkable.is_none_or(|linkable| {
                let mut linkable = linkable.iter();
                linkable.any(|part| part.start <= range.start && range.end <= part.end)
            });
            let link = (meaning, language.to_owned());
            let is_needed = meaning != self.own && !self.linked.contains(&link);
            if is_cut || !is_linkable || !is_needed {
                continue;
            }
            self.linked.push(link);
            let Some(view) = self.view_of(meaning) else {
                continue;
            };
            let attribute = |value: &str| Html::escaped(value).0;
            links.push(InText {
                range,
                tag: format!(
                    "<a class=\"term\" href=\"{}\" aria-describedby=\"{}\">",
                    attribute(&view.href),
                    attribute(&view.anchor)
                ),
            });
        }
        links
    }

    /// Returns the definition of a term, and puts it on the page if it is not there yet.
    fn view_of(&mut self, meaning: Meaning) -> Option<&DefinitionView> {
        let known = self.views.iter().position(|view| view.meaning == meaning);
        let place = match known {
            Some(place) => place,
            None => {
                let view = self.view(meaning)?;
                self.views.push(view);
                self.views.len() - 1
            }
        };
        self.views.get(place)
    }

    /// Returns the definition of a term; `None` if its entry in the glossary has only a translation
    /// and no definition.
    fn view(&self, meaning: Meaning) -> Option<DefinitionView> {
        let (frame, standard_index) = (self.frame, self.standard);
        let standard = &frame.handbook().standards[standard_index];
        let voice = frame.voice_of(standard);
        let (anchor, term, text, clause) = match meaning {
            Meaning::Clause(clause) => {
                let term = standard.clauses[clause].as_clause()?.term.as_ref()?;
                let link = frame.clause_link(standard_index, clause);
                let text = voice.text(&term.definition);
                (
                    standard.clauses[clause].id().as_str(),
                    &term.name,
                    text,
                    Some(link),
                )
            }
            Meaning::Entry(entry) => {
                let anchor = &standard.terms().anchors[entry];
                let entry = &standard.glossary[entry];
                // The glossary is the handbook's own in every language.
                let text = frame.own_voice().text(entry.definition.as_ref()?);
                (anchor.as_str(), &entry.term, text, None)
            }
        };
        let terms = frame.path_of(standard_index, StandardPage::Terms);
        Some(DefinitionView {
            anchor: format!("term-{anchor}"),
            term: voice.text(term),
            text,
            clause,
            href: frame.link(&format!("{terms}#{anchor}")),
            meaning,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::clause;
    use super::super::fixture::Fixture;
    use super::*;

    /// Returns the visible text of `html`.
    fn words(html: &Html) -> String {
        let mut words = String::new();
        let mut is_tag = false;
        for character in html.0.chars() {
            match character {
                '<' => is_tag = true,
                '>' => is_tag = false,
                other if !is_tag => words.push(other),
                _ => {}
            }
        }
        let words = words.replace("&lt;", "<").replace("&gt;", ">");
        words.replace("&quot;", "\"").replace("&amp;", "&")
    }

    #[test]
    fn marking_terms_keeps_the_text_and_marks_each_term_once_in_each_language() {
        let fixture = Fixture::pottery();
        let any = fixture.any();
        let standard = &any.handbook().standards[StandardIndex::at(0)];
        let mut marked = 0;
        for reading in any.handbook().readings.indices() {
            let frame = Frame::new(any.site, any.words, any.address, reading);
            for index in standard.clauses.indices() {
                let (_, view) = clause::render(&frame, StandardIndex::at(0), index);
                let mut shown: BTreeMap<&str, String> = BTreeMap::new();
                for (item, requirement) in view
                    .requirements
                    .iter()
                    .zip(standard.requirements_of(&standard.clauses[index]))
                {
                    for piece in &item.text.pieces {
                        let text = requirement.text().get(&piece.language).unwrap();
                        assert_eq!(words(&piece.html), text, "{}", item.id);
                        let shown = shown.entry(&piece.language).or_default();
                        shown.push_str(&piece.html.0);
                    }
                }
                for definition in &view.definitions {
                    let link = format!("aria-describedby=\"{}\"", definition.anchor);
                    for (language, shown) in &shown {
                        let count = shown.matches(&link).count();
                        assert!(count <= 1, "{} {language} {link}", view.id);
                        marked += count;
                    }
                }
            }
        }
        assert!(marked > 20, "{marked} terms are marked");
    }

    #[test]
    fn the_standards_own_definitions_are_not_marked_where_they_are_defined() {
        let fixture = Fixture::shipped();
        let frame = fixture.any();
        let standard = &frame.handbook().standards[StandardIndex::at(0)];
        let definitions = |id: &str| {
            let (_, view) = clause::render(
                &frame,
                StandardIndex::at(0),
                standard.clause_index(id).unwrap(),
            );
            view.definitions
        };
        let scope = definitions("3.2");
        assert!(
            scope
                .iter()
                .all(|definition| definition.anchor != "term-3.2")
        );
        let scope = definitions("1");
        let definition = scope
            .iter()
            .find(|definition| definition.anchor == "term-3.1");
        let definition = definition.expect("跨境电子商务 occurs in Clause 1");
        assert!(definition.clause.is_some() && definition.href.ends_with("terms.html#3.1"));
        assert_eq!(
            definition.text.plain,
            "通过电子商务平台进行产品进出口的电子商务。"
        );
    }

    #[test]
    fn words_used_in_another_sense_are_not_explained() {
        let fixture = Fixture::shipped();
        let any = fixture.any();
        let standard = &any.handbook().standards[StandardIndex::at(0)];
        // Categories of people, the activities of a definition, the use of software, the course of a business.
        let wrong = [
            ("1", "pinlei"),
            ("3.2", "huodong"),
            ("4.1", "pinlei"),
            ("5.1", "yunying"),
            ("5.2.3.1", "yunying"),
            ("5.2.3.2", "yunying"),
            ("5.3.5.1", "yunying"),
            ("5.4", "yunying"),
            ("6.1", "yunying"),
        ];
        for reading in any.handbook().readings.indices() {
            let frame = Frame::new(any.site, any.words, any.address, reading);
            for (id, term) in wrong {
                let (_, view) = clause::render(
                    &frame,
                    StandardIndex::at(0),
                    standard.clause_index(id).unwrap(),
                );
                let anchor = format!("term-{term}");
                let mut explained = view.definitions.iter();
                assert!(
                    !explained.any(|definition| definition.anchor == anchor),
                    "{id} explains {term}"
                );
            }
        }
    }

    #[test]
    fn the_keyword_index_omits_clauses_that_use_a_word_in_another_sense() {
        let fixture = Fixture::shipped();
        let any = fixture.any();
        let standard = &any.handbook().standards[StandardIndex::at(0)];
        let clauses = |word: &str| -> Vec<String> {
            let keywords = crate::model::keyword::keywords(standard, "en").into_iter();
            let mut of_word = keywords.filter(|keyword| {
                let entry = &standard.glossary[keyword.entries[0]];
                entry.term.get("en") == Some(word)
            });
            let clauses = of_word.next().map(|keyword| keyword.clauses);
            let clauses = clauses.into_iter().flatten();
            clauses
                .map(|clause| standard.clauses[clause].id().to_string())
                .collect()
        };
        // “Culture, customs” of 5.2.4.2 is 习俗, and Clauses 1 and 4 speak of categories of people.
        assert!(!clauses("customs").contains(&"5.2.4.2".to_owned()));
        let categories = clauses("product category");
        assert!(!categories.is_empty());
        assert!(
            ["1", "4", "4.1", "4.2"]
                .iter()
                .all(|id| !categories.contains(&(*id).to_owned()))
        );
    }
}
