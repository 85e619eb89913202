//! The handbook that the rules check, with the texts that several of them look at.
//!
//! [`super::check_documents`] makes one [`Subject`] for a run, so that the texts are collected once
//! and not by every check. What it holds is borrowed from the handbook, with the places in the
//! files.

use super::prose::{self, Prose};
use super::walk::{Noted, Passage, PassageKind, walk};
use crate::index::StandardIndex;
use crate::model::markdown::is_markdown;
use crate::model::{Handbook, Standard};
use crate::site::{Map, Site};
use crate::source::format;
use crate::source::format::text::Word;
use crate::source::page::PageSource;

/// The subject of the rules: a handbook, with the texts and notes found in it.
pub struct Subject<'a> {
    /// The handbook, as far as it could be read.
    pub handbook: &'a Handbook,
    /// The contents of `handbook.yaml`, if it could be read.
    pub about: Option<&'a format::handbook::HandbookRecord>,
    /// The handbook's languages; none if `handbook.yaml` could not be read. By id, in the
    /// handbook's order.
    pub languages: Vec<&'a str>,
    /// Every Markdown text in a file of its own.
    pub prose: Vec<Prose<'a>>,
    /// Every text, once. Those of records; see [`super::walk`].
    pub passages: Vec<Passage<'a>>,
    /// Everything that has notes.
    pub noted: Vec<Noted<'a>>,
    /// The site's addresses, if the handbook is complete. Without it, links within the site cannot
    /// be checked.
    pub map: Option<&'a Map>,
    /// The site, if it can be rendered. Without it, fragments cannot be checked.
    pub site: Option<&'a Site>,
}

impl<'a> Subject<'a> {
    /// Collects the texts of `handbook`.
    pub fn new(handbook: &'a Handbook, map: Option<&'a Map>, site: Option<&'a Site>) -> Self {
        let (passages, noted) = walk(handbook);
        Subject {
            handbook,
            about: handbook.about.as_deref(),
            languages: (handbook.languages.iter())
                .map(|language| &*language.id)
                .collect(),
            prose: prose::prose(handbook),
            passages,
            noted,
            map,
            site,
        }
    }

    /// The editors' pages in each language, in order of their names.
    pub fn pages(&self) -> impl Iterator<Item = &'a PageSource> + Clone + use<'a> {
        let pages = self.handbook.pages.iter();
        pages.flat_map(|page| page.languages.iter().map(|page| &**page))
    }

    /// The words that people read in the front matter of pages and modules, each with the language of its file.
    pub fn front_matter(&self) -> Vec<(&'a str, &'a Word)> {
        let mut words: Vec<(&str, &Word)> = Vec::new();
        for page in self.pages() {
            let head = &page.front_matter;
            words.extend([&head.title, &head.description].map(|word| (&*page.language, word)));
        }
        for course in &self.handbook.curricula {
            for module in course.files().values().flatten() {
                let head = &module.front_matter;
                let resources = head.resources.iter().map(|resource| &resource.title);
                let all = std::iter::once(&head.title)
                    .chain(&head.outcomes)
                    .chain(resources);
                words.extend(all.map(|word| (&*module.language, word)));
            }
        }
        words
    }

    /// The standard at `index`, if there is one.
    pub fn standard(&self, index: Option<StandardIndex>) -> Option<&'a Standard> {
        Some(&self.handbook.standards[index?])
    }

    /// The `standard.yaml` of the standard at `index`, if its language is one of the handbook's. If it is not, it is not
    /// known which words are the source's. Checks that compare with the source are then silent.
    pub fn source(
        &self,
        index: Option<StandardIndex>,
    ) -> Option<&'a format::standard::StandardRecord> {
        let about = self.standard(index)?.about.as_deref()?;
        let is_known = self.languages.contains(&about.language.as_str());
        is_known.then_some(about)
    }

    /// Whether `passage` is a text of a standard in Markdown.
    pub fn is_statement(&self, passage: &Passage<'_>) -> bool {
        let standard = self.standard(passage.standard);
        standard.is_some_and(|standard| is_markdown(standard.markup(), passage.text))
    }

    /// Whether the words of `passage` in `language` are the source's own, which are kept to the letter.
    ///
    /// This includes terms in the languages in which the source prints them, and, for a standard of
    /// several official languages, only its own.
    pub fn is_of_source(&self, passage: &Passage<'_>, language: &str) -> bool {
        if passage.kind != PassageKind::Standard
            || passage.printed.iter().any(|id| *id == *language)
        {
            return passage.kind == PassageKind::Standard;
        }
        // If the standard's language cannot be read, any language may be the source's.
        self.source(passage.standard)
            .is_none_or(|standard| standard.language == *language)
    }
}
