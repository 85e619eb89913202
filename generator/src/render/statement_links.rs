//! The links and references of a standard's own texts.

use super::attached::Written;
use super::markdown::Links;
use crate::index::{ReadingIndex, StandardIndex};
use crate::language::closing::without_closing;
use crate::model::{Clause, CompleteStandard, Language, Requirement};
use crate::site::address::{self, Page, StandardPage};
use crate::site::{Address, Site, link};
use crate::source::format::text::Text;

/// The place of a standard's texts on a page, which determines the targets of their links.
#[derive(Clone, Copy)]
pub struct StandardPlace<'a> {
    /// The site.
    pub site: &'a Site,
    /// The address of the page.
    pub address: &'a Address,
    /// The reading of the page.
    pub reading: ReadingIndex,
    /// The standard, to which references apply. Relative links start from its folder, wherever a text is shown.
    pub standard: StandardIndex,
}

/// The links of a text in one language.
pub struct StatementLinks<'a> {
    /// The place of the text.
    pub place: StandardPlace<'a>,
    /// The language of the text.
    pub language: &'a Language,
    /// The file in the content that the text is written in.
    pub file: &'a str,
}

impl StatementLinks<'_> {
    /// The path of a page of the standard.
    fn path(&self, page: StandardPage) -> String {
        let StandardPlace {
            site,
            reading,
            standard,
            ..
        } = self.place;
        address::page_path(site.handbook(), reading, Page::Standard { standard, page })
    }

    /// The link to a path from the site's root.
    fn link(&self, path: &str) -> String {
        link::relative(&self.place.address.path, path)
    }
}

impl Links for StatementLinks<'_> {
    fn reference(&self, id: &str) -> Option<(String, String)> {
        let standard = &self.place.site.handbook().standards[self.place.standard];
        if let Some(requirement) = standard.requirement(id) {
            let path = self.path(StandardPage::with_requirement(standard, requirement));
            let href = self.link(&format!("{path}#{}", requirement.anchor));
            let label = requirement_label(standard, requirement, &self.language.id);
            return Some((href, label));
        }
        let clause = standard.clause_index(id)?;
        let href = self.link(&self.path(StandardPage::Clause(clause)));
        let label = reference_label(&standard.clauses[clause], &self.language.id);
        Some((href, label.unwrap_or_else(|| id.to_owned())))
    }

    fn relative(&self, to: &str) -> String {
        let from = self.path(StandardPage::Contents);
        let written = Written {
            site: self.place.site,
            file: self.file,
        };
        let destination = written.destination(&from, to);
        destination.map_or_else(|| to.to_owned(), |path| self.link(&path))
    }
}

/// The label of a reference to a requirement: its name, if the standard prints one, or else its title or its text in a
/// language. A name that the source does not print says nothing to readers.
pub fn requirement_label(
    standard: &CompleteStandard,
    requirement: &Requirement,
    language: &str,
) -> String {
    if let Some(name) = requirement.printed_name() {
        return name.to_owned();
    }
    let text = requirement.title().unwrap_or(requirement.text());
    let (_, words) = text.nearest(&[language, standard.about.language.as_str()]);
    without_closing(&standard.plain_words(text, words)).to_owned()
}

/// The label of a reference to a clause: its number, or else its title, in a language. `None` if it has neither.
pub fn reference_label(clause: &Clause, language: &str) -> Option<String> {
    let words = |text: &Text| text.get(language).map(str::to_owned);
    match clause.as_annex() {
        Some(annex) => annex.heading.as_ref().and_then(words),
        None => match clause.number() {
            Some(number) => Some(number.to_owned()),
            None => clause.label().and_then(words),
        },
    }
}
