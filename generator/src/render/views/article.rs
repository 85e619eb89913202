//! Articles by the handbook's editors.

use std::collections::BTreeSet;

use serde::Serialize;

use super::article_texts::written;
use super::course;
use super::note::TextPlace;
use super::sections;
use crate::index::{ArticleIndex, SectionIndex};
use crate::model::Language;
use crate::model::translation_state::is_stale_file;
use crate::render::chrome::Chrome;
use crate::render::contents::ContentsLine;
use crate::render::frame::{Frame, LinkView};
use crate::render::html::Html;
use crate::render::maker::PageMaker;
use crate::render::markdown::{self, DocumentHeading, Sections};
use crate::render::text::{Piece, TextView};
use crate::site::address::{Page, pages};
use crate::site::{Make, RenderError};

/// An article in the languages of the reading.
#[derive(Debug, Serialize)]
pub struct ArticleView {
    /// The article in each language.
    pub languages: Vec<ArticleLanguage>,
    /// A notice if the article is not written in a language of the reading.
    pub stand_in: Option<TextView>,
}

/// An article in one language.
#[derive(Debug, Serialize)]
pub struct ArticleLanguage {
    /// The BCP 47 tag.
    pub lang: String,
    /// The title.
    pub title: Html,
    /// The body.
    pub body: Sections,
}

impl Make<pages::Article> for PageMaker<'_, '_> {
    fn make(&self, page: pages::Article) -> Result<Vec<u8>, RenderError> {
        self.shown(render(self.frame, page.article))
    }
}

/// Renders the article at `article`. If it is not written in a language of the reading, another replaces it, marked with
/// its language.
pub fn render(frame: &Frame, article: ArticleIndex) -> (Chrome, ArticleView) {
    let mut chrome = frame.chrome("article");
    let mut taken: BTreeSet<String> = ["main".to_owned()].into();
    let written = written(frame, article);
    if let Some((_, source)) = written.first() {
        chrome.call(source.front_matter.title.value.to_string());
        chrome.description = source.front_matter.description.value.to_string();
    }
    let handbook = frame.handbook();
    let all = &handbook.pages[article].languages;
    let mut languages = written.iter().map(|(language, _)| language);
    chrome.is_stale = languages.any(|language| is_stale_file(handbook, all, &language.id));
    let shown: Vec<&Language> = written.iter().map(|(language, _)| *language).collect();
    let languages: Vec<ArticleLanguage> = written
        .into_iter()
        .map(|(language, source)| ArticleLanguage {
            lang: language.tag.to_string(),
            title: Html::escaped(&source.front_matter.title.value),
            body: markdown::sections(
                &source.body,
                &TextPlace::of_page(frame, language, Page::Article { article }, &source.position),
                &mut taken,
            ),
        })
        .collect();
    if let Some(first) = languages.first() {
        let headings = first.body.headings().collect();
        surround(frame, article, headings, &mut chrome);
    }
    let view = ArticleView {
        languages,
        stand_in: course::stand_in(frame, &shown),
    };
    (chrome, view)
}

/// Adds what is around a page of a section: the contents beside it, in which the section of the page is open, and the
/// pages before and after it. `headings` are those of the page.
fn surround(
    frame: &Frame,
    article: ArticleIndex,
    headings: Vec<DocumentHeading>,
    chrome: &mut Chrome,
) {
    let handbook = frame.handbook();
    let Some(own) = handbook.pages[article].section else {
        return;
    };
    let open = |link: LinkView, below: Vec<ContentsLine>| ContentsLine::Open { link, below };
    let page = |listed: ArticleIndex| {
        let mut below = Vec::new();
        if listed == article {
            let headings = headings.iter().map(|heading| heading_link(frame, heading));
            below.extend(headings.map(|link| open(link, Vec::new())));
        }
        open(sections::link(frame, listed), below)
    };
    let section = |index: SectionIndex| {
        let below: Vec<ContentsLine> = match index == own {
            true => sections::pages(frame, Some(index)).map(page).collect(),
            false => Vec::new(),
        };
        Some(open(sections::section_link(frame, index)?, below))
    };
    chrome.contents = handbook
        .about
        .sections
        .indices()
        .filter_map(section)
        .collect();
    let is_listed = |article: &ArticleIndex| handbook.pages[*article].section.is_some();
    chrome.previous = article
        .previous()
        .map(|before| sections::link(frame, before));
    let next = handbook.pages.next(article).filter(is_listed);
    chrome.next = next.map(|next| sections::link(frame, next));
}

/// Returns the link to a heading of the page itself.
fn heading_link(frame: &Frame, heading: &DocumentHeading) -> LinkView {
    let tag = &frame.language().tag;
    let piece = Piece {
        lang: tag.to_string(),
        language: frame.language().id.to_string(),
        html: heading.words.clone(),
        is_source: false,
        ..Piece::default()
    };
    LinkView {
        href: format!("#{}", heading.id),
        ..LinkView::without_address(TextView::of(vec![piece], tag, String::new()))
    }
}
