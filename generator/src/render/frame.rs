//! The context of a page: its address and reading, the words of the interface, and links to other pages.
//!
//! A view takes a [`Frame`] and nothing else from its surroundings. It is cheap: a few references.
//! All links on a page are made here, so all are relative to the page.

#![warn(clippy::wildcard_enum_match_arm)]

mod link_view;

pub use link_view::{BranchView, LinkView};

use super::html::Html;
use super::logo::Logo;
use super::statement_links::StandardPlace;
use super::text::{Piece, TextView, Voice};
use super::words::Words;
use crate::index::{
    ClauseIndex, LevelIndex, ReadingIndex, RequirementIndex, RoleIndex, StandardIndex,
};
use crate::model::{Clause, CompleteHandbook, CompleteStandard, Language, Reading, Requirement};
use crate::site::address::{self, Page, StandardPage};
use crate::site::navigation::Branch;
use crate::site::{Address, Site, Target, link};
use crate::source::format::markup::Markup;
use crate::source::format::text::Text;

/// The context of one page: its address, its reading and the words of the interface.
pub struct Frame<'a> {
    /// The site that the page belongs to.
    pub site: &'a Site,
    /// The words of the interface.
    pub words: &'a Words,
    /// The page's address.
    pub address: &'a Address,
    /// The index of the reading among the handbook's. On a page outside all readings, that of the
    /// reading in which it is written.
    pub reading_index: ReadingIndex,
    /// The house's logo.
    ///
    /// `None` if it has none.
    pub(super) logo: Option<&'a Logo>,
}

impl<'a> Frame<'a> {
    /// Creates the frame of the page at `address` in a reading.
    pub fn new(
        site: &'a Site,
        words: &'a Words,
        address: &'a Address,
        reading_index: ReadingIndex,
    ) -> Self {
        Frame {
            site,
            words,
            address,
            reading_index,
            logo: None,
        }
    }

    /// Adds the house's logo to the frame.
    #[must_use]
    pub fn with_logo(mut self, logo: Option<&'a Logo>) -> Self {
        self.logo = logo;
        self
    }

    /// The handbook.
    pub fn handbook(&self) -> &'a CompleteHandbook {
        self.site.handbook()
    }

    /// The reading.
    pub fn reading(&self) -> &'a Reading {
        &self.site.handbook().readings[self.reading_index]
    }

    /// The page's own language. The first of the reading.
    pub fn language(&self) -> &'a Language {
        &self.reading().languages[0]
    }

    /// A word of the interface in the page's own language, without HTML. The key itself if the
    /// theme lacks it, which a check reports.
    pub fn word(&self, key: &'a str) -> &'a str {
        self.words.get(&self.language().id, key)
    }

    /// The interface word that labels the page's kind, in a language and without HTML; empty if the kind's label is a
    /// title of the content.
    pub fn label_in(&self, language: &str) -> &'a str {
        let key = self.address.target.kind().label.word();
        key.map(|key| self.words.get(language, key))
            .unwrap_or_default()
    }

    /// The interface word that labels the page's kind, in the page's own language and without HTML.
    pub fn label(&self) -> &'a str {
        self.label_in(&self.language().id)
    }

    /// The interface word that labels the page's kind, in the languages of the reading.
    pub fn spoken_label(&self) -> TextView {
        let key = self.address.target.kind().label.word();
        key.map(|key| self.spoken(key)).unwrap_or_default()
    }

    /// Returns the voice for texts whose source language is `source`. A voice knows which languages
    /// of a text to show, and which of them is the source.
    pub fn voice(&self, source: &'a str) -> Voice<'a> {
        Voice {
            reading: self.reading(),
            source,
            all: &self.site.handbook().languages,
            handbook: self.site.handbook(),
            markdown: None,
        }
    }

    /// Returns the voice for the texts of `standard`, which are plain or Markdown.
    pub fn voice_of(&self, standard: &'a CompleteStandard) -> Voice<'a> {
        let is_markdown = standard.about.markup() == Markup::Markdown;
        let place = |standard| StandardPlace {
            site: self.site,
            address: self.address,
            reading: self.reading_index,
            standard,
        };
        Voice {
            markdown: is_markdown
                .then(|| self.index_of(standard).map(place))
                .flatten(),
            ..self.voice(standard.about.language.as_str())
        }
    }

    /// The standard that the page is about, or that its curriculum or its posting uses.
    pub fn standard_of_page(&self) -> Option<StandardIndex> {
        let handbook = self.handbook();
        let subject = self.address.target.subject();
        (subject.standard)
            .or_else(|| Some(handbook.curricula[subject.curriculum?].standard))
            .or_else(|| Some(handbook.postings[subject.posting?].standard))
    }

    /// The index of a standard of the handbook.
    fn index_of(&self, standard: &CompleteStandard) -> Option<StandardIndex> {
        let standards = &self.site.handbook().standards;
        standards.find_index(|known| known.about.id.as_str() == standard.about.id.as_str())
    }

    /// Returns the voice for the handbook's own texts. They have no source: no language of theirs
    /// is a translation.
    pub fn own_voice(&self) -> Voice<'a> {
        self.voice(&self.language().id)
    }

    /// A word of the interface in the languages of the reading, without HTML. E.g. `目录 / Contents`.
    pub fn joined(&self, key: &'a str) -> String {
        let languages = self.reading().languages.iter();
        let words: Vec<&str> = languages
            .map(|language| self.words.get(&language.id, key))
            .collect();
        words.join(" / ")
    }

    /// A word of the interface in the languages of the reading.
    pub fn spoken(&self, key: &'a str) -> TextView {
        self.spoken_with(key, |_, words| words.to_owned())
    }

    /// A word of the interface in the languages of the reading, each made into a sentence by `sentence(language, word)`.
    /// A word that several languages borrow from the same one is shown once.
    pub fn spoken_with(
        &self,
        key: &'a str,
        sentence: impl Fn(&Language, &str) -> String,
    ) -> TextView {
        let mut pieces: Vec<Piece> = Vec::new();
        for language in &self.reading().languages {
            let lender = self.words.lender(&language.id, key);
            let words = sentence(language, self.words.get(&language.id, key));
            let piece = Piece {
                lang: lender.unwrap_or(&language.tag).to_owned(),
                language: language.id.to_string(),
                html: Html::escaped(&words),
                is_source: false,
                ..Piece::default()
            };
            let is_same = |other: &Piece| other.lang == piece.lang && other.html == piece.html;
            if lender.is_none() || !pieces.iter().any(is_same) {
                pieces.push(piece);
            }
        }
        let language = self.language();
        let plain = sentence(language, self.word(key));
        TextView::of(pieces, &language.tag, plain)
    }

    /// A word of the interface for a standard, which need not be the one that the page is about, in the languages of the
    /// reading.
    pub fn spoken_about(&self, standard: &CompleteStandard, key: &'a str) -> TextView {
        let names = standard.about.names.as_ref();
        self.spoken_with(key, |language, _| {
            self.words.about(names, &language.id, key).into_owned()
        })
    }

    /// Returns the link to a path from the site's root. The "not found" page is served at any address, so relative
    /// links do not work there; it links from the site's place on its host instead.
    pub fn link(&self, path: &str) -> String {
        if self.address.target == Target::NotFound {
            format!("{}{path}", self.site.place_on_host())
        } else {
            link::relative(&self.address.path, path)
        }
    }

    /// The link to an address of the site.
    pub fn target_link(&self, target: &Target) -> String {
        self.link(&self.site.map.path(target))
    }

    /// The link to a page of the same reading. The page need not exist; ask [`Frame::link_if_any`]
    /// if it may not.
    pub fn page_link(&self, page: Page) -> String {
        self.link(&address::page_path(
            self.handbook(),
            self.reading_index,
            page,
        ))
    }

    /// The path of a page of a standard in the same reading, from the site's root.
    pub fn path_of(&self, standard: StandardIndex, page: StandardPage) -> String {
        let page = Page::Standard { standard, page };
        address::page_path(self.handbook(), self.reading_index, page)
    }

    /// The link to a page of a standard in the same reading.
    pub fn standard_link(&self, standard: StandardIndex, page: StandardPage) -> String {
        self.page_link(Page::Standard { standard, page })
    }

    /// The link to a page of a standard in the same reading; empty if the standard has no such page.
    pub fn link_if_any(&self, standard: StandardIndex, page: StandardPage) -> String {
        let path = self.path_of(standard, page);
        let found = self.site.find(&path);
        found.map(|_| self.link(&path)).unwrap_or_default()
    }

    /// The link to the page of a level, which may belong to a role or to a standard without roles; empty without such a page.
    pub fn level_link(
        &self,
        standard: StandardIndex,
        role: Option<RoleIndex>,
        level: LevelIndex,
    ) -> String {
        self.link_if_any(standard, StandardPage::of_level(role, level))
    }

    /// Returns the link to a requirement on its clause's page in the same reading, or `None` if there is no such
    /// requirement.
    pub fn requirement_link(
        &self,
        standard_index: StandardIndex,
        requirement: &str,
    ) -> Option<String> {
        let standard = &self.handbook().standards[standard_index];
        let requirement = standard.requirement(requirement)?;
        Some(self.item_link(standard_index, requirement))
    }

    /// Returns the link to a requirement in its clause. With its anchor.
    pub fn item_link(&self, standard: StandardIndex, requirement: &Requirement) -> String {
        self.link(&self.item_path(standard, requirement))
    }

    /// Returns the path of a requirement in its clause, with its anchor, from the site's root.
    pub fn item_path(&self, standard: StandardIndex, requirement: &Requirement) -> String {
        let of = &self.handbook().standards[standard];
        let page = StandardPage::with_requirement(of, requirement);
        format!("{}#{}", self.path_of(standard, page), requirement.anchor)
    }

    /// The link to a requirement's permalink.
    pub fn permalink(
        &self,
        standard_index: StandardIndex,
        requirement: RequirementIndex,
    ) -> String {
        let standard = &self.handbook().standards[standard_index];
        self.link(&address::permalink_path(standard, requirement))
    }

    /// A link to a clause with its number and label.
    pub fn clause_link(&self, standard_index: StandardIndex, clause: ClauseIndex) -> LinkView {
        let standard = &self.handbook().standards[standard_index];
        let entry = &standard.clauses[clause];
        let page = StandardPage::Clause(clause);
        LinkView {
            href: self.standard_link(standard_index, page),
            number: self.number_of(standard, entry),
            label: entry
                .label()
                .map(|label| self.voice_of(standard).text(label))
                .unwrap_or_default(),
            current: self.is_current(Page::Standard {
                standard: standard_index,
                page,
            }),
        }
    }

    /// Returns the clause's printed number (`5.3.1`, `附录 A`), or nothing for a preliminary clause.
    pub fn number_of(&self, standard: &'a CompleteStandard, clause: &Clause) -> Html {
        match (clause.number(), clause.as_annex()) {
            (Some(number), _) => Html::escaped(number),
            (None, Some(annex)) => {
                let heading = annex.heading.as_ref();
                let heading = heading.map(|heading| self.voice_of(standard).text(heading));
                heading.map(|heading| heading.inline).unwrap_or_default()
            }
            (None, None) => Html::default(),
        }
    }

    /// Whether a page of the reading is this page.
    pub fn is_current(&self, page: Page) -> bool {
        self.address.target.page() == Some(page)
    }

    /// A branch of the contents as links.
    pub fn branch(&self, standard_index: StandardIndex, branch: &Branch) -> BranchView {
        let standard = &self.handbook().standards[standard_index];
        BranchView {
            link: self.clause_link(standard_index, branch.clause),
            count: standard.clauses[branch.clause].within,
            children: branch
                .children
                .iter()
                .map(|child| self.branch(standard_index, child))
                .collect(),
            is_indented: !standard.numbers_show_depth(branch.clause),
        }
    }

    /// Returns a link to a page of a standard, labelled with `label`.
    pub fn link_view(
        &self,
        standard: &'a CompleteStandard,
        standard_index: StandardIndex,
        page: StandardPage,
        label: &Text,
    ) -> LinkView {
        LinkView {
            href: self.standard_link(standard_index, page),
            number: Html::default(),
            label: self.voice_of(standard).text(label),
            current: self.is_current(Page::Standard {
                standard: standard_index,
                page,
            }),
        }
    }
}
