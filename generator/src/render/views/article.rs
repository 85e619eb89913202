//! What an editor wrote.

use std::collections::BTreeSet;

use serde::Serialize;

use super::course;
use super::note::Place;
use crate::model::Language;
use crate::render::frame::{Chrome, Frame};
use crate::render::html::Html;
use crate::render::markdown::{self, Sections};
use crate::render::text::TextView;
use crate::site::address::Page;

/// A page in the languages of the reading.
#[derive(Debug, Serialize)]
pub struct ArticleView {
    /// The page in each language.
    pub languages: Vec<ArticleLanguage>,
    /// That it is not written in a language of the reading.
    pub stand_in: Option<TextView>,
}

/// A page in one language.
#[derive(Debug, Serialize)]
pub struct ArticleLanguage {
    /// The BCP 47 tag.
    pub lang: String,
    /// The title.
    pub title: Html,
    /// The body.
    pub body: Sections,
}

/// The page at `page`. Where it is not written in a language of the reading, another stands in, marked as what it is.
pub fn render(frame: &Frame, page: usize) -> (Chrome, ArticleView) {
    let handbook = frame.handbook();
    let of = &handbook.pages[page];
    let mut chrome = frame.chrome("article");
    let mut languages: Vec<ArticleLanguage> = Vec::new();
    let mut shown: Vec<&Language> = Vec::new();
    let mut taken: BTreeSet<String> = ["main".to_owned()].into();
    for wanted in &frame.reading().languages {
        let written = |language: &'_ &Language| of.get(&language.id).is_some();
        let Some(language) = [wanted]
            .into_iter()
            .chain(&handbook.languages)
            .find(written)
        else {
            continue;
        };
        let Some(source) = of.get(&language.id) else {
            continue;
        };
        if shown.iter().any(|known| known.id == language.id) {
            continue;
        }
        if languages.is_empty() {
            chrome.call(source.front_matter.title.value.to_string());
            chrome.description = source.front_matter.description.value.to_string();
        }
        let place = Place::of_page(frame, language, Page::Article { page });
        shown.push(language);
        languages.push(ArticleLanguage {
            lang: language.tag.to_string(),
            title: Html::escaped(&source.front_matter.title.value),
            body: markdown::sections(&source.body, &place, &mut taken),
        });
    }
    let stand_in = course::stand_in(frame, &shown);
    let view = ArticleView {
        languages,
        stand_in,
    };
    (chrome, view)
}
