//! Articles by the handbook's editors.

use std::collections::BTreeSet;

use serde::Serialize;

use super::course;
use super::note::TextPlace;
use super::sections;
use crate::index::ArticleIndex;
use crate::model::Language;
use crate::render::chrome::Chrome;
use crate::render::frame::Frame;
use crate::render::html::Html;
use crate::render::maker::PageMaker;
use crate::render::markdown::{self, Sections};
use crate::render::text::{Piece, TextView};
use crate::site::address::{Page, pages};
use crate::site::{Make, RenderError};
use crate::source::page::PageSource;

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

/// Returns the article at `article` in the languages of the reading. If one of them is missing, another replaces it.
pub fn written<'a>(
    frame: &Frame<'a>,
    article: ArticleIndex,
) -> Vec<(&'a Language, &'a PageSource)> {
    let handbook = frame.handbook();
    let article = &handbook.pages[article];
    let mut shown: Vec<(&Language, &PageSource)> = Vec::new();
    for wanted in &frame.reading().languages {
        let found = [wanted]
            .into_iter()
            .chain(&handbook.languages)
            .find_map(|language| Some((language, article.get(&language.id)?)));
        let Some((language, source)) = found else {
            continue;
        };
        if shown.iter().all(|(known, _)| known.id != language.id) {
            shown.push((language, source));
        }
    }
    shown
}

/// Returns the title of the article at `article` in the languages in which it is shown.
pub fn title(frame: &Frame, article: ArticleIndex) -> TextView {
    let written = written(frame, article);
    let plain = written.first().map(|(_, source)| source);
    let plain = plain.map(|source| source.front_matter.title.value.to_string());
    let pieces = written
        .iter()
        .map(|(language, source)| Piece {
            lang: language.tag.to_string(),
            language: language.id.to_string(),
            html: Html::escaped(&source.front_matter.title.value),
            is_source: false,
            ..Piece::default()
        })
        .collect();
    TextView::of(pieces, &frame.language().tag, plain.unwrap_or_default())
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
        sections::surround(frame, article, headings, &mut chrome);
    }
    let view = ArticleView {
        languages,
        stand_in: course::stand_in(frame, &shown),
    };
    (chrome, view)
}
