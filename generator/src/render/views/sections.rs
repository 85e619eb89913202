//! The sections of the handbook's pages, their pages on the front page, and the links to both.

use serde::Serialize;

use super::article_texts;
use crate::index::{ArticleIndex, SectionIndex};
use crate::render::frame::{Frame, LinkView};
use crate::render::html::Html;
use crate::render::text::{Piece, TextView};
use crate::site::address::Page;

/// A section on the front page.
#[derive(Debug, Serialize)]
pub struct FrontSection {
    /// The title; `None` for the pages of a handbook without sections and standards.
    pub title: Option<TextView>,
    /// The pages.
    pub pages: Vec<FrontPage>,
}

/// A page on the front page.
#[derive(Debug, Serialize)]
pub struct FrontPage {
    /// The link, labelled with the title.
    pub link: LinkView,
    /// The description, in each language in which the page is shown.
    pub description: TextView,
}

/// Returns the sections for the front page. A handbook of pages alone that has no sections has one without a title.
pub fn on_front(frame: &Frame) -> Vec<FrontSection> {
    let handbook = frame.handbook();
    let section = |title: Option<TextView>, section: Option<SectionIndex>| FrontSection {
        title,
        pages: pages(frame, section)
            .map(|article| front_page(frame, article))
            .collect(),
    };
    if handbook.about.sections.is_empty() && handbook.standards.is_empty() {
        return vec![section(None, None)];
    }
    let sections = handbook.about.sections.indexed();
    let sections = sections
        .map(|(index, about)| section(Some(frame.own_voice().text(&about.title)), Some(index)));
    sections
        .filter(|section| !section.pages.is_empty())
        .collect()
}

/// The pages of a section, or those of none.
pub fn pages<'f>(
    frame: &'f Frame,
    section: Option<SectionIndex>,
) -> impl Iterator<Item = ArticleIndex> + use<'f> {
    let pages = frame.handbook().pages.indexed();
    pages
        .filter(move |(_, page)| page.section == section)
        .map(|(index, _)| index)
}

/// Returns a page for the front page.
fn front_page(frame: &Frame, article: ArticleIndex) -> FrontPage {
    let written = article_texts::written(frame, article);
    let plain = written
        .first()
        .map(|(_, source)| source.front_matter.description.value.to_string());
    let pieces = written.iter().map(|(language, source)| Piece {
        lang: language.tag.to_string(),
        language: language.id.to_string(),
        html: Html::escaped(&source.front_matter.description.value),
        is_source: false,
        ..Piece::default()
    });
    let tag = &frame.language().tag;
    FrontPage {
        link: link(frame, article),
        description: TextView::of(pieces.collect(), tag, plain.unwrap_or_default()),
    }
}

/// Returns the link to a page.
pub fn link(frame: &Frame, article: ArticleIndex) -> LinkView {
    let page = Page::Article { article };
    LinkView {
        href: frame.page_link(page),
        current: frame.is_current(page),
        ..LinkView::without_address(article_texts::title(frame, article))
    }
}

/// Returns the link to the first page of a section, labelled with the title of the section; `None` if it has no pages.
pub fn section_link(frame: &Frame, section: SectionIndex) -> Option<LinkView> {
    let first = pages(frame, Some(section)).next()?;
    Some(LinkView {
        href: frame.page_link(Page::Article { article: first }),
        ..LinkView::without_address(
            frame
                .own_voice()
                .text(&frame.handbook().about.sections[section].title),
        )
    })
}
