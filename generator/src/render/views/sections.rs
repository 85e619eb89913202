//! The sections of the handbook's pages: in the contents beside a page, before and after it, and on the front page.

use serde::Serialize;

use super::article;
use crate::index::{ArticleIndex, SectionIndex};
use crate::render::chrome::Chrome;
use crate::render::contents::ContentsLine;
use crate::render::frame::{Frame, LinkView};
use crate::render::html::Html;
use crate::render::markdown::Heading;
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
fn pages<'f>(
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
    let written = article::written(frame, article);
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
fn link(frame: &Frame, article: ArticleIndex) -> LinkView {
    let page = Page::Article { article };
    LinkView {
        href: frame.page_link(page),
        current: frame.is_current(page),
        ..LinkView::without_address(article::title(frame, article))
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

/// Adds what is around a page of a section: the contents beside it, in which the section of the page is open, and the
/// pages before and after it. `headings` are those of the page.
pub fn surround(frame: &Frame, article: ArticleIndex, headings: Vec<Heading>, chrome: &mut Chrome) {
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
        open(link(frame, listed), below)
    };
    let section = |index: SectionIndex| {
        let below: Vec<ContentsLine> = match index == own {
            true => pages(frame, Some(index)).map(page).collect(),
            false => Vec::new(),
        };
        Some(open(section_link(frame, index)?, below))
    };
    chrome.contents = handbook
        .about
        .sections
        .indices()
        .filter_map(section)
        .collect();
    let is_listed = |article: &ArticleIndex| handbook.pages[*article].section.is_some();
    chrome.previous = article.previous().map(|before| link(frame, before));
    let next = handbook.pages.next(article).filter(is_listed);
    chrome.next = next.map(|next| link(frame, next));
}

/// Returns the link to a heading of the page itself.
fn heading_link(frame: &Frame, heading: &Heading) -> LinkView {
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
