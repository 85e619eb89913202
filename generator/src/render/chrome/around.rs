//! The links around a page: standards and articles, the same page in other readings, the trail.
//!
//! The order of everything here is that of the handbook. The links to a page that does not exist
//! are left out or empty, never dead.

use super::{OriginalView, ReadingView, StandardView};
use crate::model::Reading;
use crate::render::frame::{Frame, LinkView};
use crate::render::html::Html;
use crate::render::views::{article_texts, check_way, course, sections};
use crate::site::address::{self, Page, StandardPage};
use crate::site::kind::Label;
use crate::site::{Target, navigation};
use crate::source::format::standard::StandardRecord;

impl Frame<'_> {
    /// Returns the links to the standards and their pages. If there are so many that the front page lists them, it is only
    /// the page's own standard.
    pub(super) fn standards(&self) -> Vec<StandardView> {
        let standards = &self.handbook().standards;
        let own = self.address.target.subject().standard;
        let lists_all = self.handbook().lists_standards();
        let is_replaced = |index| !self.handbook().later_editions(index).is_empty();
        let shown = standards.indices().filter(|index| !is_replaced(*index));
        let has_several = shown.count() > 1;
        let title = |index| {
            let standard = &standards[index];
            self.voice_of(standard).text(&standard.about.title)
        };
        standards
            .indices()
            .filter(|index| !lists_all || own == Some(*index))
            .map(|index| StandardView {
                title: has_several.then(|| title(index)),
                is_replaced: is_replaced(index),
                contents: self.standard_link(index, StandardPage::Contents),
                check: check_way::of_standard(self, index)
                    .map(|way| way.href)
                    .unwrap_or_default(),
                matrix: self.link_if_any(index, StandardPage::Matrix),
                terms: self.link_if_any(index, StandardPage::Terms),
                requirements: self.link_if_any(index, StandardPage::Requirements),
                requirements_label: self.spoken_about(&standards[index], "requirements_index"),
                keywords: self.link_if_any(index, StandardPage::Keywords),
                whole: self.standard_link(index, StandardPage::Whole),
                take_along: self.standard_link(index, StandardPage::TakeAlong),
            })
            .collect()
    }

    /// Returns the link to the list of standards on the front page, if it has one and is another page; empty otherwise.
    pub(super) fn all_standards(&self, page: Option<Page>) -> String {
        match self.handbook().lists_standards() && page != Some(Page::Front) {
            true => {
                let front = address::page_path(self.handbook(), self.reading_index, Page::Front);
                self.link(&format!("{front}#standards"))
            }
            false => String::new(),
        }
    }

    /// Returns the links to the sections of articles, and to the articles of no section.
    pub(super) fn articles(&self) -> Vec<LinkView> {
        let handbook = self.handbook();
        let sections = handbook.about.sections.indices();
        let sections = sections.filter_map(|section| sections::section_link(self, section));
        let others = handbook
            .pages
            .indexed()
            .filter(|(_, page)| page.section.is_none());
        let others = others.filter_map(|(article, _)| self.labelled(Page::Article { article }));
        sections.chain(others).collect()
    }

    /// Returns the link to the page of changes, if the handbook has any.
    pub(super) fn changes(&self) -> Option<String> {
        (!self.handbook().changes.is_empty()).then(|| self.page_link(Page::Changes))
    }

    /// Returns the link to the state of the translations, if the handbook shows it.
    pub(super) fn translation_status(&self) -> Option<String> {
        let is_shown = self.handbook().shows_translation_status();
        is_shown.then(|| self.page_link(Page::TranslationStatus))
    }

    /// Returns the link to the feed of changes, if there is one.
    pub(super) fn feed(&self) -> Option<String> {
        let path = self.site.map.path(&Target::Feed(self.reading_index));
        self.site.find(&path).map(|feed| self.link(&feed.path))
    }

    /// If the page shows a translation, returns the same page in the standard's own language.
    ///
    /// `None` if the page is about no standard, shows no translation, or if no reading shows the
    /// original alone.
    pub(super) fn original(&self, page: Page) -> Option<OriginalView> {
        let standard = page.subject().standard?;
        let about = &self.handbook().standards[standard].about;
        let is_translated = |reading: &Reading| {
            let mut languages = reading.languages.iter();
            languages.any(|language| !about.is_published_in(&language.id))
        };
        if !is_translated(self.reading()) {
            return None;
        }
        let readings = &self.handbook().readings;
        let original = readings.find_index(|reading| !is_translated(reading))?;
        let language = &readings[original].languages[0];
        Some(OriginalView {
            href: self.link(&address::page_path(self.handbook(), original, page)),
            lang: language.tag.to_string(),
            name: language.name.to_string(),
        })
    }

    /// Whether the page says that translations are unofficial: it is about a standard of which the handbook shows such a
    /// translation, and its reading is that translation or the original alone. An official translation is neither.
    ///
    /// A page about no standard is about all of them.
    pub(super) fn has_translations(&self) -> bool {
        let handbook = self.handbook();
        let is_unofficial = |reading: &Reading, about: &StandardRecord| {
            let mut languages = reading.languages.iter();
            languages.any(|language| !about.is_published_in(&language.id))
        };
        let is_original = |about: &StandardRecord| {
            let mut languages = self.reading().languages.iter();
            languages.all(|language| about.language == *language.id)
        };
        let subject = self.address.target.subject().standard;
        handbook.standards.indexed().any(|(index, standard)| {
            let about = &standard.about;
            subject.is_none_or(|subject| subject == index)
                && (is_unofficial(self.reading(), about)
                    || is_original(about)
                        && handbook
                            .readings
                            .iter()
                            .any(|reading| is_unofficial(reading, about)))
        })
    }

    /// Returns the same page in every reading. None is current on a page outside all readings.
    pub(super) fn readings(&self, page: Option<Page>) -> Vec<ReadingView> {
        let readings = self.handbook().readings.indexed();
        readings
            .map(|(index, reading)| {
                let names: Vec<&str> = reading
                    .languages
                    .iter()
                    .map(|language| &*language.name)
                    .collect();
                let tags: Vec<&str> = reading
                    .languages
                    .iter()
                    .map(|language| &*language.tag)
                    .collect();
                ReadingView {
                    id: reading.id.to_string(),
                    hreflang: tags[0].to_owned(),
                    parts: reading
                        .languages
                        .iter()
                        .map(|language| (language.tag.to_string(), language.name.to_string()))
                        .collect(),
                    label: names.join(" / "),
                    href: self.link(&address::page_path(
                        self.handbook(),
                        index,
                        page.unwrap_or(Page::Front),
                    )),
                    current: page.is_some() && index == self.reading_index,
                }
            })
            .collect()
    }

    /// Returns the absolute addresses of the same page in single-language readings, for search engines; for the front
    /// page, also the choice of language. Such links count only if both pages have them and each names one language, so
    /// a page in several languages has none.
    pub(super) fn alternates(&self) -> Vec<(String, String)> {
        let target = &self.address.target;
        let page = match target.page() {
            Some(page) => Some(page).filter(|_| self.reading().is_single()),
            None => (*target == Target::Choice).then_some(Page::Front),
        };
        let (Some(page), Some(base)) = (page, &self.site.base_url) else {
            return Vec::new();
        };
        let choice = (page == Page::Front).then(|| {
            let path = self.site.map.path(&Target::Choice);
            ("x-default".to_owned(), format!("{base}{path}"))
        });
        let readings = self.handbook().readings.indexed();
        let single: Vec<_> = readings
            .filter(|(_, reading)| reading.is_single())
            .collect();
        if single.len() < 2 {
            return Vec::new();
        }
        single
            .into_iter()
            .map(|(index, reading)| {
                let path = address::page_path(self.handbook(), index, page);
                (
                    reading.languages[0].tag.to_string(),
                    format!("{base}{path}"),
                )
            })
            .chain(choice)
            .collect()
    }

    /// Returns the links to the pages above the page.
    pub(super) fn trail(&self, page: Page) -> Vec<LinkView> {
        let pages = navigation::trail(self.handbook(), page).into_iter();
        pages.filter_map(|page| self.labelled(page)).collect()
    }

    /// Returns the link to a page of the same reading with the label of its kind. `None` if the
    /// page is about something that the handbook does not have.
    fn labelled(&self, page: Page) -> Option<LinkView> {
        let handbook = self.handbook();
        let subject = page.subject();
        let standard = || handbook.standards.get(subject.standard?);
        let label = match page.kind().label {
            Label::Word(key) => self.spoken(key),
            Label::Article => article_texts::title(self, subject.article?),
            Label::Clause => return Some(self.clause_link(subject.standard?, subject.clause?)),
            Label::Role => {
                let standard = standard()?;
                let role = standard.about.roles.get(subject.role?)?;
                self.voice_of(standard).text(&role.title)
            }
            Label::Level => {
                let standard = standard()?;
                let level = standard.levels_at(subject.role).get(subject.level?)?;
                self.voice_of(standard).text(&level.title)
            }
            Label::Curriculum => {
                let curriculum = handbook.curricula.get(subject.curriculum?)?;
                self.own_voice().text(&curriculum.about.title)
            }
            Label::Module => {
                return Some(course::module_link(
                    self,
                    subject.curriculum?,
                    subject.module?,
                ));
            }
            Label::Posting => {
                let posting = handbook.postings.get(subject.posting?)?;
                self.own_voice().text(&posting.about.title)
            }
        };
        Some(LinkView {
            href: self.page_link(page),
            number: Html::default(),
            label,
            current: self.is_current(page),
        })
    }
}
